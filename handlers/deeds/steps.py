"""ขั้นตอน: where a work stands among the manual's steps; an officer records one that does not show itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.lifecycle import State
from domain.messages import Outgoing
from domain.phrases.dates import find_day
from domain.phrases.steps import code_in
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.steps import Record, standing
from domain.thai import local
from domain.works import CHECKED_ABOVE_BY, STEPS, Sign, Step, codes_shown_by
from handlers import rounds
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import people as people_words
from handlers.wording import steps as words

if TYPE_CHECKING:
    from storage.schema import Requirement

_TAKE_BACK = 0  # behind the step in a button's data


def show(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The steps of a work; with a step named in words, record that it is done."""
    asked = rounds.meant(event, ctx, "steps")
    if isinstance(asked, list):
        return asked
    requirement = asked.requirement
    steps = STEPS.get(requirement.work, ())
    if not steps:
        return reply(words.none_in_the_manual(ctx.voice, requirement.title))
    code = code_in(event.text) if isinstance(event, TextSaid) else None
    if code is None:
        return reply(words.steps(ctx.voice, _view(requirement, ctx)))
    if not ctx.may(Right.LOAD_PLAN):
        return reply(people_words.not_for_you(ctx.voice))
    place = next((place for place, step in enumerate(steps, start=1) if step.code == code), 0)
    return _record(requirement, steps, place, ctx)


def record(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Record a step or take it back: step:<requirement>:<its place>[:0 to take it back]."""
    number, place, *rest = [*numbers(event), 0, 0]
    requirement = ctx.tx.work.requirement(number, ctx.me.office_id)
    steps = STEPS.get(requirement.work, ()) if requirement else ()
    if requirement is None or not 0 < place <= len(steps):
        return reply(words.no_such_step(ctx.voice, requirement.title if requirement else ""))
    if len(numbers(event)) > 2 and rest[0] == _TAKE_BACK:  # noqa: PLR2004 - requirement and place come before
        code = steps[place - 1].code
        if ctx.tx.steps.take_back(requirement.id, code):
            _note(Noted.TAKE_BACK_STEP, requirement, code, ctx)
        return reply(words.taken_back(ctx.voice, code))
    return _record(requirement, steps, place, ctx)


def _record(
    requirement: Requirement, steps: tuple[Step, ...], place: int, ctx: Context, about: str = ""
) -> list[Outgoing]:  # fmt: skip
    if not place:
        return reply(words.no_such_step(ctx.voice, requirement.title))
    code = steps[place - 1].code
    if not ctx.tx.steps.record(requirement.id, code, at=ctx.now, by=ctx.me.id, about=about):
        return reply(words.already(ctx.voice, code))
    _note(Noted.RECORD_STEP, requirement, code, ctx)
    return reply(words.recorded(ctx.voice, _view(requirement, ctx), place))


def _note(noted: Noted, requirement: Requirement, code: str, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, noted, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id, detail={"step": code}
    )  # fmt: skip


def _view(requirement: Requirement, ctx: Context) -> words.StepsView:
    states = [State(one.state) for one in ctx.tx.work.of_requirement(requirement.id)]
    records, opened = ctx.tx.steps.of(requirement.id), requirement.opens_at <= ctx.now
    found = standing(
        STEPS[requirement.work], records, opened=opened, states=states, looked=_looked(requirement, ctx)
    )  # fmt: skip
    return words.StepsView(
        id=requirement.id,
        title=requirement.title,
        work=requirement.work,
        year_be=requirement.fiscal_year_be,
        steps=found,
        names=ctx.tx.people.names(requirement.office_id),
        records=ctx.may(Right.LOAD_PLAN),
    )


def _looked(requirement: Requirement, ctx: Context) -> Record | None:
    """By which list from another system the office has checked it last."""
    last, code = ctx.tx.report_lists.last_confirmed(requirement.id), codes_shown_by(requirement.work, Sign.VERIFIED)
    if last is None or last.confirmed_at is None or not code:
        return None
    return Record(code[0], last.confirmed_at, last.confirmed_by_id, words.by_list(last.id))


def checked_above(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """สพฐ. ตรวจแล้ว: the second look that the manual wants is recorded, with the day that the words give."""
    found = rounds.named(event, ctx, CHECKED_ABOVE_BY.keys())
    if not found:
        return reply(words.nothing_checked(ctx.voice))
    if len(found) > 1:
        steps = {one.id: _place(one) for one in found}
        return reply(words.which_checked(ctx.voice, [(one.id, steps[one.id], one.title) for one in found]))
    requirement, today = found[0], local(ctx.now).date()
    day = find_day(event.text, today, ctx.calendar(requirement.office_id)) or today
    if day > today:
        return reply(words.not_yet(ctx.voice))
    return _record(requirement, STEPS[requirement.work], _place(requirement), ctx, words.checked_on(day))


def _place(requirement: Requirement) -> int:
    """Where the check of สพฐ. stands among the steps, from 1."""
    codes = [step.code for step in STEPS[requirement.work]]
    return codes.index(CHECKED_ABOVE_BY[requirement.work]) + 1


SHOW = Deed(
    name="show steps", do=show, intents=frozenset({Intent.STEPS}), tap="steps", right=Right.SEE_ALL, private=True
)
RECORD = Deed(name="record a step", do=record, tap="step", right=Right.LOAD_PLAN, private=True)
CHECKED = Deed(
    name="record a check from above", do=checked_above, intents=frozenset({Intent.CHECKED_ABOVE}),
    right=Right.LOAD_PLAN, private=True,
)  # fmt: skip
DEEDS = (SHOW, RECORD, CHECKED)
