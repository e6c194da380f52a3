"""A blank can be filled without being explained, and is known again whatever was done to the file."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from domain.forms.definition import Column, FormDefinition
from domain.forms.identity import Identity, find_identity
from domain.forms.layout import items_of, rows_to_fill
from domain.plan import PlanIndicator
from reports.blank_form import make_blank
from reports.blank_identity import IDENTITY_SHEET
from reports.blank_issue import HINT
from tests.reports.samples import ISSUE, strategy_form


def page() -> Worksheet:
    return load_workbook(BytesIO(make_blank(strategy_form(), ISSUE))).worksheets[0]


def identities(data: bytes) -> list[Identity]:
    """Every identity in the cells of a file, of any kind calamine reads."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    return [found for found in map(find_identity, cells) if found]


def rule_of(sheet: Worksheet, cell: str) -> tuple[object, ...]:
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref]
    return rule.type, rule.operator, rule.formula1, rule.formula2


def test_the_titles_say_form_year_office_round_and_subject() -> None:
    sheet = page()

    assert sheet["A1"].value == "แบบติดตามผลการดำเนินงานตามกลยุทธ์ สพฐ. ประจำปีงบประมาณ พ.ศ. ๒๕๗๐"
    assert sheet["A2"].value == ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาศรีธารา เขต ๑ รอบ ๖ เดือน (๑ ตุลาคม ๒๕๖๙ – ๓๑ มีนาคม ๒๕๗๐)")
    assert sheet["A3"].value == "กลยุทธ์ที่ ๓ ยกระดับคุณภาพการศึกษา"
    assert sheet.title == "กลยุทธ์ที่ ๓"


