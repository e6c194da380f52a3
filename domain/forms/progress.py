"""Two rounds of the same form beside each other: only rows that both have, so that a missing one is no loss.

Which figures are told follows from the columns' kinds: results and scores as means, money as sums; where a form tells
how many stand on which level, each level's share of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.forms.changes import label_of
from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.matching import matched
from domain.forms.reading_result import Row

_MOST_COLUMNS: Final = 2


class Measure(StrEnum):
    """What a figure is."""

    PERCENT = "percent"
    SCORE = "score"
    MONEY = "money"  # baht


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure in the round before and in this one. `of`: the row it is of, "" for all together."""

    heading: str
    measure: Measure
    was: float
    now: float
    of: str = ""

    @property
    def difference(self) -> float:
        """What it has changed by."""
        return self.now - self.was


@dataclass(frozen=True, slots=True)
class Progress:
    """`together`: over all rows that both rounds have; `rows`: the first figure of each. `alone`: rows of one only."""

    together: tuple[Pair, ...]
    rows: tuple[Pair, ...]
    compared: int
    alone: int


def progress(reports: Iterable[tuple[Sequence[Row], Sequence[Row]]], definition: FormDefinition) -> Progress:
    """Reports as (rows before, rows now) beside each other."""
    pairs: list[tuple[Row, Row]] = []
    alone = 0
    for before, now in reports:
        for one, other in matched(_main(before), _main(now), definition):
            if one is not None and other is not None:
                pairs.append((one, other))
            else:
                alone += 1
    together = [*_levels(pairs, definition), *_columns(pairs, definition)]
    return Progress(tuple(together), tuple(_by_row(pairs, definition)), len(pairs), alone)


def _main(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.main]


def _columns(pairs: Sequence[tuple[Row, Row]], definition: FormDefinition) -> Iterator[Pair]:
    asked = [column for column in definition.columns if not column.prefilled]
    for kind, measure in ((Kind.PERCENT, Measure.PERCENT), (Kind.SCORE, Measure.SCORE), (Kind.MONEY, Measure.MONEY)):
        for column in [one for one in asked if one.kind is kind][:_MOST_COLUMNS]:
            both = [pair for pair in (_values(one, other, column) for one, other in pairs) if pair is not None]
            if both:
                count = 1 if measure is Measure.MONEY else len(both)
                was, now = (sum(values) / count for values in zip(*both, strict=True))
                yield Pair(_short(column), measure, was, now)


def _levels(pairs: Sequence[tuple[Row, Row]], definition: FormDefinition) -> Iterator[Pair]:
    levels = definition.information
    if levels is None:
        return
    whole = definition.column(levels.whole)
    both = [(one, other) for one, other in pairs if _values(one, other, whole) is not None]
    totals = [sum(_value(row, whole) or 0 for row in rows) for rows in zip(*both, strict=True)] if both else [0.0]
    if not all(totals):
        return
    for name in levels.levels:
        column = definition.column(name)
        was, now = (sum(_value(row, column) or 0 for row in rows) for rows in zip(*both, strict=True))
        yield Pair(_short(column), Measure.PERCENT, was / totals[0] * 100, now / totals[1] * 100)


def _by_row(pairs: Sequence[tuple[Row, Row]], definition: FormDefinition) -> Iterator[Pair]:
    column = next((one for one in definition.columns if one.kind is Kind.PERCENT and not one.prefilled), None)
    for one, other in pairs if column is not None else ():
        both = _values(one, other, column) if column is not None else None
        if both is not None and column is not None:
            yield Pair(_short(column), Measure.PERCENT, *both, of=label_of(other, definition))


def _values(one: Row, other: Row, column: Column) -> tuple[float, float] | None:
    was, now = _value(one, column), _value(other, column)
    return None if was is None or now is None else (was, now)


def _value(row: Row, column: Column) -> float | None:
    cell = row.cells.get(column.field)
    return float(cell.value) if cell is not None and isinstance(cell.value, int | float) else None


def _short(column: Column) -> str:
    return column.heading.split("(", maxsplit=1)[0].strip() or column.heading
