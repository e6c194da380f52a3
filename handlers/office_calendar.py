"""An office's calendar, for deeds and for pages. Apart from the context, which loads what reads forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from domain.calendar import WorkCalendar

if TYPE_CHECKING:
    from storage.schema import DayOff
    from storage.store import Transaction

CalendarWith = Callable[[Mapping[date, str], frozenset[date]], WorkCalendar]


def calendar_of(office_id: int, tx: Transaction, calendar_with: CalendarWith) -> WorkCalendar:
    """The calendar with the days that the office's plan adds or takes away."""
    return _calendar(tx.people.days_off(office_id), calendar_with)


class Calendars:
    """Those of all offices, read in one statement when the first is asked for; offices with the same days share one."""

    def __init__(self, tx: Transaction, calendar_with: CalendarWith) -> None:
        self._tx, self._calendar_with = tx, calendar_with
        self._made: dict[tuple[tuple[date, bool, str], ...], WorkCalendar] = {}

    def of(self, office_id: int) -> WorkCalendar:
        """The office's calendar."""
        days = self._days.get(office_id, [])
        key = tuple((one.day, one.works, one.name) for one in days)
        if key not in self._made:
            self._made[key] = _calendar(days, self._calendar_with)
        return self._made[key]

    @cached_property
    def _days(self) -> Mapping[int, list[DayOff]]:
        return self._tx.people.days_off_everywhere()


def _calendar(days: Iterable[DayOff], calendar_with: CalendarWith) -> WorkCalendar:
    days = list(days)
    off = {d.day: d.name for d in days if not d.works}
    return calendar_with(off, frozenset(d.day for d in days if d.works))
