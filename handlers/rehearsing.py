"""The moments at which the clock can have something to tell: a rehearsal looks at these and passes over all others."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from domain.group_digests import HOUR
from domain.lifecycle import OWED
from domain.nagging import Debt, planned_at
from domain.thai import BANGKOK, end_of_day, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.calendar import WorkCalendar
    from handlers.context import Context
    from storage.schema import Requirement

_STATES: Final = [state.value for state in OWED]
_DAY: Final = timedelta(days=1)


def moments(ctx: Context, last: date) -> list[datetime]:
    """Those that can be told beforehand, from now to the end of a Bangkok day, in order.

    The digest's and the groups' hour of each working day and, where messages are limited, the hour to which reminders
    wait for an answer; the opening of a work, a step that is counted in hours, and
    a reminder that an officer has put off. What follows from a message that was told is for whoever rehearses.
    """
    found, limited = set(), ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left is not None
    for office in ctx.tx.people.offices():
        calendar = ctx.calendar(office.id)
        groups = ctx.tx.group_nags.wanting(office.id, usually=ctx.groups_digest)
        hours = [ctx.rules.digest, *([HOUR] if groups else []), *([ctx.rules.last_call] if limited else [])]
        found |= set(_of_days(calendar, hours, ctx, last))
        asked = {one.id: one for one in ctx.tx.work.open_requirements(office.id, end_of_day(last))}
        found |= {calendar.next_working_moment(one.opens_at) for one in asked.values()}
        found |= set(_by_the_hour(office.id, asked, calendar, ctx, last))
    found |= set(ctx.tx.asked_reminders.waiting())
    return sorted(at for at in found | {ctx.now} if ctx.now <= at <= end_of_day(last))


def _of_days(calendar: WorkCalendar, hours: list[time], ctx: Context, last: date) -> Iterator[datetime]:
    day = local(ctx.now).date()
    while day <= last:
        if calendar.is_working_day(day):
            yield from (datetime.combine(day, hour, BANGKOK) for hour in hours)
        day += _DAY


def _by_the_hour(
    office_id: int, asked: dict[int, Requirement], calendar: WorkCalendar, ctx: Context, last: date
) -> Iterator[datetime]:
    """When steps beside the day's digest fall, of whatever has such a ladder."""
    profiles = {one.id: ctx.rules.profile_of(one.urgency) for one in asked.values()}
    pressing = {which for which, profile in profiles.items() if ctx.rules.ladders[profile].breaks_through}
    if not pressing:
        return
    rows = ctx.tx.work.owed(office_id, _STATES, end_of_day(last))
    for which, due_at in {(row.requirement_id, row.due_at) for row in rows if row.requirement_id in pressing}:
        opens_at, profile = asked[which].opens_at, profiles[which]
        debt = Debt(0, "", "", "", opens_at, due_at, owed=True, returned=False, recipients=(), profile=profile)
        for step in ctx.rules.ladders[profile].steps:
            if step.breaks_through:
                yield calendar.next_working_moment(planned_at(debt, step, calendar, ctx.rules))
