"""The figure of the round before, shown in grey in a cell of the blank until somebody types over it.

It is text, so that no formula counts it; whoever reads the form takes it for an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from rapidfuzz import fuzz

from domain.forms.keys import heading_key
from domain.forms.reading_result import Row, Value
from domain.thai import MONTHS_SHORT, arabic, normalise, short_date

HINT_WORD: Final = "รอบก่อน"
_MONTH: Final = "|".join(map(re.escape, MONTHS_SHORT))
_HINT: Final = re.compile(rf"{HINT_WORD}\s*(?:-?[0-9][0-9,]*(?:\.[0-9]+)?|[0-9]{{1,2}} (?:{_MONTH}) [0-9]{{2}})")
_SAME_NAME: Final = 90.0


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


def hints_for(
    named: tuple[str, str], fields: Iterable[str], rows: Iterable[Mapping[str, str | float]], earlier: Iterable[Row]
) -> dict[str, dict[str, Value]]:
    """The figures to show in the rows of a blank, by what stands in their key field.

    `named`: the key and the name field of the form; `fields`: what is shown. A row is that of the round before which
    has its name, whatever number it bore then: numbers move from year to year, and a figure must not move with them.
    """
    key, name = named
    found: dict[str, dict[str, Value]] = {}
    known = [row for row in earlier if row.main]
    for row in rows:
        mine = heading_key(str(row.get(name, "")))
        likeness = [(fuzz.ratio(mine, heading_key(str(one.value(name) or ""))), one) for one in known] if mine else []
        score, best = max(likeness, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and score >= _SAME_NAME:
            found[str(row[key])] = {field: best.value(field) for field in fields}
    return found
