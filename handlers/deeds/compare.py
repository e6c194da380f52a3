"""เทียบรอบที่แล้วด้วย: the main figures of a round beside those of the round or the year before, and why not where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Message, Outgoing
from domain.phrases.comparing import years_said
from domain.phrases.understanding import Intent
from domain.rights import Right
from handlers import two_rounds
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import comparisons as words
from handlers.wording import overview
from handlers.works_said import About

if TYPE_CHECKING:
    from storage.schema import Requirement


def compare(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Which round is meant (a question where several may be), then both: compare:<round>[:<number>[:<year before>]]."""
    made = ctx.prepared if isinstance(ctx.prepared, tuple) else beforehand(event, ctx)
    if isinstance(made, list):
        return made
    requirement, message = made
    ctx.tx.audit.note(
        ctx.now, Noted.COMPARE, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id
    )  # fmt: skip
    return reply(message)


def beforehand(event: Incoming, ctx: Context) -> tuple[Requirement, Message] | list[Outgoing]:
    """Read both rounds, before others have to wait; or the question which is meant."""
    asked, no, year = _meant(event, ctx)
    if isinstance(asked, list):
        return asked
    was = two_rounds.before(asked, year, ctx)
    if was is None:
        return asked, words.nothing_before(ctx.voice, asked.title, year)
    view = two_rounds.view_of(asked, was, no, ctx)
    if no and not view.now_of:
        return asked, words.no_such_subject(ctx.voice, asked.title, no)
    return asked, words.comparison(view)


def _meant(event: Incoming, ctx: Context) -> tuple[Requirement | list[Outgoing], int, int]:
    """The round, the number of the subject and the year before that are meant; 0 where none is named.

    Where words name no round, it is the last that has anything to compare with.
    """
    if not isinstance(event, TextSaid):
        number, no, year = [*numbers(event), 0, 0, 0][:3]
        chosen = ctx.tx.work.requirement(number, ctx.me.office_id)
        return (chosen or reply(overview.nothing_open(ctx.voice))), no, year
    about, years = About.of(event.text, ctx.said.slots if ctx.said else None), years_said(event.text)
    found = [one for one in ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now) if about.work in {"", one.work}]
    found = [one for one in found if not years or one.fiscal_year_be == years[-1]] or found
    year = years[0] if len(years) > 1 else 0
    latest = {}
    for one in found:
        if two_rounds.before(one, year, ctx) is not None or len(found) == 1:
            latest[one.work, one.agency, one.form if one.work != "emes" else one.id] = one
    choices = list(latest.values()) or found[-1:]
    if not choices:
        return reply(overview.nothing_open(ctx.voice)), about.no, year
    if len(choices) > 1:
        more = f":{about.no}:{year}"
        return reply(overview.which_round(ctx.voice, [(r.id, r.title) for r in choices], "compare", more)), 0, 0
    return choices[0], about.no, year


DEED = Deed(
    name="compare rounds", do=compare, beforehand=beforehand, intents=frozenset({Intent.COMPARE}), tap="compare",
    right=Right.SEE_ALL, private=True, slow=True,
)  # fmt: skip
