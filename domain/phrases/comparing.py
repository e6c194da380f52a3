"""Rules about two rounds beside each other, and the fiscal years that a sentence names: ปี 68 กับ 69."""

from __future__ import annotations

import re
from typing import Final

from domain.phrases.rules import Intent, Rule, rule
from domain.thai import arabic, normalise

COMPARING: Final[tuple[Rule, ...]] = (
    rule(
        Intent.COMPARE,
        r"เทียบ|ต่างจาก(?:รอบ|ปี)|กว่า(?:รอบ|ปี|(?<!ไวกว่า)(?<!เร็วกว่า)เดิม|ไตรมาส)|(?:รอบ|ปี|ไตรมาส).*ต่างกัน|"
        r"(?:ดีขึ้น|เพิ่มขึ้น|ลดลง|แย่ลง|เปลี่ยนไป).*(?:จาก|กว่า|รอบ|ปี)(?:รอบ|ปี|ไตรมาส|เดิม|ที่|กอน)|(?:รอบ|ปี)(?:ที่แลว|กอน).*(?:ดีขึ้น|เพิ่มขึ้น|ลดลง|แย่ลง)",
        "เทียบรอบที่แล้วด้วย",
        "กลยุทธ์ 3 ดีขึ้นจากรอบก่อนไหม",
        "ปี 68 กับ 69 ต่างกันแค่ไหน",
    ),
)
_YEAR: Final = r"((?:25)?[67]\d)(?!\d)"
_NAMED: Final = r"ปี\s*(?:งบ(?:ประมาณ)?)?\s*"
_YEARS: Final = re.compile(rf"{_NAMED}{_YEAR}(?:\s*(?:กับ|และ|,|-|เทียบ(?:กับ)?)\s*(?:{_NAMED})?{_YEAR})?")
_CENTURY: Final = 2500


def years_said(text: str) -> tuple[int, ...]:
    """The Buddhist years, the earliest first."""
    found = [int(year) for match in _YEARS.finditer(arabic(normalise(text))) for year in match.groups() if year]
    return tuple(sorted({year if year > _CENTURY else _CENTURY + year for year in found}))
