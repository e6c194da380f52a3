"""Files that are made to hurt, or broken: each ends in a reading or in a reason, in little time and memory.

`CASES`: what it is -> how it is made and what may become of it. "form": read as the form it is; "table": a table
that is no form; else the reason it is refused with. All is made here, and none does harm to whoever only keeps it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from random import Random
from typing import Final, NamedTuple

from tests.reports.old_excel import cell, compound, workbook_stream
from tests.samples.making import (
    ROW_31,
    ROW_32,
    ROW_33,
    SUB_ROW,
    changed_part,
    draw,
    part_of,
    to_csv,
    to_html,
    to_ods,
    to_xlsx,
    zipped,
)

MB: Final = 1024 * 1024
READ: Final = frozenset({"form"})
TABLE: Final = frozenset({"table"})
REFUSED: Final = frozenset({"encrypted", "not_a_table", "archive", "too_large", "damaged", "empty"})
ANY: Final = READ | TABLE | REFUSED
LARGE: Final = frozenset({"too_large"})
BROKEN: Final = frozenset({"damaged"})
NO_TABLE: Final = frozenset({"not_a_table", "archive"})
LOCKED: Final = frozenset({"encrypted"})

SHEET: Final = "xl/worksheets/sheet1.xml"
STRINGS: Final = "xl/sharedStrings.xml"
STYLES: Final = "xl/styles.xml"
BOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"
TYPES: Final = "[Content_Types].xml"
SECRET: Final = "file:///etc/passwd"
DTD: Final = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{SECRET}">]>'.encode()
LAUGHS: Final = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]>"
)


class Case(NamedTuple):
    """One file. `heavy`: it takes more than a moment to make or to read."""

    make: Callable[[], bytes]
    may_be: frozenset[str]
    heavy: bool = False


_TEXT: Final = re.compile(rb't="inlineStr"><is>(<t[^>]*>[^<]*</t>)</is>')


@cache
def form() -> bytes:
    """The form that is spoilt, with its texts in a table of their own as spreadsheet programs write them."""
    data = to_xlsx(draw([ROW_31, SUB_ROW, ROW_32, ROW_33]))
    texts: list[bytes] = []

    def kept(found: re.Match[bytes]) -> bytes:
        texts.append(b"<si>" + found[1] + b"</si>")
        return f't="s"><v>{len(texts) - 1}</v>'.encode()

    sheet = _TEXT.sub(kept, part_of(data, SHEET))
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    more = {
        SHEET: sheet,
        STRINGS: b'<?xml version="1.0"?><sst xmlns="' + main + b'">' + b"".join(texts) + b"</sst>",
        RELATIONS: part_of(data, RELATIONS).replace(
            b"</Relationships>",
            b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
            b'Target="sharedStrings.xml" Id="rId9"/></Relationships>',
        ),
        TYPES: part_of(data, TYPES).replace(
            b"</Types>",
            b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'spreadsheetml.sharedStrings+xml"/></Types>',
        ),
    }
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | more)


@cache
def ods() -> bytes:
    """The same as an OpenDocument spreadsheet."""
    return to_ods(draw([ROW_31, SUB_ROW, ROW_32, ROW_33]))


@cache
def old() -> bytes:
    """The same as an old workbook."""
    return compound(workbook_stream(draw([ROW_31, SUB_ROW, ROW_32, ROW_33]).lines))


def xml(name: str = SHEET) -> bytes:
    """A part of the form."""
    return part_of(form(), name)


def swapped(name: str, old_text: bytes, new_text: bytes) -> Callable[[], bytes]:
    """The form with a text of one of its parts replaced."""
    return lambda: changed_part(form(), name, xml(name).replace(old_text, new_text, 1))


def after_declaration(part: bytes, what: bytes) -> bytes:
    """XML with a document type."""
    body = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", part)
    return b'<?xml version="1.0" encoding="UTF-8"?>' + what + body


def with_parts(more: Mapping[str, bytes]) -> bytes:
    """The form with more parts."""
    with zipfile.ZipFile(io.BytesIO(form())) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | dict(more))


def entities(name: str, dtd: bytes) -> Callable[[], bytes]:
    """The form with a document type in one part, and its entity used where text may stand."""

    def make() -> bytes:
        spoilt = after_declaration(xml(name), dtd)
        return changed_part(form(), name, re.sub(rb"(<(?:t|v)(?: [^>]*)?>)", rb"\1&e;&j;", spoilt, count=1))

    return make


def large_sheet(rows: Iterator[bytes], closing: bytes = b"") -> bytes:
    """The form with other rows."""
    start, end = xml().index(b"<sheetData>"), xml().index(b"</sheetData>")
    body = xml()[: start + 11] + b"".join(rows) + xml()[end:]
    return changed_part(form(), SHEET, body.replace(b"</sheetData>", b"</sheetData>" + closing))


def million_rows() -> bytes:
    """Every row has its cell."""
    return large_sheet(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>'.encode() for n in range(1, 300_001))


def zeros(size: int) -> bytes:
    """Deflated nothing, made in pieces."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = bytes(MB)
    return b"".join([press.compress(piece) for _ in range(size // MB)]) + press.flush()


def ten_gigabytes() -> bytes:
    """A sheet whose 10 MB unpack to ten gigabytes, and whose directory says so little as it likes."""
    return _stored_raw(SHEET, zeros(64 * MB) * 1, 10_240 * MB)


def lying(size: int) -> bytes:
    """A sheet that unpacks to 500 MB; its directory says another size."""
    return _stored_raw(SHEET, zeros(500 * MB), size)


def _stored_raw(name: str, deflated: bytes, told: int) -> bytes:
    """The form with a part that is already deflated, and a directory that says what it is told."""
    data = bytearray(changed_part(form(), name, b"@" * len(deflated)))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as source, zipfile.ZipFile(target, "w") as archive:
        for one in source.namelist():
            archive.writestr(one, deflated if one == name else source.read(one), zipfile.ZIP_STORED)
        info = archive.getinfo(name)
        info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, min(told, 0xFFFFFFF0)
    made = bytearray(target.getvalue())
    struct.pack_into("<H", made, info.header_offset + 8, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", made, info.header_offset + 22, min(told, 0xFFFFFFF0))
    return bytes(made)


def many_entries(count: int) -> bytes:
    """A zip file of nothing but names; the entries of its directory all point at one place."""
    local = struct.pack("<4s5HIII2H", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4s6HIII5HII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    total = min(count, 0xFFFF)
    end = struct.pack("<4s4HIIH", b"PK\x05\x06", 0, 0, total, total, len(entry) * count, len(local), 0)
    return local + entry * count + end


def overlapping(count: int = 1500) -> bytes:
    """Many entries over the same 10 MB of zeros."""
    body = zeros(10 * MB)
    name = b"xl/worksheets/sheet1.xml"
    local = struct.pack("<4s5HIII2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(body), 10 * MB, len(name), 0) + name + body
    entries = b""
    for number in range(count):
        own = b"xl/workbook.xml" if not number else b"xl/worksheets/s%07d.xml" % number
        entries += struct.pack(
            "<4s6HIII5HII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(body), 10 * MB, len(own), 0, 0, 0, 0, 0, 0
        ) + own  # fmt: skip
    return local + entries + struct.pack("<4s4HIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), len(local), 0)


def nested(depth: int) -> bytes:
    """A zip file in a zip file in a zip file."""
    data = zipped({"a.xlsx": bytes(MB)})
    for _ in range(depth):
        data = zipped({"a.zip": data, "b.zip": data})
    return data


def strings(count: int, text: bytes) -> bytes:
    """A table of texts nobody asks for."""
    body = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + text * count + b"</sst>"
    return changed_part(form(), STRINGS, body)


def formats(count: int) -> bytes:
    """Cell formats without end."""
    more = b'<cellXfs count="9">' + b'<xf numFmtId="9" applyNumberFormat="1"/>' * count
    return changed_part(form(), STYLES, re.sub(rb"<cellXfs[^>]*>", more, xml(STYLES)))


def number_formats(count: int) -> bytes:
    """Number formats of the file's own."""
    own = b"".join(f'<numFmt numFmtId="{n + 200}" formatCode="0.0%"/>'.encode() for n in range(count))
    styles = re.sub(rb"<numFmts.*?</numFmts>|<numFmts[^>]*/>", b"", xml(STYLES), flags=re.DOTALL)
    return changed_part(form(), STYLES, re.sub(rb"(<styleSheet[^>]*>)", rb"\1<numFmts>" + own + b"</numFmts>", styles))


def merges(count: int, ref: Callable[[int], str]) -> bytes:
    """Merged ranges without end, or beyond measure."""
    own = "".join(f'<mergeCell ref="{ref(n)}"/>' for n in range(count))
    body = re.sub(rb"<mergeCells.*?</mergeCells>", b"", xml(), flags=re.DOTALL)
    return changed_part(
        form(), SHEET, body.replace(b"</sheetData>", f"</sheetData><mergeCells>{own}</mergeCells>".encode())
    )


def deep(tag: str, depth: int) -> bytes:
    """Elements within elements."""
    return changed_part(form(), SHEET, xml().replace(b"<sheetData>", f"<{tag}>".encode() * depth + b"<sheetData>", 1))


def content(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    """The OpenDocument form with another content."""
    return lambda: changed_part(ods(), "content.xml", change(part_of(ods(), "content.xml")))


def ods_cells(row: str, attributes: str, inside: str = "") -> Callable[[], bytes]:
    """The OpenDocument form with one more row."""
    made = f"<table:table-row {row}><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"
    return content(lambda body: body.replace(b"</table:table>", made.encode() + b"</table:table>", 1))


def other_prefix() -> bytes:
    """The OpenDocument form with names and repeats that only a reader of name spaces understands."""
    row = (
        b'<t:table-row t:number-rows-repeated="1048576"><t:table-cell office:value-type="float" office:value="1" '
        b't:number-columns-repeated="16384"/></t:table-row></t:table>'
    )
    body = part_of(ods(), "content.xml").replace(b"table:", b"t:").replace(b"xmlns:table=", b"xmlns:t=")
    return changed_part(ods(), "content.xml", body.replace(b"</t:table>", row))


def circle(at: int, value: int) -> Callable[[], bytes]:
    """An old workbook whose table of sectors bites its tail."""

    def make() -> bytes:
        spoilt = bytearray(old())
        struct.pack_into("<I", spoilt, at, value)
        return bytes(spoilt)

    return make


def record(kind: int, body: bytes) -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def old_with(extra: bytes = b"", in_globals: bytes = b"") -> Callable[[], bytes]:
    """An old workbook with more records."""
    lines = draw([ROW_31, SUB_ROW, ROW_32, ROW_33]).lines
    return lambda: compound(workbook_stream(lines, extra, in_globals))


def symlink() -> bytes:
    """The sheet is a symbolic link."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form())) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, (0o120777 << 16 if name == SHEET else 0o644 << 16)
            archive.writestr(info, source.read(name))
    return target.getvalue()


def doubled() -> bytes:
    """Two parts of one name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form())) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate([*source.namelist(), SHEET]):
            info = zipfile.ZipInfo(f"{name[:-1]}~" if name == SHEET and number >= len(source.namelist()) else name)
            archive.writestr(info, source.read(name) if number < len(source.namelist()) else b"<worksheet/>")
    return target.getvalue().replace(b"sheet1.xm~", b"sheet1.xml")


def locked_zip() -> bytes:
    """A part under a password."""
    data = bytearray(form())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


def html(body: str) -> Callable[[], bytes]:
    """A page that ends in the form."""
    return lambda: body.encode() + to_html(draw([ROW_31, ROW_32]))


OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL: Final = '<td><p class="x">ก</p></td>'
CSV: Final = to_csv(draw([ROW_31, ROW_32]), "utf-8")
_LINK: Final = (
    b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
)
_QUERY: Final = (
    b'<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<connection id="1" name="w" type="4"><webPr url="http://127.0.0.1:9/x"/></connection></connections>'
)

_LIVELY: Final[dict[str, Case]] = {
    "macros: a project of macros": Case(lambda: with_parts({"xl/vbaProject.bin": OLE + bytes(4000)}), READ),
    "macros: a program inside": Case(lambda: with_parts({"xl/embeddings/oleObject1.bin": b"MZ" + bytes(4000)}), READ),
    "macros: links and commands": Case(lambda: with_parts({"xl/externalLinks/externalLink1.xml": _LINK}), READ),
    "macros: a web query": Case(lambda: with_parts({"xl/connections.xml": _QUERY}), READ),
    "macros: a command for a formula": Case(
        swapped(SHEET, b"</row>", b"<c r=\"Z1\"><f>cmd|' /C calc'!A0</f><v>1</v></c></row>"), READ
    ),
    "macros: a sheet of old macros": Case(
        swapped(RELATIONS, b"relationships/worksheet", b"relationships/xlMacrosheet"), ANY
    ),
    "html: scripts": Case(html("<script>alert(1)</script><img src=x onerror=alert(1)><iframe src=//x></iframe>"), READ),
    "locked: an encrypted package": Case(
        lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), LOCKED
    ),
    "locked: a part of the zip file": Case(locked_zip, LOCKED),
    "locked: OpenDocument": Case(
        lambda: changed_part(ods(), "META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"), LOCKED
    ),
    "locked: old Excel": Case(old_with(in_globals=record(0x002F, bytes(4))), LOCKED),
}

_BOMBS: Final[dict[str, Case]] = {
    "bomb: a sheet of 10 GB by its own word": Case(ten_gigabytes, LARGE | BROKEN),
    "bomb: a sheet of 500 MB that says 100 bytes": Case(lambda: lying(100), LARGE | BROKEN, heavy=True),
    "bomb: a sheet of 500 MB that says 20 MB": Case(lambda: lying(20 * MB), LARGE | BROKEN, heavy=True),
    "bomb: a million entries": Case(lambda: many_entries(300_000), ANY, heavy=True),
    "bomb: 60,000 entries": Case(lambda: many_entries(60_000), NO_TABLE | LARGE),
    "bomb: entries that lie over each other": Case(overlapping, LARGE | BROKEN),
    "bomb: zip in zip in zip": Case(lambda: nested(6), NO_TABLE),
    "bomb: four million texts": Case(lambda: strings(1_200_000, b"<si><t>aa</t></si>"), READ | LARGE, heavy=True),
    "bomb: one text of 20 MB": Case(lambda: strings(1, b"<si><t>" + b"a" * 20 * MB + b"</t></si>"), READ | LARGE),
    "bomb: 100,000 formats": Case(lambda: formats(100_000), READ),
    "bomb: 500,000 formats": Case(lambda: formats(500_000), READ | LARGE, heavy=True),
    "bomb: 100,000 number formats": Case(lambda: number_formats(100_000), READ),
    "bomb: 300,000 merged ranges": Case(
        lambda: merges(300_000, lambda n: f"A{n + 50}:B{n + 50}"), READ | LARGE, heavy=True
    ),
    "bomb: 20,000 merged ranges over everything": Case(lambda: merges(20_000, lambda _: "A1:XFD1048576"), READ | LARGE),
    "bomb: 2,000 merged ranges across the heading": Case(
        lambda: merges(2_000, lambda n: f"A{n % 9 + 1}:XFD{n % 9 + 1}"), READ | LARGE
    ),
    "bomb: 5,000 merged ranges down": Case(lambda: merges(5_000, lambda _: "A9:A1048576"), READ | LARGE),
    "bomb: 300,000 rows": Case(million_rows, LARGE, heavy=True),
    "bomb: 16,384 columns": Case(
        lambda: large_sheet(b'<row r="%d">' % r + b"<c><v>1</v></c>" * 16_384 + b"</row>" for r in range(1, 40)), LARGE
    ),
    "bomb: rows of great span": Case(swapped(SHEET, b'<row r="9"', b'<row spans="1:16384000000" r="9"'), READ),
    "bomb: a row number beyond numbers": Case(swapped(SHEET, b'<row r="9"', b'<row r="' + b"9" * 5000 + b'"'), ANY),
    "bomb: a cell at the end of the world": Case(
        swapped(SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), READ
    ),
    "bomb: 12 MB of attributes": Case(
        lambda: changed_part(form(), SHEET, xml().replace(b"<sheetData>", b'<sheetData x="' + b"a" * 12 * MB + b'">')),
        ANY,
    ),
    "bomb: cells that are never closed": Case(
        lambda: changed_part(
            form(), SHEET, xml().replace(b"</sheetData>", b'<c r="ZZZ1">' * 300_000 + b"</sheetData>")
        ),
        ANY,
    ),
    "bomb: relations without end": Case(
        swapped(RELATIONS, b"</Relationships>", b'<Relationship Id="r" Target="x" ' * 200_000), ANY
    ),
    "bomb: sheets without end": Case(
        swapped(
            BOOK,
            b"</sheets>",
            b"".join(b'<sheet name="s%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(9, 5000)) + b"</sheets>",
        ),
        ANY,
        heavy=True,
    ),
    "xml: laughs in the sheet": Case(entities(SHEET, LAUGHS), ANY),
    "xml: laughs in the texts": Case(entities(STRINGS, LAUGHS), ANY),
    "xml: laughs in the workbook": Case(entities(BOOK, LAUGHS), ANY),
    "xml: a file of this machine in the sheet": Case(entities(SHEET, DTD), ANY),
    "xml: a file of this machine in the texts": Case(entities(STRINGS, DTD), ANY),
    "xml: elements within elements": Case(lambda: deep("x", 300_000), ANY),
    "xml: elements within elements, OpenDocument": Case(
        content(lambda body: body.replace(b"<table:table ", b"<text:p>" * 300_000 + b"<table:table ", 1)), ANY
    ),
    "ods: rows and columns repeated to the end": Case(
        ods_cells(
            'table:number-rows-repeated="1048576"',
            'office:value-type="float" office:value="1" table:number-columns-repeated="16384"',
        ),
        LARGE,
    ),
    "ods: repeats beyond numbers": Case(
        ods_cells(
            f'table:number-rows-repeated="{"9" * 40}"',
            f'table:number-columns-repeated="{"9" * 40}" office:value-type="float" office:value="1"',
        ),
        LARGE,
    ),
    "ods: a repeat of five thousand figures": Case(ods_cells(f'table:number-rows-repeated="{"9" * 5000}"', ""), ANY),
    "ods: empty rows repeated to the end": Case(
        ods_cells('table:number-rows-repeated="1048576"', 'table:number-columns-repeated="16384"'), READ
    ),
    "ods: a text without a kind repeated": Case(
        ods_cells(
            'table:number-rows-repeated="1048576"', 'table:number-columns-repeated="16384"', "<text:p>x</text:p>"
        ),
        ANY,
    ),
    "ods: another prefix for the same names": Case(other_prefix, ANY),
    "ods: laughs": Case(content(lambda body: after_declaration(body, LAUGHS)), BROKEN),
    "ods: a content of 400 MB": Case(
        lambda: changed_part(ods(), "content.xml", part_of(ods(), "content.xml") + b" " * 400 * MB), LARGE, heavy=True
    ),
    "ods: a million spaces": Case(
        ods_cells("", 'office:value-type="string"', '<text:p><text:s text:c="2000000000"/></text:p>'), ANY
    ),
    "ods: spans beyond measure": Case(
        ods_cells(
            "",
            'office:value-type="float" office:value="1" table:number-rows-spanned="1048576" '
            'table:number-columns-spanned="16384"',
        ),
        ANY,
    ),
    "xls: a great table of texts": Case(
        old_with(in_globals=record(0x00FC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + b"ab")), ANY
    ),
    "xls: texts that go on and on": Case(
        old_with(
            in_globals=record(0x00FC, struct.pack("<II", 9, 9) + struct.pack("<HB", 0xFFFF, 1))
            + record(0x003C, b"\x01") * 100_000
        ),
        ANY,
    ),
    "xls: sectors in a circle": Case(circle(512 + 4 * 4, 3), ANY),
    "xls: a directory in a circle": Case(circle(512 + 4 * 1, 1), ANY),
    "xls: a table of tables in a circle": Case(circle(68, 0), ANY),
    "xls: sectors of two gigabytes": Case(circle(30, 31), ANY),
    "xls: more tables than the file has": Case(circle(44, 0x7FFFFFFF), ANY),
    "xls: a stream longer than the file": Case(
        lambda: old().replace(struct.pack("<I", len(old())), b"\xff\xff\xff\x7f"), ANY
    ),
    "xls: a far cell": Case(old_with(cell(65_535, 255, 1.0)), LARGE),
    "xls: a range beyond measure": Case(old_with(record(0x00E5, struct.pack("<HHHHH", 1, 0, 65_535, 0, 65_535))), ANY),
    "xls: 200,000 ranges": Case(
        old_with(record(0x00E5, struct.pack("<H", 1000) + struct.pack("<HHHH", 0, 65_535, 0, 255) * 1000) * 200),
        ANY,
        heavy=True,
    ),
    "csv: one line of 30 MB": Case(lambda: b"a," * 15 * MB, LARGE | BROKEN, heavy=True),
    "csv: one word of 19 MB": Case(lambda: b"a,b\n" + b"a" * 19 * MB, ANY),
    "csv: 19 MB of new lines": Case(lambda: b"a,b\n" + b"\n" * 19 * MB, ANY),
    "csv: quotes that never close": Case(lambda: b'a,b\n"' + b"x,y\n" * 4_000_000, ANY, heavy=True),
    "csv: nothing but quotes": Case(lambda: b'"' * 19 * MB, ANY),
    "csv: many quotes in many lines": Case(lambda: b'"",""\n' * 100_000, LARGE | frozenset({"empty"})),
    "csv: zeros between": Case(lambda: CSV.replace(b",", b"\x00,"), ANY),
    "html: a million tables in tables": Case(html("<table><tr><td>" * 400_000), ANY, heavy=True),
    "html: a million elements in elements": Case(html("<div>" * 1_000_000), ANY, heavy=True),
    "html: a section of no kind": Case(html("<p><![BDATA[x]]><![\ufffdCDATA[<![if !x]><![>"), READ),
    "html: a section that does not end": Case(lambda: b"<table><tr><td>a<td>b<![CDATA[x", TABLE),
    "html: spans beyond measure": Case(html(f'<table><tr><td rowspan="{"9" * 5000}" colspan="{"9" * 5000}">x'), ANY),
    "html: spans upon spans": Case(lambda: b"<table>" + b"<tr><td rowspan=5000 colspan=70>x" * 200, LARGE | TABLE),
    "html: marks without end": Case(lambda: b"<table><tr><td>" + b"<" * 3_000_000, ANY, heavy=True),
    "html: comments without end": Case(lambda: b"<table><tr><td>" + b"<!--" * 2_000_000, ANY, heavy=True),
    "html: a tag without end": Case(lambda: b"<table><tr><td " + b"a=1 " * 3_000_000, ANY, heavy=True),
    "html: names of letters without end": Case(lambda: b"<table><tr><td>a<td>" + b"&#x" + b"9" * 3_000_000, ANY),
    "html: ampersands without end": Case(lambda: b"<table><tr><td>a<td>" + b"&amp" * 2_000_000, ANY, heavy=True),
    "html: declarations without end": Case(lambda: b"<table><tr><td>a<td>" + b"<![CDATA[" * 500_000, ANY, heavy=True),
}

_DISGUISED: Final[dict[str, Case]] = {
    "kind: a PDF": Case(lambda: b"%PDF-1.7\n" + bytes(900), NO_TABLE),
    "kind: a PNG": Case(lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), NO_TABLE),
    "kind: a HEIC": Case(lambda: b"\x00\x00\x00\x18ftypheic" + bytes(900), NO_TABLE),
    "kind: a film": Case(lambda: b"\x00\x00\x00\x18ftypisom" + bytes(900), NO_TABLE),
    "kind: a document": Case(lambda: zipped({"word/document.xml": b"<x/>", TYPES: b"<x/>"}), NO_TABLE),
    "kind: slides": Case(lambda: zipped({"ppt/presentation.xml": b"<x/>", TYPES: b"<x/>"}), NO_TABLE),
    "kind: Numbers": Case(lambda: zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), NO_TABLE),
    "kind: an archive of forms": Case(lambda: zipped({"แบบ.xlsx": form()}), NO_TABLE),
    "kind: RAR": Case(lambda: b"Rar!\x1a\x07\x00" + bytes(900), NO_TABLE),
    "kind: 7z": Case(lambda: b"7z\xbc\xaf\x27\x1c" + bytes(900), NO_TABLE),
    "kind: gzip": Case(lambda: b"\x1f\x8b\x08" + bytes(900), NO_TABLE),
    "kind: tar": Case(lambda: b"a" * 257 + b"ustar\x00" + bytes(900), NO_TABLE),
    "kind: a program": Case(lambda: b"MZ\x90\x00" + bytes(900), NO_TABLE),
    "kind: a page without a table": Case(lambda: b"<html><p>x</p></html>", NO_TABLE),
    "kind: a letter": Case("เรียน ผู้อำนวยการ\nขอส่งแบบ\n".encode, NO_TABLE),
    "kind: an old document": Case(lambda: OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), NO_TABLE),
    "kind: nothing": Case(lambda: b"", frozenset({"empty"})),
    "kind: one byte": Case(lambda: b"x", NO_TABLE),
    "kind: zeros": Case(lambda: bytes(5000), frozenset({"empty"})),
    "kind: noise": Case(lambda: Random(1).randbytes(50_000), NO_TABLE),  # noqa: S311
    "kind: an archive's end alone": Case(lambda: b"PK\x05\x06" + bytes(18), NO_TABLE),
    "kind: a form with a program before it": Case(lambda: b"MZ" + bytes(500) + form(), NO_TABLE),
    "kind: a form with noise behind it": Case(lambda: form() + b"x" * 500, ANY),
    "path: above the folder": Case(lambda: with_parts({"../../../../tmp/x": b"x"}), READ),
    "path: from the root": Case(lambda: with_parts({"/etc/cron.d/x": b"x", "//x/y": b"x"}), READ),
    "path: a drive": Case(lambda: with_parts({"C:\\Windows\\x": b"x", "..\\..\\x": b"x"}), READ),
    "path: a zero": Case(lambda: with_parts({"xl/a\x00b.xml": b"x"}), READ),
    "path: a symbolic link": Case(symlink, READ),
    "path: two parts of one name": Case(doubled, ANY),
    "path: a sheet that is a file of this machine": Case(
        swapped(RELATIONS, b"worksheets/sheet1.xml", b"../../../etc/passwd"), ANY
    ),
    "path: a sheet somewhere else": Case(
        swapped(RELATIONS, b"/xl/worksheets/sheet1.xml", b"http://127.0.0.1:9/x"), ANY
    ),
    "text: UTF-16": Case(lambda: CSV.decode().encode("utf-16"), READ),
    "text: Windows-874": Case(lambda: CSV.decode().encode("cp874", "replace"), READ),
    "text: two encodings in one": Case(lambda: CSV + "ก,ข\n".encode("cp874") * 30, ANY),
}


def _cut() -> Iterator[tuple[str, Case]]:
    """Every container, broken off and with bits turned."""
    whole: dict[str, Callable[[], bytes]] = {
        "xlsx": form,
        "ods": ods,
        "xls": old,
        "csv": lambda: CSV,
        "html": lambda: to_html(draw([ROW_31])),
    }
    for kind, make in whole.items():
        for share in (0.01, 0.1, 0.5, 0.9, 0.99, 0.999):
            yield f"cut: {kind} at {share:.1%}", Case(partial(_cut_at, make, share), ANY)
        for number in range(4):
            yield f"bits: {kind} {number}", Case(partial(_with_bits_turned, make, f"{number}"), ANY)


def _cut_at(make: Callable[[], bytes], share: float) -> bytes:
    return make()[: int(len(make()) * share)]


def _with_bits_turned(make: Callable[[], bytes], how: str) -> bytes:
    """A file with a bit turned here and there."""
    dice, spoilt = Random(how), bytearray(make())  # noqa: S311  (no secret)
    for _ in range(8):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


CASES: Final[dict[str, Case]] = {**_LIVELY, **_BOMBS, **_DISGUISED, **dict(_cut())}