def test_the_labels_stand_where_the_office_expects_them() -> None:
    sheet = page()

    assert [sheet[a].value for a in ("A4", "H4", "M4", "A5", "H5", "M5")] == [
        "กลุ่มภารกิจ", "ผู้รายงาน", "โทรศัพท์", "วันที่รายงาน", "ฉบับที่", "กำหนดส่ง",
    ]  # fmt: skip
    assert sheet["C4"].value == "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
    assert sheet["I4"].value == "นางสาวฝน ตัวอย่างรัตน์"
    assert sheet["I5"].value == "แบบ กย.๑ v๑"
    assert {"A4:B4", "C4:G4", "I4:L4", "N4:P4"} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_the_header_has_two_rows_with_merged_groups() -> None:
    sheet = page()

    assert {"A1:P1", "A6:A7", "E6:H6", "I6:K6", "L6:L7"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert [sheet[a].value for a in ("E6", "E7", "F7", "G7", "H7", "I6", "K7")] == [
        "ผลการดำเนินงาน", "จำนวนทั้งหมด", "จำนวนที่ดำเนินการได้", "ร้อยละ", "ระดับคะแนน (๑–๕)", "งบประมาณ (บาท)", "คงเหลือ",
    ]  # fmt: skip


def test_the_indicators_stand_right_under_the_header_and_nothing_follows_but_the_total() -> None:
    rows = [[cell.value for cell in row[:4]] for row in page()["A8:D11"]]

    assert rows == [
        ["๓.๑", "ร้อยละของนักเรียน ป.๑ ที่อ่านออกเขียนได้", "ร้อยละ", "ร้อยละ ๘๕ ขึ้นไป"],
        ["๓.๒", "ค่าเฉลี่ยผลการทดสอบ NT ป.๓ เพิ่มขึ้น", "คะแนน", "๑ ขึ้นไป"],
        ["๓.๓", "จำนวนครูที่ได้รับการพัฒนาการจัดการเรียนรู้เชิงรุก", "คน", "๔๐๐ ขึ้นไป"],
        ["รวม", None, None, None],
    ]


def test_no_empty_cell_is_prefilled_with_a_zero() -> None:
    filled = [cell.value for row in page()["E8:P10"] for cell in row if cell.column_letter not in {"G", "K"}]

    assert filled == [None] * len(filled)


def test_formulas_come_from_the_definition_and_the_total_counts_what_is_typed() -> None:
    sheet = page()

    assert sheet["G9"].value == '=IF(AND(ISNUMBER(E9),ISNUMBER(F9),N(E9)>0),ROUND(F9/E9*100,2),"")'
    assert sheet["K9"].value == '=IF(AND(ISNUMBER(I9),ISNUMBER(J9)),I9-J9,"")'
    assert sheet["I11"].value == '=IF(COUNT(I8:INDEX(I:I,ROW()-1))=0,"",SUM(I8:INDEX(I:I,ROW()-1)))'
    assert sheet["E11"].value is None


def test_what_is_typed_is_checked_while_typing() -> None:
    sheet = page()

    assert rule_of(sheet, "E8") == ("whole", "greaterThanOrEqual", "0", None)
    assert rule_of(sheet, "H10") == ("whole", "between", "1", "5")
    assert rule_of(sheet, "I8") == ("decimal", "greaterThanOrEqual", "0", None)


def test_every_rule_speaks_thai_and_lets_a_dash_stand() -> None:
    rules = page().data_validations.dataValidation

    assert all(rule.prompt and rule.error and rule.promptTitle for rule in rules)
    assert {rule.errorStyle for rule in rules} == {"warning"}
    assert all("พิมพ์ -" in (rule.error or "") for rule in rules)


def test_only_what_is_printed_is_locked() -> None:
    sheet = page()

    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert all(sheet[a].protection.locked for a in ("A1", "A4", "C4", "I5", "A6", "E7", "A8", "B8", "D10", "I11"))
    assert not any(sheet[a].protection.locked for a in ("I4", "N4", "C5", "E8", "G8", "H8", "K10", "L8", "P10"))


def test_it_prints_on_a4_across_with_its_header_on_every_page() -> None:
    sheet = page()

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$6:$7", "C8")


def test_signatures_and_the_hint_stand_under_the_table() -> None:
    sheet = page()
    below = [str(cell.value) for row in sheet.iter_rows(min_row=12) for cell in row if cell.value]

    assert below[0] == HINT
    assert sum(text.startswith("ลงชื่อ") for text in below) == 2
    assert any(text.endswith("ผอ.กลุ่ม") for text in below)


def test_the_identity_stands_in_three_cells_a_property_and_a_name() -> None:
    data = make_blank(strategy_form(), ISSUE)
    book = load_workbook(BytesIO(data))

    assert identities(data) == [ISSUE.identity] * 3
    assert find_identity(book.defined_names["tidtam"].value) == ISSUE.identity
    assert book[IDENTITY_SHEET].sheet_state == "veryHidden"
    custom = book.custom_doc_props  # type: ignore[attr-defined]
    assert find_identity(str(custom["tidtam"].value)) == ISSUE.identity


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert make_blank(strategy_form(), ISSUE) == make_blank(strategy_form(), replace(ISSUE))


def test_typed_names_never_become_formulas() -> None:
    sneaky = PlanIndicator(no="=1", name="=HYPERLINK(1)", unit="@", target="+1")
    sheet = load_workbook(
        BytesIO(
            make_blank(
                strategy_form(), replace(ISSUE, rows=rows_to_fill(strategy_form().layout, {}, items_of([sneaky])))
            )
        )
    ).worksheets[0]

    assert [sheet.cell(8, column).data_type for column in range(1, 5)] == ["s"] * 4


def test_a_blank_without_indicators_leaves_one_row_open_to_all() -> None:
    sheet = load_workbook(BytesIO(make_blank(strategy_form(), replace(ISSUE, rows=())))).worksheets[0]

    assert (sheet["A9"].value, sheet["B8"].protection.locked) == ("รวม", False)


def test_a_small_form_with_other_columns_is_laid_out_too() -> None:
    fields = ("no", "name", "a", "b", "c", "d")
    columns = tuple(Column(field=field, heading=field, prefilled=field == "no") for field in fields)
    form = FormDefinition(code="ตร.๑", title="แบบ", key="no", name="name", columns=columns)

    sheet = load_workbook(BytesIO(make_blank(form, ISSUE))).worksheets[0]

    assert [sheet.cell(4, column).value for column in range(1, 7)] == [
        "หน่วยงาน", ISSUE.unit_name, "ผู้รายงาน", ISSUE.reporter_name, "โทรศัพท์", None,
    ]  # fmt: skip
    assert sheet["A11"].value == "รวม"


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The blank as LibreOffice saves it: as ods, and that again as xlsx."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("resaved")
    (folder / "blank.xlsx").write_bytes(make_blank(strategy_form(), ISSUE))
    _convert(office, folder, "blank.xlsx", "ods")
    (folder / "blank.xlsx").unlink()
    _convert(office, folder, "blank.ods", "xlsx")
    return {kind: (folder / f"blank.{kind}").read_bytes() for kind in ("ods", "xlsx")}


def _convert(office: str, folder: Path, source: str, target: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(folder / source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_the_identity_survives_saving_in_another_program(resaved: dict[str, bytes], kind: str) -> None:
    assert identities(resaved[kind]) == [ISSUE.identity] * 3
