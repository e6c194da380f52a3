"""Dates as they stand in forms: Buddhist or Christian years, long, short, slashed, or as Excel mangled them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from rapidfuzz import fuzz, process

from domain.forms.grid import Raw
from domain.thai import BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, arabic, normalise

_FIRST_BUDDHIST: Final = 2400  # nobody dates a form before, and no Christian year is as large
_SHORT_READ_BY_EXCEL: Final = range(1957, 2000)  # 30/9/69 typed in Excel is kept as 1969: 2569 was meant
_CHRISTIAN: Final = range(2000, 2201)
_BUDDHIST: Final = range(2500, 2700)
_CENTURY: Final = 2500
_SHORT_CHRISTIAN: Final = 43  # two digits below are of a Christian year: 2543 was the year 2000
_ALIKE: Final = 84.0  # of a misspelt month; the names of two months are less like each other
_SHORTEST_FUZZY: Final = 5
_EXCEL_ORIGIN: Final = date(1899, 12, 30)
_EXCEL_DAYS: Final = range(30_000, 300_000)  # 1982 to 2721: also covers a Buddhist year typed as it is

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?", re.ASCII)
_DAY_FIRST: Final = re.compile(
    r"(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{2}|\d{4})(?: \d{1,2}[:.]\d{2}.*)?", re.ASCII
)
_WITH_MONTH: Final = re.compile(r"(\d{1,2})[\s\-/]*(?:เดือน)?\s*([ก-๎A-Za-z. ]+?)[\s,\-/]*(\d{4}|\d{2})", re.ASCII)
_WEEKDAY: Final = re.compile(r"^(?:วัน\S*?\s*ที่|วันที่|ที่|(?:วัน)?(?:จ|อ|พ|พฤ|ศ|ส|อา)\.\s*(?:ที่)?)\s*(?=\d)", re.ASCII)
_CLOCK: Final = re.compile(r"\s*(?:เวลา.*|\d{1,2}[.:]\d{2}(?::\d{2})?\s*น\.?)$", re.ASCII)
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)", re.ASCII)
_ERA: Final = re.compile(r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี)\s*(?=\d)", re.ASCII)


def _month_names() -> dict[str, int]:
    names = {}
    for number, (full, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        bare = full.removesuffix("าคม").removesuffix("ยน").removesuffix("พันธ์")
        for name in (full, short, full.removesuffix("คม").removesuffix("ยน"), bare):
            names[name.replace(".", "")] = number
    return names


_MONTHS: Final = _month_names() | {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1
    )
    for name in names.split()
}  # fmt: skip
_LONG_NAMES: Final = {name: number for name, number in _MONTHS.items() if len(name) >= _SHORTEST_FUZZY}


def month_of(text: str) -> int | None:
    """The month a word names, in full or short, also with a letter wrong; None if it names none."""
    name = text.replace(".", "").replace(" ", "").lower()
    if name in _MONTHS or len(name) < _SHORTEST_FUZZY:
        return _MONTHS.get(name)
    near = process.extractOne(name, _LONG_NAMES.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _LONG_NAMES[near[0]] if near else None


def full_year(digits: str) -> int | None:
    """A Buddhist year from two or four digits of either era; None for a number that is no such year."""
    year = int(digits)
    if len(digits) <= len("69"):
        return _CENTURY + year if year >= _SHORT_CHRISTIAN else _CENTURY + year + _SHORT_CHRISTIAN
    if year in _CHRISTIAN:
        return year + BUDDHIST_OFFSET
    return year if year in _BUDDHIST else None


def is_short_read_by_excel(raw: Raw) -> bool:
    """Whether Excel made 1969 of a year typed as 69."""
    return isinstance(raw, date) and raw.year in _SHORT_READ_BY_EXCEL


def is_christian(text: str) -> bool:
    """Whether a typed date has a Christian year."""
    found = _YEAR.search(arabic(text))
    return found is not None and int(found[1]) in _CHRISTIAN


def is_buddhist(text: str) -> bool:
    """Whether a date as text has a Buddhist year, in full."""
    found = _YEAR.search(arabic(text))
    return found is not None and int(found[1]) in _BUDDHIST


def read_date(raw: Raw) -> date | None:
    """The day a cell means, None if it is not one. Days come before months; a two-digit year is Buddhist."""
    if isinstance(raw, datetime):
        return _day(raw.year, raw.month, raw.day)
    if isinstance(raw, date):
        return _day(raw.year, raw.month, raw.day)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _of_serial(raw)
    return _of_text(raw) if isinstance(raw, str) else None


def _of_serial(number: float) -> date | None:
    if number != number or int(number) not in _EXCEL_DAYS:  # noqa: PLR0124  (NaN is the number unlike itself)
        return None
    return read_date(_EXCEL_ORIGIN + timedelta(days=int(number)))


def _of_text(text: str) -> date | None:
    text = _CLOCK.sub("", _ERA.sub("", _WEEKDAY.sub("", arabic(normalise(text)).strip("() "))))
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _day(_long(found[3]), int(found[2]), int(found[1]))
    if found := _WITH_MONTH.fullmatch(text):
        month = month_of(found[2])
        return None if month is None else _day(_long(found[3]), month, int(found[1]))
    return None


def _long(year: str) -> int:
    return int(year) if len(year) > len("69") else full_year(year) or 0


def _day(year: int, month: int, day: int) -> date | None:
    if year >= _FIRST_BUDDHIST:
        year -= BUDDHIST_OFFSET
    elif year in _SHORT_READ_BY_EXCEL:
        year += _CENTURY - BUDDHIST_OFFSET - 1900
    elif year not in _CHRISTIAN:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
