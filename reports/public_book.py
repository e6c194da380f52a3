"""The workbook behind a public page: its tables, a sheet each. It holds what the page shows, and nothing besides."""

from __future__ import annotations

import re
from typing import Final

from domain.publishing import Page, Table, Value
from domain.thai import clock_time, local, long_date, thai_digits
from reports import styles
from reports.sheet import Bars, Cell, Paper, Row, Sheet, letter, spread

_NAME_LIMIT: Final = 31  # characters of a sheet's name
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
_FIRST_WIDTH: Final = 34.0
_WIDTH: Final = 16.0
_TOP: Final = 5  # rows above the first of a table


def public_book(page: Page) -> list[Sheet]:
    """The sheets; the same page gives the same sheets."""
    return [_sheet(page, table) for table in page.tables]


def _sheet(page: Page, table: Table) -> Sheet:
    wide, at = len(table.headings), local(page.as_of)
    moment = thai_digits(f"{page.period}    ข้อมูล ณ วันที่ {long_date(at.date())} เวลา {clock_time(page.as_of)}")
    rows = [
        Row(spread(page.title, styles.TITLE, wide), height=34),
        Row(spread(page.office, styles.SUBTITLE, wide), height=28),
        Row(spread(moment, styles.SUBTITLE, wide), height=28),
        Row(tuple(Cell(heading, styles.HEADING) for heading in table.headings), height=64),
        *(Row(tuple(map(_cell, row))) for row in table.rows),
    ]
    if page.note:
        rows.append(Row(spread(page.note, styles.NOTE, wide), height=28))
    last = _TOP + len(table.rows) - 1
    bars = "" if table.share is None else letter(table.share + 1)
    return Sheet(
        name=_NOT_IN_NAMES.sub(" ", table.title)[:_NAME_LIMIT].strip(),
        widths=(_FIRST_WIDTH, *(_WIDTH,) * (wide - 1)),
        rows=tuple(rows),
        paper=Paper(repeat=(_TOP - 1, _TOP - 1), footer=page.office),
        freeze=f"B{_TOP}",
        tab=styles.GREEN,
        bars=(Bars(cells=f"{bars}{_TOP}:{bars}{last}", color="86CFC2", maximum=100),) if bars else (),
    )


def _cell(value: Value) -> Cell:
    if value is None:
        return Cell("–", styles.CENTRED)
    if isinstance(value, str):
        return Cell(value, styles.TEXT)
    return Cell(value, styles.COUNT if float(value).is_integer() else styles.DECIMAL)
