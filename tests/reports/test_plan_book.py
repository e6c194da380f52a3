"""An officer's workbook is read as meant, or every mistake in it is named at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.demo.district import district
from domain.plan import (
    EVERY_GROUP,
    EVERY_SCHOOL,
    THE_OFFICE,
    Plan,
    PlanIndicator,
    PlanPerson,
    PlanRequirement,
    PlanSubject,
    PlanUnit,
    Role,
    UnitKind,
)
from domain.thai import BANGKOK
from reports.plan_book import read_plan, write_plan
from reports.plan_columns import SHEETS
from tests.reports.plan_editing import HEADING_ROW, clock, column, edited, read, told, typed


def test_what_is_written_is_read_back() -> None:
    assert read(write_plan(district())) == (district(), [])


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert write_plan(district()) == write_plan(replace(district()))


def test_columns_may_be_reordered_and_others_added() -> None:
    def shuffle(book: Workbook) -> None:
        page = book["บุคลากร"]
        page.insert_cols(1)
        page.cell(HEADING_ROW, 1).value = "เบอร์โทร"
        page.cell(HEADING_ROW + 1, 1).value = "000-000-0001"
        page.move_range(f"C{HEADING_ROW}:C60", cols=6)

    assert read(edited(shuffle)) == (district(), [])


def test_headings_and_sheets_may_be_worded_otherwise() -> None:
    def reword(book: Workbook) -> None:
        book["บุคลากร"].title = "รายชื่อ"
        page = book["งานที่ต้องส่ง"]
        page.cell(HEADING_ROW, column(page, "กำหนดส่ง")).value = " วันครบกำหนด "

    assert read(edited(reword)) == (district(), [])


def test_titles_notes_and_empty_rows_do_not_matter() -> None:
    def loosen(book: Workbook) -> None:
        book["หน่วยงาน"].delete_rows(1, 2)
        book["กลยุทธ์"].insert_rows(HEADING_ROW + 2, 3)
        book.remove(book["คำแนะนำ"])
        book.create_sheet("บันทึกของฉัน")

    assert read(edited(loosen)) == (district(), [])


@pytest.mark.parametrize(
    "value", ["2 เม.ย. 70", "๒ เมษายน ๒๕๗๐", "2/4/2570", clock(2570, 4, 2), clock(2027, 4, 2, 16, 30)]
)
def test_the_due_day_may_be_typed_in_many_ways(value: str | datetime) -> None:
    assert read(typed("งานที่ต้องส่ง", "กำหนดส่ง", 4, value)) == (district(), [])


def test_units_may_be_meant_by_name() -> None:
    assert read(typed("กลยุทธ์", "ผู้รับผิดชอบหลัก", 4, "กลุ่มอำนวยการ")) == (district(), [])
    assert read(typed("กลยุทธ์", "ผู้รับผิดชอบร่วม", 7, "กลุ่มบุคคล; ตสน.")) == (district(), [])


def test_codes_that_became_numbers_stay_text() -> None:
    assert read(typed("หน่วยงาน", "รหัส SMIS", 19, 99010001)) == (district(), [])


def test_the_period_follows_from_the_round_when_it_is_left_out() -> None:
    assert read(typed("งานที่ต้องส่ง", "ช่วงข้อมูลถึง", 4, None)) == (district(), [])


def test_a_registration_code_may_be_left_for_later() -> None:
    plan, _ = read(typed("บุคลากร", "รหัสลงทะเบียน", 4, None))

    assert plan is not None
    assert [person.name for person in plan.people if not person.code] == ["นายสมมติ ศรีธารา"]


def test_one_person_may_serve_two_units_with_one_code() -> None:
    def serve(book: Workbook) -> None:
        for place, value in enumerate(("GEN-7Q4K", "นายเอก สมมติชน", "ธุรการ", "99010003", "ธุรการโรงเรียน"), start=1):
            book["บุคลากร"].cell(60, place).value = value

    plan, problems = read(edited(serve))

    assert problems == []
    assert plan is not None
    assert [person.unit for person in plan.people if person.code == "GEN-7Q4K"] == ["GENERAL", "99010003"]


def test_a_file_that_is_no_workbook_says_so() -> None:
    assert told(b"PK\x03\x04 not really") == [("", "", "not_a_workbook")]
    assert told(b"") == [("", "", "not_a_workbook")]


def test_a_missing_sheet_is_named_with_what_may_have_been_meant() -> None:
    def rename(book: Workbook) -> None:
        book["ตัวชี้วัด"].title = "ตัวชี้วดั ปี 70"

    _, problems = read(edited(rename))

    assert [(p.sheet, p.code, p.seen) for p in problems] == [("ตัวชี้วัด", "sheet_missing", "ตัวชี้วดั ปี 70")]


def test_an_empty_workbook_lacks_every_sheet_but_the_days() -> None:
    book, saved = Workbook(), BytesIO()
    book.save(saved)

    assert told(saved.getvalue()) == [(sheet.name, "", "sheet_missing") for sheet in SHEETS if sheet.required]


def test_a_missing_heading_is_named_with_what_may_have_been_meant() -> None:
    def misspell(book: Workbook) -> None:
        page = book["งานที่ต้องส่ง"]
        page.cell(HEADING_ROW, column(page, "วันเปิดรับ")).value = "วันที่เปิดรับแบบ"

    _, problems = read(edited(misspell))

    assert [(p.cell, p.code, p.seen, p.expected) for p in problems] == [
        ("A3", "heading_missing", "วันที่เปิดรับแบบ", "วันเปิดรับ")
    ]


def test_a_sheet_without_any_heading_lists_them_all() -> None:
    def wipe(book: Workbook) -> None:
        book["ตัวชี้วัด"].delete_rows(1, 60)

    assert {code for _, _, code in told(edited(wipe))} == {"heading_missing"}


def test_a_heading_that_stands_twice_is_pointed_at() -> None:
    def double(book: Workbook) -> None:
        book["ตัวชี้วัด"].cell(HEADING_ROW, 6).value = "ค่าเป้าหมาย"

    assert told(edited(double)) == [("ตัวชี้วัด", "F3", "duplicate")]


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "value", "cell", "code"),
    [
        ("หน่วยงาน", "ประเภท", 5, "แผนก", "B5", "bad_choice"),
        ("หน่วยงาน", "รหัสหน่วยงาน", 18, "กลุ่ม ๑", "A18", "bad_code"),
        ("หน่วยงาน", "ชื่อหน่วยงาน", 9, None, "C9", "empty"),
        ("หน่วยงาน", "สังกัด", 19, "เครือข่ายใหม่", "E19", "unknown_code"),
        ("หน่วยงาน", "สังกัด", 20, "99010001", "E20", "bad_choice"),
        ("หน่วยงาน", "รหัส SMIS", 20, "99010001", "G20", "duplicate"),
        ("หน่วยงาน", "รหัสกระทรวง", 20, "10999", "I20", "bad_number"),
        ("หน่วยงาน", "ประเภท", 6, "สำนักงานเขต", "B6", "duplicate"),
        ("บุคลากร", "หน่วยงาน", 7, "บ้านใหม่", "D7", "unknown_code"),
        ("บุคลากร", "บทบาท", 7, "ภารโรง", "E7", "bad_choice"),
        ("บุคลากร", "บทบาท", 7, "ประธานเครือข่าย", "D7", "bad_choice"),
        ("บุคลากร", "รหัสลงทะเบียน", 7, "DIR-2M8H", "A7", "duplicate"),
        ("กลยุทธ์", "ผู้รับผิดชอบหลัก", 4, "99010001", "F4", "bad_choice"),
        ("กลยุทธ์", "ผู้รับผิดชอบร่วม", 4, "GENERAL", "G4", "duplicate"),
        ("กลยุทธ์", "ผู้รับผิดชอบร่วม", 4, "กลุ่มวิจัย", "G4", "unknown_code"),
        ("กลยุทธ์", "ที่", 5, "๑", "D5", "duplicate"),
        ("กลยุทธ์", "ที่", 5, "สอง", "D5", "bad_number"),
        ("กลยุทธ์", "ประเภท", 5, "นโยบาย", "B5", "bad_choice"),
        ("ตัวชี้วัด", "รหัสกลยุทธ์", 4, "ST9", "A4", "unknown_code"),
        ("ตัวชี้วัด", "ที่", 5, "1.1", "B5", "duplicate"),
        ("ตัวชี้วัด", "ตัวชี้วัด", 5, " ", "C5", "empty"),
        ("งานที่ต้องส่ง", "ปีงบประมาณ", 4, "2027", "E4", "bad_number"),
        ("งานที่ต้องส่ง", "ประเภทงาน", 4, "ตรวจราชการ", "B4", "bad_choice"),
        ("งานที่ต้องส่ง", "แบบ", 4, "แบบ ตร.๑", "C4", "bad_choice"),
        ("งานที่ต้องส่ง", "รอบ", 4, "ครึ่งปี", "F4", "bad_choice"),
        ("งานที่ต้องส่ง", "ช่วงข้อมูลตั้งแต่", 4, "1 ต.ค. 2568", "H4", None),
        ("งานที่ต้องส่ง", "ช่วงข้อมูลถึง", 4, "31 มี.ค. 2569", "I4", "date_order"),
        ("งานที่ต้องส่ง", "วันเปิดรับ", 4, "32 พ.ย. 69", "J4", "bad_date"),
        ("งานที่ต้องส่ง", "กำหนดส่ง", 4, "2 พ.ย. 69 เวลา 08.30 น.", "K4", "date_order"),
        ("งานที่ต้องส่ง", "กำหนดส่ง", 4, None, "K4", "empty"),
        ("งานที่ต้องส่ง", "กำหนดของต้นทาง", 4, "1 เม.ย. 70", "L4", "date_order"),
        ("งานที่ต้องส่ง", "กลยุทธ์ที่ต้องรายงาน", 4, "ST1, ST7", "O4", "unknown_code"),
        ("งานที่ต้องส่ง", "กลยุทธ์ที่ต้องรายงาน", 4, "ST1, ST1", "O4", "duplicate"),
        ("วันหยุด", "วันที่", 4, "สิ้นปี", "A4", "bad_date"),
        ("วันหยุด", "ชื่อวัน", 4, "วันกีฬา", "A4", "empty"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_cell(
    sheet: str, heading: str, row: int, value: str | None, cell: str, code: str | None
) -> None:
    there = [
        found for where, place, found in told(typed(sheet, heading, row, value)) if (where, place) == (sheet, cell)
    ]

    assert there == ([code] if code else [])


def test_a_period_or_subject_of_another_year_is_pointed_at() -> None:
    wrong = told(typed("งานที่ต้องส่ง", "ปีงบประมาณ", 4, 2569))

    assert ("งานที่ต้องส่ง", "H4", "wrong_year") in wrong
    assert ("งานที่ต้องส่ง", "O4", "wrong_year") in wrong


def test_a_round_of_the_offices_own_needs_its_period() -> None:
    def own_round(book: Workbook) -> None:
        page = book["งานที่ต้องส่ง"]
        page.cell(4, column(page, "รอบ")).value = "term-1"
        page.cell(4, column(page, "ช่วงข้อมูลถึง")).value = None

    assert told(edited(own_round)) == [("งานที่ต้องส่ง", "I4", "empty")]


def test_a_plan_without_an_office_says_so() -> None:
    assert ("หน่วยงาน", "", "empty") in told(typed("หน่วยงาน", "ประเภท", 4, "กลุ่ม"))


def test_every_mistake_is_named_at_once_in_the_order_of_the_sheets() -> None:
    def spoil(book: Workbook) -> None:
        for sheet, heading, row, value in (
            ("งานที่ต้องส่ง", "กำหนดส่ง", 4, "32 เม.ย. 70"),
            ("ตัวชี้วัด", "รหัสกลยุทธ์", 13, "ST9"),
            ("บุคลากร", "หน่วยงาน", 10, "XYZ"),
            ("หน่วยงาน", "ชื่อหน่วยงาน", 12, None),
        ):
            page = book[sheet]
            page.cell(row, column(page, heading)).value = value

    assert told(edited(spoil)) == [
        ("หน่วยงาน", "C12", "empty"),
        ("บุคลากร", "D10", "unknown_code"),
        ("ตัวชี้วัด", "A13", "unknown_code"),
        ("งานที่ต้องส่ง", "K4", "bad_date"),
    ]


def test_choices_fit_into_the_file_format() -> None:
    """Excel refuses a workbook whose written-out list is longer than 255 characters."""
    for page in load_workbook(BytesIO(write_plan(district()))).worksheets:
        for rule in page.data_validations.dataValidation:
            assert len(rule.formula1 or "") <= 255


TARGETS = st.sampled_from(["", "=5", "≥ 1"])
WORDS = st.text("กขคงจชซญฐณดตนบปพมยรลวสหอABCxyz0123456789", min_size=1, max_size=12)
CODES = st.from_regex(r"[A-Z][A-Z0-9_-]{0,8}", fullmatch=True)
MOMENTS = st.datetimes(clock(2026, 10, 1), clock(2027, 9, 30)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=BANGKOK)
)


MANY = (EVERY_SCHOOL, EVERY_GROUP, THE_OFFICE)


ROLES = [role for role in Role if role is not Role.CLUSTER_CHAIR]  # which is held in a cluster, and there is none


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    codes = draw(st.lists(CODES, min_size=4, max_size=6, unique_by=str.casefold))
    office = PlanUnit(code=codes[0], kind=UnitKind.OFFICE, name=draw(WORDS))
    groups = tuple(
        PlanUnit(code=code, kind=UnitKind.GROUP, name=draw(WORDS), short_names=tuple(draw(st.lists(WORDS, max_size=2))))
        for code in codes[1:]
    )
    subject = PlanSubject(
        code=draw(CODES), kind=draw(st.sampled_from(["strategy", "topic", "project", "item"])), fiscal_year_be=2570,
        no=draw(st.integers(1, 99)), title=draw(WORDS),
        owners=tuple(draw(st.lists(st.sampled_from(codes[1:]), min_size=1, unique=True))),
        indicators=tuple(
            PlanIndicator(no=f"๑.{n}", name=draw(WORDS), unit=draw(WORDS), target=draw(TARGETS))
            for n in range(draw(st.integers(0, 3)))
        ),
    )  # fmt: skip
    person = PlanPerson(
        code=draw(st.one_of(st.just(""), CODES)), name=draw(WORDS), position=draw(st.one_of(st.just(""), WORDS)),
        unit=draw(st.sampled_from(codes)), role=draw(st.sampled_from(ROLES)),
    )  # fmt: skip
    opens, due, external = sorted(draw(st.lists(MOMENTS, min_size=3, max_size=3, unique=True)))
    requirement = PlanRequirement(
        code=draw(CODES), work="strategy", form="strategy", title=draw(WORDS), fiscal_year_be=2570,
        round=draw(st.sampled_from(["6m", "9m", "12m", "q1", "1", "ye", "term-2"])), round_name=draw(WORDS),
        period_start=date(2026, 10, 1), period_end=draw(st.dates(date(2026, 10, 1), date(2027, 9, 30))),
        opens_at=opens, due_at=due, external_due_at=draw(st.sampled_from([external, None])), agency=draw(WORDS),
        urgency=draw(st.sampled_from(["", "ด่วนที่สุด"])), subjects=draw(st.sampled_from([(), (subject.code,)])),
        debtors=tuple(draw(st.lists(st.sampled_from([*MANY, *codes[1:]]), unique=True))),
    )  # fmt: skip
    days = draw(st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=4, unique=True))
    return Plan(
        office=office, letter_prefix=draw(st.sampled_from(["", "ศธ 04999/"])), units=groups, people=(person,),
        subjects=(subject,), requirements=(requirement,), days_off=tuple((day, draw(WORDS)) for day in days[:2]),
        working_days=tuple(days[2:]),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(plans())
def test_any_plan_that_is_written_is_read_back(plan: Plan) -> None:
    assert read_plan(write_plan(plan), works={"strategy"}, forms={"strategy"}) == (plan, [])
