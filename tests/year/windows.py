"""Until when a planned step must have been told: the one place that says so."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import WorkCalendar
from domain.thai import BANGKOK
from tests.domain.reminder_reference import Line
from tests.year.office import CLOSES

SAME_DAY = {"-1", "0"}  # what comes a day later is of no use


def told_by(line: Line, calendar: WorkCalendar) -> datetime:
    """The last moment at which a step may still be told, Bangkok's.

    Steps of the due day, of the day before it and in hours: when the office closes that day. All others: when it
    closes on the working day after the planned one, so that a reminder may wait for an answer that costs nothing.
    """
    day = line.moment.date()
    if line.key not in SAME_DAY and not line.key.endswith("h"):
        day = calendar.add_working_days(day, 1)
    return datetime.combine(day, CLOSES, BANGKOK)
