"""Where the table of an unknown blank begins: the block of rows that reads most like headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from domain.forms.grid import Sheet
from domain.forms.layers import MOST_ROWS, Headings, Path, counts_columns, shown
from domain.forms.usual_labels import has_room, is_usual
from domain.thai import arabic

_LOOK_IN: Final = 40
_LONGEST: Final = 120  # characters of a heading
_LONGEST_MEAN: Final = 45
_FEWEST: Final = 2
_WIDE: Final = 0.7  # of the table: a single cell so wide is a title
_NUMBER: Final = re.compile(r"\(?[0-9]+(?:[.,/][0-9]+)*\.?\)?%?")
_YEAR: Final = re.compile(r"(?:25|20)[0-9]{2}")
_BEGINS: Final = re.compile(r"(?:[0-9]+(?:\.[0-9]+)*[.)]?|ลงชื่อ|หมายเหตุ\s*[:：]|คำชี้แจง|รวม(?:ทั้งสิ้น)?$|ตัวอย่าง)")
_BRACKETED: Final = re.compile(r"[(\[].*[)\]]")
_FIRST_WORDS: Final = frozenset(("ที่", "ลำดับ", "ลำดับที่", "ข้อ", "ข้อที่", "เลขที่", "no", "no."))
_UNIT: Final = re.compile(r"[(\[].*[)\]]|คน|บาท|แห่ง|ร้อยละ|%|จำนวน|โรง|ครั้ง|เรื่อง|ชั่วโมง")


@dataclass(frozen=True, slots=True)
class Block:
    """The heading rows (from 0), the path of each column, the first row below them and below any column numbers."""

    rows: range
    paths: dict[int, Path]
    first: int


def find_block(sheet: Sheet) -> Block | None:
    """The heading of the sheet's table, None where there is none."""
    cells, best = Headings(sheet), None
    last = min(_LOOK_IN, len(sheet.rows))
    for start in range(last):
        for depth in range(1, MOST_ROWS + 1):
            rows = range(start, start + depth)
            if rows.stop > last or not _may_begin(sheet, cells, rows):
                break
            paths = cells.paths(rows)
            if not _reads_like_headings(sheet, cells, rows, paths):
                continue
            rank = (_worth(sheet, rows, paths), -depth, -start)
            if best is None or rank > best[0]:
                best = rank, Block(rows, paths, rows.stop + counts_columns(sheet, rows.stop))
    return best[1] if best else None


def _may_begin(sheet: Sheet, cells: Headings, rows: range) -> bool:
    """Whether the last of these rows may be a heading row at all; if not, none further down goes with the first."""
    row = rows[-1]
    texts = {cells.source(row, column): text for column in range(len(sheet.rows[row]))
             if (text := cells.own(*cells.source(row, column)))}  # fmt: skip
    own = {cell: text for cell, text in texts.items() if cell[0] == row}
    if not own or counts_columns(sheet, row) or any(len(text) > _LONGEST for text in own.values()):
        return False
    if _is_label_row(sheet, cells, row) or any(_is_amount(text) for text in own.values()):
        return False
    return not _BEGINS.match(arabic(next(iter(own.values())))) or len(rows) == 1


def _is_amount(text: str) -> bool:
    plain = arabic(text)
    return _NUMBER.fullmatch(plain) is not None and _YEAR.fullmatch(plain) is None


def _is_label_row(sheet: Sheet, cells: Headings, row: int) -> bool:
    """Labels with room for an answer (หน่วยงาน ......), not headings."""
    width = len(sheet.rows[row])
    texts = {column: text for column in range(width) if (text := cells.own(row, column))}
    if any(text.replace(" ", "").lower() in _FIRST_WORDS for text in texts.values()):
        return False
    labels = sum(has_room(text) or (is_usual(text) and _is_followed_by_room(cells, row, column, width))
                 for column, text in texts.items())  # fmt: skip
    return bool(labels) and labels * 2 >= len(texts)


def _is_followed_by_room(cells: Headings, row: int, column: int, width: int) -> bool:
    after = next((c for c in range(column + 1, width) if cells.source(row, c) != (row, column)), width)
    return after < width and not cells.own(*cells.source(row, after))


def _reads_like_headings(sheet: Sheet, cells: Headings, rows: range, paths: dict[int, Path]) -> bool:
    distinct = set(paths.values())
    if len(distinct) < _FEWEST or sum(len(path[-1]) for path in distinct) / len(distinct) > _LONGEST_MEAN:
        return False
    if _BEGINS.match(arabic(next(iter(paths.values()))[-1])):
        return False
    return not _has_title(cells, rows, paths) and _belong_together(sheet, cells, rows)


def _has_title(cells: Headings, rows: range, paths: dict[int, Path]) -> bool:
    """Whether the first of several rows is one text over nearly everything."""
    if len(rows) == 1:
        return False
    over = [cells.source(rows[0], column) for column in paths]
    shown_over = [cell for cell in over if cells.own(*cell) and cell[0] <= rows[0]]
    top = set(shown_over)
    return not top or (len(top) == 1 and (len(shown_over) >= _WIDE * len(paths) or min(paths) == next(iter(top))[1]))


def _belong_together(sheet: Sheet, cells: Headings, rows: range) -> bool:
    """Whether each lower row goes on with the one above it: under a group, beside what is merged down, or as a unit."""
    for row in rows[1:]:
        width = cells.width(rows)
        own = [column for column in range(width) if cells.own(row, column) and cells.source(row, column)[0] == row]
        if not own:
            return False
        merged = any(cells.source(row, column)[0] < row for column in range(width))
        stacked = [column for column in own if _stands_under_a_lone_heading(cells, rows, row, column)]
        odd = [column for column in stacked if not _UNIT.match(cells.own(row, column))]
        if odd and not (merged and len(odd) < len(own)):
            return False
        if _begins_data(sheet, cells, rows, row):
            return False
    return True


def _stands_under_a_lone_heading(cells: Headings, rows: range, row: int, column: int) -> bool:
    """Whether right above a cell stands a heading that is no group: it spans this column only."""
    level = cells._level(range(rows.start, row + 1), row - 1)  # noqa: SLF001 - the same thing, asked for one row
    above = level.get(column)
    if above is None:
        return False
    return sum(cell == above for cell in level.values()) == 1


def _begins_data(sheet: Sheet, cells: Headings, rows: range, row: int) -> bool:
    """Whether a row fills the column of numbers, which no second heading row does."""
    del sheet
    for upper in range(rows.start, row):
        for column in range(cells.width(rows)):
            if cells.own(upper, column).lower() in _FIRST_WORDS and cells.own(row, column):
                return True
    return False


def _worth(sheet: Sheet, rows: range, paths: dict[int, Path]) -> float:
    """How many different columns there are; more where a table follows, or a heading is a usual first one."""
    worth = float(len(set(paths.values())))
    first = next(iter(paths.values()))
    if first[-1].replace(" ", "").lower() in _FIRST_WORDS or first[0].replace(" ", "").lower() in _FIRST_WORDS:
        worth += 2
    below = rows.stop
    if all(_BRACKETED.fullmatch(shown(raw)) for raw in sheet.rows[rows[-1]] if shown(raw)):
        worth += 0.5  # units of measure under the headings
    if counts_columns(sheet, below):
        worth += 2
    elif below < len(sheet.rows) and _BEGINS.match(
        arabic(next((shown(raw) for raw in sheet.rows[below] if shown(raw)), ""))
    ):
        worth += 1
    return worth
