"""Tables that are only text: CSV and its kin in the encodings Thai offices use, and HTML saved under another name."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final

from domain.errors import UnreadableFileError
from domain.forms.grid import Merge, Raw, Sheet
from reports.filled_kind import FileKind

SHEET_NAME: Final = "Sheet1"
_DELIMITERS: Final = (",", "\t", ";", "|")
_SNIFFED: Final = 40  # lines
_MAX_COLUMNS: Final = 1_000
_MAX_TEXT: Final = 32_000  # characters; Excel keeps no more in a cell
_FEWEST_COLUMNS: Final = 2
_LETTERS_PER_SPOILED: Final = 200
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(data: bytes, kind: FileKind, max_rows: int, max_cells: int) -> Iterable[Sheet]:
    """The one or more tables of a text file. Raises UnreadableFileError (not_a_table, too_large)."""
    text = decode(data)
    if kind is FileKind.HTML:
        return _html(text, max_rows, max_cells)
    return (_csv(text, max_rows, max_cells),)


def decode(data: bytes) -> str:
    """The text of bytes: by their mark, else UTF-8, UTF-16 without a mark, Windows-874."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, (encoding,))
    nulls = data[:2000].count(0)
    if nulls:
        even = data[0:2000:2].count(0)
        return _decoded(data, ("utf-16-be" if even > nulls - even else "utf-16-le",))
    return _decoded(data, ("utf-8", "cp874"))


def _decoded(data: bytes, encodings: tuple[str, ...]) -> str:
    """The first encoding that fits; else the first that nearly fits, with a mark for each letter that was spoiled."""
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if _is_text(text):
                return text
    for encoding in encodings:
        text = data.decode(encoding, "replace")
        if _is_text(text) and text.count("\ufffd") * _LETTERS_PER_SPOILED <= len(text):
            return text
    raise UnreadableFileError("not_a_table", "unknown")


def _is_text(text: str) -> bool:
    head = text[:_MAX_TEXT]
    return not any(letter < " " and letter not in "\t\r\n\x0b\x0c" for letter in head)


def _csv(text: str, max_rows: int, max_cells: int) -> Sheet:
    delimiter = _delimiter(text)
    if delimiter is None:
        raise UnreadableFileError("not_a_table", "text")
    rows: list[list[Raw]] = []
    cells = 0
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(line))
            cells += len(line)
            if len(rows) > max_rows or cells > max_cells or len(line) > _MAX_COLUMNS:
                raise UnreadableFileError("too_large", "csv")
    except csv.Error as error:
        raise UnreadableFileError("damaged", str(error)) from error
    return Sheet(name=SHEET_NAME, rows=rows)


def _delimiter(text: str) -> str | None:
    """The mark that parts the first lines into the most columns, alike in most lines."""
    best, widest = None, _FEWEST_COLUMNS - 1
    for mark in _DELIMITERS:
        widths = sorted(_widths(text, mark))
        middle = widths[len(widths) // 2] if widths else 0
        if middle > widest:
            best, widest = mark, middle
    return best


def _widths(text: str, mark: str) -> Iterator[int]:
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark)):
            if number >= _SNIFFED:
                return
            if line:
                yield len(line)
    except csv.Error:
        return


