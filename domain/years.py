"""Years as codes and titles name them: what belongs to one fiscal year, called as it is in another."""

from __future__ import annotations

import re
from datetime import date

from domain.thai import arabic, thai_digits

_CENTURY = 100
_LEAP_DAY = (2, 29)
_DIGITS = "0-9๐-๙"


def of_year(text: str, year: int, other: int) -> str:
    """A code or title with the Buddhist year that it names turned into another: ST-2570-R6 is ST-2571-R6, ปี ๗๐ is ปี ๗๑.

    The year must stand by itself; of two digits (70) it must begin the text or follow ปี, a dash or a full stop.
    """
    long = re.compile(rf"(?<![{_DIGITS}])({year}|{thai_digits(str(year))})(?![{_DIGITS}])")
    text = long.sub(lambda found: _like(found[0], other), text)
    two = f"{year % _CENTURY:02d}"
    short = re.compile(rf"(?:(?<=ปี)|(?<=ปี )|(?<=[-._])|^)({two}|{thai_digits(two)})(?![{_DIGITS}])")
    return short.sub(lambda found: _like(found[0], other % _CENTURY), text)


def _like(digits: str, number: int) -> str:
    written = f"{number:0{len(digits)}d}"
    return written if digits == arabic(digits) else thai_digits(written)


def same_day(day: date, years: int) -> date:
    """The same day of the same month so many years later; the last of February for its 29th."""
    leaps = (day.month, day.day) == _LEAP_DAY
    return day.replace(year=day.year + years, day=28 if leaps else day.day)
