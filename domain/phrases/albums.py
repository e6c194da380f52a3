"""Rules and reading of what is said about the pictures of projects: shown, taken out, put back, their captions."""

from __future__ import annotations

import re
from typing import Final

from domain.phrases.rules import Intent, Rule, rule
from domain.thai import arabic, normalise

_PICTURE: Final = r"(?:(?:ภาพ|รูป)(?:กิจกรรม|ถ่าย)?)"
_NO: Final = r"(?:ที่|หมายเลข|เลขที่|เลข)?\d{1,2}"

ALBUMS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.NO_CAPTIONS,
        r"^(?:ไม่(?:ต้อง|มี|เอา|ขอ)?ใส่คำ|ไม่(?:ต้อง)?มีคำ|ไม่เอาคำ|ข้ามคำ)(?:บรรยาย|อธิบาย)",
        "ไม่ใส่คำบรรยาย",
        "ไม่มีคำบรรยายค่ะ",
    ),
    rule(
        Intent.PICTURE_BACK,
        rf"(?:เอา|ใส่|นำ|คืน){_PICTURE}{_NO}.*(?:กลับ|คืน)|^(?:คืน|กู้){_PICTURE}{_NO}",
        "ใส่ภาพที่ 3 กลับ",
        "คืนรูปที่ 2 ด้วยค่ะ",
        lacks="<HOW>|<YET>|อย่า|ไม่ต้อง",
    ),
    rule(
        Intent.PICTURE_OUT,
        rf"(?:เอา|นำ|ถอด|ดึง){_PICTURE}(?:{_NO})?.*ออก|^(?:ช่วย|ขอ)*(?:ลบ|ตัด|ถอด){_PICTURE}{_NO}|{_PICTURE}{_NO}(?:ไม่เอา|เอาออก|ลบ)",
        "เอาภาพที่ 3 ออก",
        "ลบรูปที่ 2 และ 5",
        lacks="<HOW>|<YET>|อย่า|ไม่ต้อง",
    ),
    rule(
        Intent.CAPTION,
        rf"^(?:ขอ|ใส่|แก้|เปลี่ยน|เพิ่ม|พิมพ์)*(?:ไข)?คำ(?:บรรยาย|อธิบาย)(?:ใต้)?{_PICTURE}?|^(?:บรรยาย|อธิบาย)(?:ใต้)?{_PICTURE}",
        "คำบรรยายภาพที่ 3 พิธีเปิด",
        "แก้คำบรรยายรูปที่ 2 เป็น อบรมครู",
        "ใส่คำบรรยาย",
        lacks="<HOW>|<YET>",
    ),
    rule(
        Intent.ALBUM,
        r"อัล?บั้?ม|(?:ขอ)?ดู(?:ภาพ|รูป)(?:ถ่าย|กิจกรรม|ใน)?(?:ของ)?(?:โครงการ|งาน|กลุ่ม|ที่ส่ง)|^ดู(?:ภาพ|รูป)(?:ถ่าย|กิจกรรม|ทั้งหมด)?$|"
        r"(?:ภาพ|รูป)โครงการ.*(?:มีกี่|ครบ(?:หรือ|แล้วหรือ|ไหม|มั้ย|ยัง)|ขาด)",
        "อัลบั้ม",
        "ดูภาพโครงการพาน้องกลับมาเรียน",
        "ดูรูปกิจกรรม",
        lacks=r"<HOW>|ภาพรวม|รูปเล่ม",
    ),
)
_NUMBERS: Final = re.compile(rf"(?:{_PICTURE}|และ|กับ|,|ถึง|-|ที่|\s)\s*(?:ที่|หมายเลข|เลขที่|เลข)?\s*(\d{{1,2}})(?!\d)")
_RANGE: Final = re.compile(r"(\d{1,2})\s*(?:-|–|ถึง)\s*(\d{1,2})")
_MOST: Final = 24


def pictures_in(text: str) -> tuple[int, ...]:
    """The numbers of the pictures that words name, each once: ภาพที่ 2, 5 และ 7-9."""
    plain = arabic(normalise(text))
    start = re.search(_PICTURE, plain)
    named = plain[start.start() :] if start else plain
    found: dict[int, None] = {}
    for first, last in _RANGE.findall(named):
        if int(first) <= int(last) < int(first) + _MOST:
            found |= dict.fromkeys(range(int(first), int(last) + 1))
    found |= dict.fromkeys(map(int, _NUMBERS.findall(named)))
    return tuple(sorted(found))


_SPEAKS: Final = re.compile(r"(?:รูป|ภาพ)(?!รวม|เล่ม|แบบ|หน้าจอ)")


def speaks_of_pictures(text: str) -> bool:
    """Whether a sentence is about photos, and not about a screen, a booklet or the state of things."""
    return bool(_SPEAKS.search(normalise(text)))
