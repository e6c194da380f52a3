"""A form in a workbook of the office's own, made a blank of one debt: its identity put in, and nothing else touched.

The file is not read and written anew, which would lose what a library does not know (pictures, charts, drop-downs of
other sheets): the few parts that must change are mended where they stand, all others stay as they are, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from domain.errors import UnreadableFileError
from reports.blank_identity import IDENTITY_PROPERTY, IDENTITY_SHEET
from reports.package import Package, attribute, before_end, counted, prefix_of, xml_text
from reports.sheet_xml import is_empty, used_rows, with_cell

_SHEETS: Final = "xl/worksheets/sheet{}.xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHEET_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_CUSTOM: Final = "docProps/custom.xml"
_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_XML: Final = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)
_CUSTOM_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_VTYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MARK: Final = re.compile(r"TT1\|[\w.|-]+", re.ASCII)
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_BELOW: Final = 2  # rows under the last one that is used
_FIRST_PROPERTY: Final = 2  # ids below are the format's own


def with_identity(data: bytes, identity_text: str) -> bytes:
    """The office's own xlsx with the identity in a buried sheet, a document property and small print below the table.

    A file that carries one already gets this one instead. Raises UnreadableFileError for what is no xlsx file.
    """
    package = Package(data)
    book = _book_of(package)
    shown = _sheets(package, book)
    first = next((part for _, part, state in shown if state in ("", "visible")), None)
    if first is None:
        raise UnreadableFileError("damaged", "no visible sheet")
    _renew(package, book, [part for _, part, _ in shown], identity_text)
    _put_small_print(package, first, identity_text, _small_look(package, book))
    _bury(package, book, {name: part for name, part, _ in shown}, identity_text)
    _put_property(package, identity_text)
    return package.bytes()


def prefill(data: bytes, cells: Mapping[tuple[str, str], str | float]) -> bytes:
    """The xlsx with values in cells, by (sheet, address), each in the look of its cell; what is filled already stays.

    Raises KeyError for a sheet there is not, ValueError for no address, UnreadableFileError for what is no xlsx file.
    """
    package = Package(data)
    parts = {name: part for name, part, _ in _sheets(package, _book_of(package))}
    for (sheet, address), value in cells.items():
        xml = package.text(parts[sheet])
        if is_empty(xml, address):
            package.put(parts[sheet], with_cell(xml, address, value))
    return package.bytes()


def _book_of(package: Package) -> str:
    targets = package.targets("", "officeDocument")
    if not targets or targets[0][1] not in package:
        raise UnreadableFileError("damaged", "no workbook")
    return targets[0][1]


def _sheets(package: Package, book: str) -> list[tuple[str, str, str]]:
    """(name, part, state) of the sheets with cells, in their order."""
    parts = dict(package.targets(book, "worksheet"))
    found = []
    for tag in _SHEET.findall(package.text(book)):
        ident = re.search(r"\w+:id\s*=\s*[\"']([^\"']*)", tag)
        part = parts.get(ident[1]) if ident else None
        if part is not None and part in package:
            name = attribute(tag, "name")
            for code, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
                name = name.replace(code, letter)
            found.append((name, part, attribute(tag, "state")))
    return found


def _renew(package: Package, book: str, sheets: list[str], text: str) -> None:
    """Every identity that stands in the file already becomes this one: two would be none."""
    shared = [part for _, part in package.targets(book, "sharedStrings") if part in package]
    for part in (book, *shared, *sheets):
        xml = package.text(part)
        if _MARK.search(xml):
            package.put(part, _MARK.sub(lambda _: xml_text(text), xml))


def _put_small_print(package: Package, part: str, text: str, style: int | None) -> None:
    xml = package.text(part)
    if _MARK.search(xml) is None:
        package.put(part, with_cell(xml, f"A{used_rows(xml) + _BELOW}", text, style))


def _small_look(package: Package, book: str) -> int | None:
    """A new look in the file's styles: eight points, grey. None where the styles are written in a way of their own."""
    for _, part in package.targets(book, "styles"):
        xml = package.text(part)
        fonts, looks = (re.search(rf"<(?:\w+:)?{name}\b[^>]*>", xml) for name in ("fonts", "cellXfs"))
        if fonts is None or looks is None:
            return None
        font, look = attribute(fonts[0], "count"), attribute(looks[0], "count")
        if not font.isdecimal() or not look.isdecimal():
            return None
        tag = prefix_of(xml, "fonts")
        new = f'<{tag}font><{tag}sz val="8"/><{tag}color rgb="FF9CA3AF"/><{tag}name val="TH Sarabun New"/></{tag}font>'
        xml = counted(before_end(xml, "fonts", new), "fonts", {"count": str(int(font) + 1)})
        new = f'<{tag}xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        xml = counted(before_end(xml, "cellXfs", new), "cellXfs", {"count": str(int(look) + 1)})
        package.put(part, xml)
        return int(look)
    return None


def _bury(package: Package, book: str, parts: Mapping[str, str], text: str) -> None:
    if IDENTITY_SHEET in parts:
        part = parts[IDENTITY_SHEET]
        package.put(part, with_cell(package.text(part), "A1", text))
        return
    xml = package.text(book)
    strict = _STRICT in xml
    part = package.free(_SHEETS)
    main = _STRICT_MAIN if strict else _MAIN
    package.put(part, with_cell(f'{_HEAD}<worksheet xmlns="{main}"><sheetData/></worksheet>', "A1", text))
    package.declare(part, _SHEET_TYPE)
    ident = package.relate(book, part, f"{_STRICT if strict else _OFFICE}/worksheet")
    number = 1 + max((int(attribute(tag, "sheetId") or 0) for tag in _SHEET.findall(xml)), default=0)
    relation = re.search(r"<(?:\w+:)?sheet\b[^>]*?(\w+):id\s*=", xml)
    assert relation is not None  # a visible sheet was found by it
    tag, space = prefix_of(xml, "sheets"), f'xmlns:{relation[1]}="{_STRICT if strict else _OFFICE}"'
    named = f'name="{IDENTITY_SHEET}" sheetId="{number}" state="veryHidden"'
    new = f'<{tag}sheet {space} {named} {relation[1]}:id="{ident}"/>'
    package.put(book, before_end(xml, "sheets", new))


def _put_property(package: Package, text: str) -> None:
    targets = package.targets("", "custom-properties")
    part = targets[0][1] if targets else _CUSTOM
    if part not in package:
        package.put(part, _HEAD + _CUSTOM_XML)
        package.declare(part, _CUSTOM_TYPE)
        package.relate("", part, f"{_OFFICE}/custom-properties")
    xml = package.text(part)
    own = rf"<(\w+:)?property\b[^>]*name=\"{IDENTITY_PROPERTY}\"[^>]*>.*?</(\w+:)?property>"
    xml = re.sub(own, "", xml, flags=re.DOTALL)
    ids = [int(number) for number in re.findall(r"\bpid=[\"']([0-9]+)", xml)]
    tag = prefix_of(xml, "Properties")
    pid = max([_FIRST_PROPERTY - 1, *ids]) + 1
    value = f'<vt:lpwstr xmlns:vt="{_VTYPES}">{xml_text(text)}</vt:lpwstr>'
    new = f'<{tag}property fmtid="{_CUSTOM_FORMAT}" pid="{pid}" name="{IDENTITY_PROPERTY}">{value}</{tag}property>'
    package.put(part, before_end(xml, "Properties", new))
