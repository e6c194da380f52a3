"""Every figure back to its cells: what a figure stands on, and a walk that reads those cells again in the files kept.

A figure that follows from several lines stands on the cells of all of them, so that each is checked against what units
sent, not against another figure of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Final, NamedTuple

from domain.forms.definition import FormDefinition
from domain.forms.reading import read_form
from domain.forms.reading_result import Cell, Target
from reports.filled_form import open_grid
from reports.summary_data import Blank, Figure, How, Origin, SummaryLine, number_of

_CLOSE: Final = 1e-9
_FORM: Final = "form"  # the key of the one form that a file is read again for


class Place(NamedTuple):
    """A cell of a file that was sent."""

    sha256: str
    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Traced:
    """A figure as it is shown, unrounded: `where` it stands in which document, how it follows from which cells."""

    where: str
    what: str
    value: float | Blank
    how: How
    cells: tuple[Place, ...]
    against: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """How many figures were walked back to how many cells, and what was found not to be so."""

    figures: int
    cells: int
    wrong: tuple[str, ...]


def traced(where: str, what: str, value: float | Blank, parts: Sequence[tuple[SummaryLine, Figure]]) -> Traced | None:
    """A figure that follows from those of several lines in the way that each of them does; None without any cell."""
    kept = [(line, figure) for line, figure in parts if figure.cells]
    if not kept:
        return None
    cells = tuple(place for line, figure in kept for place in _places(line, figure.cells))
    against = tuple(place for line, figure in kept for place in _places(line, figure.against))
    return Traced(where, what, value, kept[0][1].how, cells, against)


def _places(line: SummaryLine, origins: Iterable[Origin]) -> Iterator[Place]:
    if line.received is None:
        return
    for origin in origins:
        received = line.received.of(origin.source)
        yield Place(received.sha256, received.file_name, origin.sheet or received.sheet, origin.cell)


class Originals:
    """The files as they were sent for a year's form, each read again once. `content`: the bytes by their SHA-256."""

    def __init__(self, content: Callable[[str], bytes], definition: FormDefinition, fiscal_year_be: int) -> None:
        self._content, self._definition, self._year = content, definition, fiscal_year_be
        self._read: dict[str, Mapping[tuple[str, str], Cell]] = {}

    def cell(self, place: Place) -> Cell | None:
        """What stands there; None for a cell that the form has not."""
        if place.sha256 not in self._read:
            self._read[place.sha256] = self._again(place)
        return self._read[place.sha256].get((place.sheet, place.cell))

    def _again(self, place: Place) -> Mapping[tuple[str, str], Cell]:
        grid = open_grid(self._content(place.sha256), place.file)
        reading = read_form(grid, {_FORM: self._definition}, fiscal_year_be=self._year)
        found: dict[tuple[str, str], Cell] = {}
        for part in reading.parts if reading else ():
            for row in part.rows:
                cells = (*row.cells.values(), *row.extra.values())
                found |= {(row.sheet or part.sheet, cell.address): cell for cell in cells}
        return found


def walk(figures: Iterable[Traced], originals: Originals) -> Walked:
    """Follow every figure to its cells, work it out from them once more, and compare."""
    walked = cells = 0
    wrong: list[str] = []
    for one in figures:
        walked, cells = walked + 1, cells + len(one.cells) + len(one.against)
        found = _worked_out(one, originals)
        same = found == one.value if isinstance(one.value, Blank) or isinstance(found, Blank) else isclose(
            found, one.value, rel_tol=_CLOSE, abs_tol=_CLOSE
        )  # fmt: skip
        if not same:
            wrong.append(f"{one.where} {one.what}: {one.value} shown, {found} in {one.cells + one.against}")
    return Walked(walked, cells, tuple(wrong))


def _worked_out(one: Traced, originals: Originals) -> float | Blank:
    first = [originals.cell(place) for place in one.cells]
    second = [originals.cell(place) for place in one.against]
    if any(cell is None for cell in (*first, *second)):
        return Blank.NOT_RECEIVED
    if one.how is How.COUNT:
        return sum(bool(cell.text) for cell in first if cell is not None)
    if all(cell.nil for cell in first if cell is not None):
        return Blank.NO_DATA
    numbers, others = _numbers(first), _numbers(second)
    if len(numbers) < len(first) or len(others) < len(second):
        return Blank.NOT_FILLED
    return _reckoned(one.how, numbers, others)


def _reckoned(how: How, numbers: Sequence[float], others: Sequence[float]) -> float | Blank:
    match how:
        case How.MEAN:
            return sum(numbers) / len(numbers)
        case How.DIFFERENCE:
            return sum(numbers) - sum(others)
        case How.SHARE:
            return sum(others) / sum(numbers) * 100 if sum(numbers) else Blank.NO_DATA
        case _:
            return sum(numbers)


def _numbers(cells: Iterable[Cell | None]) -> list[float]:
    return [number for cell in cells if cell is not None and (number := _number(cell)) is not None]


def _number(cell: Cell) -> float | None:
    return cell.value.value if isinstance(cell.value, Target) else number_of(cell)
