"""A booklet as a Word file that staff go on editing: the same blocks as the PDF has. The same data, the same bytes.

Headings are Word's own, the lists of contents are fields: Word works out their page numbers when the file is opened,
and anew with F9 after somebody has changed something. Until then, and in programs that work nothing out by themselves,
they show the pages of the PDF.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

from reports.booklet.blocks import (
    Block,
    Chart,
    Column,
    Cover,
    Face,
    Heading,
    Listing,
    NewPage,
    Photo,
    Photos,
    Row,
    Table,
    Words,
)
from reports.booklet.pages import chart_pictures
from reports.booklet.word_parts import FIELD_END, field, field_begun, file_of, link, marked, picture, section, styled
from reports.official.word import CM, Shape, paragraph, run


class _CellLook(NamedTuple):
    """How cells of a row look; `keep`: on the page of the row below."""

    strong: bool
    fill: str
    keep: bool


_SMALL: Final = 14
_PAGE_WIDTH: Final = 16.0  # cm between the margins
_SPACE: Final = paragraph(run("", size=10))
_PICTURE_WIDTH: Final = 15.8  # cm
_LETTERS: Final = "thaiLetters"
_NUMBERS: Final = {True: "thaiNumbers", False: "decimal"}
_CAPTIONS: Final[dict[type, tuple[str, str]]] = {
    Table: ("TableCaption", "Table Caption"),
    Chart: ("PictureCaption", "Picture Caption"),
}
_NAMED: Final = {"tables": "ตารางที่", "charts": "ภาพที่"}
_HINT: Final = "เลขหน้าเป็นของฉบับ PDF หลังแก้ไขแล้วกด F9 หรือคลิกขวาเลือก Update Field เพื่อปรับเลขหน้า"
_SIDES: Final = ("top", "left", "bottom", "right")
_RULE: Final = '<w:pBdr><w:top w:val="double" w:sz="12" w:space="12" w:color="auto"/></w:pBdr>'
_SIDE: Final = (
    '<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="404040"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/><w:spacing w:before="80" w:after="80"/>'
)
_EDGES: Final = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="auto"/>' for side in _SIDES)
_BOX: Final = (
    f'<w:pBdr>{_EDGES}</w:pBdr><w:spacing w:before="300"/><w:ind w:left="{CM}" w:right="{CM}"/><w:jc w:val="center"/>'
)
_HEAD: Final = _CellLook(strong=True, fill="E1E1E1", keep=True)
_SHAPES: Final = {
    "plain": Shape(before=60),
    "label": Shape(before=160, keep=True),
    "bullet": Shape(left=CM, before=20),
    "small": Shape(before=100),
    "centre": Shape(align="center"),
}


def to_docx(
    face: Face,
    *,
    made_at: datetime,
    read: Callable[[str], bytes] | None = None,
    thai_digits: bool = True,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The booklet as a docx file. `read`: a picture's JPEG by its hash, asked for one by one.

    `pages`: on which page of the PDF a heading, table or picture is, by its key.
    """
    pictures = chart_pictures(face, thai_digits=thai_digits)
    drawing = _Drawing(face, pictures, pages)
    body = [
        *_cover(face.cover),
        section(None),
        *(text for block in face.front for text in drawing.of(block)),
        section(_LETTERS),
        *(text for block in face.body for text in drawing.of(block)),
        section(_NUMBERS[thai_digits], last=True),
    ]
    photos = {key: partial(read, photo.sha256) for key, photo in drawing.photos.items()} if read is not None else {}
    return file_of(body, pictures, face.title, made_at, photos)


