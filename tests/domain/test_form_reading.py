"""Forms as people send them back: moved, worn, retyped, with old sheets - and still read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forms.checks import check_form
from domain.forms.definition import Severity
from domain.forms.grid import Grid, Raw, Sheet
from domain.forms.identity import Identity
from domain.forms.reading import read_form
from domain.forms.reading_result import Target
from tests.domain.form_readings import DEFINITION, PLAIN, PLAIN_LETTERS, as_sheet, codes, read, values
from tests.samples.making import (
    HEAD_LOWER,
    ROW_31,
    ROW_32,
    ROW_33,
    SUB_ROW,
    Story,
    definitions,
    draw,
)


def test_a_messy_row_is_understood_cell_by_cell() -> None:
    reading = read(draw())
    assert PLAIN[0] == {
        "indicator_no": "๓.๑",
        "indicator_name": "ร้อยละของนักเรียนชั้น ป.๑ ที่อ่านออกเขียนได้",
        "unit": "ร้อยละ",
        "target": Target(">=", 85),
        "population": 1245,
        "achieved_n": 1102,
        "achieved_pct": 88.51,
        "score_level": 4,
        "budget_allocated": 150000,
        "budget_spent": 149300,
        "budget_left": 700,
        "actions": "1) ประชุมครู\n2) นิเทศ ๓ ครั้ง",
        "problems": None,
        "suggestions": "ควรจัดสรรงบเพิ่ม",
        "evidence": "คำสั่งที่ ๔๕/๒๕๖๙",
        "note": "ข้อมูล ณ 31 มีค 70",
    }
    assert reading.rows[0].cells["achieved_n"].text == "1,102 คน"
    assert reading.rows[0].cells["achieved_n"].address == "F8"
    assert (reading.first.fiscal_year_be, reading.first.round, reading.first.subject) == (2570, "6m", "3")
    assert reading.first.header_rows == (6, 7)
    assert reading.first.titles == {"title": "A1", "year": "A1", "round": "A2", "subject": "A3"}
    assert dict(reading.first.columns) == PLAIN_LETTERS


def test_what_stands_above_the_table_is_read_with_its_place() -> None:
    meta = read(draw()).first.meta
    assert {name: (cell.text, cell.address) for name, cell in meta.items()} == {
        "unit": ("กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", "C4"),
        "reporter": ("นางสาวฝน ตัวอย่างรัตน์", "I4"),
        "phone": ("๐๐๐-๐๐๐๐๐๐๐", "N4"),
        "report_date": ("๒ เม.ย. ๗๐", "C5"),
        "form_version": ("แบบ กย.๑ v๑", "I5"),
    }
    assert str(meta["report_date"].value) == "2027-04-02"


def test_an_empty_label_does_not_borrow_the_next_ones_value() -> None:
    meta = read(draw(story=Story(unit="", reporter="", date=""))).first.meta
    assert (meta["unit"].text, meta["reporter"].text, meta["report_date"].text) == ("", "", "")
    assert meta["phone"].text == "๐๐๐-๐๐๐๐๐๐๐"


def test_a_label_and_its_value_may_share_a_cell() -> None:
    drawing = draw().with_cell(3, 0, "กลุ่มภารกิจ : กลุ่มอำนวยการ").with_cell(3, 2, "")
    assert read(drawing).first.unit_text == "กลุ่มอำนวยการ"


@pytest.mark.parametrize(("down", "right"), [(1, 0), (3, 0), (0, 1), (4, 2), (12, 3)])
def test_rows_and_columns_put_before_the_form_move_everything_and_change_nothing(down: int, right: int) -> None:
    reading = read(draw().moved(down, right))
    assert values(reading) == PLAIN
    assert reading.first.header_rows == (6 + down, 7 + down)
    assert reading.rows[0].number == 8 + down


OLD = Story(title="แบบติดตามผลการดำเนินงานตามกลยุทธ์ สพฐ. ประจำปีงบประมาณ พ.ศ. ๒๕๖๙")


@pytest.mark.parametrize("visible", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_last_years_sheet_is_left_and_told(visible: bool, first: bool) -> None:
    old = replace(draw(story=OLD), name="ปี 2569", visible=visible)
    reading = read(*((old, draw()) if first else (draw(), old)))
    assert (reading.first.sheet, reading.first.fiscal_year_be) == ("กลยุทธ์ที่ ๓", 2570)
    left = [finding for finding in reading.findings if finding.code == "wrong_year"]
    assert [(f.sheet, f.cell, f.severity) for f in left] == [("ปี 2569", None, Severity.WARNING)]


def test_the_year_asked_for_is_preferred_when_the_caller_knows_it() -> None:
    sheets = (as_sheet(replace(draw(story=OLD), name="ปี 2569")), as_sheet(draw()))
    reading = read_form(Grid(sheets), definitions(), fiscal_year_be=2569)
    assert reading is not None
    assert reading.first.fiscal_year_be == 2569


def test_a_second_filled_sheet_of_another_subject_is_not_dropped_in_silence() -> None:
    other = replace(draw(story=Story(subject="กลยุทธ์ที่ ๔ เพิ่มประสิทธิภาพ")), name="กลยุทธ์ที่ ๔")
    assert ("wrong_subject", None) in codes(read(draw(), other))


@pytest.mark.parametrize(
    ("title", "place", "subject", "expected"),
    [
        ("แบบติดตามกลยุทธ์ ปีงบประมาณ 2570", "สพป.ศรีธารา เขต 1 รอบ 12 เดือน", "กลยุทธ์ 3 คุณภาพ", (2570, "12m", "3")),
        ("เเบบติดตามผลการดําเนินงานตามกลยุทธ ปีงบประมาณ ๗๐", "รอบที่ ๑ (๖ เดือน)", "กลยุทธข้อที่ ๓", (2570, "6m", "3")),
        ("แบบติดตามผลการดาเนินงานตามกลยุทธ์ ประจาปีงบประมาณ พ.ศ.2570", "รอบเก้าเดือน", "กลยุทธ์ที่3", (2570, "9m", "3")),
        ("แบบ กย.1 แบบติดตามผลการดำเนินงานตามกลยุทธ์", "1 ตุลาคม 2569 - 31 มีนาคม 2570", "กลยุทธ์ที่ 3", (2570, "6m", "3")),
        ("แบบรายงานผลการดำเนินงานตามกลยุทธ์ ปี 2570", "ไตรมาสที่ 4", "กลยุทธ์ที่ ๓", (2570, "12m", "3")),
        ("แบบติดตามผลการดำเนินงานตามกลยุทธ์", "", "", (None, None, "3")),
    ],
)
def test_year_round_and_subject_are_read_however_the_title_puts_them(
    title: str, place: str, subject: str, expected: tuple[Any, ...]
) -> None:
    reading = read(draw(story=Story(title=title, place=place, subject=subject)))
    assert (reading.first.fiscal_year_be, reading.first.round, reading.first.subject) == expected


def test_a_report_date_is_not_taken_for_a_round() -> None:
    reading = read(draw(story=Story(place="สพป.ศรีธารา เขต ๑", date="วันที่ 6 เดือน เมษายน พ.ศ. 2570")))
    assert reading.first.round is None


MARK = Identity("ST-2570-R6", "ST3", "SUPERVISION", 1)


def test_the_mark_of_the_blank_is_found_on_the_form_or_on_a_hidden_sheet() -> None:
    hidden = Sheet(name="_tidtam", rows=[[MARK.encode()]], visible=False)
    assert read(draw(), extra=hidden).identity == MARK
    assert read(draw(story=Story(version=f"แบบ กย.๑ v๑ {MARK.encode()}"))).identity == MARK
    assert read(draw()).identity is None


def test_the_forms_own_mark_wins_and_two_marks_elsewhere_are_none() -> None:
    other = Identity("ST-2570-R6", "ST4", "FINANCE", 1)
    both = Sheet(name="x", rows=[[MARK.encode()], [other.encode()]], visible=False)
    assert read(draw(), extra=both).identity is None
    assert read(draw(story=Story(version=MARK.encode())), extra=both).identity == MARK


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["คำสั่งเวร"], ["วัน", "เวรกลางวัน", "หมายเหตุ"], ["จันทร์", "นายเอก", ""]],
        [["แบบติดตามกลยุทธ์ที่ 3"], ["ชื่อ", "สกุล"]],
    ],
)
def test_what_is_not_a_form_is_none(rows: list[list[Raw]]) -> None:
    assert read_form(Grid((Sheet(name="Sheet1", rows=rows),)), definitions()) is None


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.text(max_size=12), st.floats(), st.none(), st.sampled_from(HEAD_LOWER)), max_size=20),
        max_size=25,
    )
)
def test_no_grid_breaks_the_reader(rows: list[list[Raw]]) -> None:
    reading = read_form(Grid((Sheet(name="x", rows=rows),)), definitions())
    assert reading is None or check_form(reading, DEFINITION) is not None


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_cell_spoiled_in_a_good_form_breaks_the_reader(data: st.DataObject) -> None:
    drawing = draw([ROW_31, SUB_ROW, ROW_32, ROW_33])
    for _ in range(data.draw(st.integers(1, 6))):
        row, column = data.draw(st.integers(0, len(drawing.lines) - 1)), data.draw(st.integers(0, 15))
        drawing = drawing.with_cell(row, column, data.draw(st.one_of(st.text(max_size=30), st.floats(), st.booleans())))
    reading = read_form(Grid((as_sheet(drawing),)), definitions())
    if reading is not None:
        check_form(reading, DEFINITION)
