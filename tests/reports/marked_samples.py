"""Workbooks full of what people and programs put into them, and what must be the same after marking."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from copy import copy
from typing import Any
from xml.etree import ElementTree as ET

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.samples.making import ROW_31, ROW_32, ROW_33, SUB_ROW, changed_part, draw, part_of, to_xlsx, zipped

SHEET = "กลยุทธ์ที่ ๓"
PART = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LOOKS = ("font", "fill", "border", "alignment", "protection")
BLUE = "FF9DC3E6"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
# As Excel writes the boxes of buttons: no proper XML.
BUTTON_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml"\r\n xmlns:o="urn:schemas-microsoft-com:office:office"\r\n'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n <o:shapelayout v:ext="edit">\r\n'
    b'  <o:idmap v:ext="edit" data="3"/>\r\n </o:shapelayout><v:shapetype id="_x0000_t201" o:spt="201"/>'
    b'<v:shape id="_x0000_s3073" type="#_x0000_t201"><v:textbox><div><font>One<br>Two</font></div></v:textbox>'
    b'<x:ClientData ObjectType="Button"><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor></x:ClientData></v:shape></xml>'
)
TEXT_BOX = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="urn:a">'
    "<xdr:sp><a:t>กล่องข้อความ</a:t></xdr:sp></xdr:wsDr>"
).encode()


def rich() -> bytes:
    """The strategy form with a chart, notes, rules, a look of its own, and parts that libraries do not know."""
    book = load_workbook(io.BytesIO(to_xlsx(draw([ROW_31, SUB_ROW, ROW_32, ROW_33]))))
    _dress(book[SHEET])
    _add_second_sheet(book)
    target = io.BytesIO()
    book.save(target)
    return _with_strange_parts(target.getvalue())


def _dress(sheet: Worksheet) -> None:
    sheet["B8"].comment = Comment("ดูเอกสาร <แนบ> & ถาม", "ครูฝน")
    sheet["C9"].fill = PatternFill("solid", fgColor=BLUE)
    sheet["D9"].fill = PatternFill("lightGrid", fgColor=BLUE)
    sheet["E9"].number_format = '#,##0.00"บาท"'
    sheet["H9"].font = Font(name="TH Sarabun New", size=15, italic=True)
    sheet.column_dimensions["D"].width = 31.5
    sheet.column_dimensions["R"].number_format = "0.0%"
    sheet.row_dimensions[30].height = 44
    sheet.row_dimensions[30].number_format = "yyyy"
    bold = DifferentialStyle(font=Font(bold=True))
    sheet.conditional_formatting.add("E8:G11", Rule(type="cellIs", operator="lessThan", formula=["5"], dxf=bold))
    sheet.auto_filter.ref = "A7:P11"
    sheet.protection.sheet = True
    sheet.print_title_rows = "6:7"
    rule = DataValidation(type="whole", operator="between", formula1="1", formula2="5", sqref="H8:H11")
    sheet.add_data_validation(rule)
    sheet["P8"].hyperlink = "https://example.invalid/"


def _add_second_sheet(book: Workbook) -> None:
    sheet = book.create_sheet("กราฟ")
    for row in range(1, 6):
        sheet.append([f"ข้อ {row}", row, f"=B{row}*2"])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=5))
    sheet.add_chart(chart, "E2")
    book.defined_names["ผล"] = DefinedName("ผล", attr_text=f"'{SHEET}'!$E$8:$E$11")


def _with_strange_parts(data: bytes) -> bytes:
    """With a picture, custom XML, a text box, settings of a printer: parts nothing here has to understand."""
    strange = {
        "xl/media/image1.png": PNG,
        "customXml/item1.xml": "<งาน>กย.๑</งาน>".encode(),
        "xl/drawings/drawing7.xml": TEXT_BOX,
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
    }
    for name, body in strange.items():
        data = changed_part(data, name, body)
    return data


def with_macros(data: bytes) -> bytes:
    """The same as a workbook with macros."""
    types = part_of(data, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return changed_part(changed_part(data, "[Content_Types].xml", types), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)


def with_button(data: bytes) -> bytes:
    """The same with a button on its first sheet, which therefore has an old drawing but no notes."""
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    data = changed_part(data, "xl/drawings/vmlDrawing5.vml", BUTTON_DRAWING)
    types = part_of(data, "[Content_Types].xml")
    vml = b'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>'
    data = changed_part(data, "[Content_Types].xml", types.replace(b"</Types>", vml))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing"
    told = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId4" Type="{kind}" Target="../drawings/vmlDrawing5.vml"/></Relationships>'
    )
    data = changed_part(data, name, told.encode())
    tag = (
        '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId4"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent></worksheet>'
    )
    return changed_part(data, PART, part_of(data, PART).replace(b"</worksheet>", tag.encode()))


def prefixed(data: bytes) -> bytes:
    """The same with every element written with a prefix, as some programs do."""
    parts = {name: part_of(data, name) for name in names_of(data)}
    for name, body in parts.items():
        if name.startswith("xl/") and name.endswith(".xml") and MAIN.encode() in body:
            told = re.sub(rb"<(/?)(?=[A-Za-z]+[\s/>])", rb"<\1x:", body)
            parts[name] = told.replace(b'xmlns="' + MAIN.encode(), b'xmlns:x="' + MAIN.encode())
    return zipped(parts)


def strict(data: bytes) -> bytes:
    """The same in the strict form of the format, whose namespaces and kinds have other words."""
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {}
    for name in names_of(data):
        body = part_of(data, name)
        if name.endswith((".xml", ".rels")):
            body = body.replace(office, b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            body = body.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        parts[name] = body
    return zipped(parts)


def names_of(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def book_of(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def colour(cell: Cell | MergedCell) -> str:
    """The colour that is seen behind a cell, "" for none."""
    fill = cell.fill
    return str(fill.fgColor.rgb) if fill.fill_type == "solid" else ""


def looks(cell: Any, *, filled: bool = True) -> tuple[object, ...]:
    """All that is seen of a cell; perhaps without its background."""
    names = LOOKS if filled else [name for name in LOOKS if name != "fill"]
    return (cell.value, cell.data_type, cell.number_format, *[copy(getattr(cell, name)) for name in names])


def told(sheet: Worksheet) -> dict[str, tuple[str, str]]:
    """The notes of a sheet: cell -> author and text."""
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return {cell.coordinate: (cell.comment.author, cell.comment.text) for cell in cells if cell.comment}


def assert_same_cells(before: bytes, after: bytes, marked: Collection[tuple[str, str]]) -> None:
    """Every cell of every sheet as it was, but for the background of the marked ones."""
    old, new = book_of(before), book_of(after)
    assert new.sheetnames == old.sheetnames
    for was, sheet in zip(old.worksheets, new.worksheets, strict=True):
        for row in sheet.iter_rows():
            for cell in row:
                if (cell.row, cell.column) not in was._cells:
                    assert cell.value is None, cell.coordinate
                    continue
                other = was[cell.coordinate]
                filled = (sheet.title, cell.coordinate) not in marked
                assert looks(cell, filled=filled) == looks(other, filled=filled), cell.coordinate
        assert sheet.merged_cells.ranges == was.merged_cells.ranges
        assert (was.max_row, was.max_column) <= (sheet.max_row, sheet.max_column)


def assert_same_sheet(before: bytes, after: bytes, part: str = PART) -> None:
    """A sheet's XML as it was, but for styles, empty cells put in, and the tag that names the drawing of its notes."""
    assert plain_sheet(part_of(after, part)) == plain_sheet(part_of(before, part))


