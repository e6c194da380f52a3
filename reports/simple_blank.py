"""A blank for a work that has no form of its own: a table of items, results and remarks that the bot can read back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from reports import styles
from reports.sheet import Cell, Paper, Row, Sheet, spread
from reports.workbook import to_xlsx

_COLUMNS: Final = (("ที่", 8.0), ("รายการ", 40.0), ("ผลการดำเนินงาน", 40.0), ("ปัญหาและข้อเสนอแนะ", 36.0))
_LINES: Final = 12


def make_simple_blank(title: str, *, made_at: datetime) -> bytes:
    """The workbook; the unit's name is asked for above the table."""
    across = len(_COLUMNS)
    rows = (
        Row(spread(title, styles.TITLE, across)),
        Row((Cell("หน่วยงาน", styles.TEXT), Cell("", styles.TEXT))),
        Row(),
        Row(tuple(Cell(heading, styles.HEADING) for heading, _ in _COLUMNS)),
        *(Row(tuple(Cell("", styles.TEXT) for _ in _COLUMNS)) for _ in range(_LINES)),
    )
    sheet = Sheet(
        name="แบบ", widths=tuple(width for _, width in _COLUMNS), rows=rows, paper=Paper(repeat=(4, 4), footer=title),
        freeze="A5",
    )  # fmt: skip
    return to_xlsx([sheet], title=title, made_at=made_at)
