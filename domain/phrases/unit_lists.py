"""The names of units in a sentence that asks about some, or gives them work: รร.วัดธารทองกับกลุ่มนิเทศส่งแล้วหรือยัง."""

from __future__ import annotations

import re
from typing import Final

from domain.thai import arabic, normalise, without_particles

_A_NAME: Final = r"(?:กลุ่ม|โรงเรียน|รร|หน่วย|ฝ่าย|บ้าน|วัด|อนุบาล|ชุมชน|ไทยรัฐ|นิติ|ตสน|ศน|\d{8})"
_JOINT: Final = re.compile(
    rf"\s*[,;/\n]\s*|\s*(?:กับ|และ)\s*(?={_A_NAME})|(?<=\s)(?:กับ|และ)\s+|\s+(?=กลุ่ม(?!โรงเรียน|เครือ)|รร\.?)"
)
_BEFORE: Final = re.compile(
    r"^\s*(?:(?:ขอ|ช่วย|ฝาก|รบกวน)*(?:ดู|เช็[คก]|ตรวจ|ถาม)?(?:สถานะ|ความคืบหน้า)(?:การส่ง)?(?:งาน)?(?:ของ)?|"
    r"(?:ขอ|ช่วย)*มอบ(?:หมาย)?.*?(?:ให้(?:แก่|กับ)?|แก่)|(?:ขอ|ช่วย|ฝาก)*(?:เพิ่ม|ใส่|เอา|ให้)(?:ชื่อ|หน่วย(?:งาน)?(?!ตรวจ))?)\s*"
)
# What goes on about the work; ส่งเสริม is the name of a group.
_BEHIND: Final = re.compile(
    r"\s*(?:(?:นำ|จัด)?ส่ง(?!เสริม)|รายงาน(?:ผล|เรื่อง|แล้ว|หรือ|ยัง|e|E)|กรอก|ยังไม่|ยัง(?=$|\s)|ถึงไหน|ค้าง|ขาด(?!แคลน)|เหลือ|ครบ|ผ่าน|เสร็จ|"
    r"เรื่อง|สถานะ|เป็น(?:ผู้|เจ้าภาพ)|รับผิดชอบ|ร่วม|ด้วย|เพิ่ม|เข้า(?:ไป|มา|ใน|งาน)?(?=\s|$|งาน|กลยุท|นี้)|ใน(?:งาน|รายการ|กลยุท|รอบ|แบบ|โครงการ)|"
    r"ต้องส่ง|ต้องรายงาน|ทำ(?=\s|$|กลยุท|งาน|แบบ)|อีก(?:กลุ่ม|โรง|แห่ง|หน่วย)|ลืม|(?<!สอบ)ภายใน|กำหนด|ว่า(?=ส่ง|ถึง)|แล้วหรือ|หรือยัง|รึยัง).*$",
    re.DOTALL,
)
_OUT: Final = re.compile(r"^\s*(?:ขอ|ช่วย)*เอา.*ออก")


def takes_out(text: str) -> bool:
    """Whether units are to owe it no more, rather than to owe it."""
    return _OUT.search(normalise(text)) is not None


def names_said(text: str) -> tuple[str, ...]:
    """What may be names of units, apart from each other and from the words around them; empty where nothing is left."""
    plain = _BEFORE.sub("", arabic(without_particles(normalise(text))))
    parts = (_BEHIND.sub("", part).strip() for part in _JOINT.split(plain))
    return tuple(dict.fromkeys(part for part in parts if part))
