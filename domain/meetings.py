"""Meetings of an office's committees: who is invited, and when they are reminded (the manual, work 1, step 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.calendar import WorkCalendar
from domain.thai import local

LASTS: Final = timedelta(hours=3)  # what a calendar shows where nobody said how long
AGENDA: Final = (
    "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "เรื่องรับรองรายงานการประชุม",
    "เรื่องสืบเนื่อง",
    "เรื่องเสนอเพื่อทราบ",
    "เรื่องเสนอเพื่อพิจารณา",
    "เรื่องอื่น ๆ",
)  # of the Prime Minister's Office regulation on correspondence, annex 11


class MeetingState(StrEnum):
    """Where a meeting stands. One that was moved is called off, and another called in its place."""

    CALLED = "called"
    CALLED_OFF = "called off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What is known of a meeting before it is called. `day` and `clock` are Bangkok's; None, "" or 0: not said yet.

    `people`: what each is in it, by their ids. `instead_of`: the meeting that is moved.
    """

    what: str = ""
    day: date | None = None
    clock: time | None = None
    place: str = ""
    people: tuple[tuple[int, str], ...] = ()
    requirement: int = 0
    instead_of: int = 0

    @property
    def lacks(self) -> str:
        """What is to be asked for next: what, day, clock, place; "" when nothing is."""
        told = {"what": self.what, "day": self.day, "clock": self.clock, "place": self.place}
        return next((name for name, said in told.items() if not said), "")


def is_reminder_due(held_at: datetime, called_at: datetime, now: datetime, calendar: WorkCalendar, hour: time) -> bool:
    """Whether those invited are reminded now: on the working day before, from the hour of the day's reminders.

    Not on the day on which they were invited, and no more once it has begun.
    """
    there, today = local(now), local(now).date()
    before = calendar.add_working_days(local(held_at).date(), -1)
    return today == before and there.time() >= hour and local(called_at).date() < today and now < held_at
