"""What a sentence that asks for a booklet says besides: which round, and its number in the office's series."""

from __future__ import annotations

import re
from typing import Final

from domain.phrases.slots import Slots
from domain.thai import arabic, normalise

_SERIES: Final = re.compile(r"(?:เอกสาร)?ลำดับที่\s*(\d{1,4})\s*/\s*(25\d\d)(?!\d)")


def series_in(text: str) -> str | None:
    """The whole number (5/2570) behind เอกสารลำดับที่; None where nothing says it."""
    found = _SERIES.search(arabic(normalise(text)))
    return f"{found[1]}/{found[2]}" if found else None


def names_round(slots: Slots, round_: str, fiscal_year_be: int) -> bool:
    """Whether a round (6m, q1, 2) of a year is what the slots name, as far as they name one."""
    named = slots.round
    if named is not None and named != "prev":
        wanted = f"{named[1:]}m" if named.startswith("R") else named.lower()
        if wanted != round_:
            return False
    return slots.fiscal_year_be in {None, fiscal_year_be}
