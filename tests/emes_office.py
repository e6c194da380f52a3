"""An office whose schools report in E-MES: seven of two districts, and lists as they are exported from there."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import openpyxl

from domain.plan import Plan, PlanPerson, PlanRequirement, PlanSubject, PlanUnit, Role, UnitKind
from domain.thai import BANGKOK
from tests.plans import OPENS, small_plan

DUE = datetime(2026, 12, 14, 16, 30, tzinfo=BANGKOK)
CLOSES = datetime(2026, 12, 15, 16, 30, tzinfo=BANGKOK)
SCHOOLS = (
    ("S1", "โรงเรียนบ้านหนองบัวงาม", "เมืองศรีธารา", "99010001"),
    ("S2", "โรงเรียนวัดธารทอง", "เมืองศรีธารา", "99010002"),
    ("S3", "โรงเรียนบ้านใหม่", "ทุ่งตะวัน", "99010003"),
    ("S4", "โรงเรียนบ้านใหม่", "เมืองศรีธารา", "99010004"),
    ("S5", "โรงเรียนบ้านทุ่งตะวัน", "ทุ่งตะวัน", "99010005"),
    ("S6", "โรงเรียนบ้านคลองสำราญ", "ทุ่งตะวัน", "99010006"),
    ("S7", "โรงเรียนบ้านดอยหมอก", "ทุ่งตะวัน", "99010007"),
)
# Who serves which school: นายเอก one, นายนิติ two, นางอรุณี one, นายปอ one; two schools have nobody on LINE.
SERVED = (
    ("ONE-1111", "นายเอก สมมติชน", "S1"),
    ("LAW-3333", "นายนิติ ตัวอย่างกฎ", "S2"),
    ("LAW-3333", "นายนิติ ตัวอย่างกฎ", "S3"),
    ("TWO-2222", "นางอรุณี ตัวอย่างมาก", "S4"),
    ("PRO-4444", "นายปอ ทดสอบธรรม", "S5"),
)
NOT_ON_LINE = (("SCH-7777", "นายชาติชาย สมมติกุล", "S6"), ("SCH-8888", "นายธนา ทดสอบการ", "S7"))
TITLE = "แบบสรุปการรายงานผลการดำเนินงานทางระบบอิเล็กทรอนิกส์ (E-MES) ปีงบประมาณ พ.ศ. ๒๕๗๐"
HEADINGS = (
    "ที่", "รหัสโรงเรียน (SMIS)", "โรงเรียน", "อำเภอ", "กลุ่มโรงเรียน", "ด้านการอ่าน", "ด้านการเขียน",
    "ดีมาก", "ดี", "พอใช้", "ปรับปรุง", "สถานะการรายงาน", "วันที่รายงาน", "ผู้รายงาน/โทร", "อุปสรรคและข้อเสนอแนะ",
)  # fmt: skip
GROUPS: Mapping[int, str] = {6: "จำนวนนักเรียนทั้งหมด", 8: "ผลการประเมิน (คน)"}
REPORTED, MISSING = "รายงานแล้ว", "ยังไม่รายงาน"


class Line(NamedTuple):
    """A school in a list: its code of the plan, how many read and write, how many on each level, and its status."""

    school: str
    reads: int | None = None
    writes: int | None = None
    levels: tuple[int | None, ...] = (None, None, None, None)
    status: str = REPORTED


def well(school: str, pupils: int) -> Line:
    """A school that has reported, with figures that fit."""
    half = pupils // 2
    return Line(school, pupils, pupils, (half, pupils - half, 0, 0))


def idle(school: str) -> Line:
    """A school that has not."""
    return Line(school, status=MISSING)


def emes_plan(*, before: bool = False) -> Plan:
    """The office of the small plan, its schools asked for item 1 of E-MES alone; `before`: the round before too."""
    base = small_plan()
    districts = dict.fromkeys(district for _, _, district, _ in SCHOOLS)
    clusters = tuple(
        PlanUnit(code=f"CL{no}", kind=UnitKind.CLUSTER, name=f"กลุ่มโรงเรียน{district}", district=district)
        for no, district in enumerate(districts, 1)
    )
    parents = dict(zip(districts, (one.code for one in clusters), strict=True))
    schools = tuple(
        PlanUnit(
            code=code,
            kind=UnitKind.SCHOOL,
            name=name,
            district=district,
            smis_code=smis,
            parent=parents[district],
            short_names=(name.removeprefix("โรงเรียน"),),
        )
        for code, name, district, smis in SCHOOLS
    )
    staff = [one for one in base.people if one.role in {Role.OFFICER, Role.DIRECTOR}]
    served = [
        PlanPerson(code=code, name=name, position="ครูผู้รับผิดชอบ", unit=unit, role=Role.SCHOOL_STAFF)
        for code, name, unit in (*SERVED, *NOT_ON_LINE)
    ]
    item = PlanSubject(
        code="EM1", kind="item", fiscal_year_be=2570, no=1, title="การอ่านออกเขียนได้ของนักเรียน", owners=("PLAN",)
    )
    rounds = [
        PlanRequirement(
            code="EM-2570-01", work="emes", form="emes", title="E-MES รายการที่ ๑ ครั้งที่ ๒", fiscal_year_be=2570,
            round="2", round_name="ครั้งที่ ๒", period_start=date(2026, 10, 1), period_end=date(2026, 12, 31),
            opens_at=OPENS, due_at=DUE, external_due_at=CLOSES, agency="สตผ. สพฐ.", subjects=("EM1",),
            debtors=("*schools", "*office"),
        )
    ]  # fmt: skip
    if before:
        rounds.append(
            replace(
                rounds[0], code="EM-2570-00", title="E-MES รายการที่ ๑ ครั้งที่ ๑", round="1", round_name="ครั้งที่ ๑",
                period_start=date(2026, 5, 1), period_end=date(2026, 9, 30), external_due_at=None,
                opens_at=datetime(2026, 10, 1, 8, 30, tzinfo=BANGKOK),
                due_at=datetime(2026, 10, 30, 16, 30, tzinfo=BANGKOK), debtors=("*schools",),
            )
        )  # fmt: skip
    return replace(
        base,
        units=(*base.units, *clusters, *schools),
        people=(*staff, *served),
        subjects=(item,),
        requirements=tuple(rounds),
    )


def exported(
    lines: Sequence[Line],
    *,
    round_name: str = "ครั้งที่ ๒",
    item: int = 1,
    codes: bool = True,
    extra: str = "",
    schools: Sequence[tuple[str, str, str, str]] = SCHOOLS,
) -> bytes:
    """The list as a workbook. `extra`: a school that is none of the office's; without `codes` names alone tell them.

    `schools`: code of the plan, name, district and SMIS code of each that the lines may name.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = f"EMES-2570-{item:02d}"
    sheet.cell(1, 1, TITLE)
    sheet.cell(2, 1, f"รายการที่ {item} การอ่านออกเขียนได้ของนักเรียน {round_name} (ปิดระบบ ๑๕ ธันวาคม ๒๕๖๙)")
    for column, name in enumerate(HEADINGS, 1):
        sheet.cell(4 if column in range(6, 12) else 3, column, name)
    for column, name in GROUPS.items():
        sheet.cell(3, column, name)
    known = {code: (name, district, smis) for code, name, district, smis in schools}
    rows = [(known[line.school], line) for line in lines]
    rows += [((extra, "เขาหินแก้ว", "99990099"), well("", 20))] if extra else []
    for at, ((name, district, smis), line) in enumerate(rows, 1):
        reported = line.status == REPORTED
        values = (
            at, smis if codes else None, name, district, district, line.reads, line.writes, *line.levels, line.status,
            "๑๐ ธ.ค. ๒๕๖๙" if reported else None, "นายธุรการ สมมติงาน / 000-000-0016" if reported else None, None,
        )  # fmt: skip
        for column, value in enumerate(values, 1):
            sheet.cell(4 + at, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
