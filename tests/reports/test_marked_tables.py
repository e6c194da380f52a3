"""Other tables are drawn anew from their values and marked alike; what cannot be marked is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest

from domain.errors import UnreadableFileError
from domain.forms.grid import Grid, Raw, Sheet
from domain.forms.reading import read_form
from reports import marked_grid
from reports.filled_form import open_grid
from reports.marked_copy import MAX_PLACES, mark
from reports.marked_styles import ERROR
from reports.marks import Mark
from tests.reports.marked_samples import PART, assert_by_the_book, book_of, colour, told
from tests.reports.old_excel import compound, workbook_stream
from tests.samples.making import (
    ROW_31,
    ROW_32,
    changed_part,
    definitions,
    draw,
    part_of,
    to_csv,
    to_html,
    to_ods,
    to_xlsx,
    zipped,
)

DRAWN = draw([ROW_31, ROW_32])
FORM = to_xlsx(DRAWN)
TABLES = {
    "csv": to_csv(DRAWN),
    "html": to_html(DRAWN),
    "ods": to_ods(DRAWN),
    "xls": compound(workbook_stream(DRAWN.lines)),
}


def rows_of(data: bytes) -> list[dict[str, object]]:
    reading = read_form(open_grid(data, "งาน"), definitions())
    assert reading is not None
    return [{name: cell.value for name, cell in row.cells.items()} for row in reading.rows]


def refusal(data: bytes, marks: tuple[Mark, ...] = (Mark("", "A1", "x", error=True),)) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        mark(data, marks)
    return caught.value.reason


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_any_table_is_marked_as_a_new_workbook_of_its_values(kind: str) -> None:
    data = TABLES[kind]
    name = open_grid(data, "").sheets[0].name
    marked = mark(data, [Mark(name, "E8", "กรุณาใส่ตัวเลข", error=True), Mark(name, None, "ปีไม่ตรง", error=False)])
    sheet = book_of(marked).worksheets[0]
    assert told(sheet).keys() == {"A1", "E8"}
    assert colour(sheet["E8"]) == ERROR.bare
    assert rows_of(marked) == rows_of(data)
    assert_by_the_book(marked)
    assert mark(data, []) == mark(data, [])


@pytest.mark.parametrize("kind", ["html", "ods"])
def test_merged_cells_stay_merged(kind: str) -> None:
    ranges = {str(one) for one in book_of(mark(TABLES[kind], [])).worksheets[0].merged_cells.ranges}
    assert {"A1:P1", "E6:H6", "A6:A7"} <= ranges


def test_text_that_looks_like_a_formula_stays_text() -> None:
    marked = mark("ที่,ชื่อ,ค่า\n1,=1+1,@x\n2,+66,-\n".encode(), [Mark("Sheet1", "B2", "=1+1", error=True)])
    sheet = book_of(marked).worksheets[0]
    assert [sheet[cell].data_type for cell in ("B2", "C2", "B3", "C3")] == ["s"] * 4
    assert b"<f>" not in part_of(marked, PART)


def test_values_keep_their_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    day, moment = datetime.fromisoformat("2027-03-31"), datetime.fromisoformat("2027-03-31T16:30")
    span = timedelta(hours=30)
    values: list[Raw] = ["ก", 1, 2.5, True, day.date(), moment, time(8, 30), span, date(1600, 1, 1)]
    grid = Grid((Sheet(name="a", rows=[values]),))
    monkeypatch.setattr(marked_grid, "open_grid", lambda *_: grid)
    data, _ = marked_grid.redrawn(b"")
    sheet = book_of(data).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["ก", 1, 2.5, True, day, moment, time(8, 30), span, "1600-01-01"]


def test_names_and_ranges_that_excel_would_refuse_are_made_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    merges = [((0, 0), (1, 1)), ((1, 1), (2, 2)), ((0, 5), (0, 5))]
    names = ["ผล/งาน", "ก" * 40, "ก" * 40 + "ข", "", "ผล งาน"]
    grid = Grid(tuple(Sheet(name=name, rows=[["x"] * 3] * 3, merges=merges) for name in names))
    monkeypatch.setattr(marked_grid, "open_grid", lambda *_: grid)
    marked = mark(b"x", [Mark("ผล/งาน", "C3", "ตรงนี้", error=True)])
    book = book_of(marked)
    assert book.sheetnames[0] == "ผล งาน"
    assert len({name.casefold() for name in book.sheetnames}) == 5
    assert max(map(len, book.sheetnames)) <= 31
    assert told(book["ผล งาน"]).keys() == {"C3"}
    assert [str(one) for one in book.worksheets[0].merged_cells.ranges] == ["A1:B2"]


BROKEN_SHEET = part_of(FORM, PART)[:-40]
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (changed_part(FORM, PART, BROKEN_SHEET), "damaged"),
        (changed_part(FORM, PART, DOCTYPE + part_of(FORM, PART).split(b"?>", 1)[-1]), "damaged"),
        (changed_part(FORM, PART, b"<worksheet/>"), "damaged"),
        (changed_part(FORM, PART, b"<a>" * 300 + b"</a>" * 300), "damaged"),
        (changed_part(FORM, "xl/styles.xml", b"<styleSheet/>"), "damaged"),
        (changed_part(FORM, "xl/styles.xml", b"no xml"), "damaged"),
        (changed_part(FORM, "[Content_Types].xml", b""), "damaged"),
        (changed_part(FORM, "xl/workbook.xml", b"<workbook><sheets/></workbook>"), "damaged"),
        (FORM[:-60], "damaged"),
        (FORM[: len(FORM) // 2], "damaged"),
        (zipped({"word/document.xml": b"<a/>"}), "not_a_table"),
        (zipped({"xl/workbook.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}), "too_large"),
        (compound(workbook_stream([["x"]]), "EncryptedPackage"), "encrypted"),
        (b"%PDF-1.7", "not_a_table"),
        (b"", "empty"),
        (to_csv(DRAWN)[:5], "not_a_table"),
    ],
)
def test_what_cannot_be_marked_is_refused(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


def test_more_marks_than_anybody_reads_are_refused() -> None:
    marks = tuple(Mark("", f"A{row}", "x", error=True) for row in range(1, 20))
    assert mark(FORM, marks)
    sheet = book_of(FORM).sheetnames[0]
    assert (
        refusal(FORM, tuple(Mark(sheet, f"A{row + 1}", "x", error=True) for row in range(MAX_PLACES + 1)))
        == "too_large"
    )


@pytest.mark.parametrize("at", range(0, 4000, 97))
def test_a_workbook_with_a_spoiled_byte_is_marked_or_refused(at: int) -> None:
    spoiled = bytearray(FORM)
    spoiled[at % len(FORM)] ^= 0x55
    try:
        marked = mark(bytes(spoiled), [Mark("", "E8", "x", error=True)])
    except UnreadableFileError:
        return
    with zipfile.ZipFile(io.BytesIO(marked)) as archive:
        assert archive.namelist()
