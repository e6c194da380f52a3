"""Rules for what is to be acknowledged (รับทราบ): by oneself, and who has not."""

from __future__ import annotations

from typing import Final

from domain.phrases.rules import Intent, Rule, rule

_TO_BE_HEARD: Final = r"(?:รอ|ต้อง|ให้|ค้าง)(?:การ)?(?:กด|ตอบ)?รับทราบ"

CIRCULARS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.UNACKNOWLEDGED,
        r"<WHO>.*(?:รับทราบ|ตอบรับ)|(?:ยัง)?<NOT>(?:กด|ตอบ)?รับทราบ.*<WHO>|รับทราบ(?:กัน)?(?:ครบ|กี่)|(?:สถานะ|ผล|ติดตาม|ดู)(?:การ)?(?:รับทราบ|แจ้งเวียน)",
        "ใครยังไม่รับทราบ",
        "มีใครรับทราบแล้วบ้าง",
        "รับทราบครบหรือยัง",
        lacks="<ME>",
    ),
    rule(
        Intent.TO_ACKNOWLEDGE,
        rf"(?:เรื่อง|งาน|หนังสือ|คำสั่ง|มีอะไร|อะไร)(?:ที่)?{_TO_BE_HEARD}|^(?:ดู)?{_TO_BE_HEARD}(?:อะไร|เรื่องไหน|ไหม|มั้ย|บ้าง)+",
        "เรื่องที่ต้องรับทราบ",
        "มีอะไรต้องรับทราบบ้าง",
    ),
)
