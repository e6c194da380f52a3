"""What stands between the office and its own deadline: the debts with the least time to spare.

Definitions. A requirement with an external due day (กำหนดของ สพฐ. or of an inspector) must have left the office by the
end of that day. After a unit's form is in, the office still does **steps**: review, screening (the committee of the
manual, work 1 step 3), booklet (step 2.4), dispatch (step 5). Each needs some **working days**, as the office has
configured; a work goes through those that its states have room for.

- *need* of a work: the sum of the days of its steps.
- *slack* of a debt on a day: the working days after that day up to and including the external due day, less the need
  of its work. With slack 0 the review must begin on the next working day; below 0 it is too late by so many days.
- *on the path*: what must come in still or waits for review, of a requirement with an external due day. From its
  acceptance on a debt stands in nobody's way and is off the path. Most pressing first: least slack, then earliest due.

So slack falls by one each working day while nothing moves, and stands still on days off.

The sample year (domain: due Fri 2 Apr 2027, to สพฐ. Mon 19 Apr): after 2 Apr come 5, 7, 8, 9, 12, 16, 19 Apr, seven
working days (6 Apr is Chakri Day, 13-15 Songkran). Review 1 + screening 3 + booklet 2 + dispatch 1 = 7 days are needed:
the form that comes in on its due day has slack 0, and on Thu 8 Apr slack is 4 - 7 = -3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.lifecycle import OWED, State
from domain.thai import local

SHOWN: Final = 3
WAITS_FOR_REVIEW: Final = frozenset({State.SUBMITTED, State.CLAIMED})
BEFORE_ACCEPTANCE: Final = OWED | WAITS_FOR_REVIEW


class OfficeStep(StrEnum):
    """What the office does between a form's coming in and its going out."""

    REVIEW = "review"
    SCREENING = "screening"
    BOOKLET = "booklet"
    DISPATCH = "dispatch"


Need = Mapping[OfficeStep, int]  # working days
USUAL_NEED: Final[Need] = MappingProxyType(
    {OfficeStep.REVIEW: 1, OfficeStep.SCREENING: 3, OfficeStep.BOOKLET: 2, OfficeStep.DISPATCH: 1}
)
# A work whose debts never reach the state does not take the step; every form is reviewed.
_ROOM_FOR: Final = MappingProxyType(
    {OfficeStep.SCREENING: State.SCREENED, OfficeStep.BOOKLET: State.ENDORSED, OfficeStep.DISPATCH: State.DISPATCHED}
)


def usual_need(states: Sequence[State]) -> Need:
    """The usual days of those steps that a work with these states goes through."""
    return {step: days for step, days in USUAL_NEED.items() if step not in _ROOM_FOR or _ROOM_FOR[step] in states}


class Ahead(NamedTuple):
    """A debt whose requirement has an external due day. Moments are aware; their Bangkok days count."""

    obligation_id: int
    work: str
    title: str
    subject: str
    unit: str
    state: State
    due_at: datetime
    external_due_at: datetime


class OnPath(NamedTuple):
    """A debt on the path and its slack in working days; negative: that much too late already."""

    debt: Ahead
    slack: int


def slack(external_due: date, today: date, need: Need, calendar: WorkCalendar) -> int:
    """Working days to spare, as defined above."""
    return calendar.working_days_between(today, external_due) - sum(need.values())


def critical_path(
    debts: Iterable[Ahead], needs: Mapping[str, Need], today: date, calendar: WorkCalendar, *, most: int = SHOWN
) -> tuple[OnPath, ...]:
    """The debts with the least slack, most pressing first. `needs`: by work; a work it lacks needs the usual days."""
    standing = [
        OnPath(debt, slack(local(debt.external_due_at).date(), today, needs.get(debt.work, USUAL_NEED), calendar))
        for debt in debts
        if debt.state in BEFORE_ACCEPTANCE
    ]
    return tuple(sorted(standing, key=lambda one: (one.slack, one.debt.due_at, one.debt.obligation_id))[:most])
