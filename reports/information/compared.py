"""The sheet that sets each unit beside its round before."""

from __future__ import annotations

from typing import Final

from reports import styles
from reports import summary_look as look
from reports.information.look import FIRST, head, headings, one_line, paper
from reports.information.model import Entry, Information, LevelFigures, difference
from reports.sheet import Cell, Row, Sheet, address
from reports.summary_data import Blank, Figure
from reports.summary_sources import Sources

NAME: Final = "เทียบครั้งก่อน"
_LEAD: Final = (("ที่", 6.0), ("โรงเรียน", 36.0))
_OF_WHOLE: Final = ("ครั้งก่อน (คน)", "ครั้งนี้ (คน)", "ต่าง (คน)")
_OF_LEVEL: Final = ("ครั้งก่อน (ร้อยละ)", "ครั้งนี้ (ร้อยละ)", "ต่าง")
_WIDE: Final = 12.0


def compared(told: Information, sources: Sources) -> Sheet:
    """How many, and each level in per cent: before, now, and the difference. A dash where a round has nothing."""
    levels = [(f"{name}\n{what}", _WIDE) for name in told.names for what in _OF_LEVEL]
    columns = [*_LEAD, *((what, _WIDE) for what in _OF_WHOLE), *levels]
    rows = [*head(told, "เปรียบเทียบกับครั้งก่อน", len(columns)), headings(columns)]
    entries = [entry for entry in told.entries if entry.now is not None or entry.before is not None]
    for number, entry in enumerate(entries, start=1):
        row = len(rows) + 1
        drawn: list[Cell] = [Cell(number, look.CENTRED), Cell(entry.line.unit, look.TEXT)]
        for n in range(1 + len(told.names)):
            was, is_now = _of(entry.before, n), _of(entry.now, n)
            _trace(entry, (row, len(drawn) + 1), one_line(columns[len(drawn)][0]), (was, is_now), sources)
            style = look.COUNT if n == 0 else look.DECIMAL
            drawn += [look.figure_cell(one, style) for one in (was, is_now, difference(was, is_now))]
        rows.append(Row(tuple(drawn)))
    return Sheet(
        name=NAME,
        widths=tuple(width for _, width in columns),
        rows=tuple(rows),
        paper=paper(told),
        freeze=f"C{FIRST}",
        tab=styles.AMBER,
    )


def _of(figures: LevelFigures | None, place: int) -> Figure:
    """The whole, or the share of a level."""
    if figures is None:
        return Figure(Blank.NOT_RECEIVED)
    return figures.whole if place == 0 else figures.share(place - 1)


def _trace(entry: Entry, at: tuple[int, int], what: str, pair: tuple[Figure, Figure], sources: Sources) -> None:
    row, column = at
    was, is_now = pair
    about = f"{entry.line.unit} {what}"
    if entry.earlier is not None and was.cells:
        sources.taken(NAME, at, about, entry.earlier, was)
    if is_now.cells:
        sources.taken(NAME, (row, column + 1), about, entry.line, is_now)
    if was.number is not None and is_now.number is not None:
        sources.computed(NAME, (row, column + 2), about, [address(row, column), address(row, column + 1)])
