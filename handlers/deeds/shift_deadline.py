"""เลื่อนกำหนดทุกคน, ตั้งกำหนดส่ง: an officer moves the due date of a work for everybody who was given no later one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import ButtonPressed, Incoming, TextSaid
from domain.extensions import both_moved, due_on, moves
from domain.messages import Outgoing
from domain.news import Stands
from domain.phrases.asking import extended_from_above, moved_day
from domain.phrases.times import read_time
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import BANGKOK, local
from handlers import news, open_works
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import deadlines as words

if TYPE_CHECKING:
    from storage.schema import Obligation, Requirement

_MOMENT: Final = "%Y%m%d%H%M"
_NO: Final = 0
_WITH_MOMENT: Final = 2  # numbers in a button's data


@dataclass(frozen=True, slots=True)
class _To:
    """Where a due date goes, and the office's own with it (None: it stays)."""

    at: datetime
    external: datetime | None = None

    @property
    def data(self) -> str:
        external = local(self.external).strftime(_MOMENT) if self.external else "0"
        return f"{local(self.at).strftime(_MOMENT)}:{external}"


def shift(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Ask which, then to when, then whether: shift:<requirement>[:<moment>:<moment of the office's own, or 0>]."""
    said = numbers(event)
    if said:
        requirement = ctx.tx.work.requirement(said[0], ctx.me.office_id)
        return _step(requirement, _to(said), ctx) if requirement else reply(words.no_such_work(ctx.voice))
    if not isinstance(event, TextSaid):
        return reply(words.no_such_work(ctx.voice))
    found = open_works.still_owed(ctx)
    if not found:
        return reply(words.nothing_open(ctx.voice))
    meant = [(requirement, _named(event.text, requirement, ctx)) for requirement in found]
    if len(meant) == 1:
        return _step(*meant[0], ctx)
    choices = [(r.title, f"shift:{r.id}" + (f":{to.data}" if to else "")) for r, to in meant]
    return reply(words.which_to_shift(ctx.voice, choices))


def pick_day(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The day of the picker: shiftday:<requirement>."""
    said = numbers(event)
    requirement = ctx.tx.work.requirement(said[0], ctx.me.office_id) if said else None
    if requirement is None or type(event.picked) is not date:
        return reply(words.no_such_work(ctx.voice))
    return _step(requirement, _To(due_on(event.picked, requirement.due_at)), ctx)


def confirm(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """Move it: shiftgo:<requirement>:<moment, or 0 for no>:<moment of the office's own, or 0>.

    A second tap finds it done.
    """
    said = numbers(event)
    requirement = ctx.tx.work.requirement(said[0], ctx.me.office_id) if said else None
    to = _to(said)
    if requirement is not None and said[1:] == [_NO]:
        return reply(words.left_open(ctx.voice, requirement.title))
    if requirement is None or to is None:
        return reply(words.no_such_work(ctx.voice))
    if to.at < ctx.now:
        return reply(words.day_is_past(ctx.voice, requirement.id, ctx.now))
    debts = ctx.tx.work.to_change(requirement.id)
    facts = _facts(requirement, debts, to, ctx)
    if not facts.moves and requirement.due_at == to.at:
        return reply(words.shifted_already(ctx.voice, requirement.title, to.at))
    before, as_they_stood = requirement.due_at, [news.Before.of(debt) for debt in debts]
    for debt in _moving(requirement, debts, to, ctx):
        debt.due_at = to.at
    requirement.due_at = to.at
    requirement.external_due_at = to.external or requirement.external_due_at
    news.keep(as_they_stood, ctx)
    ctx.tx.outbox.withdraw_about_all(requirement.id, ctx.now)
    detail = {"before": _iso(before), "after": _iso(to.at), "debts": facts.moves}
    ctx.tx.audit.note(
        ctx.now, Noted.CHANGE_DUE, requirement.code, office_id=requirement.office_id, person_id=ctx.me.id, detail=detail
    )
    return reply(words.shifted(ctx.voice, facts), worth_push=True)


def _step(requirement: Requirement, to: _To | None, ctx: Context) -> list[Outgoing]:
    if to is None:
        asked = words.to_when(ctx.voice, requirement.id, requirement.title, requirement.due_at, ctx.now)
        return reply(asked)
    if to.at < ctx.now:
        return reply(words.day_is_past(ctx.voice, requirement.id, ctx.now))
    if to.at == requirement.due_at:
        return reply(words.shifted_already(ctx.voice, requirement.title, to.at))
    debts = ctx.tx.work.of_requirement(requirement.id)
    moving = _moving(requirement, debts, to, ctx)
    cost = news.cost(moving, Stands.ASKED, to.at, ctx)
    return reply(words.really_shift(ctx.voice, _facts(requirement, debts, to, ctx), cost, ctx.now))


def _moving(requirement: Requirement, debts: list[Obligation], to: _To, ctx: Context) -> list[Obligation]:
    """Those of the debts that get the new day."""
    granted = ctx.tx.extensions.granted(requirement.id)
    return [debt for debt in debts if moves(debt.due_at, requirement.due_at, to.at, granted.get(debt.id))]


def _facts(requirement: Requirement, debts: list[Obligation], to: _To, ctx: Context) -> words.Shift:
    moving = _moving(requirement, debts, to, ctx)
    external = requirement.external_due_at
    shift_ = words.Shift(
        requirement_id=requirement.id,
        title=requirement.title,
        before=requirement.due_at,
        after=to.at,
        external_before=external,
        external=to.external or external,
        moves=len(moving),
        owed=len(open_works.owed_of(moving)),
        units=len({debt.unit_id for debt in moving}),
        kept=sum(debt.due_at > to.at for debt in open_works.owed_of(debts) if debt not in moving),
        day_off=ctx.calendar(requirement.office_id).name_of_day_off(local(to.at).date()) or "",
        data="",
    )
    return replace(shift_, data=f"{requirement.id}:{to.data}")


def _named(text: str, requirement: Requirement, ctx: Context) -> _To | None:
    """Where a sentence moves this due date. What สพฐ. extends is the office's own: as much time stays before it."""
    calendar, today = ctx.calendar(requirement.office_id), local(ctx.now).date()
    due, external = requirement.due_at, requirement.external_due_at
    day = moved_day(text, local(due).date(), today, calendar)
    if day is None:
        return None
    clock, _ = read_time(text)
    at = datetime.combine(day, clock, BANGKOK) if clock is not None else due_on(day, due)
    if external is None or not extended_from_above(text):
        return _To(at)
    further = moved_day(text, local(external).date(), today, calendar)
    if further is None or further <= local(external).date():
        return _To(at)
    inside, outside = both_moved(due, external, further, calendar)
    return _To(due_on(inside, due), due_on(outside, external))


def _to(said: list[int]) -> _To | None:
    """The moments in a button's data."""
    found = [_read(number) for number in said[1:]]
    if len(said) < _WITH_MOMENT or found[0] is None:
        return None
    return _To(found[0], found[1] if len(found) > 1 else None)


def _read(number: int) -> datetime | None:
    try:
        return datetime.strptime(str(number), _MOMENT).replace(tzinfo=BANGKOK)
    except ValueError:
        return None


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


DEEDS = (
    Deed(
        name="move a due date", do=shift, intents=frozenset({Intent.SHIFT_DEADLINE, Intent.SET_DEADLINE}), tap="shift",
        right=Right.LOAD_PLAN, private=True,
    ),
    Deed(name="pick a due date", do=pick_day, tap="shiftday", right=Right.LOAD_PLAN, private=True),
    Deed(name="confirm a due date", do=confirm, tap="shiftgo", right=Right.LOAD_PLAN, private=True),
)  # fmt: skip
