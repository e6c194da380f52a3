"""Days as people say them in a chat: ศุกร์นี้, สิ้นเดือน, ก่อนวันที่ 15, 12-16 เม.ย., อีก 3 วัน, พรุ่งนี้บ่ายสาม.

All look forward. What people understand differently (ปลายเดือน, อีก 5 วัน over a weekend, 31 ก.พ.) is not guessed.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.calendar import WorkCalendar
from domain.forms.dates import full_year, month_of
from domain.phrases.times import number_of, read_time
from domain.thai import BANGKOK, BUDDHIST_OFFSET, MONTHS, MONTHS_SHORT, arabic, local, normalise

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_BUDDHIST: Final = 2400  # years from here on are of that era
_MONTH: Final = "(" + "|".join(
    re.escape(name).replace(r"\.", r"\.?\s?") for month in zip(MONTHS, MONTHS_SHORT, strict=True) for name in month
) + r"|มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)"  # fmt: skip
_YEAR: Final = r"(?:\s*(?:พ\.?\s?ศ\.?|ปี)?\s*(\d{4}|\d{2})(?!\d|\s*(?:โมง|ทุ่ม|น\.|[.:]\d|วัน)))?"
SLASHED: Final = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?!\d)")
DAY_AND_MONTH: Final = re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:เดือน)?{_MONTH}{_YEAR}")
_TO: Final = r"\s*(?:-|–|—|ถึง(?:วันที่)?|จนถึง)\s*"
_WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_WEEKDAY: Final = r"(จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|(?<=วัน)อาทิตย์|(?:จันทร|จัน|ศุกร|ศุก)(?=\s*(?:นี้|หน้า|ที่)))"
_TOMORROW: Final = "(?:พรุ่ง|พรุ้ง|พรุง|พุ่ง)นี[้่]"
_COUNT: Final = r"(\d{1,3}|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)"
_ASKING: Final = re.compile(r"ขอ(?:ส่ง|เลื่อน|ขยาย|ผ่อนผัน|เป็น|ถึง).*?(?=ค่ะ|คะ(?!แนน)|ครับ|เพราะ|เนื่องจาก|$)")
_RELATIVE: Final = (
    r"((?<!\d)\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)|"
    rf"{_TOMORROW}|มะรืน(?:นี้)?|วันนี้|(?:วัน)?{_WEEKDAY}(?:\s*(?:นี้|หน้า))?)"
)
_QUARTER_ENDS: Final = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, or with `last` several; None in `first`: something was said that is not clear."""

    first: date | None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class _Today:
    day: date
    calendar: WorkCalendar


Read = Callable[[re.Match[str], _Today], _Day]
_UNCLEAR: Final = _Day(None)


def find_day(text: str, today: date, calendar: WorkCalendar) -> date | None:
    """The one Bangkok day a sentence names, today or later; None when it names none, several, or is not clear."""
    found = _find(text, _Today(today, calendar))
    return found.first if found and found.last is None else None


def find_days(text: str, today: date, calendar: WorkCalendar) -> tuple[date, date] | None:
    """The first and last day a sentence names: of 12-16 เม.ย. both, of a single day that day twice."""
    found = _find(text, _Today(today, calendar))
    if found is None or found.first is None:
        return None
    return found.first, found.last or found.first


def find_moment(text: str, now: datetime, calendar: WorkCalendar) -> datetime | None:
    """The moment a sentence names, aware, not before `now`. A time alone is today's if still to come, else tomorrow's.

    None without a time of day, and when either is not clear.
    """
    clock, said = read_time(text)
    today = local(now).date()
    found = _find(text, _Today(today, calendar))
    if not said or clock is None or (found is not None and (found.first is None or found.last is not None)):
        return None
    day = found.first if found is not None and found.first is not None else today
    moment = datetime.combine(day, clock, BANGKOK)
    if moment >= now:
        return moment
    return moment + _DAY if found is None else None


def is_unclear(text: str, today: date, calendar: WorkCalendar) -> bool:
    """Whether a day is named that people may understand differently."""
    found = _find(text, _Today(today, calendar))
    return found is not None and found.first is None


def _find(text: str, today: _Today) -> _Day | None:
    plain = arabic(normalise(text)).lower()
    if (asking := _ASKING.search(plain)) and (day := _said(asking[0], today)):
        return day  # the day asked for, and not those that the reason is about
    return _said(plain, today)


def _said(plain: str, today: _Today) -> _Day | None:
    for said, read in _SAID:
        if found := said.search(plain):
            day = read(found, today)
            return _agreeing(plain, _before(plain, found, day))
    return None


