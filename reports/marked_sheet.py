"""One sheet's part: where its rows, columns, cells and merged ranges stand, and cells given another style in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from domain.errors import UnreadableFileError
from domain.forms.grid import address
from reports.filled_extent import place_of
from reports.marked_xml import (
    Edits,
    Node,
    closing,
    local_attributes,
    outline,
    refusing_parser,
    run,
    split_name,
    tag_at,
    with_attribute,
)

MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_TRUE: Final = frozenset({"1", "true"})
# What stands before `legacyDrawing` in a sheet, by the book.
_BEFORE_DRAWING: Final = frozenset({
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing",
})  # fmt: skip

Place = tuple[int, int]  # row and column from 0
_Restyle = Callable[[int], int]


class Column(NamedTuple):
    """Columns `first` to `last` (from 0), of one width in digits; `style` of their empty cells."""

    first: int
    last: int
    style: int
    width: float | None
    hidden: bool
    at: int  # where its tag begins


class Cell(NamedTuple):
    """A cell in a row: where its tag begins, whether it holds anything."""

    column: int
    at: int
    style: int
    filled: bool


@dataclass(slots=True)
class Row:
    """A row: its number from 0, its bytes, what its cells inherit."""

    number: int
    at: int
    end: int
    attributes: dict[str, str] = field(repr=False)

    @property
    def style(self) -> int | None:
        """The style of its empty cells, None where it has none of its own."""
        return _number(self.attributes.get("s")) if self.attributes.get("customFormat") in _TRUE else None

    @property
    def hidden(self) -> bool:
        """Not shown."""
        return self.attributes.get("hidden") in _TRUE


def parsed_place(reference: str) -> Place | None:
    """A cell's row and column from 0, None for what is no cell of a sheet."""
    found = _REFERENCE.fullmatch(reference.strip())
    if found is None:
        return None
    row, column = place_of(found[1] + found[2])
    return (row, column) if 0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS else None


class SheetPart:
    """A sheet's XML and what is to be changed in it."""

    def __init__(self, xml: bytes, ours: frozenset[int]) -> None:
        walk = _Walk(xml, ours)
        self.xml, self.root = xml, walk.outline()
        self.rows, self.columns, self.merges = walk.rows, walk.columns, walk.merges
        self.painted = walk.painted  # cells in styles of ours
        data = self.root.first("sheetData")
        if data is None:
            raise UnreadableFileError("damaged", "a sheet without rows")
        self._data = data
        self._styles: dict[Place, _Restyle] = {}

    def anchor_of(self, place: Place) -> Place:
        """The cell itself, or the first one of the merged range it is in."""
        row, column = place
        for (top, left), (bottom, right) in self.merges:
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return place

    def title_place(self) -> Place:
        """Where a word about the whole sheet is seen: A1, or the first cell that holds something and is shown."""
        hidden = [column for column in self.columns if column.hidden]
        for row in sorted(self.rows.values(), key=lambda one: one.number):
            if row.hidden:
                continue
            for cell in sorted(self.cells(row)):
                if cell.filled and not any(one.first <= cell.column <= one.last for one in hidden):
                    return self.anchor_of((row.number, cell.column))
        return self.anchor_of((0, 0))

    def cells(self, row: Row) -> Iterator[Cell]:
        """The cells of a row as they are written."""
        piece = outline(self.xml[row.at : row.end], depth=3, namespaces=False)
        column = -1
        for node in piece.children:
            if node.name == "c":
                place = parsed_place(node.attributes.get("r", ""))
                column = place[1] if place else column + 1
                filled = any(child.name in ("v", "is", "f") for child in node.children)
                yield Cell(column, row.at + node.start, _number(node.attributes.get("s")), filled)

    def restyle(self, place: Place, change: _Restyle) -> None:
        """Give a cell the style that `change` makes of its own one; a cell that is not there is put in."""
        self._styles[place] = change

    def restyle_ours(self, change: _Restyle) -> None:
        """Give another style to whatever is in a style of ours and not restyled yet."""
        for place in self.painted:
            self._styles.setdefault(place, change)

    def result(self, change: _Restyle, drawing: bytes = b"") -> bytes:
        """The part with its cells restyled; `change` is for rows and columns; `drawing`: a tag for its place."""
        edits = Edits(self.xml)
        wanted: dict[int, dict[int, _Restyle]] = {}
        for (at, column), one in self._styles.items():
            wanted.setdefault(at, {})[column] = one
        self._restyle_columns(edits, change)
        for number, row in self.rows.items():
            if number in wanted or row.style is not None:
                self._restyle_row(edits, row, wanted.get(number, {}), change)
        self._add_rows(edits, {number: cells for number, cells in wanted.items() if number not in self.rows})
        if drawing:
            before = [node.end for node in self.root.children if node.name in _BEFORE_DRAWING]
            edits.replace(max(before), max(before), drawing)
        return edits.result()

    def _restyle_columns(self, edits: Edits, change: _Restyle) -> None:
        for column in self.columns:
            if change(column.style) != column.style:
                tag = tag_at(self.xml, column.at)
                edits.replace(column.at, column.at + len(tag), with_attribute(tag, "style", str(change(column.style))))

    def _restyle_row(self, edits: Edits, row: Row, wanted: dict[int, _Restyle], change: _Restyle) -> None:
        """Restyle a row and those of its cells that are there; put the others in where they belong."""
        there = list(self.cells(row)) if wanted else []
        for cell in there:
            one = wanted.get(cell.column)
            if one is not None and one(cell.style) != cell.style:
                tag = tag_at(self.xml, cell.at)
                edits.replace(cell.at, cell.at + len(tag), with_attribute(tag, "s", str(one(cell.style))))
        missing = sorted(wanted.keys() - {cell.column for cell in there})
        made = {column: self._made(row.number, column, wanted[column], row) for column in missing}
        self._restyle_tag(edits, row, b"".join(made.values()), change)
        if self.xml.startswith(b"</", end := self.xml.rindex(b"<", row.at, row.end)):
            for column, piece in made.items():
                at = min((cell.at for cell in there if cell.column > column), default=end)
                edits.replace(at, at, piece)

    def _restyle_tag(self, edits: Edits, row: Row, cells: bytes, change: _Restyle) -> None:
        """Change a row's start tag where need be; a row in one tag is opened for its cells."""
        tag = new = tag_at(self.xml, row.at)
        if row.style is not None and change(row.style) != row.style:
            new = with_attribute(new, "s", str(change(row.style)))
        if cells:
            new = with_attribute(new, "spans", None)
            if new.endswith(b"/>"):
                new = new[:-2].rstrip() + b">" + cells + closing(new)
        if new != tag:
            edits.replace(row.at, row.at + len(tag), new)

    def _add_rows(self, edits: Edits, wanted: dict[int, dict[int, _Restyle]]) -> None:
        numbers = sorted(self.rows)
        pieces: list[bytes] = []
        for number in sorted(wanted):
            tag = f"{self.root.prefix}row".encode()
            cells = b"".join(self._made(number, column, one) for column, one in sorted(wanted[number].items()))
            piece = b'<%s r="%d">%s</%s>' % (tag, number + 1, cells, tag)
            later = next((self.rows[one].at for one in numbers if one > number), None)
            if later is None:
                pieces.append(piece)
            else:
                edits.replace(later, later, piece)
        if pieces:
            edits.append(self._data, b"".join(pieces))

    def _made(self, row: int, column: int, change: _Restyle, within: Row | None = None) -> bytes:
        """An empty cell in the style that its row or column would give it."""
        style = within.style if within else None
        if style is None:
            style = next((one.style for one in self.columns if one.first <= column <= one.last), 0)
        return f'<{self.root.prefix}c r="{address(row, column)}" s="{change(style)}"/>'.encode()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


