"""Days a government office works, and the hours in which it may be spoken to.

The manual sets deadlines in dates; people count them in working days. Days are Bangkok days; moments are aware
and may be in any zone, answers are on Bangkok's clock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

import holidays

from domain.thai import BANGKOK, local

_DAY: Final = timedelta(days=1)
_WEEKEND: Final = {5: "วันเสาร์", 6: "วันอาทิตย์"}
# Days the library counts and a government office does not: Labour Day and what stands in for it, Children's Day.
_NOT_GOVERNMENT: Final = ("แรงงาน", "วันเด็ก")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office is open, on Bangkok's clock: from `opens` to before `closes`, without `lunch` (from, to)."""

    opens: time = time(8, 30)
    closes: time = time(16, 30)
    lunch: tuple[time, time] = (time(12), time(13))

    def include(self, clock: time) -> bool:
        """Whether this time of a working day is inside office hours and outside lunch."""
        return self.opens <= clock < self.closes and not self.lunch[0] <= clock < self.lunch[1]

    def last_turn(self, moment: datetime, *others: time) -> datetime:
        """The last moment at or before this one at which an office's day turns: midnight, a door, or one of `others`.

        Between two turns time alone changes nothing of what goes by the day or by office hours.
        """
        there = local(moment)
        turns = (time(), self.opens, self.closes, *self.lunch, *others)
        return datetime.combine(there.date(), max(one for one in turns if one <= there.time()), BANGKOK)


@cache
def government_days_off(year: int) -> Mapping[date, str]:
    """Days off of government offices in a CE year, with their Thai names; weekends only if they are holidays too.

    Source: the library's public and government holidays, less those kept by private employers and children only.
    Royal Ploughing Day and cabinet's extra days are announced year by year: an office adds what is missing.
    """
    found = holidays.country_holidays("TH", years=year, language="th", categories=("public", "government"))
    kept: dict[date, str] = {}
    for day, names in sorted(found.items()):
        name = "; ".join(part for part in names.split("; ") if not any(word in part for word in _NOT_GOVERNMENT))
        if name and day.year == year:
            kept[day] = name
    return MappingProxyType(kept)


@dataclass(frozen=True)
class WorkCalendar:
    """The calendar of one office: government days off, plus its own (with names), minus days it works all the same.

    `working_days` wins over everything, weekends too.
    """

    hours: OfficeHours = field(default_factory=OfficeHours)
    extra_days_off: Mapping[date, str] = field(default_factory=dict)
    working_days: frozenset[date] = frozenset()
    _years: dict[int, tuple[date, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def name_of_day_off(self, day: date) -> str | None:
        """Why the office is closed that day, in Thai; None on a working day."""
        if day in self.working_days:
            return None
        name = self.extra_days_off.get(day) or government_days_off(day.year).get(day)
        return name or _WEEKEND.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Whether the office works that Bangkok day."""
        return self.name_of_day_off(day) is None

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that many working days after a day (before it, if negative); the day itself is not counted.

        Zero keeps a working day and turns a day off into the last working day before it: what is due on a day off
        is due before it, as officials have it.
        """
        if count == 0:
            return day if self.is_working_day(day) else self.add_working_days(day, -1)
        days = self._working_days_of(day.year)
        found = bisect_right(days, day) + count - 1 if count > 0 else bisect_left(days, day) + count
        if 0 <= found < len(days):
            return days[found]
        step = _DAY if count > 0 else -_DAY  # across a new year
        left = abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative when `end` is the earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        if start.year == end.year:
            days = self._working_days_of(start.year)
            return bisect_right(days, end) - bisect_right(days, start)
        last = date(start.year, 12, 31)
        return self.working_days_between(start, last) + sum(
            bisect_right(self._working_days_of(year), end) for year in range(start.year + 1, end.year + 1)
        )

    def is_sending_time(self, moment: datetime) -> bool:
        """Whether people may be written to unasked: a working day, inside office hours, not at lunch."""
        there = local(moment)
        return self.hours.include(there.time()) and self.is_working_day(there.date())

    def next_working_moment(self, moment: datetime) -> datetime:
        """The first moment at or after this one at which the office is open, on Bangkok's clock."""
        there = local(moment)
        if not self.is_working_day(there.date()):
            return self._opening_after(there.date())
        clock = there.time()
        if clock < self.hours.opens:
            return datetime.combine(there.date(), self.hours.opens, BANGKOK)
        if self.hours.include(clock):
            return there
        after_lunch = datetime.combine(there.date(), self.hours.lunch[1], BANGKOK)
        if there < after_lunch and self.hours.include(after_lunch.time()):
            return after_lunch
        return self._opening_after(there.date())

    def last_working_moment(self, moment: datetime) -> datetime:
        """The last moment at or before this one, to the minute, at which the office was open, on Bangkok's clock."""
        there = local(moment)
        if self.is_sending_time(there):
            return there
        if not self.is_working_day(there.date()) or there.time() < self.hours.opens:
            return self._minute_before(self.add_working_days(there.date(), -1), self.hours.closes)
        closed = self.hours.lunch[0] if there.time() < self.hours.lunch[1] else self.hours.closes
        return self._minute_before(there.date(), closed)

    @staticmethod
    def _minute_before(day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, BANGKOK) - timedelta(minutes=1)

    def _opening_after(self, day: date) -> datetime:
        return datetime.combine(self.add_working_days(day, 1), self.hours.opens, BANGKOK)

    def _working_days_of(self, year: int) -> tuple[date, ...]:
        if year not in self._years:
            first = date(year, 1, 1)
            days = (first + timedelta(days=n) for n in range(366))
            self._years[year] = tuple(day for day in days if day.year == year and self.is_working_day(day))
        return self._years[year]
