"""Rules for official documents that the bot drafts."""

from __future__ import annotations

from typing import Final

from domain.phrases.rules import Intent, Rule, rule

MEMOS: Final[tuple[Rule, ...]] = (
    rule(
        Intent.DRAFT_MEMO,
        r"^(?:ขอ|ช่วย|ทำ)*ร่าง(?:บันทึก|หนังสือ)(?:ข้อความ|เสนอ|ถึง|ท่าน|ผอ|\.|เขต|ให้|หน่อย)*"
        r"|^(?:ขอ|ช่วย|ทำ)*บันทึก(?:ข้อความ)?เสนอ(?:ท่าน)?ผอ",
        "ร่างบันทึกเสนอ ผอ.",
        "ขอร่างบันทึกข้อความ",
        "ทำบันทึกเสนอท่าน ผอ. ให้หน่อย",
    ),
)
