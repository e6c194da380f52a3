"""Which days a round of a fiscal year covers, for plans that leave them out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from domain.thai import BUDDHIST_OFFSET, FISCAL_FIRST_MONTH

_MONTHS: Final = {
    "6m": (0, 6),
    "9m": (0, 9),
    "12m": (0, 12),
    "q1": (0, 3),
    "q2": (3, 3),
    "q3": (6, 3),
    "q4": (9, 3),
    "ye": (0, 12),
}
_YEAR: Final = 12


def usual_period(fiscal_year_be: int, code: str) -> tuple[date, date] | None:
    """First and last day of that round, None for a round of the office's own."""
    if code not in _MONTHS:
        return None
    skipped, months = _MONTHS[code]
    start = _month(fiscal_year_be, skipped)
    return start, _month(fiscal_year_be, skipped + months) - timedelta(days=1)


def fiscal_year(fiscal_year_be: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return _month(fiscal_year_be, 0), _month(fiscal_year_be, _YEAR) - timedelta(days=1)


def _month(fiscal_year_be: int, number: int) -> date:
    """The first day of a month of the fiscal year, counted from 0."""
    month = FISCAL_FIRST_MONTH - 1 + number
    return date(fiscal_year_be - BUDDHIST_OFFSET - 1 + month // _YEAR, month % _YEAR + 1, 1)