def _before(plain: str, found: re.Match[str], day: _Day) -> _Day:
    """ก่อนวันที่ 15 is the 14th."""
    if day.first is None or day.last is not None or not re.search(r"ก่อน(?:วัน)?(?:ที่)?\s*$", plain[: found.start()]):
        return day
    return _Day(day.first - _DAY)


def _agreeing(plain: str, day: _Day) -> _Day:
    """A weekday that contradicts the date is not clear."""
    told = re.search(rf"วัน{_WEEKDAY}\s*ที่\s*\d", plain) or re.search(rf"{_WEEKDAY}\s*\d{{1,2}}\s*(?:/|{_MONTH})", plain)
    if told is None or day.first is None or _weekday(told[1]) == day.first.weekday():
        return day
    return _UNCLEAR


def _weekday(name: str) -> int:
    return next(number for number, full in enumerate(_WEEKDAYS) if full.startswith(name[:4]))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_month(today: _Today, day: str, month: str, year: str | None) -> date | None:
    """Day and month; without a year the next one that comes, today counted."""
    number = int(month) if month.isdigit() else month_of(month)
    if number is None:
        return None
    if year is not None:
        full = full_year(year)
        return _date(full - BUDDHIST_OFFSET, number, int(day)) if full else None
    this = _date(today.day.year, number, int(day))
    return this if this and this >= today.day else _date(today.day.year + 1, number, int(day))


def _range(found: re.Match[str], today: _Today) -> _Day:
    first_day, first_month, first_year, last_day, month, year = found.groups()
    last = _of_month(today, last_day, month, year)
    first = _of_month(today, first_day, first_month or month, first_year or year)
    if first is None or last is None:
        return _UNCLEAR
    if first > last and first_month is None:  # the first of them is past this year, the last is not
        first = _date(last.year, last.month, int(first_day))
    elif first > last and first_year is None and year is not None:  # over the new year, and the year is the last one's
        first = _date(last.year - 1, first.month, first.day)
    return _Day(first, last) if first is not None and first <= last else _UNCLEAR


def _from_to(found: re.Match[str], today: _Today) -> _Day:
    """พรุ่งนี้ถึงศุกร์: the second of them is looked for from the first on."""
    first = _said(found[1], today)
    last = _said(found[3], replace(today, day=first.first)) if first and first.first else None
    if first is None or first.first is None or last is None or last.first is None or last.first < first.first:
        return _UNCLEAR
    return _Day(first.first, last.first)


def _days_of_month(found: re.Match[str], today: _Today) -> _Day:
    """วันที่ 16-18: of this month or the next."""
    first = _day_of_month(found, today).first
    last = _date(first.year, first.month, int(found[2])) if first else None
    return _Day(first, last) if first and last and first <= last else _UNCLEAR


def _written(found: re.Match[str], _today: _Today) -> _Day:
    """2027-03-15, of either era."""
    year = int(found[1])
    return _Day(_date(year - BUDDHIST_OFFSET if year >= _BUDDHIST else year, int(found[2]), int(found[3])))


def _full(found: re.Match[str], today: _Today) -> _Day:
    return _Day(_of_month(today, found[1], found[2], found[3]))


def _day_of_month(found: re.Match[str], today: _Today) -> _Day:
    """วันที่ 15: of this month if not past, else of the next month that has such a day."""
    year, month = today.day.year, today.day.month
    for _ in range(3):
        there = _date(year, month, int(found[1]))
        if there is not None and there >= today.day:
            return _Day(there)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    return _UNCLEAR


def _in_days(count: int) -> Read:
    return lambda _, today: _Day(today.day + count * _DAY)


def _coming(found: re.Match[str], today: _Today) -> _Day:
    """ศุกร์นี้ is the coming one, ศุกร์หน้า that of next week. A bare name said on that very weekday is not clear."""
    which, ahead = found[2] or "", (_weekday(found[1]) - today.day.weekday()) % _WEEK
    if "หน้า" in which:
        monday = today.day - today.day.weekday() * _DAY + _WEEK * _DAY
        return _Day(monday + _weekday(found[1]) * _DAY)
    return _UNCLEAR if ahead == 0 and not which else _Day(today.day + ahead * _DAY)


def _end_of(found: re.Match[str], today: _Today) -> _Day:
    """สิ้นเดือน, สิ้นไตรมาส, สิ้นปี: the last working day of it."""
    year, month = today.day.year, today.day.month
    if found[1] == "ปี":
        month = 12
    elif found[1] == "ไตรมาส":
        month = next(end for end in _QUARTER_ENDS if end >= month)
    elif found[2] == "หน้า":
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)  # noqa: PLR2004 - December
    last = date(year, month, months.monthrange(year, month)[1])
    return _Day(today.calendar.add_working_days(last, 0))


