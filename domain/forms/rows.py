"""The rows of a form's table: where they end, which are sub-rows, and what their cells mean beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from domain.forms.definition import FormDefinition, Kind
from domain.forms.grid import Raw, Sheet, address
from domain.forms.headings import Header, heading_key
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Row
from domain.forms.settling import Doubt, settle
from domain.forms.values import NUMERIC, Shown, as_text, read_value
from domain.thai import arabic

_NUMBERED: Final = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]?")
_ORDINAL: Final = re.compile(r"\(?([0-9]{1,2})\)?")
_ENOUGH_ORDINALS: Final = 3
_SUM_TAILS: Final = "(?:ทั้ง|งบ|เงิน|เป็นเงิน|ยอด|ทุก)"
_SUMMED: Final = frozenset({Kind.MONEY, Kind.INTEGER})


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, the row of sums, and what could not be read."""

    rows: tuple[Row, ...]
    totals: Mapping[str, Cell]
    findings: tuple[Finding, ...]


@once
def _stops(definition: FormDefinition) -> re.Pattern[str]:
    """How a row begins that is no data: a stop word, alone or with something that does not go on with the word."""
    words = "|".join(map(re.escape, sorted(definition.stop_words, key=len, reverse=True)))
    return re.compile(rf"[*(]*\s*(?:ยอด|ผล)?({words})(?:(?![\u0e01-\u0e4e])|{_SUM_TAILS})|[*(]*\s*(ลงชื่อ|หมายเหตุ)|\*")


class _Reader:
    """Reads one table; keeps what it meets on the way."""

    def __init__(self, sheet: Sheet, definition: FormDefinition, header: Header) -> None:
        self.sheet = sheet
        self.definition = definition
        self.columns = [
            (column, header.columns[column.field]) for column in definition.columns if column.field in header.columns
        ]
        self.places = header.columns
        self.numeric = [place for column, place in self.columns if column.kind in NUMERIC]
        self.first = header.rows[-1] + 1
        self.heads = {place: heading_key(header.headings.get(place, "")) for _, place in self.columns}
        self.down = sheet.merged_down(self.first, len(sheet.rows) - 1)
        self.score_words = definition.score_words
        self.stops = _stops(definition)
        self.findings: list[Finding] = []

    def read(self) -> Table:
        """Every row down to the signatures."""
        rows: list[Row] = []
        totals: dict[str, Cell] = {}
        ended = False
        for number in range(self.first, len(self.sheet.rows)):
            line = self.sheet.rows[number]
            if not any(cell != "" and cell is not None for cell in line):
                continue
            if word := self._stop_word(number):
                totals = totals or (self._totals(number) if word.startswith("รวม") else {})
                ended = True
            elif self._is_data(number, ended=ended):
                rows.append(self._row(number, line))
                ended = False
        return Table(tuple(rows), totals, tuple(self.findings))

    def _leading(self, number: int) -> tuple[str, str]:
        """What stands as the row's number and as its name."""
        key, name = self.places.get(self.definition.key), self.places.get(self.definition.name)
        return (
            "" if key is None else as_text(self.sheet.value(number, key)),
            "" if name is None else as_text(self.sheet.value(number, name)),
        )

    def _stop_word(self, number: int) -> str:
        key, name = self._leading(number)
        if key and _NUMBERED.fullmatch(arabic(key)):
            return ""
        if key and key.startswith(self.definition.stop_words):
            return key
        first = (
            key
            or name
            or next((as_text(cell) for cell in self.sheet.rows[number] if cell != "" and cell is not None), "")
        )
        found = self.stops.match(first)
        return (found[1] or found[2] or "*") if found else ""

    def _is_data(self, number: int, *, ended: bool) -> bool:
        """Whether a row that is not blank and not a stop belongs to the table."""
        key, name = self._leading(number)
        filled = [place for _, place in self.columns if self.sheet.value(number, place) is not None]
        if not filled or self._repeats_heading(number) or self._counts_columns(number):
            return False
        numbered = bool(key) and _NUMBERED.fullmatch(arabic(key)) is not None
        if ended:
            return numbered and bool(name) and any(place in self.numeric for place in filled)
        if numbered or (name and not key):
            return True
        return len(filled) > 1 or (not key and not name)

    def _repeats_heading(self, number: int) -> bool:
        """The headings again, as on the next printed page."""
        key = self.places.get(self.definition.name, self.places.get(self.definition.key, 0))
        raw = self.sheet.value(number, key)
        return isinstance(raw, str) and bool(self.heads.get(key)) and heading_key(raw) == self.heads[key]

    def _counts_columns(self, number: int) -> bool:
        """A row of (1) (2) (3) under the headings."""
        if number != self.first:
            return False
        found = [_ORDINAL.fullmatch(arabic(as_text(self.sheet.value(number, place)))) for _, place in self.columns]
        ordinals = [int(match[1]) for match in found if match]
        rising = all(later == earlier + 1 for earlier, later in pairwise(ordinals))
        return len(ordinals) >= _ENOUGH_ORDINALS and len(ordinals) * 2 > len(found) and rising

    def _row(self, number: int, line: Sequence[Raw]) -> Row:
        cells: dict[str, Cell] = {}
        doubts: list[Doubt] = []
        width = len(line)
        for column, place in self.columns:
            raw = line[place] if place < width else ""
            top = number
            if (raw == "" or raw is None) and (number, place) in self.down:
                top = self.down[number, place]
                raw = self.sheet.rows[top][place]
            where = address(top, place)
            if raw == "" or raw is None:
                cells[column.field] = Cell(None, "", where)
                if column.derived:
                    doubts.append(Doubt(column, "", self.sheet.details.is_uncalculated(number, place)))
                continue
            found = read_value(
                column.kind, raw, Shown(partial(self.sheet.details.is_percent, top, place), self.score_words)
            )
            cells[column.field] = Cell(found.value, found.text, where, found.nil)
            if found.code and top == number:
                doubts.append(Doubt(column, found.code))
        if doubts:
            self.findings += settle(self.sheet.name, self.definition, cells, doubts)
        return Row(number + 1, cells, self._is_main(number))

    def _totals(self, number: int) -> dict[str, Cell]:
        """The sums of the columns that can be summed."""
        totals = {}
        for column, place in self.columns:
            raw = self.sheet.value(number, place)
            if column.kind in _SUMMED and raw is not None:
                found = read_value(column.kind, raw, Shown(_never, self.score_words))
                totals[column.field] = Cell(found.value, found.text, address(number, place), found.nil)
        return totals

    def _is_main(self, number: int) -> bool:
        key = self.places.get(self.definition.key)
        if key is not None:
            return self.sheet.value(number, key) is not None
        name = self._leading(number)[1]
        return not re.match(r"[0-9]+\.[0-9]+\.[0-9]", arabic(name))


def _never() -> bool:
    return False


def read_table(sheet: Sheet, definition: FormDefinition, header: Header) -> Table:
    """The table under the headings: rows, sums, and what could not be read."""
    return _Reader(sheet, definition, header).read()
