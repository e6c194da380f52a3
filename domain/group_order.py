"""In which order the groups of an area office stand in a report: as the ministry's notices of 2560-2561 list them."""

from __future__ import annotations

from typing import Final

_ORDER: Final = (
    "GENERAL", "PLAN", "DLICT", "FINANCE", "HR", "TEACHER_DEV", "SUPERVISION", "PROMOTION", "AUDIT", "LEGAL",
)  # fmt: skip


def place_of(unit_code: str) -> int:
    """The place of a group by its code; groups of an office's own come behind all of these."""
    return _ORDER.index(unit_code) if unit_code in _ORDER else len(_ORDER)