def plain_sheet(xml: bytes) -> str:
    root = ET.fromstring(xml)  # noqa: S314  (made here)
    for parent in list(root.iter()):
        for child in list(parent):
            name = child.tag.rpartition("}")[2]
            if name == "c":
                child.attrib.pop("s", None)
            elif name == "row":
                child.attrib.pop("spans", None)
            if name == "legacyDrawing" or (name == "c" and not len(child)):
                parent.remove(child)
    for data in [one for one in root if one.tag.endswith("}sheetData")]:
        for row in [row for row in data if not len(row) and set(row.attrib) <= {"r"}]:
            data.remove(row)
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))


ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "AlternateContent", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


def assert_by_the_book(data: bytes) -> None:
    """What Excel asks of a package before it opens it without a word of repair."""
    names = names_of(data)
    assert len(names) == len(set(names))
    types = ET.fromstring(part_of(data, "[Content_Types].xml"))  # noqa: S314
    extensions = [one.get("Extension") for one in types if one.tag.endswith("Default")]
    overrides = [one.get("PartName") for one in types if one.tag.endswith("Override")]
    assert len(extensions) == len(set(extensions))
    assert len(overrides) == len(set(overrides))
    for name in names:
        if re.match(r"xl/(comments|drawings/vmlDrawing)", name):
            assert f"/{name}" in overrides or name.rpartition(".")[2] in extensions
        if name.startswith("xl/worksheets/sheet"):
            _assert_sheet(part_of(data, name))
            _assert_named(data, name)
    _assert_styles(part_of(data, "xl/styles.xml"))


