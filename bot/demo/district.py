"""The fictional district as a plan, and as the workbook its officer would keep. Every name in it is invented.

`python -m bot.demo.district` writes the workbook beside this file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from bot.demo.emes_list import emes_list
from bot.demo.people import PEOPLE
from bot.demo.units import OFFICE, UNITS
from domain.plan import EVERY_SCHOOL, THE_OFFICE, Plan, PlanIndicator, PlanRequirement, PlanSubject
from domain.thai import BANGKOK
from reports.plan_book import write_plan

WORKBOOK: Final = Path(__file__).with_name("district.xlsx")
EMES_LIST: Final = Path(__file__).with_name("emes.xlsx")
FISCAL_YEAR_BE: Final = 2570
LATER_WORKS_OPEN: Final = datetime(2026, 12, 1, 8, 30, tzinfo=BANGKOK)
_MADE_AT: Final = datetime(2026, 10, 1, 9, 0, tzinfo=BANGKOK)

# Code, number, title, owners with the lead first, indicators (number, name, unit, target).
_STRATEGIES: Final = (
    (
        "ST1", 1, "เสริมสร้างความปลอดภัยของผู้เรียนและสถานศึกษา", ("GENERAL", "LEGAL"),
        (
            ("๑.๑", "ร้อยละของโรงเรียนที่มีแผนความปลอดภัยและซ้อมแผนอย่างน้อยปีละ ๑ ครั้ง", "ร้อยละ", "ร้อยละ ๙๕ ขึ้นไป"),
            ("๑.๒", "จำนวนเหตุความไม่ปลอดภัยที่ได้รับการแก้ไขภายใน ๗ วัน", "ร้อยละ", "ร้อยละ ๙๐ ขึ้นไป"),
        ),
    ),
    (
        "ST2", 2, "สร้างโอกาสและลดความเหลื่อมล้ำทางการศึกษา", ("PROMOTION", "DLICT"),
        (
            ("๒.๑", "ร้อยละของเด็กตกหล่นและออกกลางคันที่กลับเข้าสู่ระบบ", "ร้อยละ", "ร้อยละ ๘๐ ขึ้นไป"),
            ("๒.๒", "ร้อยละของโรงเรียนที่จัดการเรียนรู้ทางไกลได้ตามเกณฑ์", "ร้อยละ", "ร้อยละ ๘๕ ขึ้นไป"),
        ),
    ),
    (
        "ST3", 3, "ยกระดับคุณภาพการศึกษา", ("SUPERVISION", "TEACHER_DEV"),
        (
            ("๓.๑", "ร้อยละของนักเรียน ป.๑ ที่อ่านออกเขียนได้", "ร้อยละ", "ร้อยละ ๘๕ ขึ้นไป"),
            ("๓.๒", "ค่าเฉลี่ยผลการทดสอบ NT ป.๓ เพิ่มขึ้น", "คะแนน", "๑ ขึ้นไป"),
            ("๓.๓", "จำนวนครูที่ได้รับการพัฒนาการจัดการเรียนรู้เชิงรุก", "คน", "๔๐๐ ขึ้นไป"),
        ),
    ),
    (
        "ST4", 4, "เพิ่มประสิทธิภาพการบริหารจัดการ", ("FINANCE", "HR", "AUDIT"),
        (
            ("๔.๑", "ร้อยละการเบิกจ่ายงบประมาณภาพรวม", "ร้อยละ", "ร้อยละ ๙๓ ขึ้นไป"),
            ("๔.๒", "ระดับความสำเร็จของการประเมินคุณธรรมและความโปร่งใส", "ระดับ", "๔ ขึ้นไป"),
            ("๔.๓", "ร้อยละของข้อตรวจพบที่ได้รับการแก้ไข", "ร้อยละ", "ร้อยละ ๑๐๐"),
        ),
    ),
)  # fmt: skip
# Code, title, and whose it is: the action plan of the year before.
_PROJECTS: Final = (
    ("69-GEN-01", "พัฒนาสำนักงานเขตพื้นที่การศึกษาน่าอยู่ น่าทำงาน", "GENERAL"),
    ("69-PLN-01", "จัดทำแผนปฏิบัติการและติดตามประเมินผล", "PLAN"),
    ("69-DLI-01", "พัฒนาการจัดการศึกษาทางไกลผ่านดาวเทียม", "DLICT"),
    ("69-FIN-01", "อบรมการเงิน บัญชี และพัสดุโรงเรียน", "FINANCE"),
    ("69-HRM-01", "ประชุม อ.ก.ค.ศ. และงานบุคคล", "HR"),
    ("69-TDV-01", "พัฒนาครูผู้ช่วยสู่ครูมืออาชีพ", "TEACHER_DEV"),
    ("69-SUP-01", "ยกระดับการอ่านออกเขียนได้", "SUPERVISION"),
    ("69-SUP-02", "นิเทศ ติดตาม ประกันคุณภาพภายใน", "SUPERVISION"),
    ("69-PRO-01", "พาน้องกลับมาเรียน", "PROMOTION"),
    ("69-PRO-02", "ศิลปหัตถกรรมนักเรียนระดับเขตพื้นที่", "PROMOTION"),
    ("69-AUD-01", "ตรวจสอบภายในสถานศึกษา", "AUDIT"),
    ("69-LAW-01", "ให้ความรู้วินัยและกฎหมายครู", "LEGAL"),
)


def district() -> Plan:
    """The district and its first work, the strategies."""
    subjects = tuple(
        PlanSubject(
            code=code,
            kind="strategy",
            fiscal_year_be=FISCAL_YEAR_BE,
            no=number,
            title=title,
            owners=owners,
            indicators=tuple(
                PlanIndicator(no=n, name=name, unit=unit, target=goal) for n, name, unit, goal in indicators
            ),
        )
        for code, number, title, owners, indicators in _STRATEGIES
    )
    return Plan(
        office=OFFICE,
        letter_prefix="ศธ 04999/",
        units=UNITS,
        people=PEOPLE,
        subjects=subjects,
        requirements=(_six_months(tuple(subject.code for subject in subjects)),),
    )


def whole() -> Plan:
    """The same, its schools asked for an item of E-MES and its groups for their projects of the year before as well."""
    plan = district()
    item = PlanSubject(
        code="EM1", kind="item", fiscal_year_be=FISCAL_YEAR_BE, no=1, title="การอ่านออกเขียนได้ของนักเรียน", owners=("PLAN",)
    )
    projects = tuple(
        PlanSubject(
            code=code,
            kind="project",
            fiscal_year_be=FISCAL_YEAR_BE - 1,
            no=no,
            title=f"โครงการ{title}",
            owners=(group,),
        )
        for no, (code, title, group) in enumerate(_PROJECTS, start=1)
    )
    asked = (*plan.requirements, _emes(), _year_of_projects(tuple(one.code for one in projects)))
    return replace(plan, subjects=(*plan.subjects, item, *projects), requirements=asked)


def _emes() -> PlanRequirement:
    return PlanRequirement(
        code="EM-2570-01",
        work="emes",
        form="emes",
        title="E-MES รายการที่ ๑ การอ่านออกเขียนได้ ครั้งที่ ๒",
        fiscal_year_be=FISCAL_YEAR_BE,
        round="2",
        round_name="ครั้งที่ ๒",
        period_start=date(2026, 10, 1),
        period_end=date(2026, 12, 31),
        opens_at=LATER_WORKS_OPEN,
        due_at=datetime(2026, 12, 14, 16, 30, tzinfo=BANGKOK),
        external_due_at=datetime(2026, 12, 15, 16, 30, tzinfo=BANGKOK),
        agency="สตผ. สพฐ.",
        subjects=("EM1",),
        debtors=(EVERY_SCHOOL, THE_OFFICE),
    )


def _year_of_projects(codes: tuple[str, ...]) -> PlanRequirement:
    return PlanRequirement(
        code="PJ-2569-YE",
        work="project",
        form="project",
        title="รายงานผลโครงการ ปีงบประมาณ ๒๕๖๙",
        fiscal_year_be=FISCAL_YEAR_BE - 1,
        round="ye",
        round_name="สิ้นปีงบประมาณ",
        period_start=date(2025, 10, 1),
        period_end=date(2026, 9, 30),
        opens_at=LATER_WORKS_OPEN,
        due_at=datetime(2026, 12, 18, 16, 30, tzinfo=BANGKOK),
        subjects=codes,
    )


def _six_months(subjects: tuple[str, ...]) -> PlanRequirement:
    return PlanRequirement(
        code="ST-2570-R6",
        work="strategy",
        form="strategy",
        title="แบบติดตามกลยุทธ์ รอบ ๖ เดือน ปี ๒๕๗๐",
        fiscal_year_be=FISCAL_YEAR_BE,
        round="6m",
        round_name="รอบ ๖ เดือน",
        period_start=date(2026, 10, 1),
        period_end=date(2027, 3, 31),
        opens_at=datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK),
        due_at=datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK),
        external_due_at=datetime(2027, 4, 19, 16, 30, tzinfo=BANGKOK),
        agency="สพฐ.",
        subjects=subjects,
    )


def workbook() -> bytes:
    """The district's plan as a workbook, always the same bytes."""
    return write_plan(whole(), made_at=_MADE_AT)


if __name__ == "__main__":
    WORKBOOK.write_bytes(workbook())
    EMES_LIST.write_bytes(emes_list())