def _end_of_named(found: re.Match[str], today: _Today) -> _Day:
    """สิ้นเดือนมกรา: the last working day of the next month of that name, or of the year that is said."""
    first = _of_month(today, "1", found[1], found[2])
    month = month_of(found[1])
    if first is None or month is None:
        return _UNCLEAR
    year = today.day.year if found[2] is None and month == today.day.month else first.year
    last = date(year, month, months.monthrange(year, month)[1])
    return _Day(today.calendar.add_working_days(last, 0))


def _working_days(found: re.Match[str], today: _Today) -> _Day:
    return _Day(today.calendar.add_working_days(today.day, number_of(found[1])))


def _some_days(found: re.Match[str], today: _Today) -> _Day:
    """อีก 3 วัน: clear only where calendar days and working days come to the same."""
    return _counted(number_of(found[1]), today)


def _counted(count: int, today: _Today) -> _Day:
    counted = today.day + count * _DAY
    return _Day(counted) if today.calendar.add_working_days(today.day, count) == counted else _UNCLEAR


def _weeks(found: re.Match[str], today: _Today) -> _Day:
    return _Day(today.day + number_of(found[1]) * _WEEK * _DAY)


_NOT_CLEAR: Final[Read] = lambda _found, _today: _UNCLEAR  # noqa: E731 - a line of the table
# In order; the first that is found decides.
_SAID: Final[tuple[tuple[re.Pattern[str], Read], ...]] = (
    (re.compile(rf"(?<!\d)(\d{{1,2}})\s*(?:{_MONTH}{_YEAR})?{_TO}(\d{{1,2}})\s*{_MONTH}{_YEAR}"), _range),
    (re.compile(_RELATIVE + _TO + _RELATIVE), _from_to),
    (re.compile(r"(?<!\d)(20\d\d|25\d\d)-(\d{1,2})-(\d{1,2})(?!\d)"), _written),
    (re.compile(rf"สิ้น(?:เดือน)?\s*{_MONTH}{_YEAR}"), _end_of_named),
    (SLASHED, _full),
    (DAY_AND_MONTH, _full),
    (re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})()(?![\d/])"), lambda f, t: _Day(_of_month(t, f[1], f[2], None))),
    (re.compile(rf"วันที่\s*(\d{{1,2}}){_TO}(\d{{1,2}})(?!\d|[-/:.]\d)"), _days_of_month),
    (re.compile(r"วันที่\s*(\d{1,2})(?!\d|[:.]\d)"), _day_of_month),
    (re.compile(r"(?:ต้น|กลาง|ปลาย)(?:เดือน|ปี|สัปดาห์|อาทิตย์)|เร็ว\s?ๆ?\s?นี้|หลัง(?:ปีใหม่|สงกรานต์)|วันหลัง"), _NOT_CLEAR),
    (re.compile(r"สิ้น(เดือน|ปี(?!งบ)|ไตรมาส)\s*(หน้า|นี้)?"), _end_of),
    (re.compile(_COUNT + r"\s*วันทำ(?:การ|งาน)"), _working_days),
    (re.compile(r"(?:อีก|ภายใน|เพิ่ม|ต่อ)\s*" + _COUNT + r"\s*วัน"), _some_days),
    (re.compile(r"(?:อีก|เพิ่ม|ต่อ)\s*วัน(?:นึง|หนึ่ง|เดียว)?(?!ที่|ทำ|ไหน|[ก-ฮ])"), lambda _, today: _counted(1, today)),
    (re.compile(_COUNT + r"\s*(?:สัปดาห์|อาทิตย์)"), _weeks),
    (re.compile(r"(?:อีก|เพิ่ม|ต่อ)\s*(?:สัก)?(?:สัปดาห์|อาทิตย์)(?:นึง|หนึ่ง|เดียว)?(?!หน้า)"), _in_days(_WEEK)),
    (re.compile(r"มะรืน"), _in_days(2)),
    (re.compile(_TOMORROW + r"|พน\.?(?![ก-๙])"), _in_days(1)),
    (re.compile(r"วันนี้|(?:เช้า|สาย|บ่าย|เย็น|คืน)นี้"), _in_days(0)),
    (re.compile(r"(?:วัน)?" + _WEEKDAY + r"\s*(นี้|หน้า|ที่จะถึง|(?:อาทิตย์|สัปดาห์)หน้า)?"), _coming),
    (re.compile(r"(?:อาทิตย์|สัปดาห์|เดือน)หน้า"), _NOT_CLEAR),
)
