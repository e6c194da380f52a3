"""กลั่นกรอง: members of the committee say what they think of each form, and everybody concerned sees what became of it.

The manual, work 1, step 3.3. What a member wants mended is typed; that they were asked is the dialogue's only state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Message, Outgoing
from domain.phrases.asking import tidy
from domain.phrases.understanding import Intent
from domain.reviewing import SCREENING
from domain.rights import Right
from domain.thai import normalise
from handlers import extending, opining, reviewing, screening, screening_results
from handlers.receipt_numbers import receipt_in
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import opinions as opinion_words
from handlers.wording import overview as overview_words
from handlers.wording import screenings as words

if TYPE_CHECKING:
    from storage.reviews import Place
    from storage.schema import Obligation, Requirement

_OF_SKIP: Final = 3  # a requirement, since when the last one waits, and its debt
_OF_CARD: Final = 3  # a debt, what was seen of it, and what is thought of it


def screen(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The forms one by one that the speaker has not spoken of: opinion[:<requirement>[:<since>:<debt>]].

    Whoever has no opinion to give goes on to what they may record.
    """
    said, own = numbers(event), opining.Own(ctx)
    if said:
        after = reviewing.place(said[1], said[2]) if len(said) == _OF_SKIP else None
        return reply(opining.coming(own, said[0], after, ctx))
    if own.open:
        return reply(opining.begun(own, ctx))
    if reviewing.rounds(ctx, SCREENING):
        return reply(reviewing.begun(ctx, SCREENING))
    if own.rounds or ctx.may(Right.REVIEW) or _screened(ctx):
        return reply(opining.coming(own, 0, None, ctx))
    return reply(words.not_for_you(ctx.voice))


def see(event: Incoming, ctx: Context) -> list[Outgoing]:
    """A form once more, to change what is thought of it: opinionsee:<debt>."""
    found = opining.at_hand([*numbers(event), 0][0], ctx)
    if found is None:
        return reply(words.no_such(ctx.voice))
    return reply(*_shown(*found, ctx))


def opine(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What a member thinks of what they saw: opine:<debt>:<what was seen>:<1 passes, 2 to be mended>."""
    said = numbers(event)
    found = opining.at_hand(said[0], ctx) if len(said) == _OF_CARD else None
    if found is None or said[2] not in {words.PASS, words.MEND}:
        return reply(words.no_such(ctx.voice))
    debt, there, seen = found
    if not opining.waits(debt):
        return reply(*_shown(debt, there, seen, ctx))
    if seen != said[1]:
        return reply(words.came_anew(ctx.voice), *_shown(debt, there, seen, ctx))
    if said[2] == words.PASS:
        return _given(debt, there, seen, "", ctx)
    ctx.tx.opinions.ask(debt.id, seen, ctx.me.id, ctx.now)
    return reply(words.what_to_mend(ctx.voice, extending.task_of(debt, ctx)))


def typed(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """What is to be mended, in the member's own words."""
    asked = ctx.tx.opinions.asked(ctx.me.id, ctx.now)
    if asked is None:
        return []
    found, version = opining.at_hand(asked.obligation_id, ctx), asked.submission_id
    if found is None or (ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG):
        ctx.tx.opinions.leave(asked)
        return reply(words.left(ctx.voice))
    debt, there, seen = found
    if not opining.waits(debt) or seen != version:
        ctx.tx.opinions.leave(asked)
        said = [words.came_anew(ctx.voice)] if opining.waits(debt) else []
        return reply(*said, *_shown(debt, there, seen, ctx))
    mend = tidy(normalise(event.text))
    if not mend:
        return reply(words.what_to_mend(ctx.voice, extending.task_of(debt, ctx)))
    return _given(debt, there, seen, mend, ctx)


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words are what is to be mended: nobody claims them, or for what they are taken it is that too."""
    if ctx.said is None or ctx.tx.opinions.asked(ctx.me.id, ctx.now) is None:
        return False
    if ctx.said.slots.strategy_no is not None or receipt_in(event.text):  # another form is named
        return False
    return unclaimed or not ctx.said.sure or ctx.said.intent in reviewing.MAY_BE_A_REASON


def results(event: Incoming, ctx: Context) -> list[Outgoing]:
    """What became of a requirement's forms: screened[:<requirement>]."""
    said, found = numbers(event), _screened(ctx)
    if said:
        found = [one for one in found if one.id == said[0]]
    if not found:
        return reply(words.nothing_screened(ctx.voice))
    if len(found) > 1:
        return reply(overview_words.which_round(ctx.voice, [(one.id, one.title) for one in found], "screened"))
    (requirement,) = found
    ctx.tx.audit.note(
        ctx.now, Noted.SHOW_SCREENED, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id
    )
    forms = screening_results.results(requirement, ctx)
    records = screening.may_resolve(requirement.id, ctx)
    return reply(words.results(ctx.voice, requirement.title, forms, records=records))


def _screened(ctx: Context) -> list[Requirement]:
    """What passes through a committee, and the speaker may see the results of."""
    opened = ctx.tx.work.open_requirements(ctx.me.office_id, ctx.now)
    seen = [one for one in opened if screening.is_screened(one.work, ctx)]
    return [one for one in seen if ctx.may(Right.SEE_ALL) or screening.may_screen(one.id, ctx)]


def _given(debt: Obligation, there: Place, seen: int, mend: str, ctx: Context) -> list[Outgoing]:
    new = ctx.tx.opinions.give(debt.id, seen, ctx.me.id, passes=not mend, words=mend, now=ctx.now)
    if new:
        said = opinion_words.MEND if mend else opinion_words.PASSES
        reviewing.note(Noted.GIVE_OPINION, debt, ctx, said=said)
    task = extending.task_of(debt, ctx)
    kept = words.given(ctx.voice, task, mend, passes=not mend, again=not new)
    return reply(kept, opining.coming(opining.Own(ctx), debt.requirement_id, there, ctx), worth_push=True)


def _shown(debt: Obligation, there: Place, seen: int, ctx: Context) -> list[Message]:
    """The card of a form while it waits; else where it stands now."""
    round_ = opining.Own(ctx).round(debt.requirement_id) if opining.waits(debt) else None
    if round_ is None:
        return [words.not_waiting(ctx.voice, extending.task_of(debt, ctx))]
    return [opining.card(debt, there, seen, round_, ctx)]


ANSWER = Deed(name="say what to mend", do=typed, private=True)
DEEDS = (
    Deed(name="screen", do=screen, intents=frozenset({Intent.SCREEN}), tap="opinion", private=True),
    Deed(name="see a form to screen", do=see, tap="opinionsee", private=True),
    Deed(name="give an opinion", do=opine, tap="opine", private=True),
    Deed(name="results of screening", do=results, intents=frozenset({Intent.SCREENED}), tap="screened", private=True),
)
