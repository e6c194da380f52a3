"""Reading of what is said about a visit of สพฐ.: when it is, who presents which strategy, for how long."""

from __future__ import annotations

import re
from datetime import date, time
from enum import StrEnum
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.phrases.dates import find_day
from domain.phrases.meetings import read_meeting
from domain.phrases.rules import Intent, Rule, rule
from domain.phrases.times import read_time
from domain.thai import arabic, normalise, without_particles

VISITS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.VISIT,
        r"<UPSTAIRS>.{0,20}(?:มา|เลื่อน|ลง|เข้า)(?:การ|วัน|มา|รับ|พื้นที่)*(?:ตรวจ(?!สอบ|แล้ว)|เยี่ยม|นิเทศ|ประเมิน)|"
        r"^(?:ดู|ขอ|ยกเลิก|งด|เลื่อน|เตรียม)*(?:การ)?รับ(?:การ)?ตรวจ(?:ติดตาม|เยี่ยม)?(?!งาน|แบบ|แล้ว|ทั้งหมด|$)|ผู้นำเสนอ(?!$)",
        "สพฐ. เลื่อนตรวจเป็น 29 เม.ย.",
        "ยกเลิกการรับตรวจติดตาม",
        "ใครเป็นผู้นำเสนอบ้าง",
        lacks="<HOW>|ข้อมูล|หนังสือ",
    ),
)


class Wish(StrEnum):
    """What is to happen with a visit."""

    PLAN = "plan"
    CALL_OFF = "call off"
    SHOW = "show"


class Said(NamedTuple):
    """What a sentence says of a visit; None or "" for what it does not. `minutes`: for each presenter."""

    day: date | None
    starts: time | None
    minutes: int | None
    place: str


class Presenter(NamedTuple):
    """Who is to present which strategy, by its number and the name as typed."""

    no: int
    name: str


_CALL_OFF: Final = re.compile(r"(?:ยกเลิก|งด)\s*(?:การ)?(?:รับ(?:การ)?)?(?:ตรวจ|เยี่ยม|นิเทศ)|(?:ไม่มา(?:ตรวจ|เยี่ยม))")
_ASKS: Final = re.compile(r"วันไหน|เมื่อไ|กี่โมง|ใคร|หรือยัง|ไหม|มั้ย|^ดู|รายการ|พร้อม")
_MINUTES: Final = re.compile(r"(\d{1,3})\s*นาที")
_SUBJECT: Final = r"(?:กลยุทธ์(?:ที่)?|กย\.?)\s*(?P<no>\d{1,2})"
_NAMES: Final = (
    re.compile(
        rf"{_SUBJECT}\s*(?:ให้|ผู้นำเสนอ|นำเสนอโดย|เป็น|โดย|เปลี่ยนเป็น|คือ|:|=)+\s*(?P<name>.+?)\s*(?:เป็นผู้)?(?:นำเสนอ|เสนอ)?$"
    ),
    re.compile(rf"^(?:ให้)?\s*(?P<name>.+?)\s*(?:เป็นผู้)?(?:นำเสนอ|เสนอ)\s*{_SUBJECT}$"),
)


def wish_of(text: str) -> Wish:
    """Whether a visit is announced or off; else it is asked about."""
    plain = normalise(text)
    if _CALL_OFF.search(plain):
        return Wish.CALL_OFF
    return Wish.SHOW if _ASKS.search(plain) else Wish.PLAN


def read_visit(text: str, today: date, calendar: WorkCalendar) -> Said:
    """When and where: สพฐ. จะมาตรวจ 28 เม.ย. เก้าโมงครึ่ง คนละ 20 นาที ห้องประชุม 1."""
    plain = arabic(normalise(text))
    minutes = _MINUTES.search(plain)
    each = int(minutes[1]) if minutes and 0 < int(minutes[1]) <= 180 else None  # noqa: PLR2004 - three hours
    place = read_meeting(text, today, calendar).place
    return Said(find_day(text, today, calendar), read_time(text)[0], each, place)


def read_presenter(text: str) -> Presenter | None:
    """Who presents what: กลยุทธ์ 2 ให้นางสาวฝนนำเสนอ; None where it says nothing of that."""
    plain = without_particles(arabic(normalise(text))).strip()
    found = next((at for pattern in _NAMES if (at := pattern.search(plain))), None)
    return Presenter(int(found["no"]), found["name"].strip()) if found else None
