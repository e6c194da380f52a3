"""What an officer says of a reminder: of whom (โรงเรียน, กลุ่ม), and by when the work is wanted (ขอภายในบ่าย 3)."""

from __future__ import annotations

import re
from typing import Final

from domain.phrases.rules import pattern
from domain.phrases.text import key_of
from domain.plan import UnitKind

_SCHOOLS: Final = pattern(r"โรงเรียน|<RR>|ทุกโรง|โรงที่|โรงไหน")
_GROUPS: Final = pattern(r"กลุ่ม(?:ที่|งาน|ภารกิจ|ไหน)|ทุกกลุ่ม")
_BY: Final = re.compile(r"ภายใน|ก่อน|ไม่เกิน|ให้ทัน")
_VERB: Final = re.compile(
    r"^\s*(?:บอท|ช่วย|ฝาก|ขอ)*\s*(?:ทวง(?:ถาม)?|(?:แจ้ง)?เตือน|ตาม|เร่ง(?:รัด)?|กำชับ)(?:งาน)?(?:ให้|หน่อย|ด้วย|จาก)*\s*"
)


def kind_meant(text: str) -> UnitKind | None:
    """Schools or groups, where only these are meant; None for both."""
    key = key_of(text)
    schools, groups = _SCHOOLS.search(key), _GROUPS.search(key)
    if bool(schools) == bool(groups):
        return None
    return UnitKind.SCHOOL if schools else UnitKind.GROUP


def says_until_when(text: str) -> bool:
    """Whether the time in it is when the work is wanted, and not when to remind."""
    return bool(_BY.search(text))


def without_verb(text: str) -> str:
    """The words without "remind" in front: the rest may name a unit."""
    return _VERB.sub("", text)
