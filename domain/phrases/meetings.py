"""Rules and reading of what is said about meetings: that one is called, moved or off, who comes, what was resolved."""

from __future__ import annotations

import re
from datetime import date, time
from enum import StrEnum
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.phrases.dates import find_day
from domain.phrases.rules import Intent, Rule, rule
from domain.phrases.times import read_time
from domain.thai import arabic, normalise, without_particles

MEETINGS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.MINUTES,
        r"(?:ร่าง|ทำ|ขอ|เขียน|ออก)*(?:รายงาน|บันทึก|สรุป)(?:ผล)?(?:การ)?ประชุม|(?:ใคร|ผู้)(?:เข้า|มา|ร่วม)*ประชุม|เช็คชื่อ(?:ผู้เข้า)?(?:การ)?ประชุม",
        "ร่างรายงานการประชุม",
        "บันทึกการประชุม",
        "ใครมาประชุมบ้าง",
        lacks="<HOW>",
    ),
    rule(
        Intent.MEETING,
        r"^(?:การ)?(?:นัดหมาย|นัด|ดู|เลื่อน|ยกเลิก|เชิญ|งด)(?:การ)?(?:หมาย)?ประชุม|^มี(?:นัด)?ประชุม.*(?:<WHEN>|<YET>|บ้าง)",
        "ยกเลิกการประชุม",
        "เลื่อนประชุมเป็น 9 เม.ย.",
        "มีประชุมวันไหนบ้าง",
        lacks="<HOW>",
    ),
)


class Wish(StrEnum):
    """What is to happen with a meeting."""

    CALL = "call"
    MOVE = "move"
    CALL_OFF = "call off"
    SHOW = "show"


class Said(NamedTuple):
    """What a sentence says of a meeting; None or "" for what it does not."""

    what: str
    day: date | None
    clock: time | None
    place: str


_WISHES: Final = (
    (Wish.CALL_OFF, re.compile(r"(?:ยกเลิก|งด)\s*(?:การ)?(?:นัด)?ประชุม")),
    (Wish.MOVE, re.compile(r"(?:เลื่อน|ย้าย|เปลี่ยน)\s*(?:วัน|เวลา|การ|นัด)*\s*ประชุม")),
    (Wish.CALL, re.compile(r"(?:นัด(?:หมาย)?|เชิญ)\s*(?:การ)?ประชุม")),
)
_SCREENING: Final = re.compile(r"กลั่นกรอง")
THE_SCREENING_COMMITTEE: Final = "คณะกรรมการกลั่นกรองการจัดทำรายงานผลการดำเนินงานตามกลยุทธ์"
_TIMED: Final = (
    r"วัน|ที่\s*\d|เวลา|\d|พรุ่งนี้|มะรืน|ห้อง|หอ|อาคาร|ณ\s|ผ่าน|ทาง|ออนไลน์|บ่าย|เที่ยง|เช้า|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|"
    r"สิ้น|เป็น|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|$"
)
_WHAT: Final = re.compile(rf"(?:นัด(?:หมาย)?|เชิญ)\s*(?:การ)?ประชุม\s*(?P<what>.*?)\s*(?=(?:{_TIMED}))")
_END: Final = (
    r"(?=\s*(?:วัน|เวลา|เริ่ม|ตั้งแต่|คนละ|พรุ่งนี้|มะรืน|\d{1,2}[.:]\d\d|$|\n|,|"
    r"\d{1,2}\s*(?:[ก-ฮ]{1,2}\.|มกรา|กุมภา|มีนา|เมษา|พฤษ|มิถุ|กรก|สิงห|กันย|ตุลา|ธันว)))"
)
_PLACE: Final = re.compile(
    rf"(?:(?:(?<![ก-๙])ณ|สถานที่|ที่)\s*:?\s*)?(?P<place>(?:ห้อง|หอประชุม|อาคาร|ชั้น|โรงแรม|สพป|สพม|สำนักงาน).*?){_END}|"
    rf"(?<![ก-๙])ณ\s*(?P<there>.+?){_END}|(?P<online>(?:ทาง|ผ่าน)?\s*(?:ระบบ)?\s*(?:ออนไลน์|ประชุมทางไกล|zoom|google\s?meet|teams|line).*?){_END}",
    re.IGNORECASE,
)
_ALL_CAME: Final = re.compile(r"(?:ทุกคน)?(?:มา|เข้า(?:ประชุม)?)?(?:กัน)?ครบ(?:ทุก(?:คน|ท่าน))?")
_HOURS: Final = (
    ("began", re.compile(r"เริ่ม(?:ประชุม)?(?:เวลา)?\s*(?P<when>.{2,30}?)(?=เลิก|ปิด|$)")),
    ("ended", re.compile(r"(?:เลิก|ปิด)(?:ประชุม)?(?:เวลา)?\s*(?P<when>.{2,30})")),
)
_NOBODY: Final = re.compile(r"ไม่(?:ได้)?(?:ส่ง|มี)(?:ผู้|ตัว)?แทน|ไม่ส่งใคร")
_OUT: Final = re.compile(r"^(?:ไม่(?:ต้อง)?เชิญ|ตัด|เอา|ลบ)\s*(?P<who>.+?)(?:\s*ออก)?$")
_IN: Final = re.compile(r"^(?:เชิญ|เพิ่ม)\s*(?P<who>(?!ประชุม|การประชุม).+?)(?:\s*(?:ด้วย|เข้าประชุม|มาด้วย))*$")
_CAME: Final = re.compile(r"^(?P<who>.+?)\s*(?:มา|เข้า(?:ร่วม)?(?:ประชุม)?)(?:ด้วย|แล้ว|ครบ)?$")
_STAYED: Final = re.compile(
    r"^(?P<who>.+?)\s*(?:ไม่(?:ได้)?มา|ไม่(?:ได้)?เข้า(?:ร่วม)?(?:ประชุม)?|ขาด(?:ประชุม)?|(?=ลา))\s*(?P<why>.*)$"
)


