"""Rules and reading of who is to prepare a topic: มอบเรื่องเด็กตกหล่นให้กลุ่มส่งเสริม ส่ง 29 ม.ค."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.phrases.asking import tidy
from domain.phrases.dates import find_day
from domain.phrases.rules import Intent, Rule, rule
from domain.thai import arabic, normalise, without_particles

ASSIGNMENTS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.ASSIGN_TOPIC,
        r"^(?:ขอ|ช่วย)*มอบ(?:หมาย)?(?:งาน|ให้ทำ)?(?:เรื่อง|ประเด็น|หัวข้อ|ผู้(?:จัดทำ|รับผิดชอบ)|(?:งาน)?ตรวจราชการ)|"
        r"^(?:เพิ่ม|สร้าง|เปิด|ตั้ง)(?:งาน|รายการ|เรื่อง).*(?:ตรวจราชการ|<UPSTAIRS>).*(?:เรื่อง|ประเด็น).*ให้",
        "มอบเรื่องเด็กตกหล่นให้กลุ่มส่งเสริม ส่ง 29 ม.ค.",
        "เพิ่มงาน ตรวจราชการ ศธ. เรื่องเด็กตกหล่น ให้กลุ่มส่งเสริม",
        "มอบหมายผู้รับผิดชอบ",
        lacks="<HOW>|<YET>|<WHEN>|<WHO>|กลยุทธ์",
    ),
)
_GIVEN: Final = re.compile(
    r"(?:เรื่อง|ประเด็น(?:ที่)?|หัวข้อ)\s*(?P<topic>.+?)\s*(?:ให้(?:แก่)?|แก่)\s*(?P<units>(?:กลุ่ม|หน่วย|ฝ่าย|งาน|ศน|นิติ).+?)"
    r"(?:\s*(?:ส่ง(?:ภายใน|คืน)?|ภายใน|กำหนด(?:ส่ง)?|ไม่เกิน|ก่อน)\s*(?P<due>(?=วัน|\d|พรุ่ง|มะรืน|สิ้น|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|บ่าย|เย็น|เที่ยง).+))?$"
)


class Given(NamedTuple):
    """What a sentence gives to whom by when; "" and None for what it does not say. `units`: as they were typed."""

    topic: str = ""
    units: str = ""
    due: date | None = None


def read_given(text: str, today: date, calendar: WorkCalendar) -> Given:
    """A topic, the units that are to prepare it and the day inside the office, as a sentence says them."""
    plain = arabic(normalise(without_particles(text))).strip()
    found = _GIVEN.search(plain)
    if found is None:
        return Given()
    due = find_day(found["due"], today, calendar) if found["due"] else None
    return Given(tidy(found["topic"]), found["units"].strip(), due)
