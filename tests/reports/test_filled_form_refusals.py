"""What cannot or must not be opened is refused in plain words, in bounded time and memory."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableFileError
from domain.forms.grid import Grid
from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from reports.filled_form import open_grid
from tests.samples.making import (
    ROW_31,
    ROW_32,
    ROW_33,
    SUB_ROW,
    Drawing,
    changed_part,
    definitions,
    draw,
    part_of,
    to_csv,
    to_ods,
    to_xlsx,
    zipped,
)

DRAWN = draw([ROW_31, SUB_ROW, ROW_32, ROW_33])
FORM = to_xlsx(DRAWN)
SHEET = "xl/worksheets/sheet1.xml"
XML = part_of(FORM, SHEET)
ODS = to_ods(DRAWN)
CONTENT = part_of(ODS, "content.xml")
REASONS = {"encrypted", "not_a_table", "too_large", "damaged", "empty"}
MB = 1024 * 1024


def reading_of(data: bytes) -> Reading:
    reading = read_form(open_grid(data, "งาน.xlsx"), definitions())
    assert reading is not None
    return reading


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        open_grid(data, "งาน.xlsx")
    return caught.value.reason


def cells(reading: Reading) -> list[dict[str, object]]:
    return [{name: cell.value for name, cell in row.cells.items()} for row in reading.rows]


PLAIN = cells(reading_of(FORM))


def far(reference: str) -> bytes:
    row = re.sub("[A-Z]", "", reference)
    stray = f'<row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData>'
    return changed_part(FORM, SHEET, XML.replace(b"</sheetData>", stray.encode()))


@pytest.mark.parametrize("reference", ["XFD1048576", "A1048576", "XFD20", "ZZ2000", "A9999", "ZZZ9999999"])
def test_a_stray_cell_at_the_end_of_the_world_neither_hinders_nor_hurts(reference: str) -> None:
    assert cells(reading_of(far(reference))) == PLAIN


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    lying = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', XML)
    assert cells(reading_of(changed_part(FORM, SHEET, lying))) == PLAIN


@pytest.mark.parametrize(
    "spoil",
    [
        lambda xml: xml.replace(b'r="A9"', b'r="A99999999999"'),
        lambda xml: xml.replace(b'<row r="9"', b'<row r="99999999"').replace(b'<c r="', b'<c q="'),
        lambda xml: xml.replace(b'r="B9"', b'r="&#90;&#90;&#90;1048576"'),
        lambda xml: xml.replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>").replace(b'r="B9"', b'r="ZZZ1048576"')
        .replace(b"<worksheet", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'),
        lambda xml: xml.replace(b'ref="A1:P1"', b'ref="A1:XFD1048576"'),
    ],
)  # fmt: skip
def test_a_reference_dressed_up_never_reaches_the_parser_unmeasured(spoil: Callable[[bytes], bytes]) -> None:
    try:
        open_grid(changed_part(FORM, SHEET, spoil(XML)), "")
    except UnreadableFileError as refused:
        assert refused.reason in REASONS  # noqa: PT017  (reading it is as good)


def test_a_sheet_hidden_under_another_parts_name_is_measured_too() -> None:
    relations = part_of(FORM, "xl/_rels/workbook.xml.rels")
    moved = re.sub(rb"/xl/worksheets/sheet1.xml", b"/xl/theme/theme1.xml", relations)
    data = changed_part(changed_part(FORM, "xl/_rels/workbook.xml.rels", moved), "xl/theme/theme1.xml", XML)
    assert cells(reading_of(data)) == PLAIN
    stray = b'<row r="9999999"><c><v>1</v></c></row></sheetData>'
    spoiled = changed_part(data, "xl/theme/theme1.xml", XML.replace(b"</sheetData>", stray))
    assert refusal(spoiled) == "too_large"


def bomb(size: int = 100 * MB) -> bytes:
    return changed_part(FORM, SHEET, b"<worksheet>" + bytes(size) + b"</worksheet>")


def lying_bomb() -> bytes:
    data = bytearray(bomb())
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(FORM)
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(SHEET.encode()))
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: b"", "empty"),
        (lambda: b" \r\n\t", "empty"),
        (lambda: to_xlsx(Drawing(())), "empty"),
        (lambda: b"\xef\xbb\xbf,,\r\n,,\r\n", "empty"),
        (lambda: b"%PDF-1.7 ...", "not_a_table"),
        (lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), "not_a_table"),
        (lambda: b"\xff\xd8\xff\xe0" + bytes(900), "not_a_table"),
        (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(900), "not_a_table"),
        (lambda: b"Rar!\x1a\x07\x00" + bytes(900), "not_a_table"),
        (lambda: zipped({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "not_a_table"),
        (lambda: zipped({"a.jpg": b"x"}), "not_a_table"),
        (lambda: Random(1).randbytes(4000), "not_a_table"),  # noqa: S311
        ("วันนี้ฝนตก\nพรุ่งนี้แดดออก\n".encode, "not_a_table"),
        (lambda: b"<html><p>no table</p></html>", "not_a_table"),
        (lambda: OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), "not_a_table"),
        (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "encrypted"),
        (locked_zip, "encrypted"),
        (lambda: changed_part(ODS, "META-INF/manifest.xml", b"<m><encryption-data/></m>"), "encrypted"),
        (lambda: FORM[: len(FORM) // 2], "damaged"),
        (lambda: FORM[:-40], "damaged"),
        (lambda: changed_part(FORM, SHEET, XML[: len(XML) // 2]), "damaged"),
        (lambda: changed_part(ODS, "content.xml", CONTENT[:5000]), "damaged"),
        (lambda: changed_part(ODS, "content.xml", CONTENT.replace(b"UTF-8", b"UTF-77")), "damaged"),
        (lambda: changed_part(ODS, "content.xml", b'<!DOCTYPE a [<!ENTITY l "lol">]>' + CONTENT[38:]), "damaged"),
        (lambda: OLE + Random(2).randbytes(4000), "damaged"),  # noqa: S311
        (lambda: OLE + "Workbook".encode("utf-16-le"), "damaged"),
        (lambda: b'a,b\n"' + b"x,y\n" * 50_000, "damaged"),
        (bomb, "too_large"),
        (lambda: changed_part(FORM, "xl/sharedStrings.xml", b"<si><t>aa</t></si>" * 4 * MB), "too_large"),
        (lambda: zipped({f"xl/{number}": b"" for number in range(3000)} | {"xl/workbook.xml": b""}), "too_large"),
        (lambda: to_csv(Drawing((("a", "b"),) * 6000)), "too_large"),
        (lambda: b"," * MB, "too_large"),
        (lambda: to_xlsx(Drawing((("a",),) * 6000)), "too_large"),
        (lambda: b"<table>" + b"<tr><td>a<td>b" * 9000, "too_large"),
        (lambda: b"<table>" + b"<tr><td rowspan=9999 colspan=9999>x" * 99, "too_large"),
        (lambda: changed_part(ODS, "content.xml", CONTENT.replace(
            b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 3)), "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(make: Callable[[], bytes], reason: str) -> None:
    assert refusal(make()) == reason


def test_a_directory_that_lies_about_a_bomb_is_found_out() -> None:
    assert refusal(lying_bomb()) in {"damaged", "too_large"}


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"<html><table>", b"\xff\xfe", b"a,b\n"]))
def test_no_bytes_get_past_the_five_reasons(data: bytes, start: bytes) -> None:
    try:
        grid = open_grid(start + data, "x")
    except UnreadableFileError as refused:
        assert refused.reason in REASONS  # noqa: PT017  (opening it is as good)
    else:
        assert isinstance(grid, Grid)


@pytest.mark.parametrize("base", [FORM, ODS])
def test_a_workbook_with_a_few_bytes_wrong_is_opened_or_refused(base: bytes) -> None:
    dice = Random(7)  # noqa: S311
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(60):
        name = dice.choice(sorted(parts))
        spoiled = bytearray(parts[name])
        for _ in range(3):
            if spoiled:
                spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
        try:
            open_grid(zipped(parts | {name: bytes(spoiled)}), "x")
        except UnreadableFileError as refused:
            assert refused.reason in REASONS  # noqa: PT017  (opening it is as good)
