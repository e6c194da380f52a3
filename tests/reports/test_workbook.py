"""Sheets become the same bytes every time, and text stays text."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports import styles
from reports.sheet import (
    Allow,
    Bars,
    Cell,
    Entry,
    Formula,
    Paper,
    Row,
    Sheet,
    Visibility,
    address,
    height_for,
    letter,
    spread,
)
from reports.workbook import FONT, to_xlsx

NOON = datetime(2027, 4, 2, 5, 0, tzinfo=UTC)


def sample() -> list[Sheet]:
    rows = (
        Row(spread("ผลการดำเนินงาน", styles.TITLE, 3), height=30),
        Row(tuple(Cell(text, styles.HEADING) for text in ("ที่", "ตัวชี้วัด", "ผล"))),
        Row((Cell("๑", styles.TEXT), Cell("อ่านออก", styles.TEXT), Cell(1245, styles.COUNT))),
        Row((Cell("รวม", styles.TEXT, 2), Cell(None, styles.TEXT), Cell(Formula("=SUM(C3:C3)"), styles.COUNT))),
    )
    entry = Entry(cells="C3:C9", allow=Allow.WHOLE, minimum=0, prompt_title="ผล", prompt="พิมพ์จำนวนเต็ม", error="ตัวเลข")
    choice = Entry(cells="B3:B9", allow=Allow.CHOICE, choices=("ก", "ข"), strict=True)
    bars = Bars(cells="C3:C3", color="0F766E", maximum=2000)
    paper = Paper(repeat=(2, 2), footer="สพป. & คณะ")
    table = Sheet(
        name="ผล", widths=(6, 30, 12), rows=rows, paper=paper, freeze="A3", protected=True, entries=(entry, choice),
        bars=(bars,), filter="A2:C4", tab="0F766E",
    )  # fmt: skip
    return [table, Sheet(name="_x", widths=(), rows=(Row((Cell("ลับ", styles.NOTE),)),), visibility=Visibility.BURIED)]


def draw(*values: str) -> bytes:
    rows = tuple(Row((Cell(value, styles.TEXT),)) for value in values)
    return to_xlsx([Sheet(name="ก", widths=(20,), rows=rows)], title="ก", made_at=NOON)


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert to_xlsx(sample(), title="ก", made_at=NOON) == to_xlsx(sample(), title="ก", made_at=NOON)


def test_another_process_gives_the_same_bytes_too() -> None:
    program = (
        "import hashlib; from tests.reports.test_workbook import *;"
        "print(hashlib.sha256(to_xlsx(sample(), title='ก', made_at=NOON)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/Lima", "PYTHONPATH": os.pathsep.join(sys.path)}

    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout

    assert answer.strip() == hashlib.sha256(to_xlsx(sample(), title="ก", made_at=NOON)).hexdigest()


def test_the_file_says_when_it_was_made_and_nothing_about_now() -> None:
    properties = load_workbook(BytesIO(to_xlsx(sample(), title="ผลงาน", made_at=NOON))).properties

    assert (properties.title, properties.created, properties.modified) == (
        "ผลงาน",
        NOON.replace(tzinfo=None),
        NOON.replace(tzinfo=None),
    )


@pytest.mark.parametrize("typed", ["=1+1", "+66 81", "@กลุ่มนิเทศ", "-", "=cmd|' /C calc'!A0", "#N/A"])
def test_text_never_becomes_a_formula(typed: str) -> None:
    cell = load_workbook(BytesIO(draw(typed))).worksheets[0]["A1"]

    assert (cell.value, cell.data_type) == (typed, "s")


def test_text_that_looks_like_a_formula_stays_text_when_typed_over() -> None:
    page = load_workbook(BytesIO(draw("=1+1", "ธรรมดา"))).worksheets[0]

    assert [page[a].quotePrefix for a in ("A1", "A2")] == [True, False]


def test_only_a_formula_is_a_formula() -> None:
    page = load_workbook(BytesIO(to_xlsx(sample(), title="ก", made_at=NOON)))["ผล"]

    assert (page["C4"].value, page["C4"].data_type) == ("=SUM(C3:C3)", "f")


def test_marks_no_xml_can_hold_are_left_out() -> None:
    assert load_workbook(BytesIO(draw("ก\x0bข"))).worksheets[0]["A1"].value == "กข"


def test_what_a_sheet_says_of_its_look_is_in_the_file() -> None:
    book = load_workbook(BytesIO(to_xlsx(sample(), title="ก", made_at=NOON)))
    page = book["ผล"]

    assert [str(merged) for merged in page.merged_cells.ranges] == ["A1:C1", "A4:B4"]
    assert (page.freeze_panes, page.print_title_rows, page.auto_filter.ref) == ("A3", "$2:$2", "A2:C4")
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToWidth) == (9, "landscape", 1)
    assert (page["A2"].font.name, page["A2"].font.size, page["A1"].font.size) == (FONT, 14, 18)
    assert page.oddFooter is not None
    assert page.oddFooter.left.text == "สพป. && คณะ"
    assert book["_x"].sheet_state == "veryHidden"


def test_a_protected_sheet_has_no_password_and_lets_people_insert_and_format() -> None:
    protection = load_workbook(BytesIO(to_xlsx(sample(), title="ก", made_at=NOON)))["ผล"].protection

    assert (protection.sheet, protection.password) == (True, None)
    assert not any((protection.insertRows, protection.formatRows, protection.formatCells, protection.formatColumns))


def test_custom_properties_travel_with_the_file() -> None:
    data = to_xlsx(sample(), title="ก", made_at=NOON, properties={"tidtam": "TT1"})

    custom = load_workbook(BytesIO(data)).custom_doc_props  # type: ignore[attr-defined]
    assert custom["tidtam"].value == "TT1"


def test_members_bear_no_time() -> None:
    members = ZipFile(BytesIO(to_xlsx(sample(), title="ก", made_at=NOON))).infolist()

    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


def test_columns_are_lettered_as_in_excel() -> None:
    assert [letter(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert address(12, 28) == "AB12"


def test_marks_above_and_below_need_no_width() -> None:
    assert height_for("ที่นี้", 10) == height_for("ทนทน", 10)
    assert height_for("ก" * 20, 10) > height_for("ก" * 5, 10)
