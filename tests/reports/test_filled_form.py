"""One form in every container it arrives in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from domain.forms.reading import read_form
from domain.forms.reading_result import Reading
from reports.filled_form import open_grid
from tests.samples.making import (
    ROW_31,
    ROW_32,
    ROW_33,
    SUB_ROW,
    Drawing,
    Story,
    changed_part,
    definitions,
    draw,
    part_of,
    to_csv,
    to_html,
    to_ods,
    to_xlsx,
)

DRAWN = draw([ROW_31, SUB_ROW, ROW_32, ROW_33])
FORM = to_xlsx(DRAWN)


def reading_of(data: bytes) -> Reading:
    reading = read_form(open_grid(data, "งาน.xlsx"), definitions())
    assert reading is not None
    return reading


def cells(reading: Reading) -> list[dict[str, object]]:
    return [{name: cell.value for name, cell in row.cells.items()} for row in reading.rows]


PLAIN = cells(reading_of(FORM))


@pytest.mark.parametrize(
    "make",
    [
        to_xlsx,
        lambda drawing: to_csv(drawing, "utf-8"),
        lambda drawing: to_csv(drawing, "utf-8-sig"),
        lambda drawing: to_csv(drawing, "utf-16"),
        lambda drawing: to_csv(drawing, "utf-16-le", "\t"),
        lambda drawing: to_csv(drawing, "utf-8", ";"),
        lambda drawing: to_csv(drawing, "utf-8-sig", "|"),
        to_html,
        to_ods,
    ],
)
def test_one_form_reads_the_same_from_every_container(make: Callable[[Drawing], bytes]) -> None:
    assert cells(reading_of(make(DRAWN))) == PLAIN


def test_the_csv_of_thai_excel_is_read() -> None:
    drawing = DRAWN.with_cell(9, 3, ">= 1")
    assert cells(reading_of(to_csv(drawing, "cp874"))) == PLAIN


def test_a_letter_spoiled_on_the_way_spoils_one_cell_only() -> None:
    data = to_csv(DRAWN, "utf-8")
    name = "ร้อยละของนักเรียน".encode()
    reading = reading_of(data.replace(name, name[:-1], 1) + "ก".encode()[:2])
    assert "\ufffd" in str(reading.rows[0].value("indicator_name"))
    assert cells(reading)[1:] == PLAIN[1:]


def test_macros_are_not_run_and_do_not_hinder() -> None:
    assert cells(reading_of(changed_part(FORM, "xl/vbaProject.bin", os.urandom(4000)))) == PLAIN


def test_hidden_sheets_merged_cells_dates_and_marks_come_through() -> None:
    drawing = replace(draw(story=Story(date=date(2569, 4, 3))), visible=True)
    grid = open_grid(to_xlsx(drawing, replace(drawing, name="เก่า", visible=False), extra={"_tidtam": "x"}), "")
    assert [(sheet.name, sheet.visible) for sheet in grid.sheets] == [
        ("กลยุทธ์ที่ ๓", True), ("เก่า", False), ("_tidtam", False)
    ]  # fmt: skip
    assert ((0, 0), (0, 15)) in grid.sheets[0].merges
    assert grid.sheets[0].value(4, 2) == date(2569, 4, 3)
    assert grid.sheets[0].value(99, 99) is None


@pytest.mark.parametrize("make", [to_xlsx, to_ods])
def test_a_per_cent_format_and_a_formula_without_a_value_are_seen(make: Callable[[Drawing], bytes]) -> None:
    row = list(ROW_32)
    row[4:7] = [200, 150, 0.7504]
    row[10] = "=I8-J8"
    drawing = replace(draw([row]), percents=frozenset({(7, 6)}))
    sheet = open_grid(make(drawing), "").sheets[0]
    assert sheet.details.is_percent(7, 6)
    assert not sheet.details.is_percent(7, 5)
    assert sheet.details.is_uncalculated(7, 10)
    assert not sheet.details.is_uncalculated(7, 11)
    assert reading_of(make(drawing)).rows[0].value("achieved_pct") == 75.04


def test_a_custom_per_cent_format_is_a_per_cent() -> None:
    drawing = replace(DRAWN, percents=frozenset({(7, 6)}))
    data = to_xlsx(drawing)
    styles = part_of(data, "xl/styles.xml")
    assert b"0.0%" in styles
    assert open_grid(data, "").sheets[0].details.is_percent(7, 6)


def test_spans_of_a_page_put_each_cell_in_its_place() -> None:
    page = b"<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d&amp;<br>e<script>x</script></table>"
    (sheet,) = open_grid(page, "").sheets
    assert [list(row) for row in sheet.rows] == [["a", "b", ""], ["", "c", "d&\ne"]]
    assert list(sheet.merges) == [((0, 0), (1, 0)), ((0, 1), (0, 2))]


def test_the_spreadsheet_xml_of_old_excel_is_read() -> None:
    page = (
        b'<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        b'<ss:Worksheet ss:Name="S"><ss:Table><ss:Row><ss:Cell ss:MergeAcross="1"><ss:Data>a</ss:Data></ss:Cell>'
        b'<ss:Cell ss:Index="4"><ss:Data>b</ss:Data></ss:Cell></ss:Row></ss:Table></ss:Worksheet></ss:Workbook>'
    )
    (sheet,) = open_grid(page, "").sheets
    assert (sheet.name, [list(row) for row in sheet.rows]) == ("S", [["a", "", "", "b"]])
