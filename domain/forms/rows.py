"""The rows of a form's table: where they end, which are sub-rows, and what their cells mean beside each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from domain.forms.columns import ColumnReader, readers_of
from domain.forms.dates import is_buddhist
from domain.forms.definition import Column, FormDefinition, Kind
from domain.forms.extra import extra_columns
from domain.forms.grid import Raw, Sheet, address, letters
from domain.forms.headings import Header
from domain.forms.keys import heading_key
from domain.forms.labels import labels_of
from domain.forms.once import once
from domain.forms.reading_result import Cell, Finding, Row, Value
from domain.forms.settling import Doubt, Place, settle
from domain.forms.values import CHRISTIAN, NUMERIC, OTHER_ERA, as_text
from domain.thai import arabic

_NUMBERED: Final = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)]?")
_ORDINAL: Final = re.compile(r"\(?([0-9]{1,2})\)?")
_SUB_NUMBER: Final = re.compile(r"[0-9]+\.[0-9]+\.[0-9]")
_ENOUGH_ORDINALS: Final = 3
_LONG_NAME: Final = 40
_NOWHERE: Final = -1
_new = tuple.__new__  # a Cell for each cell of a form: its own constructor takes three times as long
_BLANK: Final = ("", None)
_ROOM: Final = 6  # letters a repeated heading may have more than the first
_SUM: Final = "รวม"
_EXAMPLE: Final = ("ตัวอย่าง", "(ตัวอย่าง")  # a row of a blank that only shows how to fill it in
_SUM_TAILS: Final = "(?:ทั้ง|งบ|เงิน|เป็นเงิน|ยอด|ทุก)"
_NO_EXTRA: Final[Mapping[str, Cell]] = {}
_SUMMED: Final = frozenset({Kind.MONEY, Kind.INTEGER})


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, the row of sums, what could not be read, where (from 0) the rows have ended.

    `extra`: the columns the form does not know, heading -> column letter; of a learnt form those that hold anything.
    """

    rows: tuple[Row, ...]
    totals: Mapping[str, Cell]
    findings: tuple[Finding, ...]
    end: int
    extra: Mapping[str, str]


@once
def _stops(definition: FormDefinition) -> re.Pattern[str]:
    """How a row begins that is no data: a stop word, alone or with something that does not go on with the word."""
    words = "|".join(map(re.escape, sorted(definition.stop_words, key=len, reverse=True)))
    return re.compile(rf"[*(]*\s*(?:ยอด|ผล)?({words})(?:(?![\u0e01-\u0e4e])|{_SUM_TAILS})|[*(]*\s*(ลงชื่อ|หมายเหตุ)|\*")


class _Line(NamedTuple):
    """A row that is not blank: where it is, its number and name as text."""

    number: int
    cells: Sequence[Raw]
    key: str
    name: str
    numbered: bool


# A column of the form in this file: the column, its field, where it stands (from 0, in letters), how it is read,
# whether it follows from others.
_Place = tuple[Column, str, int, str, ColumnReader, Callable[[Raw], tuple[Value, str, bool, str] | None], bool]