def wish_of(text: str) -> Wish:
    """Whether a meeting is to be called, moved or called off; else it is asked about."""
    plain = normalise(text)
    return next((wish for wish, words in _WISHES if words.search(plain)), Wish.SHOW)


def read_meeting(text: str, today: date, calendar: WorkCalendar) -> Said:
    """What of whom, when and where: นัดประชุมกรรมการกลั่นกรอง 8 เมย 70 เก้าโมงครึ่ง ห้องประชุม 1."""
    plain = without_particles(arabic(normalise(text)))
    found = _WHAT.search(plain)
    what = " ".join(found["what"].split()) if found else ""
    if _SCREENING.search(plain):
        what = THE_SCREENING_COMMITTEE
    place = _PLACE.search(plain)
    where = next((part for part in (place["place"], place["there"], place["online"]) if part), "") if place else ""
    return Said(what, find_day(text, today, calendar), read_time(text)[0], " ".join(where.split()))


def sends_nobody(text: str) -> bool:
    """Whether somebody who cannot come says that nobody comes instead."""
    return bool(_NOBODY.search(normalise(text)))


class Change(NamedTuple):
    """A change of who is invited, or came: `name` as typed, whether they are in, and why not."""

    name: str
    is_in: bool
    why: str = ""


def read_guest(text: str) -> Change | None:
    """Who is to be invited too, or not: เชิญนางกัลยาด้วย, ไม่เชิญนายวิทยา; None where it says nothing of that."""
    plain = without_particles(normalise(text)).strip()
    if found := _OUT.match(plain):
        return Change(found["who"], is_in=False)
    found = _IN.match(plain)
    return Change(found["who"], is_in=True) if found else None


def read_attendance(text: str) -> Change | None:
    """Who came, or did not and why: นายวิทยาไม่มา ติดราชการ."""
    plain = without_particles(normalise(text)).strip()
    if found := _STAYED.match(plain):
        return Change(found["who"], is_in=False, why=" ".join(found["why"].split()))
    found = _CAME.match(plain)
    return Change(found["who"], is_in=True) if found else None


def all_came(text: str) -> bool:
    """Whether everybody came: มาครบ."""
    return bool(_ALL_CAME.fullmatch(without_particles(normalise(text)).strip()))


def read_hours(text: str) -> tuple[time | None, time | None]:
    """When a meeting began and ended: เริ่ม 09.40 น. เลิก 12.00 น.; None for what is not said."""
    plain = arabic(normalise(text))
    found = {name: read_time(_with_unit(at["when"]))[0] for name, words in _HOURS if (at := words.search(plain))}
    return found.get("began"), found.get("ended")


def _with_unit(said: str) -> str:
    """Behind เริ่ม and เลิก a bare 9.40 is a time."""
    return f"เวลา {said}"
