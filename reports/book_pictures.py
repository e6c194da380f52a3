"""The pictures that lie on the sheets of a workbook, with the captions that stand below them. For readers alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.albums import MOST
from domain.errors import UnreadableFileError
from domain.forms.grid import Sheet, address
from domain.forms.identity import find_identities
from domain.forms.keys import clean
from reports.evidence_pictures import codes_in
from reports.filled_form import open_grid
from reports.marked_xml import local_attributes, refusing_parser, run, split_name
from reports.ods_pictures import ods_pictures
from reports.package import Package
from reports.seen import BookPicture

_TAKEN: Final = MOST + 6  # some more than an album holds, so that whoever sent them hears that it is full
_MOST_BYTES: Final = 40 * 1024 * 1024  # of all together
_ROWS_BELOW, _COLUMNS_BESIDE = 30, 3  # of a picture's upper left cell, in which its caption is looked for
_LARGEST_CODE: Final = 20_000  # bytes: what we draw is a tenth of that, a photo of any use is more
_ANCHORS: Final = ("oneCellAnchor", "twoCellAnchor")


@dataclass(slots=True)
class _Anchor:
    row: int = 0
    column: int = 0
    picture: str = ""


@dataclass(slots=True)
class _Drawing:
    """The anchors of a drawing. Pictures lie in cells; what floats without one is a logo."""

    found: list[_Anchor] = field(default_factory=list)
    _at: _Anchor | None = None
    _within: str = ""
    _text: str = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        local = split_name(name)[1]
        if local in _ANCHORS:
            self._at = _Anchor()
        elif local in {"from", "to"}:
            self._within = local
        elif local == "blip" and self._at is not None and not self._at.picture:
            self._at.picture = local_attributes(attributes).get("embed", "")
        self._text = ""

    def text(self, text: str) -> None:
        self._text += text

    def end(self, name: str) -> None:
        local = split_name(name)[1]
        if local in _ANCHORS and self._at is not None:
            self.found += [self._at] if self._at.picture else []
            self._at = None
        elif local in {"from", "to"}:
            self._within = ""
        elif self._within == "from" and self._at is not None and self._text.strip().isdigit():
            if local == "row":
                self._at.row = int(self._text)
            elif local == "col":
                self._at.column = int(self._text)


def book_pictures(data: bytes, captions: Sequence[str]) -> tuple[BookPicture, ...]:
    """The pictures on the visible sheets of an xlsx or ods file, sheet by sheet, from above; none in any other file.

    `captions`: how the caption below a picture begins. Raises UnreadableFileError for what cannot be unpacked.
    """
    lying = _lying(data)
    texts = {sheet.name: sheet for sheet in open_grid(data, "").sheets} if lying else {}
    found: list[BookPicture] = []
    size = 0
    for name, anchor, picture in lying:
        sheet = texts.get(name)
        if sheet is None or not sheet.visible:
            continue
        size += len(picture)
        if len(found) == _TAKEN or size > _MOST_BYTES:
            break
        if not _is_ours(picture):
            caption = _below(sheet, anchor, tuple(captions))
            found.append(BookPicture(name, address(anchor.row, anchor.column), caption, picture))
    return tuple(found)


def _lying(data: bytes) -> list[tuple[str, _Anchor, bytes]]:
    """Every picture with its sheet and the cell in which it begins."""
    try:
        package = Package(data)
    except UnreadableFileError as refused:
        if refused.reason != "not_a_table":
            raise
        return [(one.sheet, _Anchor(one.row, one.column), picture) for one, picture in ods_pictures(data)]
    return [(name, *lying) for name, part in _sheets(package) for lying in _on_sheet(package, part)]


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """The names of the sheets and their parts, in the book's order."""
    (book,) = [part for _, part in package.targets("", "officeDocument")][:1] or ("",)
    parts = dict(package.targets(book, "worksheet"))
    named: list[tuple[str, str]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if split_name(name)[1] == "sheet":
            told = local_attributes(attributes)
            named.append((told.get("name", ""), told.get("id", "")))

    parser = refusing_parser()
    parser.StartElementHandler = begin
    run(parser, package.text(book).encode())
    return ((name, parts[ident]) for name, ident in named if ident in parts)


def _on_sheet(package: Package, part: str) -> Iterator[tuple[_Anchor, bytes]]:
    for _, drawing in package.targets(part, "drawing"):
        if drawing not in package:
            continue
        images = dict(package.targets(drawing, "image"))
        read = _Drawing()
        parser = refusing_parser()
        parser.StartElementHandler, parser.EndElementHandler = read.begin, read.end
        parser.CharacterDataHandler = read.text
        run(parser, package.text(drawing).encode())
        for anchor in sorted(read.found, key=lambda one: (one.row, one.column)):
            if images.get(anchor.picture, "") in package:
                yield anchor, package.raw(images[anchor.picture])


def _is_ours(picture: bytes) -> bool:
    """Whether it is the QR code that our blanks bear."""
    return len(picture) < _LARGEST_CODE and any(find_identities(text) for text in codes_in(picture))


def _below(sheet: Sheet, anchor: _Anchor, captions: tuple[str, ...]) -> str:
    """The first text below the picture's corner that begins as captions do."""
    for row in sheet.rows[anchor.row : anchor.row + _ROWS_BELOW]:
        for raw in row[anchor.column : anchor.column + _COLUMNS_BESIDE]:
            if isinstance(raw, str) and (text := clean(raw)).startswith(captions):
                return text
    return ""
