"""An office's calendar, for deeds and for pages. Apart from the context, which loads what reads forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from domain.calendar import WorkCalendar

if TYPE_CHECKING:
    from storage.store import Transaction

CalendarWith = Callable[[Mapping[date, str], frozenset[date]], WorkCalendar]


def calendar_of(office_id: int, tx: Transaction, calendar_with: CalendarWith) -> WorkCalendar:
    """The calendar with the days that the office's plan adds or takes away."""
    days = tx.people.days_off(office_id)
    off = {d.day: d.name for d in days if not d.works}
    return calendar_with(off, frozenset(d.day for d in days if d.works))
