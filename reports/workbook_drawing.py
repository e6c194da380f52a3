"""The drawing of a workbook with openpyxl, behind `reports.workbook`."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as Drawn
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reports.sheet import DEFAULT_WIDTH, Cell, Formula, Sheet, Style, address, fitted, letter
from reports.workbook import CREATOR, FONT
from reports.workbook_pictures import drawn
from reports.workbook_rules import add_rules

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip member can bear
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FORMULA_LIKE: Final = ("=", "+", "-", "@", "\t", "\r")
_A4: Final = 9
_MARGIN: Final = 0.4  # inches


class _Ordered(MultiCellRange):
    """Merged ranges in the order they were added; openpyxl keeps a set, whose order changes between processes."""

    def __init__(self) -> None:
        super().__init__()
        self.in_order: list[CellRange] = []

    def add(self, coord: str) -> None:
        self.in_order.append(CellRange(coord))

    def __iter__(self) -> Iterator[CellRange]:
        return iter(self.in_order)

    def __bool__(self) -> bool:
        return bool(self.in_order)


def draw(sheets: Sequence[Sheet], title: str, made_at: datetime, properties: Mapping[str, str]) -> bytes:
    """The workbook of these sheets; see `reports.workbook.to_xlsx`."""
    book = Workbook(write_only=True)
    made = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.title = title
    book.properties.creator = book.properties.lastModifiedBy = CREATOR
    book.properties.created = made
    for name, value in properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
        quoted = value.replace('"', '""')
        book.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"', hidden=True)
    for sheet in sheets:
        _draw(book, sheet)
    loose = BytesIO()
    ExcelWriter(book, zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED)).save()
    return _packed(loose, made)


def _packed(loose: BytesIO, made: datetime) -> bytes:
    """The same members in the same order, compressed, with every trace of the present moment taken out."""
    packed = BytesIO()
    with (
        zipfile.ZipFile(loose) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{made:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, content)
    return packed.getvalue()


def _draw(book: Workbook, sheet: Sheet) -> None:
    page = cast("Worksheet", book.create_sheet(sheet.name))  # a write-only one, for which the stubs have little
    page.sheet_state = sheet.visibility.value
    page.sheet_view.showGridLines = sheet.gridlines
    if sheet.tab:
        page.sheet_properties.tabColor = sheet.tab
    if sheet.freeze:
        page.freeze_panes = sheet.freeze
    for number, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[letter(number)].width = width or DEFAULT_WIDTH
        page.column_dimensions[letter(number)].hidden = not width
    _set_paper(page, sheet)
    if sheet.protected:
        _protect(page)
    if sheet.filter:
        page.auto_filter.ref = sheet.filter
    add_rules(page, sheet)
    for picture in sheet.pictures:
        page.add_image(drawn(picture))
    _write_rows(page, sheet)


def _set_paper(page: Worksheet, sheet: Sheet) -> None:
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=sheet.paper.fit)
    page.page_setup.orientation = "landscape" if sheet.paper.landscape else "portrait"
    page.page_setup.paperSize = _A4
    if sheet.paper.fit:
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
    page.print_options.horizontalCentered = sheet.paper.center
    for side in ("left", "right", "top"):
        setattr(page.page_margins, side, _MARGIN)
    page.page_margins.bottom = 0.6
    page.page_margins.header = page.page_margins.footer = 0.25
    if sheet.paper.breaks:
        page.row_breaks = RowBreak(brk=[Break(id=row) for row in sheet.paper.breaks])
    if sheet.paper.repeat:
        page.print_title_rows = "{}:{}".format(*sheet.paper.repeat)
    if sheet.paper.footer:
        foot = page.HeaderFooter.oddFooter
        assert foot is not None
        for part, text in ((foot.left, sheet.paper.footer.replace("&", "&&")), (foot.right, "หน้า &P จาก &N")):
            part.text, part.size, part.font = text, 12, f"{FONT},Regular"


def _protect(page: Worksheet) -> None:
    """Protect without a password. In the file format a flag that is set means forbidden."""
    page.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows"):
        setattr(page.protection, allowed, False)


def _write_rows(page: Worksheet, sheet: Sheet) -> None:
    merged = _Ordered()
    page.merged_cells = merged
    stamps = _Stamps(page)
    for number, row in enumerate(sheet.rows, start=1):
        # Not through openpyxl, which marks every height as the person's own; Excel then never fits the row again.
        page.row_dimensions[number] = cast("RowDimension", {"ht": f"{fitted(row, sheet.widths):g}"})
        for column, cell in enumerate(row.cells, start=1):
            if cell is not None and (cell.across > 1 or cell.down > 1):
                corner = address(number + cell.down - 1, column + cell.across - 1)
                merged.add(f"{address(number, column)}:{corner}")
        page.append(stamps.row(row.cells))  # type: ignore[arg-type]  # any generator will do


class _Stamps:
    """One drawn cell per style, used again and again: styling every cell afresh costs more than writing it."""

    def __init__(self, page: Worksheet) -> None:
        self._page = page
        self._made: dict[tuple[Style, bool], Drawn] = {}

    def row(self, cells: tuple[Cell | None, ...]) -> Iterator[Drawn | None]:
        for cell in cells:
            yield None if cell is None else self._drawn(cell)

    def _drawn(self, cell: Cell) -> Drawn:
        value = cell.value
        quoted = isinstance(value, str) and value.startswith(_FORMULA_LIKE)
        stamp = self._made.get((cell.style, quoted))
        if stamp is None:
            stamp = self._made[cell.style, quoted] = _stamp(self._page, cell.style, quoted=quoted)
        if isinstance(value, str):
            stamp.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            stamp.data_type = "s"  # whatever it begins with
        else:
            stamp.value = value.text if isinstance(value, Formula) else value
        return stamp


def _stamp(page: Worksheet, style: Style, *, quoted: bool) -> Drawn:
    stamp = WriteOnlyCell(page)
    stamp.font = Font(
        name=FONT, size=style.size, bold=style.bold, italic=style.italic, strike=style.struck or None,
        color=f"FF{style.color}",
    )  # fmt: skip
    stamp.alignment = Alignment(
        horizontal=style.align.value, vertical="center" if style.middle else "top", wrap_text=style.wrap
    )
    stamp.protection = Protection(locked=style.locked)
    if style.fill:
        stamp.fill = PatternFill("solid", fgColor=f"FF{style.fill}")
    if style.border:
        side = Side(style="thin", color=f"FF{style.border}")
        stamp.border = Border(left=side, right=side, top=side, bottom=side)
    stamp.number_format = style.number_format
    stamp.quotePrefix = quoted  # so that re-typing the cell in Excel does not make it a formula either
    return stamp
