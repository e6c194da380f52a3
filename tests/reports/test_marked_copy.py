"""The marked copy: somebody's own workbook with faulty cells coloured and a note at each, nothing else changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forms.reading import read_form
from reports.blank_form import make_blank
from reports.filled_form import open_grid
from reports.marked_copy import mark
from reports.marked_styles import ERROR, WARNING
from reports.marks import Mark, marked_suffix
from tests.reports.marked_samples import (
    BUTTON_DRAWING,
    PART,
    PNG,
    SHEET,
    assert_by_the_book,
    assert_same_cells,
    assert_same_sheet,
    book_of,
    colour,
    names_of,
    prefixed,
    rich,
    strict,
    told,
    with_button,
    with_macros,
)
from tests.reports.samples import ISSUE, strategy_form
from tests.samples.making import ROW_31, ROW_32, changed_part, definitions, draw, part_of, to_xlsx
from tests.shared import SHARED

FORM = to_xlsx(draw([ROW_31, ROW_32]))
RICH = rich()
SAMPLES = sorted((SHARED / "samples" / "forms").glob("*.xlsx"))


def error(cell: str | None, note: str = "กรุณาใส่ตัวเลข", sheet: str = SHEET) -> Mark:
    return Mark(sheet, cell, note, error=True)


def hint(cell: str | None, note: str = "ควรตรวจดูอีกครั้ง", sheet: str = SHEET) -> Mark:
    return Mark(sheet, cell, note, error=False)


def rows_of(data: bytes) -> list[dict[str, object]]:
    reading = read_form(open_grid(data, "งาน.xlsx"), definitions())
    rows = reading.rows if reading else ()
    return [{name: cell.value for name, cell in row.cells.items()} for row in rows]


def test_what_must_be_mended_is_red_and_what_should_be_looked_at_is_yellow() -> None:
    sheet = book_of(mark(FORM, [error("E8"), hint("F9")], title="ตรวจแล้ว"))[SHEET]
    assert (colour(sheet["E8"]), colour(sheet["F9"]), colour(sheet["G8"])) == (ERROR.bare, WARNING.bare, "")
    assert told(sheet) == {
        "E8": ("ติดตาม", "ตรวจแล้ว\nกรุณาใส่ตัวเลข"),
        "F9": ("ติดตาม", "ตรวจแล้ว\nควรตรวจดูอีกครั้ง"),
    }


def test_several_marks_on_one_cell_are_one_note_and_the_worst_gives_the_colour() -> None:
    sheet = book_of(mark(FORM, [hint("E8"), error("E8"), hint("E8")], title="ตรวจแล้ว"))[SHEET]
    assert told(sheet) == {"E8": ("ติดตาม", "ตรวจแล้ว\n• ควรตรวจดูอีกครั้ง\n• กรุณาใส่ตัวเลข")}
    assert colour(sheet["E8"]) == ERROR.bare


@pytest.mark.parametrize(("cell", "sheet"), [(None, SHEET), ("ช่องนี้", SHEET), ("E8", "ไม่มีแผ่นนี้"), ("XFE1", SHEET)])
def test_what_is_about_no_cell_is_said_at_the_title(cell: str | None, sheet: str) -> None:
    marked = book_of(mark(FORM, [error(cell, "ไฟล์นี้เป็นของปี 2569", sheet)]))[SHEET]
    assert [*told(marked)] == ["A1"]


def test_the_title_of_a_sheet_is_the_first_cell_that_is_seen() -> None:
    blank = make_blank(strategy_form(), ISSUE)
    name = book_of(blank).sheetnames[0]
    (place,) = told(book_of(mark(blank, [error(None, sheet=name)]))[name])
    assert "แบบติดตาม" in str(book_of(blank)[name][place].value)
    assert_same_cells(blank, mark(blank, [error(None, sheet=name)]), {(name, place)})


def test_of_merged_cells_the_first_is_marked() -> None:
    assert [*told(book_of(mark(FORM, [error("G1"), error("F6")]))[SHEET])] == ["A1", "E6"]


def test_names_of_sheets_are_found_whatever_their_case() -> None:
    data = to_xlsx(draw([ROW_31]), extra={"Data": "x"})
    assert [*told(book_of(mark(data, [error("B2", sheet="DATA ")]))["Data"])] == ["B2"]


def test_an_empty_cell_is_put_in_with_the_look_of_its_row_or_column() -> None:
    marked = mark(RICH, [error("R30"), error("S30"), error("R40"), error("S40"), error("R8"), error("T3")])
    sheet = book_of(marked)[SHEET]
    formats = {cell: sheet[cell].number_format for cell in ("R30", "S30", "R40", "S40", "R8")}
    assert formats == {"R30": "yyyy", "S30": "yyyy", "R40": "0.0%", "S40": "General", "R8": "0.0%"}
    assert all(colour(sheet[cell]) == ERROR.bare for cell in formats)
    assert_by_the_book(marked)
    assert_same_sheet(RICH, marked)


def test_every_part_that_is_not_about_styles_and_notes_keeps_its_bytes() -> None:
    marked = mark(RICH, [error("E8"), hint("C2", sheet="กราฟ")])
    changed = {name for name in names_of(RICH) if part_of(marked, name) != part_of(RICH, name)}
    assert changed <= {
        "[Content_Types].xml", "xl/styles.xml", PART, "xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels",
        "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml",
    }  # fmt: skip
    assert names_of(marked)[: len(names_of(RICH))] == names_of(RICH)
    assert part_of(marked, "xl/media/image1.png") == PNG


def test_parts_that_are_kept_are_not_even_packed_anew() -> None:
    loose = io.BytesIO()
    with zipfile.ZipFile(loose, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in names_of(RICH):
            archive.writestr(name, part_of(RICH, name))
    marked = mark(loose.getvalue(), [error("E8")])
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(io.BytesIO(marked)) as new:
        assert new.testzip() is None
        assert new.getinfo("xl/media/image1.png").compress_size == old.getinfo("xl/media/image1.png").compress_size


def test_everything_else_of_a_rich_workbook_is_as_it_was() -> None:
    marks = [error("E8"), hint("C9"), error("D9"), hint("H9"), hint("P8"), error("C3", sheet="กราฟ")]
    marked = mark(RICH, marks)
    assert_same_cells(RICH, marked, {(one.sheet, str(one.cell)) for one in marks})
    for part in (PART, "xl/worksheets/sheet2.xml"):
        assert_same_sheet(RICH, marked, part)
    assert_by_the_book(marked)
    sheet = book_of(marked)[SHEET]
    assert sheet.protection.sheet
    assert sheet["H9"].font.i
    assert "xl/charts/chart1.xml" in names_of(marked)


def test_what_somebody_has_noted_stays_and_ours_comes_after_it() -> None:
    marked = mark(RICH, [error("B8", "ชื่อไม่ตรง"), hint("B9")], title="ตรวจแล้ว")
    notes = told(book_of(marked)[SHEET])
    author, text = notes["B8"]
    assert author == "ครูฝน"
    assert text == "ดูเอกสาร <แนบ> & ถาม\n──── ติดตาม ────\nตรวจแล้ว\nชื่อไม่ตรง"
    assert notes["B9"] == ("ติดตาม", "ตรวจแล้ว\nควรตรวจดูอีกครั้ง")
    assert_by_the_book(marked)


def test_a_conversation_at_a_cell_stays() -> None:
    thread = b'<ThreadedComments xmlns="urn:t"><threadedComment ref="B8" id="{1}"/></ThreadedComments>'
    data = changed_part(RICH, "xl/threadedComments/threadedComment1.xml", thread)
    notes = part_of(data, "xl/comments/comment1.xml").replace("ครูฝน".encode(), b"tc={1}")
    marked = mark(changed_part(data, "xl/comments/comment1.xml", notes), [error("B8")])
    assert part_of(marked, "xl/threadedComments/threadedComment1.xml") == thread
    author, text = told(book_of(marked)[SHEET])["B8"]
    assert author == "tc={1}"
    assert text.startswith("ดูเอกสาร")


def test_a_sheet_with_buttons_gets_notes_beside_them() -> None:
    data = with_button(FORM)
    marked = mark(data, [error("E8"), hint("F8")])
    drawing = part_of(marked, "xl/drawings/vmlDrawing5.vml")
    assert drawing.startswith(BUTTON_DRAWING.removesuffix(b"</xml>"))
    assert drawing.count(b'ObjectType="Note"') == 2
    assert b'id="_x0000_t202"' in drawing
    assert_by_the_book(marked)
    assert_same_sheet(data, marked)
    assert mark(marked, []).count(b"ObjectType") == 0
    assert part_of(mark(marked, []), "xl/drawings/vmlDrawing5.vml").count(b'ObjectType="Note"') == 0


@pytest.mark.parametrize("base", [FORM, RICH])
def test_a_workbook_written_with_prefixes_is_marked(base: bytes) -> None:
    data = prefixed(base)
    marked = mark(data, [error("E8"), hint("Z99"), hint("A1")])
    sheet = book_of(marked)[SHEET]
    assert {"E8", "Z99", "A1"} <= told(sheet).keys()
    assert_same_cells(data, marked, {(SHEET, "E8"), (SHEET, "Z99"), (SHEET, "A1")})
    assert_same_sheet(data, marked)
    assert_by_the_book(marked)


def test_a_strict_workbook_is_marked_in_its_own_words() -> None:
    data = strict(FORM)
    marked = mark(data, [error("E8")])
    notes = part_of(marked, "xl/comments1.xml")
    assert b"http://purl.oclc.org/ooxml/spreadsheetml/main" in notes
    assert b"schemas.openxmlformats.org/officeDocument" not in part_of(marked, "xl/worksheets/_rels/sheet1.xml.rels")
    assert_by_the_book(marked)
    assert rows_of(marked) == rows_of(data)


@pytest.mark.parametrize("encoding", ["utf-16", "cp874"])
def test_a_sheet_in_another_encoding_is_marked(encoding: str) -> None:
    told_as = {"utf-16": "UTF-16", "cp874": "windows-874"}[encoding]
    text = part_of(RICH, PART).decode().removeprefix("<?xml version='1.0' encoding='UTF-8'?>").strip()
    xml = f'<?xml version="1.0" encoding="{told_as}"?>{text}'.encode(encoding)
    marked = mark(changed_part(RICH, PART, xml), [error("E8")])
    assert colour(book_of(marked)[SHEET]["E8"]) == ERROR.bare
    assert_same_cells(RICH, marked, {(SHEET, "E8")})


def test_macros_stay_and_the_name_must_say_so() -> None:
    data = with_macros(RICH)
    marked = mark(data, [error("E8")])
    assert part_of(marked, "xl/vbaProject.bin") == part_of(data, "xl/vbaProject.bin")
    assert [marked_suffix(one) for one in (marked, RICH, b"a,b\n1,2\n")] == [".xlsm", ".xlsx", ".xlsx"]


@pytest.mark.parametrize(
    "note", ["=1+1", "+66", "-", "@SUM(A1)", "<b>&amp;</b>", "a\x00\x0bb", "_x0041_", "ก" * 40_000]
)
def test_a_note_is_text_whatever_it_looks_like(note: str) -> None:
    marked = mark(FORM, [error("E8", note)])
    assert part_of(marked, PART).count(b"<f>") == part_of(FORM, PART).count(b"<f>")
    text = told(book_of(marked)[SHEET])["E8"][1].removeprefix("ติดตาม\n")
    assert text.replace("_x005F_", "_") == note.replace("\x00\x0b", "")[:30_000]


def test_without_marks_a_workbook_is_given_back_as_it_came() -> None:
    assert mark(RICH, []) == RICH


def test_the_same_marks_give_the_same_bytes() -> None:
    assert mark(RICH, [error("E8")]) == mark(RICH, [error("E8")])


@pytest.mark.parametrize("base", [FORM, RICH, prefixed(RICH), with_macros(RICH)])
def test_the_form_reads_the_same_with_its_marks(base: bytes) -> None:
    marks = [error("E8"), hint("B9"), error(None), hint("Z40"), hint("A7")]
    assert len(rows_of(base)) >= 2
    assert rows_of(mark(base, marks)) == rows_of(base)


COLUMNS = st.sampled_from(["A", "B", "C", "D", "E", "H", "K", "P", "Q", "R", "Z", "AA"])
CELLS = st.builds("{}{}".format, COLUMNS, st.integers(1, 40))
MARKS = st.lists(
    st.builds(Mark, st.sampled_from([SHEET, "กราฟ"]), st.none() | CELLS, st.text(max_size=20), st.booleans()),
    max_size=12,
)
BASES: dict[str, Callable[[], bytes]] = {
    "form": lambda: FORM, "rich": lambda: RICH, "button": lambda: with_button(FORM), "prefixed": lambda: prefixed(RICH),
}  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(base=st.sampled_from(sorted(BASES)), marks=MARKS, again=MARKS)
def test_any_marks_leave_the_rest_alone_and_can_be_taken_out_again(
    base: str, marks: list[Mark], again: list[Mark]
) -> None:
    data = BASES[base]()
    marked = mark(mark(data, marks), again)
    assert_by_the_book(marked)
    assert marked == mark(mark(data, marks), again)
    assert rows_of(marked) == rows_of(data)
    noted = {(sheet.title, cell) for sheet in book_of(marked).worksheets for cell in told(sheet)}
    assert_same_cells(data, marked, noted | {(SHEET, "D9")})
    bare = mark(marked, [])
    assert_same_cells(data, bare, {(SHEET, "D9")})  # the one with a pattern: it comes back without


@pytest.mark.skipif(not SAMPLES, reason="the shared samples are not here (TIDTAM_SHARED)")
@pytest.mark.parametrize("path", SAMPLES, ids=[path.name[:3] for path in SAMPLES])
def test_the_samples_of_the_office_keep_everything(path: Path) -> None:
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        pytest.skip("locked with a password")
    sheet = next(one.name for one in open_grid(data, "").sheets if one.visible)
    marks = [error(None, sheet=sheet), error("C9", sheet=sheet), hint("D10", sheet=sheet), hint("Z60", sheet=sheet)]
    marked = mark(data, marks)
    noted = set(told(book_of(marked)[sheet]))
    assert_same_cells(data, marked, {(sheet, cell) for cell in noted})
    assert_by_the_book(marked)
    assert rows_of(marked) == rows_of(data)
    assert_same_cells(data, mark(marked, []), set())
