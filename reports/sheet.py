"""What a printed table is, as plain data: cells, merges, print set-up. No library is in it; `workbook` draws it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final, NamedTuple

POINTS_PER_LINE: Final = 1.6  # TH Sarabun New needs 1.5, the stand-in fonts a little more
LETTER: Final = 1.25  # width of a letter at 14 points
EMPTY_ROW: Final = 23.0
DEFAULT_WIDTH: Final = 8.43
_LETTERS: Final = 26


class Align(StrEnum):
    """Where text stands in its cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Visibility(StrEnum):
    """`BURIED` cannot be shown from the program's menu, so nobody deletes it by mistake."""

    SHOWN = "visible"
    HIDDEN = "hidden"
    BURIED = "veryHidden"


# Compared by identity: drawing asks for a style once per cell, and hashing all fields would double the cost.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Style:
    """How a cell looks. Make styles once, as constants, and share them. Colours are RRGGBB, empty for none."""

    size: int = 14
    bold: bool = False
    italic: bool = False
    struck: bool = False
    color: str = "000000"
    fill: str = ""
    align: Align = Align.LEFT
    middle: bool = False  # vertically; else at the top
    wrap: bool = True
    border: str = ""  # colour of the thin lines around
    number_format: str = "General"
    locked: bool = True  # counts only on a protected sheet


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with its '='. The only way to one: text never becomes a formula by how it begins."""

    text: str


Value = str | int | float | Formula | None


class Cell(NamedTuple):
    """A value and its look; `across` and `down` merge it with its neighbours, which stay in their rows, empty."""

    value: Value
    style: Style
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from column A on. Without a height the row is fitted to its text; Excel fits it again on editing."""

    cells: tuple[Cell | None, ...] = ()
    height: float | None = None


class Allow(StrEnum):
    """What may be typed into a cell."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    CHOICE = "list"
    LENGTH = "textLength"  # so many characters: `minimum`
    RULE = "custom"  # whatever makes `rule` true


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What may be typed into `cells` (A1 range), what is said beside it, and when something else is typed.

    `choices`: the words, or one A1 reference to a range that holds them. `rule`: a formula of the first cell.
    `strict`: nothing else can be kept; otherwise the program asks and lets the person decide.
    """

    cells: str
    allow: Allow
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] | str = ()
    rule: str = ""
    prompt_title: str = ""
    prompt: str = ""
    error_title: str = ""
    error: str = ""
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars drawn inside number cells; a full cell is `maximum`."""

    cells: str
    color: str
    maximum: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """Another look of `cells` while `rule`, a formula of the first cell without its '=', is true. Colours as RRGGBB."""

    cells: str
    rule: str
    color: str = ""
    fill: str = ""
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A PNG whose upper left corner is in a cell (from 1), `right` and `down` inside it. Lengths in centimetres.

    `alt` says what it shows to those who cannot see it.
    """

    data: bytes
    row: int
    column: int
    width: float
    height: float
    right: float = 0.0
    down: float = 0.0
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How it is printed: always A4, fitted to the width of the page unless `fit` is off (only then breaks count)."""

    landscape: bool = True
    fit: bool = True
    repeat: tuple[int, int] | None = None  # rows printed again on every page
    footer: str = ""
    center: bool = True
    breaks: tuple[int, ...] = ()  # rows after which a new page begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet. `widths`: of the columns from A on, in digits, 0 for hidden; `freeze`: the first cell that scrolls.

    `protected`: only cells of an unlocked style can be changed; rows may be inserted and all may be formatted;
    there is no password, so an office can always help itself.
    """

    name: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    paper: Paper = Paper()
    freeze: str = ""
    filter: str = ""
    protected: bool = False
    visibility: Visibility = Visibility.SHOWN
    gridlines: bool = False
    tab: str = ""  # colour of the tab
    entries: tuple[Entry, ...] = ()
    bars: tuple[Bars, ...] = ()
    shades: tuple[Shade, ...] = ()
    pictures: tuple[Picture, ...] = ()


def spread(value: Value, style: Style, across: int) -> tuple[Cell, ...]:
    """One value merged over `across` columns, with the empty cells it covers."""
    return (Cell(value, style, across), *[Cell(None, style)] * (across - 1))


def letter(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """C5 for row 5, column 3."""
    return f"{letter(column)}{row}"


def height_for(text: str, width: float, size: int = 14) -> float:
    """The height that wrapped text needs in a column, or in merged columns, of this width.

    Thai marks above and below take no width. Measured: a letter of 14-point TH Sarabun New takes 0.7 of a digit
    of the column's width, of the stand-in fonts 1.05; 1.25 is reckoned, since lines break between words.
    """
    lines = sum(_lines(line, width, size) for line in text.split("\n"))
    return lines * size * POINTS_PER_LINE + 2


def fitted(row: Row, widths: tuple[float, ...]) -> float:
    """The height of a row, as given or by its longest text: not every program fits rows to their text itself."""
    if row.height is not None:
        return row.height
    tallest = 0.0
    for column, cell in enumerate(row.cells):
        if cell is None or cell.down > 1:
            continue
        if not isinstance(cell.value, str) or not cell.style.wrap:
            tallest = max(tallest, cell.style.size * POINTS_PER_LINE + 2)
            continue
        room = sum(widths[column : column + cell.across]) or DEFAULT_WIDTH
        tallest = max(tallest, height_for(cell.value, room, cell.style.size))
    return tallest or EMPTY_ROW


def _lines(line: str, width: float, size: int) -> int:
    if len(line) * size * LETTER <= width * 14:  # most cells: no need to look at the marks
        return 1
    seen = sum(unicodedata.category(character) != "Mn" for character in line)
    return max(1, ceil(seen * size * LETTER / 14 / width))
