"""A rehearsal as tables for a terminal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from rich.table import Table

from domain.calendar import WorkCalendar
from domain.rehearsal import Rehearsal, Told
from domain.thai import local, weekday_date

_NAMED: Final = 3  # people in a line of the table
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def shown(rehearsal: Rehearsal) -> Table:
    """The days: how many people hear what, what it costs, and the first of them by name."""
    table = Table("day", "time", "people", "paid", "held", "of what", "who")
    for (day, words), same in _alike(rehearsal).items():
        who = ", ".join(one.name for one in same[:_NAMED]) + (" …" if len(same) > _NAMED else "")
        paid, held = sum(one.paid for one in same), sum(one.cost for one in same if one.held)
        table.add_row(
            weekday_date(day), f"{local(same[0].at):%H.%M}", str(len(same)), str(paid), str(held or ""), words, who
        )
    return table


def sums(rehearsal: Rehearsal) -> Table:
    """The months: what the rehearsal would take of each, what it could not, and what is left."""
    table = Table("month", "allowed", "used before", "paid", "held", "left", caption=f"reserve {rehearsal.reserve}")
    for month in rehearsal.months:
        figures = (month.allowed, month.used, month.paid, month.held, month.left)
        table.add_row(f"{month.first:%Y-%m}", *("unlimited" if figure is None else str(figure) for figure in figures))
    return table


def days_off(calendar: WorkCalendar, first: date, last: date) -> list[tuple[date, str]]:
    """The days from `first` to `last` on which the office is closed, but for usual weekends, with their names."""
    days = (first + number * _DAY for number in range((last - first).days + 1))
    named = [(day, calendar.name_of_day_off(day) or "") for day in days]
    return [(day, name) for day, name in named if name and day.weekday() < _SATURDAY]


def _alike(rehearsal: Rehearsal) -> dict[tuple[date, str], list[Told]]:
    """The same by Bangkok day and words."""
    alike: dict[tuple[date, str], list[Told]] = {}
    for one in rehearsal.told:
        alike.setdefault((one.day, one.words), []).append(one)
    return alike