def _assert_sheet(xml: bytes) -> None:
    root = ET.fromstring(xml)  # noqa: S314
    sections = [child.tag.rpartition("}")[2] for child in root]
    assert sections == sorted(sections, key=ORDER.index)
    assert sections.count("legacyDrawing") <= 1
    rows = [int(row.get("r", "0")) for row in root.iter() if row.tag.endswith("}row")]
    assert rows == sorted(set(rows))
    for row in root.iter():
        if row.tag.endswith("}row"):
            columns = [(len(ref), ref) for cell in row if (ref := re.sub(r"\d", "", cell.get("r", "")))]
            assert columns == sorted(set(columns))
            assert all(cell.get("r", "").endswith(row.get("r", "")) for cell in row)


def _assert_named(data: bytes, sheet: str) -> None:
    """The drawing a sheet names is there, and each note has one box."""
    rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    xml = part_of(data, sheet)
    if b"legacyDrawing" not in xml:
        return
    found = re.search(rb"legacyDrawing [^>]*?\w+:id=\"([^\"]+)\"", xml)
    assert found
    relations = {one.get("Id"): one for one in ET.fromstring(part_of(data, rels))}  # noqa: S314
    targets = {one.get("Type", "").rpartition("/")[2]: one.get("Target", "") for one in relations.values()}
    assert relations[found[1].decode()].get("Type", "").endswith("/vmlDrawing")
    vml = part_of(data, _absolute(targets["vmlDrawing"]))
    idents = re.findall(rb"<v:shape[^t][^>]*\bid=\"([^\"]+)\"", vml)
    assert len(idents) == len(set(idents))
    if "comments" not in targets:
        return
    notes = ET.fromstring(part_of(data, _absolute(targets["comments"])))  # noqa: S314
    refs = [one.get("ref") for one in notes.iter() if one.tag.endswith("}comment")]
    assert len(refs) == len(set(refs)) == vml.count(b'ObjectType="Note"')
    authors = sum(one.tag.endswith("}author") for one in notes.iter())
    numbers = [int(one.get("authorId", "-1")) for one in notes.iter() if one.tag.endswith("}comment")]
    assert all(0 <= number < authors for number in numbers)


def _absolute(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else "xl/" + target.removeprefix("../")


def _assert_styles(xml: bytes) -> None:
    root = ET.fromstring(xml)  # noqa: S314
    sizes = {}
    for section in root:
        name = section.tag.rpartition("}")[2]
        sizes[name] = len(section)
        assert section.get("count") in (None, str(len(section))), name
    for section in root:
        if section.tag.endswith("}cellXfs"):
            assert all(int(one.get("fillId", "0")) < sizes["fills"] for one in section)
