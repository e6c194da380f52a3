"""The picture and the table of a rehearsal: always the same bytes, as wide as a phone likes, nobody left out."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import openpyxl

from domain.calendar import WorkCalendar
from domain.nagging import Audience, Window
from domain.rehearsal import Asking, Kind, Month, Moved, Rehearsal, Told
from domain.thai import BANGKOK
from reports.rehearsal_book import compile_rehearsal
from reports.rehearsal_data import Due, RehearsalData, step_said
from reports.rehearsal_picture import draw_pages, draw_picture
from reports.workbook import to_xlsx
from tests.reports.pixels import size_of

START = datetime(2027, 3, 29, 8, 0, tzinfo=BANGKOK)
DUE = date(2027, 4, 9)


def told(day: date, who: int, **more: object) -> Told:
    at = datetime.combine(day, time(9), BANGKOK)
    one = Told(
        at=at, to=f"U{who}", words="เตือน", kind=Kind.REMINDER, cost=1, asks=(Asking("แบบติดตามกลยุทธ์", "-1", DUE),),
        office_id=1, name=f"นายสมมติ คนที่{who}", unit=f"โรงเรียนทดสอบ {who}", audience=Audience.OWNER,
    )  # fmt: skip
    return replace(one, **more)  # type: ignore[arg-type]


def data(count: int = 30) -> RehearsalData:
    """A rehearsal in which the last ten are held."""
    people = tuple(told(date(2027, 4, 8), who, held=who >= count - 10) for who in range(count))
    morning = told(date(2027, 4, 5), 99, kind=Kind.MORNING, asks=(), audience=Audience.OFFICER)
    month = Month(first=date(2027, 4, 1), allowed=100, used=50, paid=count - 9, held=10)
    rehearsal = Rehearsal(start=START, last=date(2027, 4, 20), told=(morning, *people), months=(month,), reserve=30)
    return RehearsalData(
        office="สพป.ทดสอบ เขต ๑",
        first=START.date(),
        rehearsal=rehearsal,
        dues=(Due("แบบติดตามกลยุทธ์", DUE),),
        quiet=(Window(date(2027, 4, 19), date(2027, 4, 20)),),
        calendar=WorkCalendar(),
        moved=(Moved("แบบติดตามกลยุทธ์", "3", date(2027, 4, 14), date(2027, 4, 16), "วันสงกรานต์"),),
        silent=("โรงเรียนบ้านใหม่",),
    )


def test_the_same_rehearsal_gives_the_same_picture_pages_and_table() -> None:
    assert draw_picture(data()) == draw_picture(data())
    assert draw_pages(data()) == draw_pages(data())
    tables = [to_xlsx(compile_rehearsal(data()), title="ซ้อม", made_at=START) for _ in range(2)]
    assert tables[0] == tables[1]


def test_another_rehearsal_gives_another_picture() -> None:
    assert draw_picture(data()) != draw_picture(data(29))


def test_the_picture_is_one_tall_page_and_does_not_grow_with_the_people() -> None:
    width, height = size_of(draw_picture(data()))
    lots = size_of(draw_picture(data(3000)))

    assert width == 1200
    assert height > width
    assert lots[0] == width
    assert lots[1] < height * 1.5


def test_the_pages_have_every_line_of_the_table() -> None:
    few = data()
    days = [date(2027, 3, 29) + timedelta(days=number) for number in range(20)]
    many = replace(
        few, rehearsal=replace(few.rehearsal, told=tuple(told(day, who) for day in days for who in range(9)))
    )

    assert pages(draw_pages(many)) > pages(draw_pages(few))


def test_everybody_has_a_row_in_the_table_with_unit_name_and_outcome() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(compile_rehearsal(data()), title="ซ้อม", made_at=START)))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=5)]

    assert len(rows) == 31
    assert rows[0][2] == "รายการงานเช้า"
    last = "พฤ. 8 เม.ย. 70", "09.00 น.", "แบบติดตามกลยุทธ์: ก่อนกำหนด 1 วันทำการ", "ผู้รับผิดชอบ"
    assert rows[-1] == [*last, "โรงเรียนทดสอบ 29", "นายสมมติ คนที่29", 1, "พักไว้ โควตาไม่พอ"]
    assert sum(row[-1] == "ส่ง" for row in rows) == 21


def test_the_second_sheet_says_what_each_month_comes_to_what_moved_and_whom_to_telephone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(compile_rehearsal(data()), title="ซ้อม", made_at=START)))
    said = [cell.value for row in book.worksheets[1].iter_rows() for cell in row if cell.value is not None]

    assert said[said.index("เมษายน 2570") :][:6] == ["เมษายน 2570", 100, 50, 21, 10, 29]
    assert any("วันสงกรานต์" in str(one) and "ศ. 16 เม.ย. 70" in str(one) for one in said)
    assert "โรงเรียนบ้านใหม่" in said


def test_every_step_of_a_ladder_has_words() -> None:
    assert [step_said(step) for step in ("open", "-7", "0", "12", "-3h", "now")] == [
        "แจ้งเปิดงาน",
        "ก่อนกำหนด 7 วันทำการ",
        "วันกำหนดส่ง",
        "เลยกำหนด 12 วันทำการ",
        "ก่อนกำหนด 3 ชั่วโมงทำการ",
        "ตามที่เจ้าหน้าที่ตั้งไว้",
    ]


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
