"""ทวง: an officer has people reminded now, or at a time. Shown first: of what, how many, the cost, whom it misses."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing, Push
from domain.phrases.dates import find_day, find_moment
from domain.phrases.reminders import kind_meant, says_until_when, without_verb
from domain.phrases.understanding import Intent
from domain.rights import Right
from domain.thai import BANGKOK, local
from domain.units.known import Found, Unsure
from domain.units.names import find_unit
from handlers import asked_reminders
from handlers.candidates import as_known
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import reminders as words

if TYPE_CHECKING:
    from storage.schema import AskedReminder, Unit

_ALL: Final = 0
_AT_ONCE: Final = 1


def remind(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Find out what is meant by typed words: of whom, of which work, when; then show it."""
    if not isinstance(event, TextSaid):
        return []
    units = ctx.tx.people.units(ctx.me.office_id)
    named = find_unit(without_verb(event.text), as_known(units))
    if isinstance(named, Unsure):
        return reply(words.which_unit(ctx.voice, [unit.name for unit in named.units]))
    ids = [named.unit.id] if isinstance(named, Found) else _of_kind(event.text, units)
    at, wanted_by = _when(event.text, ctx)
    debts = asked_reminders.owed_debts(ctx.me.office_id, None, ids, ctx)
    asked = {one.requirement_id: one.requirement for one in debts}
    work = ctx.said.slots.requirement if ctx.said else None
    meant = [one for one in asked.values() if work in {None, one.work}]
    if not meant:
        return reply(words.nobody_owes(ctx.voice))
    row = ctx.tx.asked_reminders.propose(
        ctx.me,
        requirement_id=meant[0].id if len(meant) == 1 else None,
        units=ids,
        at=at,
        wanted_by=wanted_by,
        now=ctx.now,
    )
    if len(meant) > 1:
        return reply(words.which_work(ctx.voice, row.id, [(one.id, one.title) for one in meant]))
    return _shown(row, ctx)


def _of_kind(text: str, units: list[Unit]) -> list[int]:
    """The schools, or the groups, where the words mean only these; nothing for all."""
    kind = kind_meant(text)
    return [unit.id for unit in units if unit.kind == kind] if kind else []


def _when(text: str, ctx: Context) -> tuple[datetime, datetime | None]:
    """When it is to go out, and by when the work is wanted where the words say so: ขอภายในบ่าย 3."""
    calendar = ctx.calendar(ctx.me.office_id)
    moment, day = find_moment(text, ctx.now, calendar), find_day(text, local(ctx.now).date(), calendar)
    if says_until_when(text):
        return calendar.next_working_moment(ctx.now), moment
    if moment is None and day is not None and day > local(ctx.now).date():
        moment = datetime.combine(day, ctx.rules.digest, BANGKOK)
    return calendar.next_working_moment(moment or ctx.now), None


def choose(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Which work is meant: remindof:<reminder>:<requirement, or 0 for all>."""
    said = numbers(event)
    row = _proposed(said, ctx)
    if row is None:
        return reply(words.over(ctx.voice))
    if len(said) > 1 and said[1] != _ALL:
        requirement = ctx.tx.work.requirement(said[1], ctx.me.office_id)
        row.requirement_id = requirement.id if requirement else None
    return _shown(row, ctx)


def of_unit(event: Incoming, ctx: Context) -> list[Outgoing]:
    """One unit, from a card that shows how it stands: remindunit:<unit>:<requirement, or 0 for all>."""
    unit_id, work_id = [*numbers(event), 0, 0][:2]
    unit, requirement = ctx.tx.people.unit(unit_id), ctx.tx.work.requirement(work_id, ctx.me.office_id)
    chosen = requirement.id if requirement else None
    if unit is None or unit.office_id != ctx.me.office_id:
        return reply(words.nobody_owes(ctx.voice))
    if not asked_reminders.owed_debts(ctx.me.office_id, chosen, [unit.id], ctx):
        return reply(words.nobody_owes(ctx.voice))
    at = ctx.calendar(ctx.me.office_id).next_working_moment(ctx.now)
    row = ctx.tx.asked_reminders.propose(
        ctx.me, requirement_id=chosen, units=[unit.id], at=at, wanted_by=None, now=ctx.now
    )
    return _shown(row, ctx)


def _shown(row: AskedReminder, ctx: Context) -> list[Outgoing]:
    plan = asked_reminders.plan_of(row, ctx)
    month = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly)
    requirement = ctx.tx.work.requirement(row.requirement_id, row.office_id) if row.requirement_id else None
    names = ctx.tx.people.unit_names(row.office_id)
    view = words.Proposal(
        id=row.id,
        title=requirement.title if requirement else "",
        debts=len(plan.owed),
        units=plan.asking.units,
        people=len(plan.asking.debts),
        heard=len(plan.asking.heard),
        silent=tuple(names[unit_id][1] for unit_id in plan.asking.silent),
        left=None if month.left is None else max(month.left - ctx.reserve, 0),
        at=row.at if row.at > ctx.now else None,
        in_hours=ctx.calendar(row.office_id).is_sending_time(ctx.now),
        wanted_by=row.wanted_by,
    )
    return reply(words.proposal(ctx.voice, view))


def go(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The officer has said yes: remindgo:<reminder>[:1 at once, although the office is closed]."""
    said = numbers(event)
    row = _proposed(said, ctx)
    if row is None:
        return reply(words.over(ctx.voice))
    at_once = len(said) > 1 and said[1] == _AT_ONCE
    if row.at > ctx.now and not at_once:
        row.status = "waiting"
        _note(row, 0, ctx)
        return reply(words.will_go(ctx.voice, row.at), worth_push=True)
    row.status = "done"
    pushes = asked_reminders.pushes(row, ctx)
    _note(row, len(pushes), ctx)
    return [*reply(words.gone(ctx.voice, len(pushes)), worth_push=True), *pushes]


def drop(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The officer has said no: remindno:<reminder>."""
    row = _proposed(numbers(event), ctx)
    if row is not None:
        row.status = "dropped"
    return reply(words.dropped(ctx.voice))


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's part: what was asked for a time that has come. Of two that come together the earlier reaches all."""
    made: list[Push] = []
    due = ctx.tx.asked_reminders.due(ctx.now)
    here = frozenset(ctx.offices()) if due else ()
    for row in (one for one in due if one.office_id in here):
        written_to = {line.key.person_id for push in made for line in push.asks}
        made += asked_reminders.pushes(row, ctx, written_to)
    return [*made]


def _proposed(said: list[int], ctx: Context) -> AskedReminder | None:
    row = ctx.tx.asked_reminders.get(said[0], ctx.me.office_id) if said else None
    return row if row is not None and row.status == "proposed" else None


def _note(row: AskedReminder, messages: int, ctx: Context) -> None:
    ctx.tx.audit.note(
        ctx.now, Noted.REMIND, f"reminder {row.id}", office_id=row.office_id, person_id=ctx.me.id,
        detail={"requirement": row.requirement_id, "units": list(row.units), "messages": messages},
    )  # fmt: skip


DEEDS = (
    Deed(name="remind", do=remind, intents=frozenset({Intent.REMIND}), right=Right.REMIND, private=True),
    Deed(name="remind of what", do=choose, tap="remindof", right=Right.REMIND, private=True),
    Deed(name="remind one unit", do=of_unit, tap="remindunit", right=Right.REMIND, private=True),
    Deed(name="send the reminder", do=go, tap="remindgo", right=Right.REMIND, private=True),
    Deed(name="no reminder", do=drop, tap="remindno", right=Right.REMIND, private=True),
)
