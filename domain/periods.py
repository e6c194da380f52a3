"""The days a round of a fiscal year covers."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.thai import BUDDHIST_OFFSET, FISCAL_FIRST_MONTH

_LAST: Final = {"3m": (12, 31), "6m": (3, 31), "9m": (6, 30)}


def period_of(year_be: int, round_: str) -> tuple[date, date]:
    """From the first of October to the end of the months that a round such as 6m names; else of the whole year."""
    year = year_be - BUDDHIST_OFFSET
    month, day = _LAST.get(round_, (9, 30))
    return date(year - 1, FISCAL_FIRST_MONTH, 1), date(year - 1 if month >= FISCAL_FIRST_MONTH else year, month, day)
