"""Rules for the manual's steps: where a work stands, and that a step is done."""

from __future__ import annotations

import re
from typing import Final

from domain.phrases.rules import Intent, Rule, rule
from domain.thai import arabic

_CODE: Final = re.compile(r"ขั้น(?:ตอน)?(?:ที่)?\s*(\d{1,2}(?:\.\d{1,2})?)")

STEPS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.STEPS,
        r"^(?:ขอ|ดู|เปิด)*ขั้นตอน(?:ของ)?(?:งาน|การทำงาน|ตามคู่มือ|ทั้งหมด)*(?:กลยุทธ์|ตรวจราชการ|emes|โครงการ)*(?:รายการ(?:ที่)?\d+)?(?:ครั้งที่\d+)?(?:ของ|ที่รายงาน)?(?:ผู้ตรวจ(?:ราชการ)?|<UPSTAIRS>)*$"
        r"|(?:ถึง|อยู่)(?:ที่)?ขั้น(?:ตอน)?(?:ที่เท่าไ|ไหน|ใด)",
        "ขั้นตอน",
        "ขอดูขั้นตอนงานกลยุทธ์",
        "ตอนนี้ถึงขั้นตอนไหนแล้ว",
        "ขั้นตอน E-MES รายการที่ 1 ครั้งที่ 2",
    ),
    rule(
        Intent.STEPS,
        r"^(?:บันทึก|ทำ)(?:ว่า)?(?:ทำ)?ขั้น(?:ตอน)?(?:ที่)?\d+(?:\.\d+)?(?:แล้ว|เสร็จ|เรียบร้อย)*$",
        "บันทึกขั้นตอน 3.1",
        "ทำขั้นตอนที่ ๒.๑ เสร็จแล้ว",
    ),
)


ELSEWHERE: Final[tuple[Rule, ...]] = (
    rule(
        Intent.CHECKED_ABOVE,
        r"^(?:บันทึก|แจ้ง)?(?:ว่า)?(?:ทาง)?(?:สพฐ|สตผ)(?:สพฐ)?(?:เข้า|ได้|มา)*ตรวจ(?!ราชการ|ติดตาม|เยี่ยม).*<DONE>",
        "สพฐ. ตรวจแล้ว",
        "สพฐ. ตรวจ E-MES รายการที่ 1 แล้วเมื่อ 20 ธ.ค. 69",
        "สตผ. ตรวจสอบข้อมูลเรียบร้อยแล้ว",
        lacks=r"<HOW>|<NOT>|<YET>|ราชการ|ส่ง|ประเมิน",
    ),
    rule(
        Intent.ANNOUNCE_WORK,
        r"^(?:ช่วย|ขอ|ฝาก|ให้)*(?:แจ้ง|ประกาศ|ประชาสัมพันธ์|เวียน)(?:ข่าว|เรื่อง|ให้รายงาน|การรายงาน|รายงาน|การ|ใน|ระบบ|งาน)*emes"
        r"(?:รายการ(?:ที่)?\d+)?(?:ครั้งที่\d+)?(?:ปี\d+)?(?:ให้|ถึง|กับ|ไปยัง)*(?:ทุก|โรงเรียน|<RR>|สถานศึกษา|เขต|ทราบ)*$",
        "แจ้ง E-MES รายการที่ 1",
        "แจ้งข่าว e-mes รายการที่ ๒ ให้ทุกโรงเรียนทราบ",
        "ประชาสัมพันธ์ emes",
    ),
)


def code_in(text: str) -> str | None:
    """The number of the step that words name, as the manual prints it; None where they name none."""
    found = _CODE.search(arabic(text))
    return found[1] if found else None
