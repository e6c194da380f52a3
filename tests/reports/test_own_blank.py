"""An office's own workbook becomes a blank of one debt, and nothing in it is touched but what must be."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from domain.errors import UnreadableFileError
from domain.forms.identity import Identity, find_identity
from reports.own_blank import prefill, with_identity
from tests.reports.office import convert
from tests.samples.making import draw, to_csv, to_xlsx

IDENTITY = Identity("LUNCH-2570-1", "LUNCH", "99010012", 1)
OTHER = Identity("LUNCH-2570-2", "LUNCH", "99010012", 1)
TOUCHED = {
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
    "xl/worksheets/sheet1.xml", "docProps/custom.xml", "xl/worksheets/sheet3.xml",
}  # fmt: skip


def own_form() -> bytes:
    """A form as an office has it: labels, a merged title, a drop-down, a chart, a hidden sheet, a stray format."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "อาหารกลางวัน & นม"
    sheet.merge_cells("A1:D1")
    sheet["A1"], sheet["A2"], sheet["C2"] = "แบบรายงานอาหารกลางวัน", "โรงเรียน", "อำเภอ"
    sheet.append(["ที่", "รายการ", "จำนวน", "หมายเหตุ"])
    sheet.append([1, "นักเรียนที่ได้รับอาหาร", None, None])
    sheet["D30"].number_format = "0.00"
    rule = DataValidation(type="list", formula1='"ครบ,ไม่ครบ"')
    rule.add("D4")
    sheet.add_data_validation(rule)
    assert isinstance(sheet, Worksheet)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=4))
    sheet.add_chart(chart, "F2")  # type: ignore[call-arg, unused-ignore]
    book.create_sheet("รายการ").sheet_state = "hidden"
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def identities(data: bytes) -> list[Identity]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    return [found for found in map(find_identity, cells) if found]


def test_the_identity_is_put_in_three_places() -> None:
    data = with_identity(own_form(), IDENTITY.encode())
    book = load_workbook(BytesIO(data))

    assert book.sheetnames == ["อาหารกลางวัน & นม", "รายการ", "_tidtam"]
    assert book["_tidtam"].sheet_state == "veryHidden"
    assert book["_tidtam"]["A1"].value == IDENTITY.encode()
    assert book.worksheets[0]["A6"].value == IDENTITY.encode()
    assert (book.worksheets[0]["A6"].font.sz, book.worksheets[0]["A6"].font.color.rgb) == (8, "FF9CA3AF")
    custom = book.custom_doc_props  # type: ignore[attr-defined]
    assert custom["tidtam"].value == IDENTITY.encode()
    assert identities(data) == [IDENTITY] * 2


def test_every_other_part_stays_byte_for_byte() -> None:
    before, after = parts(own_form()), parts(with_identity(own_form(), IDENTITY.encode()))

    assert {name for name in after if before.get(name) != after[name]} == TOUCHED
    assert list(before) == list(after)[: len(before)]


def test_what_is_changed_is_only_added_to() -> None:
    before, after = parts(own_form()), parts(with_identity(own_form(), IDENTITY.encode()))

    for name in TOUCHED & set(before):
        old, new = (re.sub(rb'count="[0-9]+"', b"", text) for text in (before[name], after[name]))
        start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
        left = [piece for piece in re.split(rb"(?<=>)", old[start:]) if piece]
        rest = new[start:]
        for piece in left:  # every old tag still follows, in its order
            assert piece in rest, (name, piece)
            rest = rest[rest.index(piece) + len(piece) :]


def test_the_same_file_and_identity_give_the_same_bytes() -> None:
    form = own_form()

    assert with_identity(form, IDENTITY.encode()) == with_identity(form, IDENTITY.encode())


def test_a_form_that_was_issued_before_gets_the_new_identity_in_every_place() -> None:
    once = with_identity(own_form(), IDENTITY.encode())
    resaved = BytesIO()
    load_workbook(BytesIO(once)).save(resaved)

    for earlier in (once, resaved.getvalue()):
        data = with_identity(earlier, OTHER.encode())
        assert set(identities(data)) == {OTHER}
        assert IDENTITY.encode().encode() not in b"".join(parts(data).values())


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_another_program_opens_it_and_keeps_the_identity(tmp_path: Path, kind: str) -> None:
    (tmp_path / "own.xlsx").write_bytes(with_identity(own_form(), IDENTITY.encode()))

    assert identities(convert(tmp_path, "own.xlsx", kind).read_bytes()) == [IDENTITY] * 2


def test_a_prefixed_file_of_another_writer_is_mended_too() -> None:
    """Some programs write every tag with a prefix."""
    loose = parts(own_form())
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        text = loose[name].decode().replace('xmlns="', 'xmlns:x="', 1)
        loose[name] = re.sub(r"<(/?)([A-Za-z]+)(?=[\s/>])", r"<\1x:\2", text).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in loose.items():
            archive.writestr(name, content)

    assert set(identities(with_identity(out.getvalue(), IDENTITY.encode()))) == {IDENTITY}


def test_known_names_are_written_beside_their_labels() -> None:
    sheet = "อาหารกลางวัน & นม"
    cells: dict[tuple[str, str], str | float] = {
        (sheet, "B2"): "โรงเรียนบ้านใหม่ <สาขา>", (sheet, "D2"): "ทุ่งตะวัน", (sheet, "C4"): 97, (sheet, "B12"): "ก",
        (sheet, "D30"): 1.5, (sheet, "A2"): "ไม่ทับ",
    }  # fmt: skip
    page = load_workbook(BytesIO(prefill(own_form(), cells))).worksheets[0]

    assert [page[a].value for a in ("B2", "D2", "C4", "B12", "D30")] == [
        "โรงเรียนบ้านใหม่ <สาขา>", "ทุ่งตะวัน", 97, "ก", 1.5,
    ]  # fmt: skip
    assert page["A2"].value == "โรงเรียน"
    assert page["D30"].number_format == "0.00"
    assert page["C2"].value == "อำเภอ"


def test_a_sheet_or_cell_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        prefill(own_form(), {("ไม่มี", "A1"): "x"})
    with pytest.raises(ValueError, match="no cell"):
        prefill(own_form(), {("รายการ", "ก1"): "x"})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "not_a_table"),
        (to_csv(draw()), "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "not_a_table"),
        (b"PK\x03\x04 xl/ broken", "damaged"),
        (to_xlsx(draw())[:2000], "damaged"),
    ],
)
def test_what_is_no_xlsx_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        with_identity(data, IDENTITY.encode())

    assert refused.value.reason == reason
