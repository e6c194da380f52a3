"""Reading of what is to be told to many (แจ้งให้ทุกกลุ่มทราบ): to whom, whether it is a result, and in which words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from domain.thai import normalise, without_particles


class Audience(StrEnum):
    """Whose people are told."""

    GROUPS = "groups"  # กลุ่มภารกิจ
    SCHOOLS = "schools"
    ALL = "all"


class Announced(NamedTuple):
    """What a sentence says of an announcement. `words`: what is to be told, "" where it does not say."""

    audience: Audience
    is_result: bool
    words: str


_SCHOOLS: Final = re.compile(r"โรงเรียน|(?<![ก-ฮ])รร\.?|สถานศึกษา")
_GROUPS: Final = re.compile(r"ทุกกลุ่ม|กลุ่มภารกิจ|กลุ่มงาน|เจ้าหน้าที่|บุคลากร")
_ALL: Final = re.compile(r"ทุกคน|ทั้งหมด|ทั้งเขต|ทุกหน่วย|ทุกท่าน|ทุกฝ่าย")
_RESULT: Final = re.compile(r"ผล(?:การ)?(?:ประเมิน|ตรวจติดตาม|การดำเนินงาน|ติดตาม)")
_BEHIND: Final = re.compile(r"(?:ว่า|:)\s*(?P<words>.{3,})$", re.DOTALL)
# แจ้งทุกโรงเรียน ให้ส่งภาพกิจกรรม…: to whom, and at once what.
_AT_ONCE: Final = re.compile(
    r"^(?:ช่วย|ฝาก|ขอ)*\s*(?:แจ้ง|ประกาศ|ประชาสัมพันธ์|บอก|เวียน)\s*(?:ให้|ไปยัง|ถึง|แก่)?\s*"
    r"ทุก(?:โรงเรียน|โรง|รร\.?|สถานศึกษา|กลุ่ม(?:ภารกิจ|งาน)?|หน่วย(?:งาน)?|ฝ่าย|คน|ท่าน)\s*(?:รับ)?(?:ทราบ)?\s*(?:เรื่อง)?\s*"
    r"(?P<words>\S.{5,})$",
    re.DOTALL,
)
_BEFORE: Final = re.compile(
    r"^(?:ช่วย|ฝาก|ขอ|ให้)*\s*(?:แจ้ง|ประกาศ|ประชาสัมพันธ์|บอก|เวียน|ส่ง(?:ข่าว|ข้อความ)?)\s*(?P<words>.+?)\s*"
    r"(?:ให้|ถึง|แก่|ไปยัง|ไปที่|กับ)?\s*(?:ทุก|เจ้าหน้าที่|บุคลากร|โรงเรียน|รร\.?|กลุ่ม).*$",
    re.DOTALL,
)
_ONLY_WHAT: Final = re.compile(
    r"ผล(?:การ)?(?:ประเมิน|ตรวจติดตาม|การดำเนินงาน|ติดตาม)?(?:จาก|ของ)?\s*(?:สพฐ\.?)?|"
    r"ทุก|ข่าว|ข้อความ|เรื่อง(?:นี้)?|ไฟล์(?:นี้)?|ให้|ไป(?:ยัง)?"
)


def read_announcement(text: str) -> Announced:
    """Who is to be told what: แจ้งผลประเมินให้ทุกกลุ่มทราบ, แจ้งทุกโรงเรียนว่า …."""
    plain = without_particles(normalise(text))
    behind = _BEHIND.search(plain) or _AT_ONCE.match(plain)
    whom = plain[: behind.start("words")] if behind else plain
    words = _told(behind["words"]) if behind else _before(plain)
    schools, groups = bool(_SCHOOLS.search(whom)), bool(_GROUPS.search(whom))
    everybody = bool(_ALL.search(whom)) or (schools and groups)
    audience = Audience.ALL if everybody else Audience.SCHOOLS if schools else Audience.GROUPS
    return Announced(audience, bool(_RESULT.search(plain)), words)


def _before(plain: str) -> str:
    """What stands between the verb and whom it is for, unless that only says what kind of thing follows."""
    found = _BEFORE.match(plain)
    return _told(found["words"]) if found else ""


def _told(words: str) -> str:
    """The words, unless they only say what kind of thing follows, or to whom."""
    plain = _plainly(words)
    return "" if _ONLY_WHAT.fullmatch(plain) else plain


def _plainly(words: str) -> str:
    return " ".join(words.split())