class _Reader:
    """Reads one table; keeps what it meets on the way."""

    def __init__(self, sheet: Sheet, definition: FormDefinition, header: Header, year: int | None) -> None:
        self.sheet = sheet
        self.place = Place(sheet.name, definition, year)
        self.definition = definition
        readers = readers_of(definition)
        self.columns: list[_Place] = [
            (
                column,
                column.field,
                at,
                letters(at),
                readers[column.field],
                readers[column.field].known,
                bool(column.derived),
            )
            for column in definition.columns
            if (at := header.columns.get(column.field)) is not None
        ]
        self.places = [place[2] for place in self.columns]
        self.key_at = header.columns.get(definition.key, _NOWHERE)
        self.name_at = header.columns.get(definition.name, _NOWHERE)
        self.numeric = {place[2] for place in self.columns if place[0].kind in NUMERIC}
        self.first = header.rows[-1] + 1
        self.name_heading = header.headings.get(self.name_at, "")
        self.name_room = len(self.name_heading) + _ROOM
        self.down = sheet.merged_down(self.first, len(sheet.rows) - 1)
        self.percent = sheet.details.is_percent
        self.stops = _stops(definition)
        self.labels = labels_of(definition) if definition.foot_labels else None
        self.learnt = bool(definition.header_depth)
        self.extra = extra_columns(header, sheet, unheaded=self.learnt)
        self.findings: list[Finding] = []
        self.christian: list[Finding] = []  # days of a Christian year: told when other days are Buddhist

    def read(self) -> Table:
        """Every row down to the signatures."""
        rows: list[Row] = []
        totals: dict[str, Cell] = {}
        ended, end = False, self.first
        for number in range(self.first, len(self.sheet.rows)):
            line = self._line(number)
            if line is None:
                continue
            if word := self._stop_word(line):
                totals = totals or (self._totals(number) if _SUM in word else {})
                ended = True
            elif self._is_data(line, ended=ended):
                rows.append(self._row(line))
                ended, end = False, number + 1
            elif self.labels and self._is_foot(line):
                break
        findings = (*self.findings, *self._of_two_eras(rows))
        return Table(tuple(rows), totals, findings, end, self._extra_letters(rows))

    def _extra_letters(self, rows: Sequence[Row]) -> dict[str, str]:
        """Where the columns stand that the form does not know."""
        filled = {heading for row in rows for heading in row.extra}
        return {heading: letters(at) for heading, at in self.extra.items() if heading in filled or not self.learnt}

    def _is_foot(self, line: _Line) -> bool:
        """A label below the table, with or without its value in the same cell."""
        if self.labels is None or line.numbered:
            return False
        first = next((as_text(cell) for cell in line.cells if cell not in _BLANK), "")
        return self.labels.begins(first) or self.labels.behind(first) is not None

    def _of_two_eras(self, rows: list[Row]) -> list[Finding]:
        """Days of a Christian year in a form whose other days are Buddhist."""
        if not self.christian:
            return []
        days = [place[1] for place in self.columns if place[0].kind is Kind.DATE]
        buddhist = any(is_buddhist(row.cells[field].text) for row in rows for field in days)
        return self.christian if buddhist else []

    def _line(self, number: int) -> _Line | None:
        cells = self.sheet.rows[number]
        if not any(cells) and all(cell in _BLANK for cell in cells):  # a lone 0 is no blank
            return None
        width = len(cells)
        key = as_text(cells[self.key_at]) if _NOWHERE < self.key_at < width else ""
        name = _name(cells[self.name_at]) if _NOWHERE < self.name_at < width else ""
        return _Line(number, cells, key, name, bool(key) and _NUMBERED.fullmatch(arabic(key)) is not None)

    def _stop_word(self, line: _Line) -> str:
        if line.numbered:
            return ""
        if line.key.startswith(self.definition.stop_words):
            return line.key
        first = line.key or line.name or next(as_text(cell) for cell in line.cells if cell not in _BLANK)
        found = self.stops.match(first)
        return found[0] if found else ""

    def _is_data(self, line: _Line, *, ended: bool) -> bool:
        """Whether a row that is not blank and not a stop belongs to the table."""
        if self._is_foot(line):
            return False
        if self._repeats_heading(line) or (line.number == self.first and self._counts_columns(line)):
            return False
        if self.learnt and (line.key or line.name).startswith(_EXAMPLE):
            return False
        if not ended and (line.numbered or (line.name and not line.key)):
            return True
        filled = self._filled(line)
        if ended:
            return line.numbered and bool(line.name) and not self.numeric.isdisjoint(filled)
        return len(filled) > 1 or (bool(filled) and not line.key)

    def _filled(self, line: _Line) -> list[int]:
        return [at for at in self.places if at < len(line.cells) and line.cells[at] not in _BLANK]

    def _repeats_heading(self, line: _Line) -> bool:
        """The headings again, as on the next printed page."""
        if not 0 < len(line.name) <= self.name_room:
            return False
        return heading_key(line.name) == heading_key(self.name_heading)

    def _counts_columns(self, line: _Line) -> bool:
        """A row of (1) (2) (3) under the headings."""
        filled = self._filled(line)
        if not filled or not _ORDINAL.fullmatch(arabic(as_text(line.cells[filled[-1]]))):
            return False
        found = [_ORDINAL.fullmatch(arabic(as_text(line.cells[at]))) for at in filled]
        ordinals = [int(match[1]) for match in found if match]
        rising = all(later == earlier + 1 for earlier, later in pairwise(ordinals))
        return len(ordinals) >= _ENOUGH_ORDINALS and len(ordinals) == len(found) and rising

    def _row(self, line: _Line) -> Row:
        cells: dict[str, Cell] = {}
        doubts: list[Doubt] = []
        raws, width, tail, down = line.cells, len(line.cells), str(line.number + 1), self.down
        for column, field, at, name, reader, known, derived in self.columns:
            raw = raws[at] if at < width else ""
            if raw == "" or raw is None:
                cells[field] = (
                    self._beneath(line.number, at, reader) if down else _new(Cell, (None, "", name + tail, False))
                )
                if derived and not cells[field].text:
                    doubts.append(Doubt(column, "", partial(self.sheet.details.is_uncalculated, line.number, at)))
                continue
            found = known(raw)
            if found is None or raw is True or raw is False:
                found = reader.read(raw, self.percent, line.number, at)
            value, text, nil, code = found
            cells[field] = _new(Cell, (value, text, name + tail, nil))
            if code:
                doubts.append(Doubt(column, code))
        if doubts:
            self._settle(cells, doubts)
        extra = self._extra(line) if self.extra else _NO_EXTRA
        return Row(line.number + 1, cells, self._is_main(line), self.sheet.name, extra)

    def _settle(self, cells: dict[str, Cell], doubts: list[Doubt]) -> None:
        for found in settle(self.place, cells, doubts):
            if found.code == CHRISTIAN:
                self.christian.append(replace(found, code=OTHER_ERA))
            else:
                self.findings.append(found)

    def _extra(self, line: _Line) -> dict[str, Cell]:
        """What stands in the columns the form does not know."""
        found = {}
        for heading, at in self.extra.items():
            text = as_text(self.sheet.value(line.number, at))
            if text:
                found[heading] = Cell(text, text, address(line.number, at))
        return found

    def _beneath(self, number: int, at: int, reader: ColumnReader) -> Cell:
        """An empty cell: what the merged range over it says, with the address where it says so."""
        top = self.down.get((number, at), number)
        raw = self.sheet.value(top, at) if top != number else None
        if raw is None:
            return Cell(None, "", address(top, at))
        value, text, nil, _ = reader.read(raw, self.percent, top, at)
        return Cell(value, text, address(top, at), nil)

    def _is_main(self, line: _Line) -> bool:
        """A row with a number of its own; ๓.๑.๑ belongs to the row above, wherever it stands."""
        if not self.definition.sub_rows:
            return True
        if line.key:
            return not line.numbered or line.key.count(".") <= 1
        return self.key_at == _NOWHERE and _SUB_NUMBER.match(arabic(line.name)) is None

    def _totals(self, number: int) -> dict[str, Cell]:
        """The sums of the columns that can be summed."""
        totals = {}
        for column, field, at, _, reader, _, _ in self.columns:
            raw = self.sheet.value(number, at)
            if column.kind in _SUMMED and raw is not None:
                found = reader.read(raw, self.percent, number, at)
                totals[field] = Cell(found[0], found[1], address(number, at), found[2])
        return totals


def _name(raw: Raw) -> str:
    """A row's name, repaired only where it is short enough to be a stop word or a heading."""
    return raw if isinstance(raw, str) and len(raw) > _LONG_NAME else as_text(raw)


def read_table(sheet: Sheet, definition: FormDefinition, header: Header, fiscal_year: int | None = None) -> Table:
    """The table under the headings: rows, sums, and what could not be read. `fiscal_year`: what the form states."""
    return _Reader(sheet, definition, header, fiscal_year).read()
