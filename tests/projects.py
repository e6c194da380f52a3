"""Projects of the small plan's groups: one group with two, two with one; and their reports, filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

import openpyxl
from openpyxl.cell.cell import MergedCell
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from domain.plan import Plan, PlanSubject
from domain.thai import BANGKOK
from tests.plans import small_plan

WELCOME, REFRESH, BACK, LAW = "70-GEN-01", "70-GEN-02", "70-PRO-01", "70-LAW-01"
NAMES = {
    WELCOME: "โครงการพัฒนาสำนักงานน่าอยู่ น่าทำงาน",
    REFRESH: "โครงการประชุมเชิงปฏิบัติการงานสารบรรณ",
    BACK: "โครงการพาน้องกลับมาเรียน",
    LAW: "โครงการให้ความรู้วินัยและกฎหมายครู",
}
OWNERS = {WELCOME: "GENERAL", REFRESH: "GENERAL", BACK: "PROMOTION", LAW: "LEGAL"}
OPENS, DUE = datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK), datetime(2026, 12, 18, 16, 30, tzinfo=BANGKOK)


def plan_of_projects(*, alone: bool = True, codes: Sequence[str] = tuple(NAMES)) -> Plan:
    """The small plan with projects to be reported at the year's end. `alone`: nothing else is asked for."""
    plan = small_plan()
    projects = tuple(
        PlanSubject(
            code=code, kind="project", fiscal_year_be=2570, no=number, title=NAMES[code], owners=(OWNERS[code],)
        )
        for number, code in enumerate(codes, start=1)
    )  # fmt: skip
    asked = replace(
        plan.requirements[0], code="PJ-2570-YE", work="project", form="project", title="รายงานผลโครงการ ปีงบประมาณ ๒๕๗๐",
        round="ye", round_name="สิ้นปีงบประมาณ", period_start=date(2026, 10, 1), period_end=date(2027, 9, 30),
        opens_at=OPENS, due_at=DUE, subjects=tuple(codes),
    )  # fmt: skip
    others = () if alone else plan.requirements
    return replace(plan, subjects=(*plan.subjects, *projects), requirements=(*others, asked))


def report(
    blank: bytes, *, allocated: float = 80_000, spent: float = 78_450, pictures: Sequence[bytes] = (),
    captions: Mapping[int, str] | None = None, more: Mapping[str, str] | None = None,
    tables: Mapping[str, Sequence[Sequence[str | float]]] | None = None,
) -> bytes:  # fmt: skip
    """A blank as somebody fills it in; `captions`: by the numbers of the places for pictures.

    `tables`: rows of the small tables on the second sheet, by the first of their headings.
    """
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    row = 5
    for column, value in {
        6: "4", 7: "งบประจำ", 8: allocated, 9: spent, 10: allocated - spent, 11: round(spent / allocated * 100, 2),
        12: "1 พ.ย. 2569", 13: "31 ส.ค. 2570", 14: "อบรม ๓ รุ่น รวม ๑๒๐ คน", 15: "ผู้เข้าอบรมปฏิบัติงานได้ถูกต้องตามระเบียบ",
        16: "แล้วเสร็จ", 17: "-", 18: 6,
    }.items():  # fmt: skip
        sheet.cell(row, column).value = value  # type: ignore[assignment]
    _say(book["รายงาน"], more or {})
    _fill(book["รายงาน"], tables or {})
    _lay(book["ภาพกิจกรรม"], pictures, captions or {})
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _say(sheet: Worksheet, more: Mapping[str, str]) -> None:
    for row in sheet.iter_rows(min_col=1, max_col=1):
        label = str(row[0].value or "")
        for words, text in more.items():
            if words in label:
                beside = sheet.cell(row[0].row or 0, 2)
                if not isinstance(beside, MergedCell):  # of the title there is none
                    beside.value = text


def _fill(sheet: Worksheet, tables: Mapping[str, Sequence[Sequence[str | float]]]) -> None:
    for heading, rows in tables.items():
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        at, head = next((number, row) for number, row in enumerate(values, start=1) if heading in row)
        places = [column for column, value in enumerate(head, start=1) if value and column > head.index(heading)]
        for below, row in enumerate(rows, start=1):
            for column, value in zip(places, row, strict=True):
                sheet.cell(at + below, column).value = value


def _lay(sheet: Worksheet, pictures: Sequence[bytes], captions: Mapping[int, str]) -> None:
    """Pictures over the places that ask for them, as a hand puts them there; words behind ภาพที่ ๑."""
    places = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith("วางภาพที่")]
    for place, data in zip(places, pictures, strict=False):
        picture = Image(io.BytesIO(data))
        picture.width, picture.height = 280, 210
        sheet.add_image(picture, place.coordinate)
    labels = [cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith("ภาพที่")]
    for number, cell in enumerate(labels, start=1):
        if number in captions:
            cell.value = f"{cell.value} {captions[number]}"
