"""The plan of one office of a generated country, always the same for the same seed. Every name is invented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.plan import (
    EVERY_SCHOOL,
    Plan,
    PlanIndicator,
    PlanPerson,
    PlanPolicy,
    PlanRequirement,
    PlanSubject,
    PlanUnit,
    Role,
    UnitKind,
)
from domain.thai import BANGKOK, thai_digits

OFFICES, SCHOOLS, SEED = 245, 29_000, 2570
YEAR: Final = 2570
IN_A_CLUSTER: Final = 10
ITEMS, ROUNDS, PROJECTS, TOPICS = 4, 2, 10, 4
OPENS = datetime(2026, 11, 2, 8, 30, tzinfo=BANGKOK)
_LANDS = ("ศรี", "ธารา", "บุรี", "ทอง", "ชัย", "พนา", "รัตน", "นที", "ดารา", "สุวรรณ", "เมฆา")
_ENDS = ("ธานี", "บุรี", "คาม", "นคร", "วดี", "ภูมิ", "สินธุ์", "พิมาน")
_WATERS = ("หนอง", "ห้วย", "คลอง", "บึง", "ท่า", "วัง", "โคก", "ดอน", "นา", "ทุ่ง", "เขา", "ป่า", "ลาด", "สระ")
_THINGS = ("บัวงาม", "ตะวัน", "หินแก้ว", "ไผ่ทอง", "ม่วง", "ตาล", "หว้า", "ข่อย", "เต่า", "กระทิง", "แสนสุข", "ใหม่", "น้อย",
           "ใหญ่", "สะแก", "จาน", "แดง", "ขาว", "ยาง", "มะขาม")  # fmt: skip
_BEFORE = ("บ้าน", "บ้าน", "บ้าน", "วัด", "ชุมชน", "อนุบาล")
_FIRST = ("สมชาย", "สมหญิง", "อรุณี", "ปรีชา", "วันดี", "มานะ", "ชูใจ", "ปิติ", "วีระ", "เพชร", "ดวงแก้ว", "สายสมร")
_LAST = ("สมมติชน", "ตัวอย่างมาก", "ทดสอบธรรม", "จำลองการ", "ศรีธารา", "นามสมมุติ", "ลองดู", "แบบอย่าง")
_GROUPS = (
    ("GENERAL", "กลุ่มอำนวยการ", "อำนวยการ"), ("PLAN", "กลุ่มนโยบายและแผน", "แผน"),
    ("DLICT", "กลุ่มส่งเสริมการศึกษาทางไกล", "ทางไกล"), ("FINANCE", "กลุ่มบริหารงานการเงินและสินทรัพย์", "การเงิน"),
    ("HR", "กลุ่มบริหารงานบุคคล", "บุคคล"), ("TEACHER", "กลุ่มพัฒนาครูและบุคลากร", "พัฒนาครู"),
    ("SUPERVISION", "กลุ่มนิเทศ ติดตาม และประเมินผล", "นิเทศ"), ("PROMOTION", "กลุ่มส่งเสริมการจัดการศึกษา", "ส่งเสริม"),
    ("AUDIT", "หน่วยตรวจสอบภายใน", "ตสน."), ("LEGAL", "กลุ่มกฎหมายและคดี", "นิติกร"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What is told apart where it must be: `mark` stands at the end of every name and title of an office."""

    dice: random.Random
    mark: str = ""

    def of(self, name: str) -> str:
        """A name with the office's mark."""
        return f"{name} {self.mark}".strip()

    def person(self) -> str:
        """Somebody who does not exist."""
        return self.of(
            f"{self.dice.choice(('นาย', 'นางสาว', 'นาง'))}{self.dice.choice(_FIRST)} {self.dice.choice(_LAST)}"
        )

    def school(self) -> str:
        """A school; as in life, another may have the same name."""
        d = self.dice
        return self.of(f"โรงเรียน{d.choice(_BEFORE)}{d.choice(_WATERS)}{d.choice(_THINGS)}")


