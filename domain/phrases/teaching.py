"""Rules for what the bot did not understand, and what it was taught."""

from __future__ import annotations

from typing import Final

from domain.phrases.rules import Intent, Rule, rule

TEACHING: Final[tuple[Rule, ...]] = (
    rule(
        Intent.NOT_UNDERSTOOD,
        r"^(?:ขอ|ดู|เปิด|รายการ)*(?:ข้อความ|คำ|ประโยค)ที่(?:บอท|ติดตาม|ระบบ)?(?:ยัง)?(?:ไม่เข้าใจ|ไม่รู้จัก)|^สอนบอท",
        "ข้อความที่บอทไม่เข้าใจ",
        "สอนบอท",
        lacks="<HOW>",
    ),
    rule(
        Intent.TAUGHT,
        r"^(?:ขอ|ดู|เปิด|รายการ)*(?:ข้อความ|คำ|ประโยค)ที่(?:ได้|เคย)?สอน(?:บอท|ไว้|แล้ว)*",
        "คำที่สอนบอทไว้",
        "ดูคำที่สอน",
        lacks="<HOW>",
    ),
)
