"""Reading of what an officer wants asked for: เพิ่มงานสำรวจครู ให้ทุกโรงเรียน ส่ง 29 ม.ค."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.phrases.asking import tidy
from domain.phrases.dates import find_day
from domain.thai import arabic, normalise, without_particles

LONGEST_TITLE: Final = 100  # characters
_BEGINS: Final = re.compile(
    r"^\s*(?:ขอ|ช่วย|ต้องการ|อยาก)*\s*(?:เพิ่ม|สร้าง|เปิด|ตั้ง)\s*(?:งาน|รายการ|รอบ|เรื่อง|หัวข้อ|แบบ)(?:ใหม่)?\s*(?:ชื่อ|เรื่อง|คือ|:)?\s*"
)
_WHOM: Final = re.compile(r"\s*(?:ให้(?:แก่)?|แก่|สำหรับ)\s*(?=ทุก|กลุ่ม|โรงเรียน|รร|หน่วย|ฝ่าย|บ้าน|วัด|อนุบาล|ชุมชน)")
_BY: Final = re.compile(
    r"\s*(?:ส่ง(?:ภายใน|คืน)?|ภายใน|กำหนด(?:ส่ง)?|ไม่เกิน|ก่อน)\s*(?=วัน|\d|พรุ่ง|มะรืน|สิ้น|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์)"
)


class NewWork(NamedTuple):
    """What a sentence says of a work to be set up; "" and None for what it does not say. `units`: as typed."""

    title: str = ""
    units: str = ""
    due: date | None = None


def read_new_work(text: str, today: date, calendar: WorkCalendar) -> NewWork:
    """The title, who is to send it, and by when."""
    plain = _BEGINS.sub("", arabic(normalise(without_particles(text))), count=1)
    plain, _, due = _parted(_BY, plain)
    title, _, units = _parted(_WHOM, plain)
    return NewWork(title_in(title), units.strip(), find_day(due, today, calendar) if due else None)


def title_in(text: str) -> str:
    """A title as it is kept."""
    return tidy(text)[:LONGEST_TITLE].strip()


def _parted(at: re.Pattern[str], text: str) -> tuple[str, str, str]:
    found = at.search(text)
    return (text, "", "") if found is None else (text[: found.start()], found[0], text[found.end() :])
