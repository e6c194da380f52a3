"""Spans of time in words: of a form's round (รอบ ๖ เดือน, ไตรมาสที่ ๑, ครั้งที่ ๒), of an activity (ต.ค. 69 – มี.ค. 70)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from domain.forms.dates import full_year, month_of, read_date
from domain.thai import BUDDHIST_OFFSET, arabic, normalise

_ORDINALS: Final = {
    "หนึ่ง": "1", "แรก": "1", "สอง": "2", "สาม": "3", "สี่": "4", "หก": "6", "เก้า": "9", "สิบสอง": "12", "สุดท้าย": "4",
}  # fmt: skip
_ORDINAL: Final = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTHS: Final = re.compile(
    r"(?:รอบ|ระยะ|งวด|^|\()\s*(?:ที่)?\s*\(?\s*(6|9|12|หก|เก้า|สิบสอง)\s*เดือน|(?<![0-9])(6|9|12)\s*เดือน\s*(?:แรก|หลัง|\(|$)"
)
_FROM_OCTOBER: Final = re.compile(
    r"(?:ตุลาคม|ต\.?ค\.?).{0,24}?(?:(มีนาคม|มี\.?ค\.?)|(มิถุนายน|มิ\.?ย\.?)|(กันยายน|ก\.?ย\.?))\s*(?:พ\.?ศ\.?)?\s*([0-9]{4}|[0-9]{2})(?![0-9])"
)
_QUARTER: Final = re.compile(rf"(?:ไตรม[าํ]*ส|\bq)\s*(?:ที่)?\s*\(?\s*([1-4](?![0-9])|{_ORDINAL})", re.IGNORECASE)
_YEAR_END: Final = re.compile(
    r"(?:สิ้น|สิ้นสุด|ปลาย|ตลอด|ทั้ง|เต็ม)\s*ปี|รายงาน(?:ผล)?\s*ประจ[ำา]\s*ปี(?!\s*(?:งบ|พ|[0-9]))|รอบปี|รายปี|เสร็จสิ้นโครงการ"
)
_NUMBERED: Final = re.compile(
    rf"(?:รอบ|ครั้ง|งวด)\s*(?:การ\S{{0,12}}?\s*)?(?:ที่)?\s*[:(]?\s*(?:([0-9]{{1,2}})(?![0-9]|\s*เดือน)|({_ORDINAL})(?!\s*เดือน))"
)
_QUARTER_MONTHS: Final = 3

_BETWEEN: Final = r"\s*(?:[-\u2010-\u2015\u2212~]|จนถึง|ถึง)\s*"
_BREAK: Final = re.compile(_BETWEEN)
_LONGEST: Final = 80  # characters of a span of time
_WHOLE_YEAR: Final = re.compile(
    r"(?:ตลอด|ทั้ง|เต็ม)\s*(?:ทั้ง)?\s*ปี(?:\s*งบ\S{0,12})?\s*(?:พ\.?\s?ศ\.?)?\s*([0-9]{4}|[0-9]{2})?", re.DOTALL
)
_MONTH: Final = re.compile(r"(?:เดือน)?\s*([ก-๎. ]+?)\s*(?:พ\.?\s?ศ\.?)?\s*([0-9]{4}|[0-9]{2})?")
_DAY_OF_MONTH: Final = re.compile(r"(?:วันที่)?\s*([0-9]{1,2})\s*(?:เดือน)?\s*([ก-๎. ]+?)?")
_YEAR_AT_END: Final = re.compile(r"(?<![0-9])([0-9]{4}|[0-9]{2})\s*$")


def signals_of(text: str) -> Iterator[str]:
    """What a text with Arabic digits says of a round, the plainest first.

    6m, 9m, 12m: so many months; q1 ... q4: a quarter; ye: a year's end; 1, 2, ...: the first, the second.
    """
    if found := _MONTHS.search(text):
        months = found[1] or found[2]
        yield f"{_ORDINALS.get(months, months)}m"
    if found := _QUARTER.search(text):
        yield f"q{_ORDINALS.get(found[1], found[1])}"
    if found := _FROM_OCTOBER.search(text):
        yield "6m" if found[1] else "9m" if found[2] else "12m"
    if _YEAR_END.search(text):
        yield "ye"
    if found := _NUMBERED.search(text):
        yield found[1].lstrip("0") if found[1] else _ORDINALS[found[2]]


def round_of(text: str, rounds: Mapping[str, tuple[str, ...]]) -> str | None:
    """The round a text with Arabic digits names, None if it names none.

    `rounds`: each with the signals that stand for it, and any other words that say so. Without them, a number is the
    round itself.
    """
    if not rounds:
        return next((signal for signal in signals_of(text) if signal.isdigit()), None)
    for signal in signals_of(text):
        for code, said in rounds.items():
            if signal == code or signal in said:
                return code
    spoken = ((code, word) for code, said in rounds.items() for word in said if not word.isascii())
    return next((code for code, word in spoken if word in text), None)


def period_year_of(text: str) -> str | None:
    """1 ตุลาคม 2569 - 31 มีนาคม 2570: the fiscal year is that of its last day, here as its digits."""
    found = _FROM_OCTOBER.search(text)
    return found[4] if found else None


class Period(NamedTuple):
    """A span of days, both ends inside."""

    first: date
    last: date


def read_period(text: str, fiscal_year: int | None) -> Period | None:
    """The span of days a text means: of days, months, a quarter, the fiscal year. None if it is none.

    `fiscal_year`: the form's, in Buddhist years, for words that leave the year to it.
    """
    text = arabic(normalise(text)).replace("\n", " ")
    if found := _WHOLE_YEAR.fullmatch(text.strip("() ")):
        year = full_year(found[1]) if found[1] else fiscal_year
        return _quarters(year, 1, 4) if year else None
    if (quarter := _QUARTER.match(text)) and fiscal_year:
        number = int(_ORDINALS.get(quarter[1], quarter[1]))
        return _quarters(fiscal_year, number, number)
    for found in _BREAK.finditer(text[:_LONGEST]):
        begin, end = text[: found.start()].strip(), text[found.end() :].strip()
        if begin and end and (span := _span(begin, end, fiscal_year)):
            return span
    return _of_month(text, None)


def _quarters(fiscal_year: int, first: int, last: int) -> Period:
    """Quarters of a Buddhist fiscal year, which opens in October of the year before."""
    opens, closes = 10 + (first - 1) * _QUARTER_MONTHS, 12 + (last - 1) * _QUARTER_MONTHS
    return Period(_month(fiscal_year - 1, opens).first, _month(fiscal_year - 1, closes).last)


def _month(buddhist: int, month: int) -> Period:
    """A whole month; 13 is January of the next year."""
    year, month = buddhist - BUDDHIST_OFFSET + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _span(begin: str, end: str, fiscal_year: int | None) -> Period | None:
    """From begin to end, where begin may leave month and year to the end."""
    end_year = _year_at_end(end) or fiscal_year
    closing = _whole(end) or _of_month(end, _calendar_year(end, fiscal_year))
    if closing is None or end_year is None:
        return None
    opening = _whole(begin) or _of_month(begin, None) or _opening(begin, closing.last)
    if opening is None or opening.first > closing.last:
        return None
    return Period(opening.first, closing.last)


def _year_at_end(text: str) -> int | None:
    found = _YEAR_AT_END.search(text)
    return full_year(found[1]) if found else None


def _calendar_year(text: str, fiscal_year: int | None) -> int | None:
    """The calendar year of a month that names none: October to December stand before the fiscal year's number."""
    found = _MONTH.fullmatch(text)
    month = month_of(found[1]) if found else None
    return fiscal_year - (month >= _OCTOBER) if month and fiscal_year else None


_OCTOBER: Final = 10


def _whole(text: str) -> Period | None:
    day = read_date(text)
    return Period(day, day) if day else None


def _of_month(text: str, year: int | None) -> Period | None:
    found = _MONTH.fullmatch(text.strip())
    month = month_of(found[1]) if found else None
    if found is None or month is None:
        return None
    year = full_year(found[2]) if found[2] else year
    return _month(year, month) if year else None


def _opening(text: str, last: date) -> Period | None:
    """A day or month without its year: the latest that is not after the last day."""
    if found := _DAY_OF_MONTH.fullmatch(text):
        if not found[2]:
            day = int(found[1])
            return Period(last.replace(day=day), last) if 0 < day <= last.day else None
        month = month_of(found[2])
        return _latest(last, month, int(found[1])) if month else None
    found = _MONTH.fullmatch(text)
    month = month_of(found[1]) if found else None
    return _latest(last, month, 1) if month else None


def _latest(last: date, month: int, day: int) -> Period | None:
    for year in (last.year, last.year - 1):
        try:
            first = date(year, month, day)
        except ValueError:
            return None
        if first <= last:
            return Period(first, first)
    return None
