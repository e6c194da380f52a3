"""Reading drawings without a file between: for tests of what a form means, not of how it arrives."""

from __future__ import annotations

from typing import Any

from domain.forms.checks import check_form
from domain.forms.grid import Grid, Raw, Sheet
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from tests.samples.making import Drawing, definitions, draw

DEFINITION = definitions()["strategy"]
FIELDS = [column.field for column in DEFINITION.columns]
PLAIN_LETTERS = dict(zip(FIELDS, "ABCDEFGHIJKLMNOP", strict=True))


class Drawn:
    """A drawing's per cents, as a file would tell them."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def is_percent(self, row: int, column: int) -> bool:
        return (row, column) in self.drawing.percents

    def is_uncalculated(self, row: int, column: int) -> bool:
        value = self.drawing.lines[row][column]
        return isinstance(value, str) and value.startswith("=")


def as_sheet(drawing: Drawing) -> Sheet:
    lines: list[list[Raw]] = [
        ["" if isinstance(value, str) and value.startswith("=") else value for value in line] for line in drawing.lines
    ]
    return Sheet(name=drawing.name, rows=lines, visible=drawing.visible, merges=drawing.merges, details=Drawn(drawing))


def read(*drawings: Drawing, extra: Sheet | None = None) -> Reading:
    sheets = [as_sheet(drawing) for drawing in drawings] + ([extra] if extra else [])
    reading = read_form(Grid(tuple(sheets)), definitions())
    assert reading is not None
    return reading


def values(reading: Reading) -> list[dict[str, Any]]:
    return [{name: row.value(name) for name in FIELDS} for row in reading.rows]


def codes(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.cell) for finding in check_form(reading, DEFINITION)]


PLAIN = values(read(draw()))
