"""Finding the heading of a form that was learnt from a blank: of as many rows as the blank's, however worn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from domain.forms.definition import FormDefinition
from domain.forms.grid import Sheet
from domain.forms.headings import Header, find_header
from domain.forms.keys import heading_key
from domain.forms.layers import MOST_ROWS, Headings, Path, counts_columns
from domain.forms.once import once

_LOOK_IN: Final = 40
_EXACT: Final = 100.0
_CLOSE: Final = 80.0
_WORN: Final = 45.0
_OTHER_GROUP: Final = 25.0  # taken off where the words above a heading are others
_SHORTEST_FUZZY: Final = 4
_FEWEST: Final = 2
_INTACT: Final = 0.25  # of the headings; a table with fewer is not worth a closer look
_LONGEST: Final = 200  # characters; longer text is no heading


def header_of(sheet: Sheet, definition: FormDefinition) -> Header | None:
    """The heading of a form on a sheet, None where the sheet has none of this form."""
    return find_layered(sheet, definition) if definition.header_depth else find_header(sheet, definition)


class _Wanted(NamedTuple):
    field: str
    leaf: str
    whole: str
    above: str


@dataclass(frozen=True, slots=True)
class _Form:
    columns: tuple[_Wanted, ...]
    words: frozenset[str]
    lone: frozenset[str]  # headings that stand in one column only


@once
def _form(definition: FormDefinition) -> _Form:
    wanted = tuple(
        _Wanted(c.field, heading_key(c.heading), heading_key(c.group + c.heading), heading_key(c.group))
        for c in definition.columns
    )
    leaves = [column.leaf for column in wanted]
    words = {key for column in wanted for key in (column.leaf, column.above) if key}
    return _Form(wanted, frozenset(words), frozenset(leaf for leaf in leaves if leaves.count(leaf) == 1))


def find_layered(sheet: Sheet, definition: FormDefinition) -> Header | None:
    """The best block of heading rows: with the most columns of the form, then of the blank's own depth."""
    form, cells = _form(definition), Headings(sheet)
    last = min(_LOOK_IN, len(sheet.rows))
    hits = {row: found for row in range(last) if (found := _hits(sheet, row, form))}
    if len(set().union(*hits.values())) < _INTACT * len(form.columns):
        return None
    best: tuple[tuple[int, int, int], Header] | None = None
    for first in sorted({max(0, row - up) for row in hits for up in range(MOST_ROWS - 1)}):
        for depth in range(1, MOST_ROWS + 1):
            rows = range(first, first + depth)
            if rows.stop > last or not any(row in hits for row in rows):
                continue
            header = _header(sheet, cells, rows, form)
            rank = (len(header.columns), -abs(depth - definition.header_depth), first)
            if len(header.columns) >= min(_FEWEST, len(form.columns)) and (best is None or rank > best[0]):
                best = rank, header
    return best[1] if best else None


def _hits(sheet: Sheet, row: int, form: _Form) -> set[str]:
    """The headings of the form that stand intact in a row."""
    texts = (cell for cell in sheet.rows[row] if isinstance(cell, str) and 0 < len(cell) <= _LONGEST)
    return {key for text in texts if (key := heading_key(text)) in form.words}


def _header(sheet: Sheet, cells: Headings, rows: range, form: _Form) -> Header:
    paths = cells.paths(rows)
    columns = _assigned(paths, form)
    _assign_worn(paths, form, columns)
    stop = rows.stop + 1 if counts_columns(sheet, rows.stop) else rows.stop
    names = {column: " ".join(path) for column, path in paths.items()}
    return Header(tuple(range(rows.start, stop)), columns, names, len(columns) / len(form.columns))


def _assigned(paths: dict[int, Path], form: _Form) -> dict[str, int]:
    """One column for a field, the surest first; among equals as they stand."""
    wishes = sorted(
        (-score, abs(column - place), column, wanted.field)
        for column, path in paths.items()
        for place, wanted in enumerate(form.columns)
        if (score := _score(path, wanted, form)) >= _CLOSE - _OTHER_GROUP
    )
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for _, _, column, field in wishes:
        if field not in columns and column not in taken:
            columns[field] = column
            taken.add(column)
    return columns


def _score(path: Path, wanted: _Wanted, form: _Form) -> float:
    """How surely a column is the one wanted, 0-100."""
    leaf, whole = heading_key(path[-1]), heading_key("".join(path))
    if whole == wanted.whole:
        return _EXACT
    likeness = _EXACT - 1 if leaf == wanted.leaf else _alike(leaf, wanted.leaf)
    likeness = max(likeness, _alike(whole, wanted.whole) - 1)
    if likeness < _CLOSE:
        return 0.0
    above = heading_key("".join(path[:-1]))
    if above == wanted.above or (wanted.above and _alike(above, wanted.above) >= _CLOSE):
        return likeness
    return likeness - _OTHER_GROUP if wanted.leaf in form.lone else 0.0


def _alike(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST_FUZZY:
        return _EXACT if one == other else 0.0
    return fuzz.ratio(one, other)


def _assign_worn(paths: dict[int, Path], form: _Form, columns: dict[str, int]) -> None:
    """A heading too worn to be read alone is known where both its neighbours stand as in the form."""
    for before, wanted, after in zip(form.columns, form.columns[1:], form.columns[2:], strict=False):
        place = columns.get(before.field, -1) + 1
        if wanted.field in columns or not place or columns.get(after.field) != place + 1 or place not in paths:
            continue
        if place not in columns.values() and fuzz.ratio(heading_key("".join(paths[place])), wanted.whole) >= _WORN:
            columns[wanted.field] = place
