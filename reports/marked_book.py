"""A workbook package marked: which part is which sheet, and what goes into each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

from domain.errors import UnreadableFileError
from reports.marked_drawing import blocks_of, box_for, new_drawing, with_boxes
from reports.marked_notes import Note, Outcome, Signs, no_notes, with_notes
from reports.marked_package import Package, Relations, tell_extension, tell_type
from reports.marked_sheet import Place, SheetPart
from reports.marked_styles import ERROR, WARNING, Styles
from reports.marked_xml import outline, quoted

_BOOK: Final = "xl/workbook.xml"
_SHEET_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOTES_TYPE: Final = f"{_SHEET_TYPES}.comments+xml"
_STYLES_TYPE: Final = f"{_SHEET_TYPES}.styles+xml"
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_STYLES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{uri}"><fonts count="1"><font>'
    '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(slots=True)
class Remarks:
    """What is said at one place."""

    lines: list[str] = field(default_factory=list)
    error: bool = False

    def add(self, line: str, *, error: bool) -> None:
        """Say one thing more; the same thing is said once."""
        if line not in self.lines:
            self.lines.append(line)
        self.error = self.error or error


class SheetOfBook(NamedTuple):
    """A sheet with cells: its name, whether it is shown, its part."""

    name: str
    shown: bool
    part: str


class Said(NamedTuple):
    """All that is said of one sheet; None stands for the sheet itself."""

    places: Mapping[Place | None, Remarks]
    title: str


class MarkedBook:
    """A workbook's package while it is being marked."""

    def __init__(self, package: Package, author: str) -> None:
        self._package, self._author = package, author
        self._base, self._part = _main_part(package)
        self._relations = Relations(package, self._part)
        self._root = outline(package.xml(self._part), depth=3)
        self.sheets = tuple(self._sheets())
        known = self._relations.of_kind("styles")
        self._styles_part = known.target if known else ""
        xml = package.xml(known.target) if known else _NO_STYLES.format(uri=self._root.uri).encode()
        self.styles = Styles(xml, guessed=_guesses_colours(package))

    def _sheets(self) -> Iterator[SheetOfBook]:
        section = self._root.first("sheets")
        for node in section.all("sheet") if section else ():
            relation = self._relations.of_id(node.attributes.get("id", ""))
            if relation and relation.kind == "worksheet" and self._package.has(relation.target):
                shown = node.attributes.get("state", "visible") == "visible"
                yield SheetOfBook(node.attributes.get("name", ""), shown, relation.target)

    def mark(self, sheet: SheetOfBook, said: Said) -> None:
        """Take our old marks out of a sheet and put these in."""
        relations = Relations(self._package, sheet.part)
        if not said.places and not self.styles.ours and not self._has_ours(relations, said.title):
            return
        part = SheetPart(self._package.xml(sheet.part), self.styles.ours)
        remarks = _placed(part, said.places)
        for place, one in remarks.items():
            part.restyle(place, partial(self.styles.painted, shades=ERROR if one.error else WARNING))
        part.restyle_ours(self.styles.bare)
        texts = {place: Note(said.title, _text(one.lines)) for place, one in remarks.items()}
        signs = Signs(self._author, said.title, frozenset(part.painted))
        outcome = self._write_notes(relations, texts, signs)
        tag = self._draw(relations, part, outcome, texts) if outcome else b""
        self._package.put(sheet.part, part.result(self.styles.bare, tag))

    def finish(self) -> None:
        """Write the styles, once all sheets are marked."""
        if not self._styles_part:
            self._styles_part = self._package.fresh("xl/styles{}.xml")
            self._relations.add(self._base, "styles", self._styles_part)
            tell_type(self._package, self._styles_part, _STYLES_TYPE)
        self._package.put(self._styles_part, self.styles.result())

    def _has_ours(self, relations: Relations, title: str) -> bool:
        notes = relations.of_kind("comments")
        xml = self._package.xml(notes.target) if notes else b""
        return self._author.encode() in xml or title.encode() in xml

    def _write_notes(self, relations: Relations, texts: Mapping[Place, Note], signs: Signs) -> Outcome | None:
        known = relations.of_kind("comments")
        if known is None and not texts:
            return None
        part = known.target if known else self._package.fresh("xl/comments{}.xml")
        before = self._package.xml(part) if known else no_notes(self._root.uri)
        outcome = with_notes(before, texts, signs)
        self._package.put(part, outcome.xml)
        if known is None:
            relations.add(self._base, "comments", part)
            tell_type(self._package, part, _NOTES_TYPE)
        return outcome

    def _draw(self, relations: Relations, sheet: SheetPart, outcome: Outcome, texts: Mapping[Place, Note]) -> bytes:
        """The boxes of the notes; the tag by which the sheet names its drawing, where that is new."""
        legacy = sheet.root.first("legacyDrawing")
        known = relations.of_id(legacy.attributes.get("id", "")) if legacy else None
        boxes = [
            box_for(place, f"{texts[place].title}\n{texts[place].text}", sheet.columns, sheet.rows)
            for place in sorted(outcome.new)
        ]
        if known is not None and self._package.has(known.target):
            self._package.put(known.target, with_boxes(self._package.xml(known.target), outcome.gone, boxes))
            return b""
        if not boxes or legacy is not None:
            return b""
        part = self._package.fresh("xl/drawings/vmlDrawing{}.vml")
        self._package.put(part, with_boxes(new_drawing(self._free_block()), (), boxes))
        tell_extension(self._package, "vml", _DRAWING_TYPE)
        ident = relations.add(self._base, "vmlDrawing", part)
        space = quoted(self._base)
        return f"<{sheet.root.prefix}legacyDrawing".encode() + b" xmlns:r=%s r:id=%s/>" % (space, quoted(ident))

    def _free_block(self) -> int:
        taken = {block for name in self._package.ending_with(".vml") for block in blocks_of(self._package.read(name))}
        return max(taken, default=0) + 1


def _main_part(package: Package) -> tuple[str, str]:
    """What the kinds of relations begin with, and the workbook's own part."""
    relations = Relations(package, "")
    main = relations.of_kind("officeDocument")
    if main is not None and package.has(main.target):
        return relations.base, main.target
    named = [_BOOK] if package.has(_BOOK) else package.ending_with("workbook.xml")
    if not named:
        raise UnreadableFileError("damaged", "no workbook")
    return relations.base, named[0]


def _guesses_colours(package: Package) -> bool:
    """Whether the workbook was last saved by a program that puts near colours where we remember one."""
    told = Relations(package, "").of_kind("extended-properties")
    return told is not None and package.has(told.target) and b"LibreOffice" in package.read(told.target)


def _placed(part: SheetPart, places: Mapping[Place | None, Remarks]) -> dict[Place, Remarks]:
    """What is said, by the cells where it is shown: of a merged range the first, of the sheet its title."""
    placed: dict[Place, Remarks] = {}
    for place, said in places.items():
        where = part.title_place() if place is None else part.anchor_of(place)
        remarks = placed.setdefault(where, Remarks())
        for line in said.lines:
            remarks.add(line, error=said.error)
    return placed


def _text(lines: Sequence[str]) -> str:
    return lines[0] if len(lines) == 1 else "\n".join(f"• {line}" for line in lines)
