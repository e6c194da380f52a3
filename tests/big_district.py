"""A district as large as they come: 150 schools, ten groups with sixty projects. All names are drawn and fictional."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random
from typing import Final

import openpyxl

from domain.plan import Plan, PlanPerson, PlanRequirement, PlanSubject, PlanUnit, Role, UnitKind
from tests.emes_office import CLOSES, DUE, Line, idle, well
from tests.plans import OPENS

SCHOOLS, PROJECTS, GROUPS = 150, 60, 10
OFFICER, DIRECTOR = "BIG-0001", "BIG-0002"
_PLACES: Final = ("หนอง", "โคก", "ทุ่ง", "ดอน", "ห้วย", "คลอง", "นา", "ป่า", "เนิน", "บึง")
_THINGS: Final = (
    "ทองสมมติ", "งามจำลอง", "ใหญ่", "น้อย", "แก้ว", "สำราญ", "ตะเคียน", "มะขาม", "สว่าง", "ไผ่", "ศรีทดสอบ", "จันทร์", "หว้า",
    "ยาง", "ชุม",
)  # fmt: skip
_FIRST: Final = (
    "สมใจ",
    "วิชัย",
    "มานี",
    "ปิติ",
    "ชูใจ",
    "วีระ",
    "ดวงแก้ว",
    "สมคิด",
    "อรุณ",
    "พิมพา",
    "สุดา",
    "ก้อง",
    "รัตนา",
    "เพชร",
    "นภา",
)
_LAST: Final = (
    "ตัวอย่างดี",
    "สมมติวงศ์",
    "จำลองสุข",
    "ทดสอบธรรม",
    "ตัวอย่างไพร",
    "สมมติกุล",
    "จำลองชาติ",
    "ทดสอบวัฒนา",
    "ตัวอย่างคำ",
    "สมมติผล",
)
_DISTRICTS: Final = ("เมืองศรีธารา", "ทุ่งตะวัน", "บึงบัวหลวง", "เขาหินแก้ว", "ดอยหมอก")
_HEADINGS: Final = (
    "ที่", "รหัสโครงการ", "ชื่อโครงการ", "กลุ่มภารกิจ", "ผู้รับผิดชอบโครงการ", "สนองกลยุทธ์ที่", "ประเภทงบประมาณ",
    "งบประมาณที่ได้รับ (บาท)", "งบประมาณที่ใช้ไป (บาท)", "คงเหลือ (บาท)", "ร้อยละการเบิกจ่าย", "เริ่ม", "สิ้นสุด",
    "ผลผลิต (เชิงปริมาณ)", "ผลลัพธ์ (เชิงคุณภาพ)", "สถานะ", "ปัญหา อุปสรรค และข้อเสนอแนะ", "จำนวนภาพ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BigDistrict:
    """The plan; its schools as lists name them, and such a list; each project's money; who reports for a group."""

    plan: Plan
    schools: tuple[tuple[str, str, str, str], ...]
    lines: tuple[Line, ...]
    money: Mapping[str, tuple[int, int]]
    reporters: Mapping[str, str]
    principals: tuple[str, ...]

    def report(self, group: str) -> bytes:
        """All projects of a group in one table, as groups send them."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.cell(1, 1, "แบบรายงานผลการดำเนินงานโครงการ ปีงบประมาณ พ.ศ. ๒๕๗๐ สิ้นปีงบประมาณ")
        for column, words in enumerate(_HEADINGS, start=1):
            sheet.cell(3, column, words)
        own = [one for one in self.plan.subjects if one.owners == (group,) and one.kind == "project"]
        for at, project in enumerate(own, start=1):
            allocated, spent = self.money[project.code]
            values: tuple[str | float, ...] = (
                at, project.code, project.title, group, "นางสาวจำลอง สมมติ", "1", "งบประจำ", allocated, spent,
                allocated - spent, round(spent / allocated * 100, 2), "๑ พ.ย. ๒๕๖๙", "๓๑ ส.ค. ๒๕๗๐",
                f"อบรม {at} รุ่น", "ปฏิบัติงานได้", "แล้วเสร็จ", "-", 4,
            )  # fmt: skip
            for column, value in enumerate(values, start=1):
                sheet.cell(3 + at, column, value)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def big_district(seed: int = 1) -> BigDistrict:
    """Drawn by lot; the same seed, the same district."""
    dice = Random(seed)  # noqa: S311 - the same district every time
    names = [f"โรงเรียนบ้าน{place}{thing}" for place, thing in product(_PLACES, _THINGS)]
    dice.shuffle(names)
    people = (f"{'นาย' if n % 2 else 'นาง'}{first} {last}" for n, (first, last) in enumerate(product(_FIRST, _LAST)))
    clusters = [(f"CL{n:02d}", f"กลุ่มโรงเรียน{_DISTRICTS[n % 5]} {n // 5 + 1}", _DISTRICTS[n % 5]) for n in range(20)]
    schools: list[PlanUnit] = []
    for number, name in enumerate(names[:SCHOOLS], start=1):
        cluster, _, district = dice.choice(clusters)
        smis = f"9902{number:04d}"
        schools.append(
            PlanUnit(
                code=smis, kind=UnitKind.SCHOOL, name=name, district=district, smis_code=smis, parent=cluster,
                short_names=(name.removeprefix("โรงเรียน"),),
            )
        )  # fmt: skip
    groups = [PlanUnit(code=f"G{n}", kind=UnitKind.GROUP, name=f"กลุ่มภารกิจสมมติที่ {n}") for n in range(1, GROUPS + 1)]
    principals = [_person(f"SCH-{n:04d}", next(people), one.code) for n, one in enumerate(schools, start=1)]
    staff = [_person(f"GRP-{n:04d}", f"นางสาวจำลอง สมมติ{n}", one.code) for n, one in enumerate(groups, start=1)]
    officers = (
        PlanPerson(code=OFFICER, name="นางสาวรินรดา ทดสอบวัฒนา", position="นวผ.", unit="G2", role=Role.OFFICER),
        PlanPerson(code=DIRECTOR, name="นายสมมติ ศรีธารา", position="ผอ.เขต", unit="BIG", role=Role.DIRECTOR),
    )
    item = PlanSubject(code="EM1", kind="item", fiscal_year_be=2570, no=1, title="การอ่านออกเขียนได้", owners=("G2",))
    projects = [
        PlanSubject(
            code=f"70-{group.code}-{n:02d}", kind="project", fiscal_year_be=2570, no=GROUPS * n + place,
            title=f"โครงการสมมติของ{group.name} ลำดับ {n}", owners=(group.code,),
        )
        for place, group in enumerate(groups)
        for n in range(1, PROJECTS // GROUPS + 1)
    ]  # fmt: skip
    allocated = {one.code: dice.randrange(10, 300) * 1000 for one in projects}
    plan = Plan(
        office=PlanUnit(code="BIG", kind=UnitKind.OFFICE, name="สพป.สมมติใหญ่ เขต ๑"),
        letter_prefix="ศธ 04999/",
        units=(
            *groups,
            *(PlanUnit(code=c, kind=UnitKind.CLUSTER, name=name, district=of) for c, name, of in clusters),
            *schools,
        ),
        people=(*officers, *staff, *principals),
        subjects=(item, *projects),
        requirements=(_emes(), _projects([one.code for one in projects])),
    )
    return BigDistrict(
        plan,
        tuple((one.code, one.name, one.district, one.smis_code) for one in schools),
        tuple(_line(one.code, dice) for one in schools),
        {code: (most, dice.randrange(most // 2, most)) for code, most in allocated.items()},
        {one.unit: one.code for one in staff},
        tuple(one.code for one in principals),
    )


def _person(code: str, name: str, unit: str) -> PlanPerson:
    role = Role.SCHOOL_DIRECTOR if code.startswith("SCH") else Role.GROUP_STAFF
    return PlanPerson(code=code, name=name, position="ผู้รับผิดชอบ", unit=unit, role=role)


def _line(school: str, dice: Random) -> Line:
    """Most have reported with figures that fit; some have not, some have a slip."""
    lot, pupils = dice.random(), dice.choice((dice.randint(20, 120), dice.randint(121, 600), dice.randint(601, 1600)))
    if lot < 0.08:
        return idle(school)
    if lot < 0.14:
        return well(school, pupils)._replace(writes=pupils - 1)
    cuts = sorted(dice.randint(0, pupils) for _ in range(3))
    levels = (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], pupils - cuts[2])
    return Line(school, pupils, pupils, levels)


def _emes() -> PlanRequirement:
    return PlanRequirement(
        code="EM-2570-01", work="emes", form="emes", title="E-MES รายการที่ ๑ ครั้งที่ ๒", fiscal_year_be=2570, round="2",
        round_name="ครั้งที่ ๒", period_start=date(2026, 10, 1), period_end=date(2026, 12, 31), opens_at=OPENS, due_at=DUE,
        external_due_at=CLOSES, agency="สตผ. สพฐ.", subjects=("EM1",), debtors=("*schools", "*office"),
    )  # fmt: skip


def _projects(codes: Sequence[str]) -> PlanRequirement:
    return PlanRequirement(
        code="PJ-2570-YE", work="project", form="project", title="รายงานผลโครงการ ปีงบประมาณ ๒๕๗๐", fiscal_year_be=2570,
        round="ye", round_name="สิ้นปีงบประมาณ", period_start=date(2026, 10, 1), period_end=date(2027, 9, 30),
        opens_at=OPENS, due_at=DUE, subjects=tuple(codes),
    )  # fmt: skip
