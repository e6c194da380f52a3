"""Rules for the analysis of a year's policy, for carrying a year over, and for the plan as a file; and their years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from domain.phrases.rules import Intent, Rule, rule
from domain.thai import arabic, fiscal_year_be, normalise

_YEAR: Final = r"(?:(?:ประจำ|ของ|ใน)?(?:ปี(?:งบประมาณ|งบ)?(?:พศ)?)?(?:25\d\d|[67]\d|หน้า|ถัดไป|นี้|(?:ที่)?แล้ว|ก่อน)?)"
_TO: Final = rf"(?:ไป|มา|เข้า|สู่|เป็น|ของ|จาก|ที่|ใช้|ต่อ|ใน|ยัง|ถึง|ให้|{_YEAR})*"

POLICIES: Final[tuple[Rule, ...]] = (
    rule(
        Intent.CARRY_OVER,
        rf"^(?:ขอ|ช่วย|จะ)*(?:ยก(?:ยอด)?|คัดลอก|ก็อปปี้|ก๊อปปี้|สำเนา|copy)(?:แผน|กลยุทธ์|นโยบาย|ตัวชี้วัด|และ)+(?:{_TO})$",
        "ยกกลยุทธ์ไปปี 71",
        "ยกแผนไปปีหน้า",
        "คัดลอกกลยุทธ์ปี 70 ไปปี 71",
    ),
    rule(
        Intent.PLAN_FILE,
        rf"^(?:ขอ|ดาวน์โหลด|โหลด|ดู|เปิด|เอา|ส่งออก)+(?:ไฟล์)?(?:excel)?แผน(?:การ)?(?:ติดตาม|กำกับ)*(?:{_YEAR})$|^ไฟล์แผน(?:{_YEAR})$",
        "ขอไฟล์แผนปี 71",
        "ขอแผนปีหน้า",
        "ดาวน์โหลดไฟล์แผนการติดตาม",
    ),
    rule(
        Intent.POLICIES,
        rf"^(?:ขอ|ดู|เปิด|แสดง|ผล|การ|ทำ)*(?:ศึกษา)?วิเคราะห์(?:รายละเอียด)?(?:นโยบาย|กลยุทธ์|จุดเน้น|และ|สพฐ|ของ)+(?:{_YEAR})$|"
        rf"^(?:ขอ|ดู|เปิด|แสดง)*(?:นโยบาย|จุดเน้น)(?:และ(?:กลยุทธ์|จุดเน้น|นโยบาย)|(?:ของ)?สพฐ)*(?:{_YEAR})$|"
        rf"^(?:ขอ|ดู|เปิด|แสดง)*(?:กลยุทธ์|ตัวชี้วัด)(?:และ(?:กลยุทธ์|ตัวชี้วัด)|ทั้งหมด)*"
        rf"(?:ประจำ|ของ)?ปี(?:งบประมาณ|งบ)?(?:พศ)?(?:25\d\d|[67]\d|หน้า|ถัดไป|นี้|ที่แล้ว|ก่อน)$",
        "วิเคราะห์นโยบาย",
        "นโยบายปี 70",
        "ขอกลยุทธ์ปี 70",
        "ดูตัวชี้วัดปีที่แล้ว",
    ),
)
_WORDS: Final[Mapping[str, int]] = MappingProxyType({"ปีหน้า": 1, "ปีถัดไป": 1, "ปีนี้": 0, "ปีที่แล้ว": -1, "ปีก่อน": -1})
_SAID: Final = re.compile(
    rf"(?P<word>{'|'.join(_WORDS)})|ปี\s*(?:งบ(?:ประมาณ)?)?\s*(?:พ\.?\s?ศ\.?)?\s*(?P<no>25\d\d|[67]\d)(?!\d)"
)
_CENTURY: Final = 2500


def years_in(text: str, today: date) -> tuple[int, ...]:
    """The Buddhist fiscal years that words name, in their order: ปี 70, ปีงบประมาณ ๒๕๗๑, ปีหน้า."""
    this = fiscal_year_be(today)
    found = _SAID.finditer(arabic(normalise(text)))
    return tuple(this + _WORDS[one["word"]] if one["word"] else _whole(int(one["no"])) for one in found)


def _whole(year: int) -> int:
    return year if year >= _CENTURY else _CENTURY + year