class _Tables(HTMLParser):
    """The tables of a page (HTML, or Excel's XML of 2003): cells with their spans."""

    _ROW: Final = frozenset({"tr", "row", "ss:row"})
    _CELL: Final = frozenset({"td", "th", "cell", "ss:cell"})
    _TABLE: Final = frozenset({"table", "ss:table"})
    _BREAK: Final = frozenset({"br", "p", "div", "li"})
    _SILENT: Final = frozenset({"script", "style", "title", "xml"})

    def __init__(self, max_rows: int, max_cells: int) -> None:
        super().__init__(convert_charrefs=True)
        self.max_rows, self.room = max_rows, max_cells
        self.tables: list[tuple[str, list[list[Raw]], list[Merge]]] = []
        self.rows: list[list[Raw]] | None = None
        self.merges: list[Merge] = []
        self.taken: set[tuple[int, int]] = set()
        self.text: list[str] | None = None
        self.span = (1, 1)
        self.silent = 0
        self.name = SHEET_NAME

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        told = dict(attrs)
        if tag in {"worksheet", "ss:worksheet"}:
            self.name = told.get("ss:name") or SHEET_NAME
        if tag in self._SILENT and tag != "xml":
            self.silent += 1
        elif tag in self._TABLE:
            self._open_table()
        elif tag in self._ROW:
            self._open_row()
        elif tag in self._CELL:
            self._open_cell(told)
        elif tag in self._BREAK and self.text:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag in self._SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in self._CELL or tag in self._ROW:
            self._close_cell()
        elif tag in self._TABLE:
            self._close_cell()
            self.rows = None

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        if self.text is not None and not self.silent:
            self.text.append(data)

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """A section <![...]>, passed over: the library gives up on kinds it does not know. -1: it does not end."""
        del report
        mark = "]]>" if self.rawdata.startswith("<![CDATA[", i) else ">"
        end = self.rawdata.find(mark, i)
        return end + len(mark) if end >= 0 else -1

    def close(self) -> None:
        """The end of the page, perhaps in the middle of a cell."""
        super().close()
        self._close_cell()

    def _open_table(self) -> None:
        self._close_cell()
        self.rows, self.merges, self.taken = [], [], set()
        self.tables.append((self.name, self.rows, self.merges))

    def _open_row(self) -> None:
        self._close_cell()
        if self.rows is None:
            self._open_table()
        assert self.rows is not None
        self.rows.append([])
        if len(self.rows) > self.max_rows:
            raise UnreadableFileError("too_large", "html")

    def _open_cell(self, told: dict[str, str | None]) -> None:
        self._close_cell()
        if not self.rows:
            self._open_row()
        across = _span(told.get("colspan")) if "colspan" in told else _span(told.get("ss:mergeacross"), 1)
        down = _span(told.get("rowspan")) if "rowspan" in told else _span(told.get("ss:mergedown"), 1)
        self.span = (min(down, self.max_rows), min(across, _MAX_COLUMNS))
        self.text = []
        if self.rows and (index := told.get("ss:index")) and index.isdigit():
            row = self.rows[-1]
            row.extend([""] * max(0, min(int(index), _MAX_COLUMNS) - 1 - len(row)))

    def _close_cell(self) -> None:
        if self.text is None or not self.rows:
            return
        row, at = self.rows[-1], len(self.rows) - 1
        while (at, len(row)) in self.taken:
            row.append("")
        left = len(row)
        (down, across), text = self.span, _collapsed("".join(self.text))
        self.text = None
        self.room -= down * across
        if self.room < 0 or left + across > _MAX_COLUMNS:
            raise UnreadableFileError("too_large", "html")
        row.append(text[:_MAX_TEXT])
        row.extend([""] * (across - 1))
        if down > 1:
            self.taken |= {(at + r, left + c) for r in range(1, down) for c in range(across)}
        if down > 1 or across > 1:
            self.merges.append(((at, left), (at + down - 1, left + across - 1)))


def _span(text: str | None, more: int = 0) -> int:
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1 - more  # noqa: PLR2004
    return max(1, number + more)


def _collapsed(text: str) -> str:
    lines = (" ".join(line.split(" ")).strip() for line in text.replace("\r", "").split("\n"))
    return "\n".join(line for line in lines if line)


def _html(text: str, max_rows: int, max_cells: int) -> Iterator[Sheet]:
    parser = _Tables(max_rows, max_cells)
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:  # what the library says of markup it cannot follow
        raise UnreadableFileError("damaged", "markup") from error
    found = [(name, rows, merges) for name, rows, merges in parser.tables if rows]
    if not found:
        raise UnreadableFileError("not_a_table", "page")
    for number, (name, rows, merges) in enumerate(found, start=1):
        yield Sheet(name=name if len(found) == 1 or name != SHEET_NAME else f"Sheet{number}", rows=rows, merges=merges)
