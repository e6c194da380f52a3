"""A small plan of a fictional office, for tests: two groups that owe, one that shares, an officer, a director."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from domain.plan import (
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

OPENS = datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK)
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)
START = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)


def _person(code: str, name: str, position: str, unit: str, role: Role) -> PlanPerson:
    return PlanPerson(code=code, name=name, position=position, unit=unit, role=role)


def small_plan(due_at: datetime = DUE) -> Plan:
    """The plan; pass another due date for a corrected one."""
    return Plan(
        office=PlanUnit(code="OFFICE", kind=UnitKind.OFFICE, name="สพป.ทดสอบ เขต ๑"),
        letter_prefix="ศธ 04999/",
        units=(
            PlanUnit(code="GENERAL", kind=UnitKind.GROUP, name="กลุ่มอำนวยการ", short_names=("อำนวยการ",)),
            PlanUnit(code="LEGAL", kind=UnitKind.GROUP, name="กลุ่มกฎหมายและคดี", short_names=("นิติกร",)),
            PlanUnit(code="PROMOTION", kind=UnitKind.GROUP, name="กลุ่มส่งเสริมการจัดการศึกษา", short_names=("ส่งเสริมฯ",)),
            PlanUnit(code="PLAN", kind=UnitKind.GROUP, name="กลุ่มนโยบายและแผน", short_names=("แผน",)),
        ),
        people=(
            _person("ONE-1111", "นายเอก สมมติชน", "เจ้าพนักงาน", "GENERAL", Role.GROUP_STAFF),
            _person("TWO-2222", "นางอรุณี ตัวอย่างมาก", "ผอ.กลุ่ม", "GENERAL", Role.GROUP_HEAD),
            _person("LAW-3333", "นายนิติ ตัวอย่างกฎ", "นิติกร", "LEGAL", Role.GROUP_STAFF),
            _person("PRO-4444", "นายปอ ทดสอบธรรม", "นักวิชาการ", "PROMOTION", Role.GROUP_STAFF),
            _person("OFF-5555", "นางสาวรินรดา ทดสอบวัฒนา", "นวผ.", "PLAN", Role.OFFICER),
            _person("DIR-6666", "นายสมมติ ศรีธารา", "ผอ.เขต", "OFFICE", Role.DIRECTOR),
        ),
        subjects=(
            PlanSubject(
                code="ST1", kind="strategy", fiscal_year_be=2570, no=1, title="เสริมสร้างความปลอดภัย",
                owners=("GENERAL", "LEGAL"),
                indicators=(
                    PlanIndicator(no="๑.๑", name="ร้อยละของโรงเรียนที่มีแผนความปลอดภัย", unit="ร้อยละ", target="≥ 95"),
                    PlanIndicator(no="๑.๒", name="จำนวนเหตุที่ได้รับการแก้ไข", unit="ร้อยละ", target="≥ 90"),
                ),
            ),
            PlanSubject(
                code="ST2", kind="strategy", fiscal_year_be=2570, no=2, title="สร้างโอกาสทางการศึกษา",
                owners=("PROMOTION",),
                indicators=(PlanIndicator(no="๒.๑", name="ร้อยละของเด็กตกหล่นที่กลับเข้าระบบ", unit="ร้อยละ", target="≥ 80"),),
            ),
        ),
        requirements=(
            PlanRequirement(
                code="ST-2570-R6", work="strategy", form="strategy", title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
                fiscal_year_be=2570, round="6m", round_name="รอบ ๖ เดือน", period_start=date(2026, 10, 1),
                period_end=date(2027, 3, 31), opens_at=OPENS, due_at=due_at, subjects=("ST1", "ST2"),
            ),
        ),
    )  # fmt: skip


def with_a_school_list(plan: Plan, *debtors: str) -> Plan:
    """The plan with three schools and a list from E-MES that the debtors owe."""
    schools = tuple(
        PlanUnit(code=f"S{no}", kind=UnitKind.SCHOOL, name=name, district=district, smis_code=f"9901000{no}")
        for no, name, district in (
            (1, "โรงเรียนบ้านหนองบัวงาม", "เมืองศรีธารา"),
            (2, "โรงเรียนบ้านใหม่", "ทุ่งตะวัน"),
            (3, "โรงเรียนบ้านใหม่", "เขาหินแก้ว"),
        )
    )
    item = PlanSubject(
        code="EM1", kind="item", fiscal_year_be=2570, no=1, title="การอ่านออกเขียนได้", owners=("PLAN",)
    )  # fmt: skip
    asked = replace(
        plan.requirements[0], code="EM-2570-01", title="E-MES รายการที่ ๑", round="2", round_name="ครั้งที่ ๒",
        subjects=("EM1",), debtors=debtors,
    )  # fmt: skip
    return replace(
        plan,
        units=(*plan.units, *schools),
        subjects=(*plan.subjects, item),
        requirements=(*plan.requirements, asked),
    )
