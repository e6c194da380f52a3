"""Reminders are to rest: for oneself (วันนี้ไม่ต้องเตือน), or for all (งดเตือนช่วงสงกรานต์); and to go on (เตือนต่อได้)."""

from __future__ import annotations

import re
from typing import Final

from domain.phrases.rules import Intent, Rule, pattern, rule
from domain.phrases.text import key_of
from domain.thai import normalise, without_particles

RESTS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.WAKE,
        r"^(?:เริ่ม|กลับมา|เปิด(?:การ)?|ให้)?(?:แจ้ง)?เตือน(?:ต่อ|ตามเดิม|ตามปกติ|ได้แล้ว|อีกครั้ง)|^(?:เลิก|ยกเลิก|ปิด|สิ้นสุด)(?:การ)?(?:งด|พัก|หยุด)(?:การ)?(?:แจ้ง)?เตือน|"
        r"^(?:ดู|ขอ)?ช่วง(?:วัน)?(?:ที่)?(?:งด|พัก)(?:การ)?(?:แจ้ง)?เตือน$|^เปิด(?:การ)?(?:แจ้ง)?เตือน",
        "เตือนตามเดิม",
        "เริ่มเตือนต่อได้",
        "ยกเลิกการงดเตือน",
        "ช่วงงดเตือน",
        lacks="<HOW>",
    ),
)
_FOR_ALL: Final = pattern(
    r"ช่วง|ระหว่าง|ทุก(?:คน|กลุ่ม|หน่วย|โรง|<RR>|ท่าน)|ทั้ง(?:หมด|เขต|สำนักงาน)|โรงเรียน|<RR>|ชั่วคราว|ปิดเทอม|\d{1,2}(?:ม\.?ค\.?)?(?:-|ถึง)"
)
_SCHOOLS: Final = pattern(r"โรงเรียน|<RR>|ปิดเทอม|ปิดภาคเรียน")
_AROUND_A_UNIT: Final = re.compile(
    r"(?:จน)?ถึง.*$|(?:ยัง)?ไม่ต้อง(?:ไป)?|อย่า(?:เพิ่ง|พึ่ง|ไป)*|ห้าม|งด|พัก|หยุด|ระงับ|(?:การ|ส่ง|แจ้ง|ไล่)*(?:เตือน|ทวง|ตาม|ทัก|จี้)|"
    r"แล้ว|ไว้|ก่อน|สักพัก|ช่วงนี้|วันนี้|พรุ่งนี้|หน่อย|ด้วย|^ของ|^ให้"
)
_OFTEN: Final = pattern(r"บ่อย|ถี่|เยอะ|รำคาญ|น้อยลง|ลด(?:การ)?(?:แจ้ง)?เตือน")


def is_for_all(text: str) -> bool:
    """Whether reminders are to rest for others too, and not only for the speaker."""
    return bool(_FOR_ALL.search(key_of(text)))


def is_for_schools(text: str) -> bool:
    """Whether only schools are meant."""
    return bool(_SCHOOLS.search(key_of(text)))


def unit_at_rest(text: str) -> str:
    """What is left when the words for resting are taken away: the name of a unit, if one is named."""
    return " ".join(_AROUND_A_UNIT.sub(" ", without_particles(normalise(text))).split())


def complains(text: str) -> bool:
    """Whether the speaker finds that there are too many, without saying for how long they should rest."""
    return bool(_OFTEN.search(key_of(text)))
