"""The fiscal years that a sentence names, more than one where it compares them: ปี 68 กับ 69."""

from __future__ import annotations

import re
from typing import Final

from domain.thai import arabic, normalise

_YEAR: Final = r"((?:25)?[67]\d)(?!\d)"
_NAMED: Final = r"ปี\s*(?:งบ(?:ประมาณ)?)?\s*"
_YEARS: Final = re.compile(rf"{_NAMED}{_YEAR}(?:\s*(?:กับ|และ|,|-|เทียบ(?:กับ)?)\s*(?:{_NAMED})?{_YEAR})?")
_CENTURY: Final = 2500


def years_said(text: str) -> tuple[int, ...]:
    """The Buddhist years, the earliest first."""
    found = [int(year) for match in _YEARS.finditer(arabic(normalise(text))) for year in match.groups() if year]
    return tuple(sorted({year if year > _CENTURY else _CENTURY + year for year in found}))
