"""The figure of the round before, shown in grey in a cell of the blank until somebody types over it.

It is text, so that no formula counts it; whoever reads the form takes it for an empty cell.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from domain.forms.reading_result import Value
from domain.thai import MONTHS_SHORT, arabic, normalise, short_date

HINT_WORD: Final = "รอบก่อน"
_MONTH: Final = "|".join(map(re.escape, MONTHS_SHORT))
_HINT: Final = re.compile(rf"{HINT_WORD}\s*(?:-?[0-9][0-9,]*(?:\.[0-9]+)?|[0-9]{{1,2}} (?:{_MONTH}) [0-9]{{2}})")


def hint_text(value: Value) -> str:
    """รอบก่อน 1,102; empty for what is no figure and no day."""
    if isinstance(value, date):
        return f"{HINT_WORD} {short_date(value)}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    shown = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return f"{HINT_WORD} {shown}"


def is_hint(text: str) -> bool:
    """Whether a cell still holds our hint and nothing else; what was written behind it is an answer to be read."""
    return HINT_WORD in text and _HINT.fullmatch(arabic(normalise(text))) is not None
