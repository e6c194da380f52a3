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
        r"^(?:ขอ|ดู|เปิด)*ขั้นตอน(?:ของ)?(?:งาน|การทำงาน|ตามคู่มือ|ทั้งหมด)*(?:กลยุทธ์|ตรวจราชการ|emes|โครงการ)*(?:ของ|ที่รายงาน)?(?:ผู้ตรวจ(?:ราชการ)?|<UPSTAIRS>)*$"
        r"|(?:ถึง|อยู่)(?:ที่)?ขั้น(?:ตอน)?(?:ที่เท่าไ|ไหน|ใด)",
        "ขั้นตอน",
        "ขอดูขั้นตอนงานกลยุทธ์",
        "ตอนนี้ถึงขั้นตอนไหนแล้ว",
    ),
    rule(
        Intent.STEPS,
        r"^(?:บันทึก|ทำ)(?:ว่า)?(?:ทำ)?ขั้น(?:ตอน)?(?:ที่)?\d+(?:\.\d+)?(?:แล้ว|เสร็จ|เรียบร้อย)*$",
        "บันทึกขั้นตอน 3.1",
        "ทำขั้นตอนที่ ๒.๑ เสร็จแล้ว",
    ),
)


def code_in(text: str) -> str | None:
    """The number of the step that words name, as the manual prints it; None where they name none."""
    found = _CODE.search(arabic(text))
    return found[1] if found else None
