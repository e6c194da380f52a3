"""Rules for an officer who wants to see beforehand whom the clock will remind, and the days such a sentence names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.calendar import WorkCalendar
from domain.phrases.dates import find_days
from domain.phrases.rules import Intent, Rule, rule
from domain.thai import normalise

REHEARSALS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.REHEARSE,
        r"^(?:ขอ|ลอง|อยาก)*ซ้อม(?:ดู)?(?:(?:รอบ|ระบบ)(?:การ)?)?(?:การ)?(?:แจ้ง)?(?:เตือน|ทวง|(?<=รอบ)|(?=ถึง|เดือน|สัปดาห์|อาทิตย์|\d|$))|"
        r"(?:ลอง|ขอ|อยาก)(?:ดู)?(?:ให้)?(?:ดู)?(?:ก่อน)?(?:ล่วงหน้า)?(?:ว่า)?(?:บอท|ระบบ)?จะ(?:แจ้ง)?(?:เตือน|ทวง)ใคร|"
        r"^(?:บอท|ระบบ)?จะ(?:แจ้ง)?(?:เตือน|ทวง)ใคร(?:บ้าง)?",
        "ซ้อมรอบ",
        "ซ้อมการเตือน",
        "ซ้อมเตือน",
        "ซ้อมรอบเดือนหน้า",
        "ซ้อมถึง 30 เม.ย.",
        "ลองดูว่าจะเตือนใครบ้าง",
        lacks="หนีไฟ|แผน(?:อพยพ|เผชิญ)|<HOW>",
    ),
)
_DAY: Final = timedelta(days=1)
_THIS_MONTH: Final = re.compile(r"เดือน\s*นี้?")
_NEXT_MONTH: Final = re.compile(r"เดือน\s*หน้?า")
_THIS_WEEK: Final = re.compile(r"(?:สัปดาห์?|อาทิตย์?)\s*นี้?")
_NEXT_WEEK: Final = re.compile(r"(?:สัปดาห์?|อาทิตย์?)\s*หน้?า")
_END: Final = re.compile("สิ้?นเดือน")


@dataclass(frozen=True, slots=True)
class Span:
    """The Bangkok days a rehearsal is to show, both included; `last` None: as far as is usual."""

    first: date
    last: date | None


def span_meant(text: str, today: date, calendar: WorkCalendar) -> Span:
    """From today on, or the days named: here a coming month or week is clear, because all of it is meant."""
    said = normalise(text)
    if not _END.search(said):
        if _NEXT_MONTH.search(said):
            first = _month_after(today)
            return Span(first, _month_after(first) - _DAY)
        if _THIS_MONTH.search(said):
            return Span(today, _month_after(today) - _DAY)
        if _NEXT_WEEK.search(said):
            monday = today + (7 - today.weekday()) * _DAY
            return Span(monday, monday + 6 * _DAY)
        if _THIS_WEEK.search(said):
            return Span(today, today + (6 - today.weekday()) * _DAY)
    found = find_days(text, today, calendar)
    if found is None:
        return Span(today, None)
    first, last = found
    return Span(today if first == last else max(first, today), max(last, today))


def _month_after(day: date) -> date:
    return (day.replace(day=1) + 31 * _DAY).replace(day=1)
