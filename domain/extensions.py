"""Later due dates: what may be asked for (ขอเลื่อน), what a shift for all moves, how long a promise counts.

Days are Bangkok days. An extended debt is due at its own time of day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from typing import Final

from domain.calendar import WorkCalendar
from domain.thai import BANGKOK, local

LATE_PROMISE: Final = 3  # working days: what is overdue is asked for again after that many at most


class Standing(StrEnum):
    """What became of a request. A draft has not been handed in: its day or its reason is still missing."""

    DRAFT = "draft"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    OFFERED = "offered"  # another day, which the unit may take
    WITHDRAWN = "withdrawn"  # taken back, replaced by another, or the work came in


WAITING: Final = (Standing.ASKED, Standing.OFFERED)  # at most one of a debt, for an officer or for the unit
OPEN: Final = (Standing.DRAFT, *WAITING)


class Doubt(Enum):
    """Why a day cannot be the new due day."""

    NOT_LATER = auto()  # not after the due day
    PAST = auto()
    TOO_LATE = auto()  # the office itself must have sent it by then
    DAY_OFF = auto()


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a day may be asked for (`doubt` None), and if not, which day might be; None for none."""

    doubt: Doubt | None
    instead: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The days that may be asked for: after the due day, not past, and before the office's own due day.

    `first` and `last` are working days; `last` None: no limit. With `last` before `first` there is no such day.
    """

    due: date
    today: date
    first: date
    last: date | None

    @property
    def any_left(self) -> bool:
        """Whether there is a day that may be asked for."""
        return self.last is None or self.first <= self.last


def limits(due_at: datetime, external_due_at: datetime | None, now: datetime, calendar: WorkCalendar) -> Limits:
    """What may be asked for, for a debt due at `due_at` that the office must hand on by `external_due_at`."""
    due, today = local(due_at).date(), local(now).date()
    first = calendar.add_working_days(due, 1) if due >= today else _this_or_next(today, calendar)
    last = calendar.add_working_days(local(external_due_at).date(), -1) if external_due_at else None
    return Limits(due, today, first, last)


def judge(day: date, within: Limits, calendar: WorkCalendar) -> Judged:
    """Whether the day may be the new due day."""
    if day <= within.due:
        return Judged(Doubt.NOT_LATER, within.first if within.any_left else None)
    if day < within.today:
        return Judged(Doubt.PAST, within.first if within.any_left else None)
    if within.last is not None and day > within.last:
        return Judged(Doubt.TOO_LATE, within.last if within.any_left else None)
    if calendar.is_working_day(day):
        return Judged(None)
    before, after = calendar.add_working_days(day, 0), calendar.add_working_days(day, 1)
    instead = before if before >= within.first else after
    return Judged(Doubt.DAY_OFF, instead if within.last is None or instead <= within.last else None)


def due_on(day: date, due_at: datetime) -> datetime:
    """The moment a debt is due when its day is moved: at its own time of day, Bangkok."""
    return datetime.combine(day, local(due_at).time(), BANGKOK)


def slack(day: date, external_due_at: datetime | None, calendar: WorkCalendar) -> int | None:
    """Working days between a due day and the office's own; None where the office has none."""
    if external_due_at is None:
        return None
    return calendar.working_days_between(day, local(external_due_at).date())


def moves(due_at: datetime, before: datetime, after: datetime, granted: datetime | None = None) -> bool:
    """Whether a debt moves when its requirement's due date is moved: one that was given a later day keeps it.

    `granted`: the day an officer has approved for it, which nobody shortens by moving the others, not even where it has
    become everybody's meanwhile.
    """
    keeps = granted is not None and granted == due_at and granted > after
    return not keeps and due_at != after and (due_at == before or due_at < after)


def both_moved(
    due_at: datetime, external_due_at: datetime, external_day: date, calendar: WorkCalendar
) -> tuple[date, date]:
    """The due day and the office's own when that one is moved: as many working days stay between them."""
    between = calendar.working_days_between(local(due_at).date(), local(external_due_at).date())
    return calendar.add_working_days(external_day, -max(0, between)), external_day


def promised(day: date, due_at: datetime, today: date, calendar: WorkCalendar) -> date:
    """Until when a promise counts: to the due day at most; for what is overdue, a few working days."""
    due = local(due_at).date()
    return min(day, due if due >= today else calendar.add_working_days(today, LATE_PROMISE))


def _this_or_next(day: date, calendar: WorkCalendar) -> date:
    return day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)
