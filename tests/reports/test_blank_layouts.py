"""The blanks of the four forms: laid out as offices know them, prefilled, hinted, checked while typing."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.blank_entries import entries_for, long_lists
from reports.blank_form import make_blank
from reports.blank_issue import PREVIOUS_HINT
from tests.reports.blanks import FORMS, blank_of, issue_of
from tests.reports.samples import form_of


def book(name: str, *, hinted: bool = False) -> Workbook:
    return load_workbook(BytesIO(blank_of(name, hinted=hinted)))


def page(name: str, *, hinted: bool = False) -> Worksheet:
    return book(name, hinted=hinted).worksheets[0]


def merged(sheet: Worksheet) -> set[str]:
    return {str(one) for one in sheet.merged_cells.ranges}


def rule_of(sheet: Worksheet, cell: str) -> tuple[object, ...]:
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    assert rule.prompt
    assert rule.error
    return rule.type, rule.formula1


def shades_of(sheet: Worksheet, cell: str) -> list[str]:
    return [rule.formula[0] for area in sheet.conditional_formatting if cell in area.cells for rule in area.rules]


def test_a_topic_of_the_inspector_has_its_sheet() -> None:
    sheet = page("inspection")

    assert sheet.title == "ตร.ศธ.รอบ๑-เรื่อง๒.๑"
    assert [sheet[f"A{row}"].value for row in range(1, 5)] == [
        "แบบรายงานข้อมูลการตรวจราชการและติดตามประเมินผลการจัดการศึกษา กรณีปกติ รอบที่ ๑ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
        (
            "หน่วยงานผู้ตรวจ: ผู้ตรวจราชการกระทรวงศึกษาธิการ เขตตรวจราชการที่ ๙๙ / หน่วยงานผู้รายงาน: "
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑ (กลุ่มส่งเสริมการจัดการศึกษา)"
        ),
        "นโยบายที่ ..............................",
        "ประเด็นนโยบาย ๒.๑ การแก้ปัญหาเด็กตกหล่นและออกกลางคัน",
    ]
    assert {"A1:N1", "A2:N2", "A3:N3", "A4:N4", "D5:G5", "K5:L5"} <= merged(sheet)
    assert not sheet["A3"].protection.locked, "somebody must write which policy"
    assert sheet["A4"].protection.locked
    assert [sheet[f"B{row}"].value for row in (7, 8)] == [
        "จำนวนเด็กตกหล่นที่ได้รับการติดตามกลับเข้าสู่ระบบการศึกษา", "ร้อยละของโรงเรียนที่มีระบบดูแลช่วยเหลือนักเรียนครบทุกขั้นตอน",
    ]  # fmt: skip
    assert not sheet["B9"].protection.locked, "a row for what is not foreseen"
    tail = [str(cell.value) for row in sheet.iter_rows(min_row=11) for cell in row[:3] if cell.value]
    assert [text for text in tail if "TT1" not in text] == ["ผู้ให้ข้อมูล", "นายปอ ทดสอบธรรม", "ตำแหน่ง", "โทรศัพท์", "วันที่"]


def test_a_school_gets_its_own_row() -> None:
    sheet = page("emes")

    assert sheet.title == "EMES-2570-01"
    assert sheet["A2"].value == "รายการที่ ๑ การอ่านออกเขียนได้ของนักเรียน ครั้งที่ ๒ (ปิดระบบ ๑๕ ธันวาคม ๒๕๖๙)"
    assert {"A1:O1", "A2:O2", "F3:G3", "H3:K3"} <= merged(sheet)
    assert [sheet.cell(5, column).value for column in range(1, 6)] == [
        1, "99010012", "โรงเรียนบ้านใหม่", "ทุ่งตะวัน", "ทุ่งตะวัน",
    ]  # fmt: skip
    assert sheet["B5"].number_format == "@"
    assert all(sheet.cell(5, column).protection.locked for column in range(1, 6))
    assert sheet["N5"].value == "นางรัชนี สมมติผล"
    assert not sheet["N5"].protection.locked


def test_a_project_has_three_sheets() -> None:
    whole = book("project")
    summary, report, pictures = whole.worksheets[:3]

    assert [sheet.title for sheet in whole.worksheets[:3]] == ["สรุป", "รายงาน", "ภาพกิจกรรม"]
    assert {"A1:R1", "A2:R2", "L3:M3"} <= merged(summary)
    assert [summary.cell(5, column).value for column in range(1, 6)] == [
        1, "69-SUP-01", "โครงการยกระดับการอ่านออกเขียนได้", "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา", "นางสาวฝน ตัวอย่างรัตน์",
    ]  # fmt: skip
    labels = [str(row[0].value) for row in report.iter_rows(min_row=3) if row[0].value]
    assert [label.split()[0] for label in labels[:14]] == [*"๑๒๓๔๕๖๗๘๙", "๑๐", "๑๑", "๑๒", "๑๓", "๑๔"]
    assert (report["B3"].value, report["B3"].protection.locked) == ("โครงการยกระดับการอ่านออกเขียนได้", False)
    assert "B3:H3" in merged(report)
    assert {"A3:D17", "E3:H17", "A18:D18", "E18:H18", "A20:D34", "A35:D35"} <= merged(pictures)
    assert [pictures[a].value for a in ("A18", "E18", "A35", "E52")] == ["ภาพที่ ๑ ", "ภาพที่ ๒ ", "ภาพที่ ๓ ", "ภาพที่ ๖ "]
    assert [one.id for one in pictures.row_breaks.brk] == [36]
    assert not pictures.protection.sheet, "pictures must go in"


def test_each_kind_is_checked_while_typing() -> None:
    emes, project, strategy = page("emes"), page("project"), page("strategy")

    assert rule_of(emes, "L5") == ("list", '"รายงานแล้ว,ยังไม่รายงาน,รายงานไม่ครบ,ข้อมูลไม่ถูกต้อง"')
    assert rule_of(emes, "M5") == ("custom", 'OR(TRIM(M5)="-",ISNUMBER(M5),LEN(TRIM(M5))>=6)')
    assert rule_of(emes, "F5") == ("whole", "0")
    assert rule_of(project, "P5") == ("list", '"แล้วเสร็จ,อยู่ระหว่างดำเนินการ,ยังไม่ดำเนินการ,ยกเลิก"')
    assert rule_of(project, "H5") == ("decimal", "0")
    (percent,) = [rule for rule in strategy.data_validations.dataValidation if "G8" in rule.sqref]
    assert (percent.formula1, percent.formula2) == ("0", "100")
    assert emes["M5"].number_format == "@", "a day stays as it was typed"


def test_codes_are_checked_in_a_blank_that_nobody_filled() -> None:
    columns = form_of("emes").columns

    assert [entry.minimum for entry in entries_for(columns, 5, 5, every=True) if entry.allow == "textLength"] == [8]


def test_a_list_too_long_for_its_rule_stands_in_the_buried_sheet() -> None:
    words = {f"คำตอบที่ยาวมากข้อ {number}, และอื่น ๆ": () for number in range(9)}
    columns = [
        c.model_copy(update={"choices": words}) if c.field == "emes_status" else c for c in form_of("emes").columns
    ]
    form = form_of("emes").model_copy(update={"columns": tuple(columns)})

    whole = load_workbook(BytesIO(make_blank(form, issue_of("emes"))))

    assert long_lists(form.columns) == [tuple(words)]
    assert rule_of(whole.worksheets[0], "L5") == ("list", "_tidtam!$B$1:$B$9")
    assert [whole["_tidtam"][f"B{row}"].value for row in range(1, 10)] == list(words)


def test_required_cells_are_yellow_until_they_are_filled() -> None:
    assert shades_of(page("strategy"), "E8")[-1:] == ["AND(LEN(TRIM($A8))>0,TRUE,LEN(TRIM(E8))=0)"]
    assert shades_of(page("emes"), "H5") == ['AND(LEN(TRIM($A5))>0,TRIM($L5)="รายงานแล้ว",LEN(TRIM(H5))=0)']
    assert shades_of(page("strategy"), "M8") == []
    assert shades_of(page("strategy"), "G8") == [], "it is computed"


def test_the_figures_of_the_round_before_stand_in_grey_and_nothing_counts_them() -> None:
    sheet = page("strategy", hinted=True)

    assert [sheet[a].value for a in ("E8", "F8", "J8", "E9")] == ["รอบก่อน 1,245", "รอบก่อน 1,102", "รอบก่อน 98,500", None]
    assert not sheet["E8"].protection.locked
    assert sheet["E8"].font.i is False, "what is typed over it stands upright"
    assert shades_of(sheet, "E8")[1] == 'LEFT(E8,7)="รอบก่อน"'
    assert sheet["G8"].value == page("strategy")["G8"].value
    hints = [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).endswith(PREVIOUS_HINT)]
    assert len(hints) == 1


@pytest.mark.parametrize("name", FORMS)
def test_it_prints_on_a4_across_and_protects_without_a_password(name: str) -> None:
    for sheet in book(name).worksheets[:-1]:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert not sheet.protection.password


@pytest.mark.parametrize("name", FORMS)
def test_the_same_issue_gives_the_same_bytes_with_its_pictures(name: str) -> None:
    assert make_blank(form_of(name), issue_of(name, hinted=True)) == blank_of(name, hinted=True)


@pytest.mark.parametrize("name", FORMS)
def test_the_column_beside_the_title_that_holds_the_identity_is_hidden(name: str) -> None:
    for sheet in book(name).worksheets[:-1]:
        (cell,) = [c for c in sheet[1] if c.value and "TT1|" in str(c.value)]
        assert sheet.column_dimensions[cell.column_letter].hidden