def schools_of(number: int, offices: int = OFFICES, schools: int = SCHOOLS) -> int:
    """How many schools an office has, so that all have so many together."""
    return schools * (number + 1) // offices - schools * number // offices


def office_plan(number: int, schools: int, *, seed: int = SEED, mark: str = "") -> Plan:
    """The plan of an office for the fiscal year 2570: its units, people, subjects, and what is asked in the year.

    Codes of units, subjects and requirements are the same in every office, as they are unique within one alone;
    registration codes are not. `mark`: what every name and title ends with.
    """
    names = Names(random.Random(f"{seed}:{number}"), mark)  # noqa: S311 - the same country each time
    land = f"{_LANDS[number % 11]}{_ENDS[number // 11 % 8]}"
    no = thai_digits(str(number // 88 + 1))
    subjects = tuple(_subjects(names))
    units = tuple(_units(number, schools, names))
    return Plan(
        office=PlanUnit(
            code=f"AREA{number + 1:03}", kind=UnitKind.OFFICE, district=f"เมือง{land}",
            name=names.of(f"สำนักงานเขตพื้นที่การศึกษาประถมศึกษา{land} เขต {no}"),
            short_names=(names.of(f"สพป.{land} {no}"),),
        ),
        letter_prefix=f"ศธ 04{number:03}/",
        units=units,
        people=tuple(_people(number, f"AREA{number + 1:03}", units, names)),
        policies=(
            PlanPolicy(code="P1", fiscal_year_be=YEAR, no=1, title=names.of("จุดเน้นความปลอดภัย"), document="ประกาศ"),
        ),
        subjects=subjects,
        requirements=tuple(_requirements(subjects, names)),
        days_off=((date(2027, 5, 13), names.of("วันพืชมงคล")),),
    )  # fmt: skip


def _units(number: int, schools: int, names: Names) -> Iterator[PlanUnit]:
    for code, name, short in _GROUPS:
        yield PlanUnit(code=code, kind=UnitKind.GROUP, name=names.of(name), short_names=(names.of(short),))
    districts = [
        f"{names.dice.choice(_WATERS)}{names.dice.choice(_THINGS)}" for _ in range(-(-schools // IN_A_CLUSTER))
    ]
    for place, district in enumerate(districts):
        yield PlanUnit(code=f"CL{place + 1:02}", kind=UnitKind.CLUSTER, name=names.of(f"กลุ่มโรงเรียน{district}"))
    for school in range(schools):
        name, cluster = names.school(), school // IN_A_CLUSTER
        yield PlanUnit(
            code=f"S{school + 1:03}", kind=UnitKind.SCHOOL, name=name, short_names=(name.removeprefix("โรงเรียน"),),
            parent=f"CL{cluster + 1:02}", district=names.of(districts[cluster]), smis_code=f"9{number:03}{school:04}",
            obec_code6=f"{number:03}{school:03}", moe_code10=f"1{number:03}{school:06}",
        )  # fmt: skip


def _people(number: int, office: str, units: tuple[PlanUnit, ...], names: Names) -> Iterator[PlanPerson]:
    def person(mark: str, unit: str, role: Role, position: str) -> PlanPerson:
        return PlanPerson(code=f"{number:03}-{mark}", name=names.person(), position=position, unit=unit, role=role)

    yield person("DIR", office, Role.DIRECTOR, "ผอ.เขต")
    yield person("DEP", office, Role.DEPUTY, "รอง ผอ.เขต")
    yield person("OFF", "PLAN", Role.OFFICER, "นวผ.")
    for unit in units:
        if unit.kind == UnitKind.GROUP:
            yield person(f"{unit.code}-H", unit.code, Role.GROUP_HEAD, "ผอ.กลุ่ม")
            yield person(f"{unit.code}-S", unit.code, Role.GROUP_STAFF, "นักวิชาการ")
        if unit.kind == UnitKind.SCHOOL:
            director = person(f"{unit.code}-H", unit.code, Role.SCHOOL_DIRECTOR, "ผอ.โรงเรียน")
            yield director
            if unit.parent and unit.code.endswith("1"):  # who speaks for the cluster, beside the own school
                yield PlanPerson(
                    code=director.code, name=director.name, position=director.position, unit=unit.parent,
                    role=Role.CLUSTER_CHAIR,
                )  # fmt: skip
            yield person(f"{unit.code}-S", unit.code, Role.SCHOOL_STAFF, "ครู")


def _subjects(names: Names) -> Iterator[PlanSubject]:
    groups = [code for code, _, _ in _GROUPS]

    def subject(kind: str, code: str, no: int, title: str, owners: tuple[str, ...], indicators: int = 0) -> PlanSubject:
        listed = tuple(
            PlanIndicator(no=f"{no}.{n}", name=names.of(f"ร้อยละของเรื่องที่ {no}.{n}"), unit="ร้อยละ", target="≥ 80")
            for n in range(1, indicators + 1)
        )
        policy = "P1" if kind == "strategy" else None
        return PlanSubject(
            code=code, kind=kind, fiscal_year_be=YEAR, no=no, title=names.of(title), owners=owners, indicators=listed,
            policy=policy,
        )  # fmt: skip

    for n in range(1, 5):
        yield subject("strategy", f"ST{n}", n, f"กลยุทธ์ที่เสริมเรื่องที่ {n}", (groups[2 * n - 2], groups[2 * n - 1]), 3)
    for n in range(1, ITEMS + 1):
        yield subject("item", f"EM{n}", n, f"การอ่านออกเขียนได้ชั้นปีที่ {n}", ("PLAN",))
    for n in range(1, PROJECTS + 1):
        yield subject("project", f"PJ{n}", n, f"โครงการส่งเสริมที่ {n}", (groups[n - 1],))
    for n in range(1, TOPICS + 1):
        yield subject("topic", f"TP{n}", n, f"ประเด็นตรวจราชการที่ {n}", (groups[n],))


def _requirements(subjects: tuple[PlanSubject, ...], names: Names) -> Iterator[PlanRequirement]:
    def asked(
        code: str, work: str, title: str, due: date, about: str, *, round_: tuple[str, str], everybody: bool = False
    ) -> PlanRequirement:
        at = datetime(due.year, due.month, due.day, 16, 30, tzinfo=BANGKOK)
        return PlanRequirement(
            code=code, work=work, form=work, title=names.of(title), fiscal_year_be=YEAR, round=round_[0],
            round_name=round_[1], period_start=date(2026, 10, 1), period_end=min(due, date(2027, 9, 30)),
            opens_at=OPENS, due_at=at, agency="สพฐ.",
            subjects=tuple(one.code for one in subjects if one.code.startswith(about)),
            debtors=(EVERY_SCHOOL,) if everybody else (),
        )  # fmt: skip

    half, whole = ("6m", "รอบ ๖ เดือน"), ("12m", "รอบ ๑๒ เดือน")
    yield asked("ST-2570-R6", "strategy", "แบบติดตามกลยุทธ์ รอบ ๖ เดือน", date(2027, 4, 2), "ST", round_=half)
    yield asked("ST-2570-R12", "strategy", "แบบติดตามกลยุทธ์ รอบ ๑๒ เดือน", date(2027, 10, 4), "ST", round_=whole)
    yield asked("PJ-2570", "project", "รายงานโครงการ", date(2027, 9, 15), "PJ", round_=("ye", "สิ้นปี"))
    for n in (1, 2):
        called = (str(n), f"รอบที่ {thai_digits(str(n))}")
        yield asked(
            f"IN-2570-{n}", "inspection", f"ตรวจราชการ รอบที่ {n}", date(2027, 2 + 4 * n, 10), "TP", round_=called
        )
    for n in range(1, ITEMS + 1):
        for part in range(1, ROUNDS + 1):
            due = date(2027, 3 + 3 * (part - 1), 20 + n)
            yield asked(
                f"EM-2570-{n}-{part}", "emes", f"E-MES รายการที่ {n} ครั้งที่ {part}", due, f"EM{n}",
                round_=(str(part), f"ครั้งที่ {thai_digits(str(part))}"), everybody=True,
            )  # fmt: skip
