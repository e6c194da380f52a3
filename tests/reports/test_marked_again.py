"""A marked copy comes back mended and is marked again, perhaps saved by another program in between."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from reports.marked_copy import mark
from reports.marked_styles import ERROR, WARNING, Styles
from reports.marks import Mark
from tests.reports.marked_samples import (
    BLUE,
    MAIN,
    SHEET,
    assert_by_the_book,
    assert_same_cells,
    book_of,
    colour,
    rich,
    told,
)
from tests.samples.making import ROW_31, changed_part, draw, part_of, to_xlsx

FORM = to_xlsx(draw([ROW_31]))
RICH = rich()
TITLE = "ตรวจแล้ว"


def error(cell: str) -> Mark:
    return Mark(SHEET, cell, "กรุณาใส่ตัวเลข", error=True)


def hint(cell: str) -> Mark:
    return Mark(SHEET, cell, "ควรตรวจดู", error=False)


def marked(data: bytes, *marks: Mark) -> bytes:
    return mark(data, marks, title=TITLE)


def saved_elsewhere(data: bytes) -> bytes:
    """As a program saves it that numbers styles anew."""
    book = book_of(data)
    book[SHEET]["Q1"].fill = PatternFill("solid", fgColor="FF010203")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_mended_cells_lose_their_marks_and_new_faults_get_theirs() -> None:
    sheet = book_of(marked(marked(RICH, error("E8"), hint("F9")), hint("F9"), error("G8")))[SHEET]
    assert told(sheet).keys() == {"B8", "F9", "G8"}
    assert [colour(sheet[cell]) for cell in ("E8", "F9", "G8")] == ["", WARNING.bare, ERROR.bare]


def test_marking_twice_alike_grows_nothing() -> None:
    once = marked(RICH, error("E8"), hint("C9"), error("B8"))
    twice = marked(once, error("E8"), hint("C9"), error("B8"))
    for part in ("xl/styles.xml", "xl/worksheets/sheet1.xml"):
        assert part_of(twice, part) == part_of(once, part)
    assert told(book_of(twice)[SHEET]) == told(book_of(once)[SHEET])
    assert_by_the_book(twice)


@pytest.mark.parametrize("between", [lambda data: data, saved_elsewhere])
def test_a_cell_gets_back_the_colour_it_had(between: object) -> None:
    assert callable(between)
    data = between(marked(RICH, error("C9"), hint("E8"), error("B8")))
    assert colour(book_of(data)[SHEET]["C9"]) == ERROR.over
    sheet = book_of(marked(data))[SHEET]
    assert (colour(sheet["C9"]), colour(sheet["E8"]), colour(sheet["B8"])) == (BLUE, "", "")
    assert told(sheet) == {"B8": ("ครูฝน", "ดูเอกสาร <แนบ> & ถาม")}


def test_from_red_to_yellow_and_back_the_first_colour_is_kept() -> None:
    data = RICH
    for one in (error("C9"), hint("C9"), error("C9")):
        data = marked(data, one)
    assert_same_cells(RICH, marked(data), set())


def test_a_colour_copied_to_other_cells_goes_too() -> None:
    book = book_of(marked(FORM, error("E8")))
    sheet = book[SHEET]
    for cell in ("F8", "T20"):
        sheet[cell]._style = sheet["E8"]._style
    sheet.row_dimensions[25]._style = sheet.column_dimensions["W"]._style = sheet["E8"]._style  # type: ignore[attr-defined]
    target = io.BytesIO()
    book.save(target)
    assert ERROR.bare not in str({colour(cell) for row in book_of(marked(target.getvalue()))[SHEET] for cell in row})
    styles = Styles(part_of(marked(target.getvalue()), "xl/styles.xml"))
    used = re.findall(rb"\b(?:s|style)=\"(\d+)\"", part_of(marked(target.getvalue()), "xl/worksheets/sheet1.xml"))
    assert styles.ours
    assert not styles.ours & {int(one) for one in used}


def test_our_notes_are_known_where_a_program_forgot_who_wrote_them() -> None:
    book = book_of(marked(FORM, error("E8"), error("F8"), hint("G8")))
    sheet = book[SHEET]
    for cell in ("E8", "F8", "G8"):
        note = sheet[cell].comment
        assert note
        sheet[cell].comment = Comment(note.text, " ")
    sheet["F8"].fill = PatternFill()
    sheet["H8"].comment = Comment("ของใครก็ไม่รู้", " ")
    target = io.BytesIO()
    book.save(target)
    assert told(book_of(marked(target.getvalue()))[SHEET]).keys() == {"H8"}


def styles_part(fill: str) -> bytes:
    """Styles of which the only one for cells has that fill."""
    fills = f'<fill><patternFill/></fill><fill><patternFill patternType="solid">{fill}</patternFill></fill>'
    formats = '<xf numFmtId="0" fontId="0" fillId="1" borderId="0"/>'
    sections = f'<fills count="2">{fills}</fills><cellXfs count="1">{formats}</cellXfs>'
    return f'<styleSheet xmlns="{MAIN}">{sections}</styleSheet>'.encode()


@pytest.mark.parametrize(
    ("second", "guessed", "kept"),
    [
        ('<bgColor rgb="FFFF99CC"/>', True, False),
        ('<bgColor rgb="FFFF99CC"/>', False, True),
        (f'<bgColor rgb="{BLUE}"/>', True, True),
        (f'<bgColor rgb="{ERROR.over}"/>', False, False),
        ('<bgColor theme="4" tint="0.5"/>', True, True),
        ('<bgColor indexed="64"/>', False, False),
        ("", False, False),
    ],
)
def test_a_second_colour_that_a_program_guessed_is_not_taken_for_the_first(
    second: str, *, guessed: bool, kept: bool
) -> None:
    styles = Styles(styles_part(f'<fgColor rgb="{ERROR.over}"/>{second}'), guessed=guessed)
    fill = styles._fill_of(styles.bare(0))
    first = second.replace("bgColor", "fgColor") + '<bgColor indexed="64"/>'
    assert fill.count(b"solid") == kept
    assert (first.encode() in fill) == kept


def test_theme_colours_come_back_as_they_were() -> None:
    theme = '<fgColor theme="4" tint="0.5999"/><bgColor indexed="64"/>'
    xml = styles_part(theme)
    red = Styles(xml)
    number = red.painted(0, ERROR)
    again = Styles(red.result())
    assert again.ours == {number}
    assert again.bare(number) == 0


def test_a_workbook_without_styles_gets_the_ones_it_needs() -> None:
    xml = part_of(FORM, "xl/_rels/workbook.xml.rels")
    bare = re.sub(rb"<Relationship [^>]*relationships/styles\"[^>]*>", b"", xml)
    data = changed_part(FORM, "xl/_rels/workbook.xml.rels", bare)
    sheet = re.sub(rb" s=\"\d+\"", b"", part_of(data, "xl/worksheets/sheet1.xml"))
    done = marked(changed_part(data, "xl/worksheets/sheet1.xml", sheet), error("E8"))
    assert b"relationships/styles" in part_of(done, "xl/_rels/workbook.xml.rels")


@pytest.mark.soak
@pytest.mark.parametrize("through", [("xlsx",), ("ods", "xlsx"), ("xls", "xlsx")])
def test_marks_are_seen_and_can_be_taken_out_after_libreoffice(tmp_path: Path, through: tuple[str, ...]) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / "งาน.xlsx"
    file.write_bytes(marked(RICH, error("E8"), hint("C9"), error("B8")))
    for kind in through:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        out = tmp_path / kind
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        file = out / f"งาน.{kind}"
    sheet = book_of(file.read_bytes())[SHEET]
    assert told(sheet).keys() == {"B8", "C9", "E8"}
    assert (colour(sheet["E8"]), colour(sheet["C9"])) == (ERROR.bare, WARNING.over)
    again = book_of(marked(file.read_bytes()))[SHEET]
    assert {cell: text for cell, (_, text) in told(again).items()} == {"B8": "ดูเอกสาร <แนบ> & ถาม"}
    assert colour(again["E8"]) == ""
