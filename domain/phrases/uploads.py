"""What goes wrong for somebody who cannot send or open a file: its size, a picture, opening it, another system."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from domain.phrases.rules import pattern
from domain.phrases.text import key_of


class Trouble(StrEnum):
    """What somebody is stuck with."""

    SENDING = "sending"
    SIZE = "size"
    PICTURE = "picture"
    OPENING = "opening"  # what we gave out
    ELSEWHERE = "elsewhere"  # a system that is not ours


_TELLING: Final = (
    (Trouble.ELSEWHERE, pattern(r"emes|ระบบ(?!นี้).*เข้า|เข้าระบบ")),
    (Trouble.SIZE, pattern(r"ใหญ่|เกิน(?:ขนาด)?|เมก|mb")),
    (Trouble.OPENING, pattern(r"(?:เปิด|โหลด|ดาวน์โหลด|กด|เข้า)(?!.*ส่ง).*(?:ไม่|error|หมุน|ล้มเหลว)")),
    (Trouble.PICTURE, pattern(r"รูป|ภาพ")),
)


def trouble_in(text: str) -> Trouble:
    """What a sentence says that somebody is stuck with; sending a file, where it says no more."""
    key = key_of(text)
    return next((trouble for trouble, words in _TELLING if words.search(key)), Trouble.SENDING)
