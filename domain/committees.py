"""Committees: the duties that members have in them, and names as people type them."""

from __future__ import annotations

from typing import Final

from domain.thai import normalise

CHAIR: Final = "ประธานกรรมการ"
MEMBER: Final = "กรรมการ"
SECRETARY: Final = "กรรมการและเลขานุการ"
_TITLES: Final = ("นางสาว", "นาง", "นาย", "น.ส.", "ดร.", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "ผอ.", "คุณ", "ครู", "ท่าน")


def leads(duty: str) -> bool:
    """Whether whoever has this duty leads the committee."""
    return duty.startswith("ประธาน")


def writes(duty: str) -> bool:
    """Whether whoever has this duty writes the minutes: the secretary, and no assistant."""
    return "เลขานุการ" in duty and "ผู้ช่วย" not in duty


def bare_name(name: str) -> str:
    """A name without its title, in one line."""
    plain = " ".join(normalise(name).split())
    for title in _TITLES:
        plain = plain.removeprefix(title).strip()
    return plain


def begins_with_title(name: str) -> bool:
    """Whether a text begins as a person's name does."""
    return normalise(name).strip().startswith(_TITLES)
