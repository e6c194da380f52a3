"""Rules about forms of the office's own: ใช้ไฟล์นี้เป็นแบบ, and by when such a form is due."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from domain.forms.dates import read_date
from domain.phrases.rules import Intent, Rule, rule
from domain.plan import UnitKind
from domain.thai import BUDDHIST_OFFSET, arabic, without_particles

OWN_FORMS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.USE_AS_FORM,
        r"(?:ใช้|เอา|ให้|นำ)(?:ไฟล์|อัน|ตัว|ฉบับ|ตาราง|แบบ)?(?:นี้|ล่าสุด|ที่ส่ง(?:ไป|มา)?|เมื่อกี้)?(?:มา)?(?:เป็น|ทำ(?:เป็น)?)(?:แม่|ต้น)?แบบ(?:ฟอร์?ม)?"
        r"(?:ติดตาม|รายงาน|ใหม่|ให้|นี้)*$|(?:จำ|สอน|เรียนรู้)แบบ(?:ฟอร์?ม)?(?:นี้|จากไฟล์)|(?:ตั้ง|สร้าง)แบบ(?:ฟอร์?ม)?(?:จาก|ตาม)ไฟล์",
        "ใช้ไฟล์นี้เป็นแบบ",
        "ใช้เป็นแบบฟอร์ม",
        "เอาไฟล์นี้เป็นแบบ",
        lacks=r"ไม่|อย่า|ห้าม|งด|<YET>|<HOW>",
    ),
)
_BEFORE: Final = re.compile(r"^(?:กำหนด|ขอ|ให้)?\s*(?:ส่ง)?\s*(?:ภายใน|ก่อน|ถึง|ไม่เกิน)?\s*(?=วัน|\d|พรุ่งนี้|มะรืน|สิ้นเดือน)")
_APART: Final = re.compile(r"[,;،、\n]|\s(?:และ|กับ)\s?")
_ALL: Final = (
    (UnitKind.GROUP, re.compile("ทุก(?:กลุ่ม|ฝ่าย)")),
    (UnitKind.SCHOOL, re.compile("ทุก(?:โรง|รร|สถานศึกษา)")),
)
_NAMED: Final = {"วันนี้": 0, "พรุ่งนี้": 1, "มะรืน": 2, "มะรืนนี้": 2}


def names_apart(text: str) -> list[str]:
    """The names in a list that somebody typed."""
    return [name for part in _APART.split(without_particles(text)) if (name := part.strip())]


def all_of_a_kind(text: str) -> UnitKind | None:
    """All groups, or all schools; None where single units are named."""
    return next((kind for kind, words in _ALL if words.search(text)), None)


def due_day(text: str, today: date) -> date | None:
    """The day that an answer to "by when" names: a date, with or without its year, พรุ่งนี้, สิ้นเดือน. None for none.

    Without a year it is the next such day.
    """
    plain = _BEFORE.sub("", arabic(without_particles(text))).strip()
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    if plain.startswith("สิ้นเดือน"):
        return _end_of_month(today, later=plain.removeprefix("สิ้นเดือน").strip() == "หน้า")
    if (day := read_date(plain)) is not None:
        return day
    for year in (today.year, today.year + 1):
        for joint in (" ", "/"):
            day = read_date(f"{plain.rstrip('/')}{joint}{year + BUDDHIST_OFFSET}")
            if day is not None and day >= today:
                return day
    return None


def _end_of_month(today: date, *, later: bool) -> date:
    first = today.replace(day=1)
    for _ in range(1 + later):
        first = (first + timedelta(days=32)).replace(day=1)
    return first - timedelta(days=1)