class _Walk:
    """One pass over a sheet that keeps no cells but the ones asked for."""

    def __init__(self, xml: bytes, ours: frozenset[int]) -> None:
        self.xml, self.ours = xml, ours
        self.rows: dict[int, Row] = {}
        self.columns: list[Column] = []
        self.merges: list[tuple[Place, Place]] = []
        self.painted: list[Place] = []
        self._parser = refusing_parser()
        self._row: Row | None = None
        self._last = self._column = -1

    def outline(self) -> Node:
        """The root with its sections; rows, columns and merges are told apart on the way."""
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        run(parser, self.xml)
        return outline(self.xml, depth=2)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        _, local, _ = split_name(name)
        if local == "c":
            if self.ours and self._row is not None:
                self._cell(attributes)
        elif local == "row":
            self._open_row(local_attributes(attributes))
        elif local == "col":
            self._take_column(local_attributes(attributes))
        elif local == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            places = parsed_place(first), parsed_place(last or first)
            if places[0] is not None and places[1] is not None:
                self.merges.append((places[0], places[1]))

    def _end(self, name: str) -> None:
        if self._row is not None and split_name(name)[1] == "row":
            tag = tag_at(self.xml, self._row.at)
            hollow = tag.endswith(b"/>")  # the parser stands behind such a row already
            last = self._row.at + len(tag) - 1 if hollow else self.xml.index(b">", self._parser.CurrentByteIndex)
            self._row.end = last + 1
            self._row = None

    def _open_row(self, attributes: dict[str, str]) -> None:
        told = _number(attributes.get("r"))
        self._last = told - 1 if told else self._last + 1
        at = self._parser.CurrentByteIndex
        self._row = Row(self._last, at, at, attributes)
        self.rows[self._last] = self._row
        self._column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        assert self._row is not None
        place = parsed_place(attributes.get("r", ""))
        self._column = place[1] if place else self._column + 1
        if _number(attributes.get("s")) in self.ours:
            self.painted.append((self._row.number, self._column))

    def _take_column(self, told: dict[str, str]) -> None:
        width = told.get("width", "")
        self.columns.append(
            Column(
                _number(told.get("min")) - 1,
                _number(told.get("max")) - 1,
                _number(told.get("style")),
                float(width) if re.fullmatch(r"[0-9]{1,4}(\.[0-9]*)?", width) else None,
                told.get("hidden") in _TRUE,
                self._parser.CurrentByteIndex,
            )
        )