class _Drawing:
    """Draws blocks, and counts what must have a number of its own in a file."""

    def __init__(self, face: Face, pictures: Mapping[str, bytes], pages: Mapping[str, str]) -> None:
        self._face, self._pictures, self._pages = face, pictures, pages
        self._count = 0
        self.photos: dict[str, Photo] = {}
        self._breaks = False

    def of(self, block: Block) -> Iterator[str]:
        """The paragraphs and tables of a block."""
        match block:
            case Heading():
                breaks = "<w:pageBreakBefore/>" if self._breaks and block.level > 1 else ""
                self._breaks = False
                text = marked(block.key, self._next(), run(block.text))
                yield styled(f"Heading{block.level}", text, look=breaks)
            case Words():
                yield from _words(block)
            case Table():
                yield self._caption("ตารางที่", block)
                yield _table(block.columns, block.rows)
                yield paragraph(run("", size=8))
            case Chart():
                yield self._chart(block)
                yield self._caption("ภาพที่", block)
            case Photos():
                yield from self._photos(block)
            case Listing():
                yield from self._listing(block)
            case NewPage():
                self._breaks = True  # before a heading of the first level there is one anyway

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _caption(self, word: str, block: Table | Chart) -> str:
        text = f"{run(f'{word} {block.number} ', bold=True)}{run(block.caption)}"
        return styled(_CAPTIONS[type(block)][0], marked(block.key, self._next(), text))

    def _chart(self, block: Chart) -> str:
        data = self._pictures[block.key]
        size = struct.unpack(">II", data[16:24])  # of a PNG's first chunk
        shape = Shape(align="center", before=120, keep=True)
        return paragraph(
            picture(block.key, self._next(), block.caption, (size[0], size[1]), _PICTURE_WIDTH), shape=shape
        )

    def _photos(self, block: Photos) -> Iterator[str]:
        """A page of pictures: a table without lines, the words of each below it."""
        yield styled("Heading4", run(block.title), look="<w:pageBreakBefore/>")
        width = round(_PAGE_WIDTH * CM / block.columns)
        rows = []
        for first in range(0, len(block.each), block.columns):
            cells = "".join(self._photo(one, width) for one in block.each[first : first + block.columns])
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        grid = f'<w:gridCol w:w="{width}"/>' * block.columns
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="{width * block.columns}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
        yield paragraph(run("", size=2))

    def _photo(self, one: Photo, width: int) -> str:
        number = self._next()
        key = f"p{number}"
        self.photos[key] = one
        shown = paragraph(
            picture(key, number, one.caption, one.pixels, one.across), shape=Shape(align="center", before=60, keep=True)
        )
        said = paragraph(run(one.caption, size=_SMALL), shape=Shape(align="center", before=40))
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{shown}{said}{_SPACE}</w:tc>'

    def _listing(self, block: Listing) -> Iterator[str]:
        if block.of == "headings":
            yield styled("Heading1", run(block.title))
            entries = [(f"TOC{one.level}", one.key, one.text) for one in self._face.blocks if isinstance(one, Heading)]
            code = 'TOC \\o "1-3" \\h \\z \\u'
        else:
            breaking = "<w:pageBreakBefore/>" if block.of == "tables" else ""
            yield (
                f'<w:p><w:pPr><w:keepNext/>{breaking}<w:spacing w:before="240" w:after="80"/>'
                f'<w:jc w:val="center"/></w:pPr>{run(block.title, size=20, bold=True)}</w:p>'
            )
            kind, word = (Table if block.of == "tables" else Chart), _NAMED[block.of]
            entries = [
                ("TOC1", one.key, f"{word} {one.number} {one.caption}")
                for one in self._face.blocks
                if isinstance(one, kind)
            ]
            code = f'TOC \\h \\z \\t "{_CAPTIONS[kind][1]},1"'
        yield from self._listed(entries, code)

    def _listed(self, entries: Sequence[tuple[str, str, str]], code: str) -> Iterator[str]:
        """The entries as a field's result, of which the hint goes when Word works out the pages."""
        begin = field_begun(code, dirty=True)
        for number, (style, key, text) in enumerate(entries):
            shown = run(text) + (self._page_of(key) if key in self._pages else "")
            yield styled(style, "" if number else begin, link(key, shown))
        yield paragraph(run(_HINT, size=_SMALL) if entries else begin, FIELD_END)

    def _page_of(self, key: str) -> str:
        return run("\t") + field(f"PAGEREF {key} \\h", run(self._pages[key]))


def _words(block: Words) -> Iterator[str]:
    head = run(f"{block.label} ", bold=True) if block.label else ""
    if block.look == "notice":
        text = run(" ".join(block.lines))
        yield f"<w:p><w:pPr>{_SIDE}</w:pPr>{head}{text}</w:p>"
        return
    if block.look == "right":
        for number, line in enumerate(block.lines):
            last = number == len(block.lines) - 1
            shape = Shape(align="center", left=round(6.5 * CM), before=0 if number else 520, keep=not last)
            yield paragraph(run(line), shape=shape)
        return
    for number, line in enumerate(block.lines or ("",)):
        lead = head if number == 0 else ""
        yield paragraph(*filter(None, (lead, _styled_run(block, line))), shape=_shape(block))


def _styled_run(block: Words, line: str) -> str:
    return run(line, size=_SMALL if block.look == "small" else 16, bold=block.look == "label")


def _shape(block: Words) -> Shape:
    usual = Shape(align="thaiDistribute", indent=round(2.5 * CM), before=100)
    return _SHAPES.get(block.look, usual)


def _cover(cover: Cover) -> Iterator[str]:
    yield paragraph(run(cover.series), shape=Shape(align="right"))
    yield paragraph("", shape=Shape(before=1500))
    yield _ruled()
    for number, line in enumerate(cover.title):
        yield paragraph(run(line, size=28 if number else 34, bold=True), shape=Shape(align="center", before=80))
    yield paragraph(run(cover.period, size=20), shape=Shape(align="center", before=240))
    if cover.draft:
        yield f"<w:p><w:pPr>{_BOX}</w:pPr>{run(cover.draft, size=18, bold=True)}</w:p>"
    yield paragraph("", shape=Shape(before=240))
    yield _ruled()
    yield paragraph("", shape=Shape(before=1200))
    for line in (cover.section, cover.office):
        yield paragraph(run(line, size=20, bold=True), shape=Shape(align="center"))
    for line in cover.under:
        yield paragraph(run(line, size=18), shape=Shape(align="center"))


def _ruled() -> str:
    return f"<w:p><w:pPr>{_RULE}</w:pPr></w:p>"


def _table(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    widths = [round(column.centimetres * CM) for column in columns]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>' for side in (*_SIDES, "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(_cell(width, column.heading, "center", _HEAD) for width, column in zip(widths, columns, strict=True))
    inside = "".join(_row(columns, widths, row) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{inside}</w:tbl>"
    )


def _row(columns: Sequence[Column], widths: Sequence[int], row: Row) -> str:
    """A row; one that names those below it stays on their page."""
    last = len(row.cells) - 1
    look = _CellLook(strong=row.strong, fill="F2F2F2" if row.strong else "", keep=row.names)
    inside = "".join(
        _cell(width, text, column.align, look)
        for width, text, column in zip(widths[:last], row.cells[:last], columns[:last], strict=True)
    )
    rest = len(columns) - last
    align = columns[last].align if rest == 1 else "center" if last else "left"
    inside += _cell(sum(widths[last:]), row.cells[last], align, look, span=rest)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}</w:tr>"


def _cell(width: int, text: str, align: str, look: _CellLook, *, span: int = 1) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else ""
    inside = paragraph(run(text, size=_SMALL, bold=look.strong), shape=Shape(align=align, keep=look.keep))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{shade}</w:tcPr>{inside}</w:tc>'
