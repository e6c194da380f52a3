"""What an agency asks for is given out to the groups: by when inside the office, and under which title.

The manual, work 2, steps 1 and 2: the director says who prepares what, and they are told by when. An agency's day is
often tomorrow, so the day inside may be today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from domain.calendar import WorkCalendar
from domain.thai import BANGKOK


def inside_due(agency_day: date | None, today: date, calendar: WorkCalendar) -> date | None:
    """The usual day: a working day before the agency's own, today at least; None where the agency names none."""
    return None if agency_day is None else max(today, calendar.add_working_days(agency_day, -1))


def due_moment(day: date, closes: time, agency_at: datetime | None) -> datetime:
    """The moment of that Bangkok day: when the office closes, or earlier where the agency wants it earlier."""
    moment = datetime.combine(day, closes, BANGKOK)
    return moment if agency_at is None else min(moment, agency_at)


def with_or_without(units: Sequence[int], unit: int) -> tuple[int, ...]:
    """The units of a topic after one more tap: joined at the end, so that the first stays in the lead, or taken out."""
    return tuple(one for one in units if one != unit) if unit in units else (*units, unit)


def title_of(agency: str, round_name: str, topics: Sequence[str]) -> str:
    """What the work is called: whom it is for, its round, and its topic where there is one only."""
    only = f"เรื่อง{topics[0]}" if len(topics) == 1 else ""
    return " ".join(part for part in ("รายงาน", agency, round_name, only) if part)
