"""Reads the cells of a plan as people type them: codes that became numbers, Thai digits, Buddhist years.

Every function returns None for what it cannot read; the caller says where.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.thai import BANGKOK, BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, arabic, for_matching, normalise

Raw = int | float | str | bool | time | date | datetime | timedelta | None

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_YEAR_END: Final = frozenset({"สิ้นปี", "สิ้นปีงบประมาณ", "ทั้งปี", "รอบสิ้นปี"})
_ROUND_CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,15}")
_SEPARATORS: Final = re.compile(r"[,;\n、]+")
_WEEKDAYS: Final = r"จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์|จ\.|อ\.|พ\.|พฤ\.|ศ\.|ส\.|อา\."
_PREFIX: Final = re.compile(rf"^(?:วัน)?(?:{_WEEKDAYS})?\s*(?:วัน)?(?:ที่)?\s*")
_TIME: Final = re.compile(r"[\sT]*(?:เวลา)?\s*(\d{1,2})[:.](\d{2})(?::00)?\s*(?:น\.?)?$")
_SLASHED: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2}|\d{4})")
_WRITTEN: Final = re.compile(r"(\d{1,2})\s*([^\d/]+?)\s*(\d{2}|\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH_NUMBERS: Final = {
    for_matching(name): number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names, start=1)
}
_BUDDHIST_FROM: Final = 2400
_SENSIBLE_YEARS: Final = range(2000, 2101)
_BUDDHIST_YEARS: Final = range(2500, 2701)
_SHORT_YEAR: Final = 100
_TWENTIETH: Final = range(1930, 2000)


def as_text(raw: Raw) -> str:
    """The cell as text; 3.0 is 3, because spreadsheets keep every number with a fraction."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime) and raw.time() == time():
        raw = raw.date()
    return normalise(str(raw))


def as_list(raw: Raw) -> tuple[str, ...]:
    """Words between commas, semicolons or line breaks."""
    return tuple(word for part in _SEPARATORS.split(as_text(raw)) if (word := part.strip()))


def as_whole(raw: Raw) -> int | None:
    """A whole number, also in Thai digits or with commas."""
    text = arabic(as_text(raw)).replace(",", "")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else None


def as_year(raw: Raw) -> int | None:
    """A Buddhist year such as 2570; 70 is not enough and 2027 is another calendar."""
    year = as_whole(raw)
    return year if year is not None and year in _BUDDHIST_YEARS else None


def as_day(raw: Raw) -> date | None:
    """A day: an Excel date (of either calendar) or text."""
    if isinstance(raw, datetime):
        return _day(raw.year, raw.month, raw.day)
    if isinstance(raw, date):
        return _day(raw.year, raw.month, raw.day)
    return _day_of(arabic(as_text(raw))) if isinstance(raw, str) else None


def as_moment(raw: Raw, usual: time) -> datetime | None:
    """A moment on Bangkok's clock; a day without a time means its usual one."""
    if isinstance(raw, datetime):
        day, clock = as_day(raw), raw.time().replace(second=0, microsecond=0)
        return None if day is None else datetime.combine(day, clock if clock != time() else usual, BANGKOK)
    if not isinstance(raw, str):
        day = as_day(raw)
        return None if day is None else datetime.combine(day, usual, BANGKOK)
    text = arabic(as_text(raw))
    day = _day_of(text)
    if day is not None:
        return datetime.combine(day, usual, BANGKOK)
    found = _TIME.search(text)
    day = _day_of(text[: found.start()]) if found else None
    if found is None or day is None:
        return None
    try:
        return datetime.combine(day, time(int(found[1]), int(found[2])), BANGKOK)
    except ValueError:
        return None


def as_round(raw: Raw) -> str | None:
    """A round's code from words: รอบ ๖ เดือน is 6m, ไตรมาสที่ ๑ is q1; a code of the office's own stays."""
    text = as_text(raw)
    key = for_matching(text)
    if found := re.fullmatch(r"(?:รอบ)?(?:ที่)?(\d{1,2})เดือน", key):
        return f"{found[1]}m"
    if found := re.fullmatch(r"(?:รอบ)?ไตรมาส(?:ที่)?([1-4])", key):
        return f"q{found[1]}"
    if found := re.fullmatch(r"(?:รอบ|ครั้ง|งวด)?(?:ที่)?(\d)", key):
        return found[1]
    if key in _YEAR_END:
        return "ye"
    return text if _ROUND_CODE.fullmatch(text) else None


def _day_of(text: str) -> date | None:
    text = _PREFIX.sub("", text.strip()).strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _WRITTEN.fullmatch(text):
        word = for_matching(found[2]).removeprefix("เดือน").removesuffix("พศ")
        return _day(int(found[3]), _MONTH_NUMBERS.get(word, 0), int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    """The day of a year as written: 2570 and 70 are Buddhist; Excel turns a typed 2/4/70 into 1970."""
    if year >= _BUDDHIST_FROM:
        year -= BUDDHIST_OFFSET
    elif year < _SHORT_YEAR or year in _TWENTIETH:
        year = 2500 + year % _SHORT_YEAR - BUDDHIST_OFFSET
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year in _SENSIBLE_YEARS else None
