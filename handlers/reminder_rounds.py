"""The reminders of an office at a moment: what there is to say, and what is expected to come in the month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.lifecycle import OWED
from domain.nagging import (
    Asked,
    Digest,
    Means,
    NagKey,
    Outlook,
    Recipient,
    Rest,
    decide,
    may_hear,
    outlook,
    recipients_of,
)
from domain.plan import UnitKind
from domain.thai import BANGKOK, local
from handlers.reminding import Names

if TYPE_CHECKING:
    from handlers.context import Context
    from storage.people import Member
    from storage.work import Owed

STATES = [state.value for state in OWED]


@dataclass(frozen=True, slots=True)
class Round:
    """What an office's people are to be told now. `owed`: by obligation.

    `ledger`, `coming`: where it looks ahead; the ledger of what the units of those people owe.
    """

    office_id: int
    members: Sequence[Member]
    names: Names
    owed: Mapping[int, Owed]
    digests: Sequence[Digest]
    ledger: AbstractSet[NagKey]
    coming: Outlook = field(default_factory=Outlook)


def round_of(office_id: int, ctx: Context, *, looks_ahead: bool) -> Round | None:
    """The round of an office; None when nobody is told at such an hour, or everybody has been.

    `looks_ahead`: the month's messages are limited, so that what is still to come of it counts too.
    """
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    if not calendar.is_sending_time(ctx.now) or local(ctx.now).time() < ctx.rules.digest:
        return None
    until, opened_by = _end_of_month(today) if looks_ahead else (today, ctx.now)
    requirements = {r.id: r for r in ctx.tx.work.open_requirements(office_id, opened_by)}
    pressing = {
        r.id for r in requirements.values() if ctx.rules.ladders[ctx.rules.profile_of(r.urgency)].breaks_through
    }
    told, members = ctx.tx.nags.last_told(office_id, today), ctx.tx.people.reachable(office_id)
    everybody = {m.person_id for m in members}
    untold = everybody - told.keys()
    again = {who for who, at in told.items() if at <= ctx.now - ctx.rules.apart} if pressing else set()
    if not untold and not again:
        return None
    rest, schools = rest_of(office_id, ctx, today)
    names = Names.of(office_id, ctx.in_office(office_id), requirements, schools)
    clusters = ctx.tx.people.clusters_heard(office_id, members)
    hearers = recipients_of(members, names.units, everybody if looks_ahead else untold | again, clusters)
    rows = _rows(office_id, hearers, opened_by, ctx)
    asked = {r.id for r in requirements.values() if r.opens_at <= ctx.now} if untold else pressing
    owed = {row.id: row for row in rows if row.requirement_id in asked}
    opened = ctx.tx.nags.opened(office_id, ctx.rules.rule, STATES)
    reasons = may_hear(ctx.now, ctx.rules, calendar, rest, opened)
    people = {who for row in owed.values() for who in reasons(row.id, names.ladder(row), hearers[row.unit_id])}
    units = _served_by(people & (untold | again), hearers)
    debts = [names.debt(row, hearers[row.unit_id]) for row in owed.values() if row.unit_id in units]
    ledger = ctx.tx.nags.ledger(office_id, STATES, None if looks_ahead else today, pressing, units)
    digests = decide(ctx.now, debts, ctx.rules, ledger, told, calendar, rest=rest)
    if not looks_ahead:
        return Round(office_id, members, names, owed, digests, frozenset())
    coming = outlook(today, until, _owing(rows, names), hearers, ctx.rules, calendar)
    return Round(office_id, members, names, owed, digests, ledger, coming)


def rest_of(office_id: int, ctx: Context, today: date) -> tuple[Rest, Collection[int]]:
    """What rests, and the ids of the schools where only they do."""
    rests = ctx.tx.rests
    windows = rests.windows(office_id)
    of_schools = any(window.schools_only for window in windows)
    schools = ctx.tx.people.ids_of_kind(office_id, UnitKind.SCHOOL) if of_schools else ()
    return Rest(windows, rests.snoozes(office_id, today), rests.promises(office_id, STATES)), schools


def outlook_of(office_id: int, ctx: Context, *, with_today: bool = False) -> Outlook:
    """What reminding an office's people is expected to cost from tomorrow, or today, to the end of the month."""
    today = local(ctx.now).date() - timedelta(days=with_today)
    until, opened_by = _end_of_month(local(ctx.now).date())
    requirements = {r.id: r for r in ctx.tx.work.open_requirements(office_id, opened_by)}
    names = Names.of(office_id, ctx.in_office(office_id), requirements, ())
    members = ctx.tx.people.reachable(office_id)
    everybody, clusters = {member.person_id for member in members}, ctx.tx.people.clusters_heard(office_id, members)
    hearers = recipients_of(members, names.units, everybody, clusters)
    owing = _owing(_rows(office_id, hearers, opened_by, ctx), names)
    return outlook(today, until, owing, hearers, ctx.rules, ctx.calendar(office_id))


def is_short(ctx: Context) -> bool:
    """Whether what reminding is expected to take of the month's messages is more than is left for it."""
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    if left is None:
        return False
    coming = sum((outlook_of(office.id, ctx) for office in ctx.tx.people.offices()), start=Outlook())
    return not Means(max(0, left - ctx.reserve - ctx.tx.quota.queued()), coming).suffice(0)


def _rows(office_id: int, units: Collection[int], opened_by: datetime, ctx: Context) -> list[Owed]:
    """What these units owe of what has opened by then."""
    return [row for row in ctx.tx.work.owed(office_id, STATES, opened_by) if row.unit_id in units]


def _served_by(people: AbstractSet[int], hearers: Mapping[int, Sequence[Recipient]]) -> set[int]:
    """The units of which these people hear: their digests may name all that these units owe."""
    return {unit_id for unit_id, told in hearers.items() if any(one.person_id in people for one in told)}


def _owing(rows: Sequence[Owed], names: Names) -> dict[int, set[Asked]]:
    """By unit what it owes or is going to this month, as far as the steps of the ladder depend on it."""
    owing: dict[int, set[Asked]] = {}
    for row in rows:
        owing.setdefault(row.unit_id, set()).add(names.planned(row))
    return owing


def _end_of_month(day: date) -> tuple[date, datetime]:
    """The last day of the month for which messages are counted, and its last moment."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    return last, datetime.combine(last, time.max, BANGKOK)
