"""The summary says what was received, what was not, and where every figure comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from domain.forms.reading_result import Row
from domain.thai import BANGKOK
from reports.sheet import Formula
from reports.strategy_summary import SummaryData, SummaryLine, compile_summary
from reports.summary_data import timing, total
from reports.workbook import to_xlsx
from tests.reports.summary_samples import AS_OF, DUE, cells, halfway


def drawn(data: SummaryData) -> Workbook:
    return load_workbook(BytesIO(to_xlsx(compile_summary(data), title="สรุป", made_at=AS_OF)))


def values(book: Workbook, sheet: str, area: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book[sheet][area]]


def with_rows(*rows: Row) -> SummaryLine:
    line = halfway().lines[0]
    assert line.received is not None
    return replace(line, received=replace(line.received, rows=rows))


def test_the_sheets_stand_in_the_order_a_director_reads_them() -> None:
    assert drawn(halfway()).sheetnames == ["สรุปภาพรวม", "รายตัวชี้วัด", "ยังไม่ส่ง", "ที่มาของข้อมูล"]


def test_the_head_says_what_round_and_as_of_when() -> None:
    book = drawn(halfway())

    assert values(book, "สรุปภาพรวม", "A1:A3") == [
        ["สรุปผลการดำเนินงานตามกลยุทธ์ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐ รอบ ๖ เดือน"],
        ["สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑"],
        ["ข้อมูล ณ วันที่ ๕ เมษายน ๒๕๗๐ เวลา ๑๐.๒๔ น.    กำหนดส่ง ๒ เมษายน ๒๕๗๐ เวลา ๑๖.๓๐ น."],
    ]


def test_the_headline_counts_what_is_in_what_is_to_be_mended_and_what_is_missing() -> None:
    page = drawn(halfway())["สรุปภาพรวม"]

    assert [page[a].value for a in ("A6", "C6", "D6", "G6", "J6")] == ["2 จาก 4 กลยุทธ์", "1", "1", "4.00", "99.5 %"]


def test_each_strategy_has_its_figures() -> None:
    assert values(drawn(halfway()), "สรุปภาพรวม", "D10:N13") == [
        ["ส่งแล้ว รอตรวจ", "30 มี.ค. 70\n14.05 น.", "ตรงเวลา", 2, 2, 4.5, 150000, 149300, 700, 99.53, 0],
        ["ผ่านแล้ว", "4 เม.ย. 70\n09.12 น.", "ล่าช้า 2 วัน", 1, 2, 3, "–", "–", "–", "–", 1],
        ["ส่งกลับแก้ไข", "2 เม.ย. 70\n16.40 น.", "ล่าช้า (หลังเวลาปิด)", 1, 3, 5, 90000, 95000, -5000, 105.56, 0],
        ["ยังไม่ส่ง", "ยังไม่ได้รับ", "เกินกำหนด 3 วัน", "ยังไม่ได้รับ", 3, *["ยังไม่ได้รับ"] * 6],
    ]


def test_the_totals_are_of_what_was_received_and_say_so() -> None:
    row = values(drawn(halfway()), "สรุปภาพรวม", "A14:N14")[0]

    assert row[0] == "รวมเฉพาะที่รับแล้ว ๒ จาก ๔ กลยุทธ์"
    assert row[6:] == [3, 4, 4, 150000, 149300, 700, 99.53, 1]


def test_who_is_missing_is_named_with_the_due_date() -> None:
    page = drawn(halfway())["สรุปภาพรวม"]
    told = [str(cell.value) for cell in page["A"] if cell.value]

    assert "ยังไม่ได้รับ ๑ กลยุทธ์" in told
    assert any(
        "กลุ่มบริหารงานการเงินและสินทรัพย์" in text and "กำหนดส่ง 2 เม.ย. 70 16.30 น. เกินกำหนด 3 วัน" in text for text in told
    )


def test_all_indicators_are_stacked_under_their_strategy() -> None:
    names = [row[0] for row in values(drawn(halfway()), "รายตัวชี้วัด", "A5:A19")]

    assert [str(name).split("    ")[0] for name in names] == [
        "กลยุทธ์ที่ ๑ เสริมสร้างความปลอดภัยของผู้เรียนและสถานศึกษา", "๑.๑", "๑.๒", "None",
        "กลยุทธ์ที่ ๒ สร้างโอกาสและลดความเหลื่อมล้ำทางการศึกษา", "2.1", "๒.๒",
        "กลยุทธ์ที่ ๓ ยกระดับคุณภาพการศึกษา", "๓.๑", "๓.๒", "๓.๓",
        "กลยุทธ์ที่ ๔ เพิ่มประสิทธิภาพการบริหารจัดการ", "๔.๑", "๔.๒", "๔.๓",
    ]  # fmt: skip


def test_zero_no_data_left_empty_and_not_received_are_four_things() -> None:
    book = drawn(halfway())

    assert values(book, "รายตัวชี้วัด", "I7:K7") == [[0, 0, 0]]
    assert values(book, "รายตัวชี้วัด", "I10:K10") == [["–", "–", "ไม่ได้กรอก"]]
    assert values(book, "รายตัวชี้วัด", "E11:K11") == [["ไม่ได้กรอก"] * 7]
    assert values(book, "รายตัวชี้วัด", "E17:K17") == [["ยังไม่ได้รับ"] * 7]
    assert values(book, "รายตัวชี้วัด", "I8:K8") == [[None, None, None]]  # a sub-row need not be full


def test_what_is_awaited_is_listed_with_the_missing_first() -> None:
    listed = values(drawn(halfway()), "ยังไม่ส่ง", "B4:G5")

    assert [(row[0], row[3]) for row in listed] == [
        ("กลยุทธ์ที่ ๔ เพิ่มประสิทธิภาพการบริหารจัดการ", "ยังไม่ส่ง"),
        ("กลยุทธ์ที่ ๓ ยกระดับคุณภาพการศึกษา", "ส่งกลับแก้ไข"),
    ]


def test_when_all_is_in_the_list_says_so() -> None:
    data = halfway()
    complete = replace(data, lines=data.lines[:2])

    assert values(drawn(complete), "ยังไม่ส่ง", "A4:A4") == [["ส่งครบทุกรายการแล้ว"]]


def test_every_figure_has_a_source() -> None:
    book = drawn(halfway())
    traced = {(row[0], row[1]) for row in book["ที่มาของข้อมูล"].iter_rows(min_row=5, values_only=True)}
    figures = {
        (sheet, cell.coordinate)
        for sheet, area in (("สรุปภาพรวม", "G10:N14"), ("รายตัวชี้วัด", "E5:K19"))
        for row in book[sheet][area]
        for cell in row
        if isinstance(cell.value, int | float)
    }

    assert figures <= traced


def test_a_source_names_file_sheet_cell_sender_time_receipt_version_and_fingerprint() -> None:
    rows = drawn(halfway())["ที่มาของข้อมูล"].iter_rows(min_row=5, values_only=True)
    (score,) = [row for row in rows if (row[0], row[1]) == ("สรุปภาพรวม", "I10")]

    assert score == (
        "สรุปภาพรวม", "I10", "คะแนนเฉลี่ย", "แบบติดตามกลยุทธ์ที่ 1.xlsx", "กลยุทธ์ที่ 1", "H8, H9", "นายเอก สมมติชน",
        "30 มี.ค. 70 14.05 น.", "รับ-๒๕๗๐-๐๐๑", 1, "15f3c1d09ab7",
    )  # fmt: skip


def test_a_total_names_the_cells_it_adds() -> None:
    rows = drawn(halfway())["ที่มาของข้อมูล"].iter_rows(min_row=5, values_only=True)
    (spent,) = [row for row in rows if (row[0], row[1]) == ("สรุปภาพรวม", "K14")]

    assert spent[2:6] == ("งบประมาณที่ใช้ไป (รวม)", "คำนวณจากไฟล์สรุปนี้", "สรุปภาพรวม", "K10")


def test_the_same_data_gives_the_same_bytes() -> None:
    first, second = (to_xlsx(compile_summary(halfway()), title="สรุป", made_at=AS_OF) for _ in range(2))

    assert first == second


def test_nothing_a_unit_typed_becomes_a_formula() -> None:
    sheets = compile_summary(halfway())

    assert drawn(halfway())["รายตัวชี้วัด"]["L7"].data_type == "s"
    assert not [
        cell for s in sheets for row in s.rows for cell in row.cells if cell and isinstance(cell.value, Formula)
    ]


def test_before_anything_is_in_nothing_is_zero() -> None:
    data = halfway()
    lines = tuple(replace(line, received=None, standing="missing", state_text="ยังไม่ส่ง") for line in data.lines)
    book = drawn(replace(data, lines=lines, as_of=DUE - timedelta(days=3)))

    assert [book["สรุปภาพรวม"][a].value for a in ("A6", "G6", "J6")] == ["0 จาก 4 กลยุทธ์", "–", "–"]
    assert values(book, "สรุปภาพรวม", "G14:N14") == [["ยังไม่ได้รับ"] * 8]


def test_a_unit_that_reports_nothing_to_report_is_in_without_figures() -> None:
    assert total(with_rows(), "budget_spent").value == "–"


def test_parts_of_an_indicator_are_not_added_twice() -> None:
    main = Row(8, cells(8, indicator_no="๑.๑", budget_spent=100.0))
    part = Row(9, cells(9, budget_spent=60.0), main=False)

    assert total(with_rows(main, part), "budget_spent").value == 100


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (datetime(2027, 3, 30, 9, tzinfo=BANGKOK), "เหลือเวลา 3 วัน"),
        (datetime(2027, 4, 2, 9, tzinfo=BANGKOK), "ครบกำหนดวันนี้"),
        (datetime(2027, 4, 2, 17, tzinfo=BANGKOK), "เกินกำหนดวันนี้"),
        (datetime(2027, 4, 3, 0, 30, tzinfo=BANGKOK), "เกินกำหนด 1 วัน"),
    ],
)
def test_time_left_is_counted_in_days_of_the_calendar(as_of: datetime, words: str) -> None:
    data = replace(halfway(), as_of=as_of)

    assert timing(data, data.lines[3]) == words


def test_an_extension_moves_the_due_day_of_one_unit_only() -> None:
    data = halfway()
    extended = replace(data.lines[3], due_at=DUE + timedelta(days=7))

    assert timing(data, extended) == "เหลือเวลา 4 วัน"
    assert timing(data, data.lines[3]) == "เกินกำหนด 3 วัน"
