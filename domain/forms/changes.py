"""What a later version of a form changed, cell by cell: the same value typed otherwise is no change."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.forms.definition import FormDefinition
from domain.forms.keys import heading_key
from domain.forms.matching import matched, text_of
from domain.forms.reading_result import Cell, Row, Target
from domain.thai import arabic, normalise

_SPACES: Final = re.compile(r"\s+")
_NEAR: Final = 1e-9  # what a program's arithmetic leaves over


class ChangeKind(StrEnum):
    """What became of a cell or row."""

    VALUE = "value"
    ADDED = "added"  # a row
    REMOVED = "removed"  # a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that changed, or a row that came or went.

    `row`: the row's number, else its name, as typed. `before` and `after` are texts as typed, "" for an empty cell.
    `sheet` and `cell`: where the value stands now (of a row that went: where its first cell stood).
    """

    kind: ChangeKind
    row: str
    heading: str = ""
    before: str = ""
    after: str = ""
    sheet: str = ""
    cell: str = ""


def changes(before: Sequence[Row], after: Sequence[Row], definition: FormDefinition) -> tuple[Change, ...]:
    """What changed from one version to the next, in the order of the later one."""
    found: list[Change] = []
    for old, new in matched(before, after, definition):
        if new is None:
            found += [_whole(ChangeKind.REMOVED, old, definition)] if old is not None else []
        elif old is None:
            found.append(_whole(ChangeKind.ADDED, new, definition))
        else:
            found += _in_row(old, new, definition)
    return tuple(found)


def _whole(kind: ChangeKind, row: Row, definition: FormDefinition) -> Change:
    first = next(iter(row.cells.values()), None)
    return Change(kind=kind, row=label_of(row, definition), sheet=row.sheet, cell=first.address if first else "")


def label_of(row: Row, definition: FormDefinition) -> str:
    """What a row is called: its number, else its name."""
    return text_of(row, definition.key) or text_of(row, definition.name)


def _in_row(old: Row, new: Row, definition: FormDefinition) -> Iterator[Change]:
    for column in definition.columns:
        one, other = old.cells.get(column.field), new.cells.get(column.field)
        if not _same(one, other):
            yield _changed(column.heading, one, other, new, definition)
    extra = {heading_key(heading): (heading, cell) for heading, cell in old.extra.items()}
    for heading, cell in new.extra.items():
        _, earlier = extra.pop(heading_key(heading), ("", None))
        if not _same(earlier, cell):
            yield _changed(heading, earlier, cell, new, definition)
    for heading, cell in extra.values():
        if not _same(cell, None):
            yield _changed(heading, cell, None, new, definition)


def _changed(heading: str, one: Cell | None, other: Cell | None, row: Row, definition: FormDefinition) -> Change:
    return Change(
        kind=ChangeKind.VALUE,
        row=label_of(row, definition),
        heading=heading,
        before=one.text if one else "",
        after=other.text if other else "",
        sheet=row.sheet,
        cell=other.address if other else "",
    )


def _same(one: Cell | None, other: Cell | None) -> bool:
    """Whether two cells mean the same: no column, an empty cell and no value are one, but not a dash."""
    if one is None or other is None or _empty(one) or _empty(other):
        return _empty(one) and _empty(other)
    if one.nil or other.nil:
        return one.nil and other.nil
    return _meaning(one) == _meaning(other) or _near(one, other)


def _empty(cell: Cell | None) -> bool:
    return cell is None or (cell.value in (None, "") and not cell.text and not cell.nil)


def _near(one: Cell, other: Cell) -> bool:
    a, b = one.value, other.value
    return (
        isinstance(a, int | float) and isinstance(b, int | float) and math.isclose(a, b, rel_tol=_NEAR, abs_tol=_NEAR)
    )


def _meaning(cell: Cell) -> object:
    """A text apart from its digits' alphabet and its spaces; what could not be read is what was typed."""
    value = cell.text if cell.value is None else cell.value
    if isinstance(value, str):
        return _SPACES.sub(" ", arabic(normalise(value))).strip()
    return (value.op, float(value.value)) if isinstance(value, Target) else value
