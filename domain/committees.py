"""Committees: the duties that members have in them, and names as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from domain.thai import normalise

CHAIR: Final = "ประธานกรรมการ"
MEMBER: Final = "กรรมการ"
SECRETARY: Final = "กรรมการและเลขานุการ"
DEPUTY_CHAIR: Final = "รองประธานกรรมการ"
ASSISTANT: Final = "กรรมการและผู้ช่วยเลขานุการ"
ADVISER: Final = "ที่ปรึกษา"
# Duties in the order in which an order lists them, with how people type them; the first that fits is meant.
_TYPED: Final = (
    (ADVISER, re.compile(r"ที่ปรึกษา")),
    (DEPUTY_CHAIR, re.compile(r"รองประธาน")),
    (CHAIR, re.compile(r"ประธาน")),
    (ASSISTANT, re.compile(r"ผู้ช่วยเลขา|ผช\.?\s*เลขา")),
    (SECRETARY, re.compile(r"เลขา")),
    (MEMBER, re.compile(r"กรรมการ|สมาชิก")),
)
_SHORT: Final = {
    CHAIR: "ประธาน",
    DEPUTY_CHAIR: "รองประธาน",
    SECRETARY: "เลขานุการ",
    ASSISTANT: "ผู้ช่วยเลขาฯ",
}
_NAMES_PART: Final = 4  # letters at least of a unit's name, as กลุ่ม
_STANDING: Final = (ADVISER, CHAIR, DEPUTY_CHAIR, MEMBER, SECRETARY, ASSISTANT)
_TITLES: Final = ("นางสาว", "นาง", "นาย", "น.ส.", "ดร.", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "ผอ.", "คุณ", "ครู", "ท่าน")


def leads(duty: str) -> bool:
    """Whether whoever has this duty leads the committee."""
    return duty.startswith("ประธาน")


def writes(duty: str) -> bool:
    """Whether whoever has this duty writes the minutes: the secretary, and no assistant."""
    return "เลขานุการ" in duty and "ผู้ช่วย" not in duty


def is_held_by_one(duty: str) -> bool:
    """Whether a committee has one person at most with this duty."""
    return duty in {CHAIR, SECRETARY}


def duty_in(words: str) -> str | None:
    """The duty that words name (เลขา: กรรมการและเลขานุการ); None where they name none."""
    plain = normalise(words)
    return next((duty for duty, typed in _TYPED if typed.search(plain)), None)


def standing(duty: str) -> int:
    """At which place an order lists who has this duty; what is no usual duty stands among the members."""
    return _STANDING.index(duty if duty in _STANDING else MEMBER)


def short(duty: str) -> str:
    """A duty in a word, where there is little room."""
    return _SHORT.get(duty, duty)


def bare_name(name: str) -> str:
    """A name without its title, in one line."""
    plain = " ".join(normalise(name).split())
    for title in _TITLES:
        plain = plain.removeprefix(title).strip()
    return plain


def begins_with_title(name: str) -> bool:
    """Whether a text begins as a person's name does."""
    return normalise(name).strip().startswith(_TITLES)


def full_position(position: str, units: Iterable[str]) -> str:
    """A position with the whole name of the unit it is held in: ผู้อำนวยการกลุ่ม, of กลุ่มอำนวยการ.

    `units`: the names of those that somebody serves; the position stays as it is where it names none of them in part.
    """
    plain = position.strip()
    for unit in units:
        for size in range(min(len(plain), len(unit)), _NAMES_PART - 1, -1):
            if plain.endswith(unit[:size]):
                return plain + unit[size:]
    return plain
