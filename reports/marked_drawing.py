"""The boxes of notes in the old drawing language (VML): without one, Excel does not show a note.

These parts are often no proper XML, since Excel itself writes them so; they are only added to, and ours taken out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from math import ceil
from typing import Final, NamedTuple

from reports.marked_sheet import Column, Place, Row

_SHAPE: Final = re.compile(rb"<v:shape\b(?:(?!</?v:shape\b).)*</v:shape\s*>\s*", re.DOTALL)
_ROW: Final = re.compile(rb"<x:Row>\s*([0-9]+)\s*</x:Row>")
_COLUMN: Final = re.compile(rb"<x:Column>\s*([0-9]+)\s*</x:Column>")
_IDENT: Final = re.compile(rb"_x0000_s([0-9]{1,9})\b")
_BLOCK: Final = re.compile(rb"<o:idmap\b[^>]*?\bdata\s*=\s*[\"']([0-9, ]*)[\"']")
_END: Final = re.compile(rb"</(?:\w+:)?xml\s*>\s*\Z")
_BLOCK_SIZE: Final = 1024
_SPACES: Final = {"v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office",
                  "x": "urn:schemas-microsoft-com:office:excel"}  # fmt: skip
_KIND: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX: Final = (
    '<v:shape id="_x0000_s{ident}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:{width:g}pt;height:{height:g}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

_WIDTH: Final = 270  # pixels of a box
_LINE: Final = 19
_MARGIN: Final = 14
_LETTERS: Final = 34  # in a line of it
_TALLEST: Final = 600
_POINTS: Final = 0.75  # in a pixel
_DIGIT: Final = 7  # pixels
_CELL_MARGIN: Final = 5
_COLUMN_WIDTH: Final = 64
_ROW_HEIGHT: Final = 20


class Box(NamedTuple):
    """A note's box: the cell it belongs to, how tall it is, between which cells it hangs."""

    place: Place
    height: int
    anchor: str


def box_for(place: Place, text: str, columns: Sequence[Column], rows: dict[int, Row]) -> Box:
    """A box beside a cell, of a size that suits the text whatever the widths of the columns it covers."""
    height = min(_TALLEST, sum(map(_lines, text.split("\n"))) * _LINE + _MARGIN)
    row, column = place
    left, top = column + 1, max(0, row - 1)
    right, beyond = _reach(_WIDTH, left, lambda number: _column_width(number, columns))
    bottom, below = _reach(height, top, lambda number: _row_height(rows.get(number)))
    return Box(place, height, f"{left}, 12, {top}, 4, {right}, {beyond}, {bottom}, {below}")


def _lines(line: str) -> int:
    return max(1, ceil(sum(unicodedata.category(letter) != "Mn" for letter in line) / _LETTERS))


def _reach(size: int, first: int, size_of: Callable[[int], int]) -> tuple[int, int]:
    """The column or row in which something of that many pixels ends, and how far into it."""
    number, left = first, size
    while (own := size_of(number)) < left and number < first + size:
        left -= own
        number += 1
    return number, min(left, own)


def _column_width(number: int, columns: Iterable[Column]) -> int:
    for one in columns:
        if one.first <= number <= one.last:
            if one.hidden:
                return 0
            return _COLUMN_WIDTH if one.width is None else int(one.width * _DIGIT) + _CELL_MARGIN
    return _COLUMN_WIDTH


def _row_height(row: Row | None) -> int:
    if row is None:
        return _ROW_HEIGHT
    told = row.attributes.get("ht", "")
    if row.hidden:
        return 0
    return int(float(told) / _POINTS) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]*)?", told) else _ROW_HEIGHT


def with_boxes(vml: bytes, gone: Collection[Place], new: Sequence[Box]) -> bytes:
    """A drawing without the boxes of some cells' notes, and with new ones."""
    kept = _SHAPE.sub(lambda found: b"" if _noted(found[0]) in gone else found[0], vml) if gone else vml
    end = _END.search(kept)
    if not new or end is None:
        return kept
    blocks = [int(one) for told in _BLOCK.findall(kept) for one in re.findall(rb"[0-9]+", told)]
    known = [int(one) for one in _IDENT.findall(kept)]
    first = max([*known, min(blocks, default=1) * _BLOCK_SIZE]) + 1
    kind = b"" if b'"_x0000_t202"' in kept else _KIND.encode()
    piece = kind + "".join(_drawn(box, first + step, len(known) + step + 1) for step, box in enumerate(new)).encode()
    return kept[: end.start()] + _declared(piece, kept) + kept[end.start() :]


def new_drawing(block: int) -> bytes:
    """A drawing without a box. Shapes are numbered in blocks of 1024, of which each drawing has its own."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
    return f"<xml {spaces}>{layout}{_KIND}</xml>".encode()


def blocks_of(vml: bytes) -> set[int]:
    """The blocks of numbers a drawing has for its own."""
    told = {int(one) for told in _BLOCK.findall(vml) for one in re.findall(rb"[0-9]+", told)}
    return told | {int(one) // _BLOCK_SIZE for one in _IDENT.findall(vml)}


def _noted(shape: bytes) -> Place | None:
    """The cell whose note a shape is, None for any other shape."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if not re.search(rb"ObjectType\s*=\s*[\"']Note[\"']", shape) or row is None or column is None:
        return None
    return int(row[1]), int(column[1])


def _drawn(box: Box, ident: int, order: int) -> str:
    row, column = box.place
    width, height = _WIDTH * _POINTS, box.height * _POINTS
    return _BOX.format(ident=ident, width=width, height=height, order=order, anchor=box.anchor, row=row, column=column)


def _declared(piece: bytes, vml: bytes) -> bytes:
    """The piece in a drawing that may not know our prefixes."""
    head = vml[: vml.find(b">", max(vml.find(b"<xml"), 0)) + 1]
    missing = b"".join(
        f' xmlns:{name}="{uri}"'.encode() for name, uri in _SPACES.items() if b"xmlns:" + name.encode() not in head
    )
    return re.sub(rb"<(v:shape(?:type)?)(?=\s)", rb"<\1" + missing, piece) if missing else piece
