"""The cell styles of a workbook with ours added: the same style in another background, and the way back.

A marked cell tells by its background alone that we painted it and what it had before, so that the way back survives
other programs, which number styles anew, and travels with cells that are moved or copied. Our colours are odd ones that
nobody picks. A second shade of each says that the cell had a colour of its own: that stands in the fill as the second
colour, which a solid fill does not use.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from domain.errors import UnreadableFileError
from reports.marked_xml import Edits, Node, attribute_of, closing, outline, quoted, tag_at, with_attribute

_MOST_STYLES: Final = 64_000  # Excel opens no file with more
_FILL_AFTER: Final = ("numFmts", "fonts")
_FORMATS_AFTER: Final = (*_FILL_AFTER, "fills", "borders", "cellStyleXfs")
_COLOUR_KEYS: Final = ("rgb", "indexed", "theme", "tint", "auto")
_NO_COLOUR: Final = '<bgColor indexed="64"/>'
_STYLE_OF_NOTHING: Final = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
_LONG: Final = 8  # letters of a colour with its opacity
_NEAR: Final = 64
_HEX: Final = re.compile(r"[0-9A-F]{8}")


class Shades(NamedTuple):
    """The two shades of one mark: of a cell that had no background, of one that had."""

    bare: str
    over: str


ERROR: Final = Shades("FFFFB9B2", "FFFFB8B3")
WARNING: Final = Shades("FFFFE38A", "FFFFE28B")
_BARE: Final = frozenset({ERROR.bare, WARNING.bare})
_OVER: Final = frozenset({ERROR.over, WARNING.over})
_OURS: Final = _BARE | _OVER


class Styles:
    """The styles part. Existing styles keep their numbers; what is needed besides is put after them.

    `guessed`: the second colours may be a program's guesses, which are always near the first.
    """

    def __init__(self, xml: bytes, *, guessed: bool = False) -> None:
        self._xml, self._guessed = xml, guessed
        self._root = outline(xml, depth=3)
        if self._root.hollow:
            raise UnreadableFileError("damaged", "no styles")
        fills, formats = self._root.first("fills"), self._root.first("cellXfs")
        self._fills = [node.raw(xml) for node in fills.all("fill")] if fills else []
        self._formats = [node.raw(xml) for node in formats.all("xf")] if formats else []
        self._known = len(self._fills), len(self._formats)
        self._painted: dict[tuple[int, Shades], int] = {}
        self._bare: dict[int, int] = {}
        ours = {number for number, fill in enumerate(self._fills) if _is_ours(fill)}
        self.ours = frozenset(number for number, one in enumerate(self._formats) if ours and _fill_id(one) in ours)

    def painted(self, style: int, shades: Shades) -> int:
        """The number of the style that differs from this one in its background only."""
        base = self.bare(style)
        if (base, shades) not in self._painted:
            fill = self._fill_of(base)
            own = _colour(fill, "fgColor") if _is_solid(fill) else {}
            number = self._fill_number(shades.over if own else shades.bare, own)
            self._painted[base, shades] = self._format_number(base, number)
        return self._painted[base, shades]

    def bare(self, style: int) -> int:
        """The style as it was before we painted it; most were never painted."""
        if style not in self.ours:
            return style
        if style not in self._bare:
            fill = self._fill_of(style)
            own = self._remembered(fill)
            self._bare[style] = self._format_number(style, self._solid_number(own) if own else 0)
        return self._bare[style]

    def result(self) -> bytes:
        """The part with the new styles after the old ones."""
        edits = Edits(self._xml)
        self._grow(edits, "fills", self._fills[self._known[0] :], _FILL_AFTER)
        self._grow(edits, "cellXfs", self._formats[self._known[1] :], _FORMATS_AFTER)
        return edits.result()

    def _remembered(self, fill: bytes) -> dict[str, str]:
        """The colour that stood where a fill of ours is; empty for none, or when no program kept it."""
        own, painted = _colour(fill, "bgColor"), _colour(fill, "fgColor").get("rgb", "")
        lost = own.get("indexed") == "64" or own.get("rgb") == painted
        guess = self._guessed and _is_near(own.get("rgb", ""), painted)
        return {} if painted not in _OVER or lost or guess else own

    def _fill_of(self, style: int) -> bytes:
        number = _fill_id(self._formats[style]) if style < len(self._formats) else 0
        return self._fills[number] if number < len(self._fills) else b""

    def _fill_number(self, rgb: str, own: dict[str, str]) -> int:
        """The fill in one of our shades that remembers a colour."""
        return self._number_of(f'<fgColor rgb="{rgb}"/>' + (_written("bgColor", own) if own else _NO_COLOUR))

    def _solid_number(self, colour: dict[str, str]) -> int:
        """A plain fill of a colour, an existing one where there is one."""
        for number, fill in enumerate(self._fills):
            if _is_solid(fill) and _colour(fill, "fgColor") == colour:
                return number
        return self._number_of(_written("fgColor", colour) + _NO_COLOUR)

    def _number_of(self, colours: str) -> int:
        prefix = self._root.prefix
        own = re.sub(r"<(?=\w)", f"<{prefix}", colours)
        pattern = f'<{prefix}patternFill patternType="solid">{own}</{prefix}patternFill>'
        fill = f"<{prefix}fill>{pattern}</{prefix}fill>".encode()
        if fill not in self._fills:
            self._fills += [*self._reserved(), fill]
        return self._fills.index(fill)

    def _reserved(self) -> list[bytes]:
        """The first two fills, which mean none and grey whatever they say; written where a file has none at all."""
        prefix = self._root.prefix
        kinds = ("none", "gray125")[len(self._fills) :]
        return [f'<{prefix}fill><{prefix}patternFill patternType="{k}"/></{prefix}fill>'.encode() for k in kinds]

    def _format_number(self, style: int, fill: int) -> int:
        """The style like this one with that fill, an existing one where there is one."""
        if not self._formats:
            self._formats.append(_STYLE_OF_NOTHING.replace("<", f"<{self._root.prefix}").encode())
        like = self._formats[style if style < len(self._formats) else 0]
        tag = tag_at(like, 0)
        told = with_attribute(tag, "fillId", str(fill))
        made = with_attribute(told, "applyFill", "1" if fill else None) + like[len(tag) :]
        meaning, mark = _meaning(made), b'fillId="%d"' % fill
        for number, one in enumerate(self._formats):
            if mark in one and _meaning(one) == meaning:
                return number
        if len(self._formats) >= _MOST_STYLES:
            return style
        self._formats.append(made)
        return len(self._formats) - 1

    def _grow(self, edits: Edits, name: str, new: list[bytes], after: tuple[str, ...]) -> None:
        """Put new entries at the end of a section, with its count; the section itself where there is none."""
        if not new:
            return
        section = self._root.first(name)
        content = b"".join(new)
        if section is None:
            start = f'<{self._root.prefix}{name} count="{len(new)}">'.encode()
            piece = start + content + closing(start)
            before = [node.end for node in self._root.children if node.name in after]
            at = max(before, default=self._root.inner)
            edits.replace(at, at, piece)
            return
        count = sum(1 for _ in section.all("fill" if name == "fills" else "xf")) + len(new)
        tag = with_attribute(section.tag(self._xml), "count", str(count))
        if section.hollow:
            edits.replace(section.start, section.end, tag[:-2].rstrip() + b">" + content + closing(tag))
            return
        edits.replace(section.start, section.inner, tag)
        edits.append(section, content)


def _piece(xml: bytes) -> Node:
    return outline(xml, namespaces=False)


def _pattern(fill: bytes) -> Node | None:
    return _piece(fill).first("patternFill") if fill else None


def _is_solid(fill: bytes) -> bool:
    pattern = _pattern(fill)
    return pattern is not None and pattern.attributes.get("patternType") == "solid"


def _colour(fill: bytes, name: str) -> dict[str, str]:
    """A colour of a fill as its attributes say it; empty for none. Opacity is written, as most programs do."""
    pattern = _pattern(fill)
    found = pattern.first(name) if pattern else None
    told = {key: found.attributes[key] for key in _COLOUR_KEYS if key in found.attributes} if found else {}
    if "rgb" in told:
        told["rgb"] = told["rgb"].upper().rjust(_LONG, "F")
    return told


def _is_near(one: str, other: str) -> bool:
    """Whether two colours (AARRGGBB) look much alike."""
    if not (_HEX.fullmatch(one) and _HEX.fullmatch(other)):
        return False
    pairs = zip(bytes.fromhex(one)[1:], bytes.fromhex(other)[1:], strict=True)
    return all(abs(first - second) <= _NEAR for first, second in pairs)


def _written(name: str, colour: dict[str, str]) -> str:
    told = " ".join(f"{key}={quoted(value).decode()}" for key, value in colour.items())
    return f"<{name} {told}/>"


def _is_ours(fill: bytes) -> bool:
    upper = fill.upper()
    return any(rgb[2:].encode() in upper for rgb in _OURS) and _colour(fill, "fgColor").get("rgb") in _OURS


def _fill_id(style: bytes) -> int:
    told = attribute_of(tag_at(style, 0), "fillId") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


@lru_cache(maxsize=4096)
def _meaning(style: bytes) -> tuple[object, ...]:
    """What two equal styles have in common, in whatever order they are written."""
    node = outline(style, depth=1, namespaces=False)
    told = {key: value for key, value in node.attributes.items() if key != "applyFill"}
    return (*sorted(told.items()), style[node.inner : node.inner_end])
