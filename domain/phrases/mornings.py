"""Rules for what an officer asks for in the morning."""

from __future__ import annotations

from typing import Final

from domain.phrases.rules import Intent, Rule, rule

MORNINGS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.MORNING,
        r"^(?:ขอ|ดู|เปิด)*(?:งาน|รายการ)(?:ที่ต้องทำ|ของ(?:เจ้าหน้าที่|<ME>))?(?:ตอน)?(?:เช้า(?:วัน)?นี้|ประจำวัน(?:นี้)?)(?:ทั้งหมด|บ้าง|มีอะไร)*$",
        "งานเช้านี้",
        "รายการประจำวัน",
        "ขอดูงานเช้านี้ทั้งหมด",
    ),
)
