"""The control register as a workbook: the office's columns, totals that a recount confirms, rows struck through."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from domain.sendings import Way
from domain.thai import BANGKOK
from reports.control_register import Register, RegisterRow, RegisterSheet, make_control_register, totals

AS_OF = datetime(2027, 4, 6, 9, 0, tzinfo=BANGKOK)
HEADINGS = (
    "ลำดับที่", "เลขทะเบียนรับ / วันที่รับ", "ที่หนังสือ (ของหน่วยงานที่ขอ)", "ลงวันที่", "เรื่อง / ประเด็นการตรวจราชการ",
    "รอบที่", "กลุ่ม/ผู้รับผิดชอบ", "กำหนดส่งของหน่วยงาน", "วันที่ได้รับข้อมูลจากผู้รับผิดชอบ", "วันที่ ผอ.สพท. ลงนาม", "ที่หนังสือส่ง",
    "วันที่ส่ง / วิธีส่ง (ระบบ/ไปรษณีย์อิเล็กทรอนิกส์/นำส่ง)", "ผลการส่ง (ทันกำหนด/เกิน … วัน)", "ที่เก็บเอกสาร / หมายเหตุ",
)  # fmt: skip
DAYS = st.dates(date(2026, 10, 1), date(2027, 9, 30))
ROWS = st.lists(
    st.builds(
        RegisterRow,
        no=st.just(1),
        topic=st.just("เด็กตกหล่น"),
        due_on=st.none() | DAYS,
        letter_no=st.just("ศธ 04999/1"),
        sent_on=DAYS,
        way=st.sampled_from(Way),
        struck=st.sampled_from(["", "", "พิมพ์ผิด"]),
    ),
    max_size=12,
)


def register(*sheets: RegisterSheet) -> Register:
    return Register(office_name="สพป.ทดสอบ เขต ๑", fiscal_year_be=2570, as_of=AS_OF, sheets=sheets)


def sheet(rows: Sequence[RegisterRow], agency: str = "ผู้ตรวจราชการกระทรวงศึกษาธิการ", short: str = "ศธ.") -> RegisterSheet:
    return RegisterSheet(agency=agency, short=short, rows=tuple(rows))


def opened(made: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def page_of(made: bytes) -> Worksheet:
    page = opened(made).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def row(no: int = 1, **more: object) -> RegisterRow:
    facts: dict[str, object] = {"topic": "ก", "letter_no": "ศธ 04999/1", "sent_on": date(2027, 1, 4), "way": Way.EMAIL}
    return RegisterRow(no=no, **{**facts, **more})  # type: ignore[arg-type]  # as the test names them


def test_the_sheet_has_the_titles_columns_and_paper_of_the_office() -> None:
    page = page_of(make_control_register(register(sheet([row()]))))
    assert [page.cell(at, 1).value for at in (1, 2, 3)] == [
        "ทะเบียนคุมเอกสารที่รายงานผู้ตรวจราชการ",
        "หน่วยงาน: ผู้ตรวจราชการกระทรวงศึกษาธิการ",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
    ]
    headings = tuple("".join(str(cell.value).split()) for cell in page[4])
    assert headings == tuple("".join(heading.split()) for heading in HEADINGS)
    assert {str(merged) for merged in page.merged_cells.ranges} >= {"A1:N1", "A2:N2", "A3:N3"}
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$4:$4"


@settings(max_examples=25)
@given(ROWS)
def test_the_last_line_is_what_a_recount_of_the_printed_rows_gives(rows: list[RegisterRow]) -> None:
    numbered = [replace(one, no=no) for no, one in enumerate(rows, start=1)]
    page = page_of(make_control_register(register(sheet(numbered))))
    printed = [cells for cells in page.iter_rows(min_row=5) if isinstance(cells[0].value, int)]
    stand = [cells for cells in printed if not cells[0].font.strike]
    in_time = [cells for cells in stand if cells[12].value == "ทันกำหนด"]

    said = next(str(c.value) for c in page["A"] if str(c.value).startswith("รวม "))
    struck = f" (ขีดฆ่า {len(printed) - len(stand)} แถว ไม่นับรวม)" if len(printed) > len(stand) else ""
    assert said == f"รวม {len(stand)} ฉบับ ทันกำหนด {len(in_time)} ฉบับ{struck}"
    assert len(printed) == len(rows), "no row is left out"
    by_days = sum(not r.struck and r.due_on is not None and r.sent_on <= r.due_on for r in rows)
    assert totals(rows) == (len(stand), by_days, len(printed) - len(stand))


def test_a_struck_row_is_struck_through_and_says_why() -> None:
    page = page_of(make_control_register(register(sheet([row(1, struck="พิมพ์ผิด", kept="แฟ้ม 3"), row(2)]))))
    assert all(cell.font.strike for cell in page[5][:13])
    assert page["N5"].value == "ขีดฆ่า: พิมพ์ผิด\nแฟ้ม 3"
    assert not any(cell.font.strike for cell in page[6])


def test_late_and_without_a_day_are_said_in_words() -> None:
    rows = [row(1, due_on=date(2027, 1, 1)), row(2, due_on=date(2027, 1, 4)), row(3)]
    page = page_of(make_control_register(register(sheet(rows))))
    assert [page.cell(at, 13).value for at in (5, 6, 7)] == ["เกิน 3 วัน", "ทันกำหนด", "ไม่มีกำหนด"]


def test_each_agency_has_a_sheet_whatever_it_is_called_and_an_empty_one_says_so() -> None:
    book = opened(
        make_control_register(
            register(sheet([]), sheet([row()], "ก/ข [1]", "ก/ข [1]"), sheet([], "ยาว" * 30, "ยาว" * 30), sheet([]))
        )
    )
    assert len(set(book.sheetnames)) == 4
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.worksheets[0]["A5"].value == "ยังไม่มีรายการในปีนี้"
    assert book.worksheets[1]["A1"].value == "ทะเบียนคุมเอกสารที่จัดส่งหน่วยงาน"


def test_the_same_rows_give_the_same_bytes_and_a_word_is_no_formula() -> None:
    made = make_control_register(register(sheet([row(topic="=1+1")])))
    assert made == make_control_register(register(sheet([row(topic="=1+1")])))
    assert page_of(made)["E5"].data_type == "s"
