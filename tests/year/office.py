"""The office of the year: its units and people, some on LINE and some not, and what it asks of them from day to day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from domain.calendar import WorkCalendar
from domain.plan import (
    EVERY_GROUP,
    EVERY_SCHOOL,
    Plan,
    PlanPerson,
    PlanRequirement,
    PlanSubject,
    PlanUnit,
    Role,
    UnitKind,
)
from domain.thai import BANGKOK
from handlers.wording.notice import VERSION
from storage.schema import Obligation
from storage.store import Store

FISCAL_YEAR = 2570
OFFICE, PLANNING = "OFFICE", "PLAN"
OFFICERS, DIRECTOR = ("นางสาวรินรดา ทดสอบวัฒนา", "นายปกรณ์ สมมติวงศ์"), "นายสมมติ ศรีธารา"
MARK = "งานหมายเลข"  # stands with a number in every message that names what is asked
CLOSES = time(16, 30)
_STAFF = {UnitKind.GROUP: Role.GROUP_STAFF, UnitKind.SCHOOL: Role.SCHOOL_STAFF}
_HEADS = {UnitKind.GROUP: Role.GROUP_HEAD, UnitKind.SCHOOL: Role.SCHOOL_DIRECTOR}
_BEFORE_THE_YEAR = datetime(2026, 9, 1, 9, 0, tzinfo=BANGKOK)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large the office is and how long it is watched; Bangkok days, both included."""

    schools: int
    groups: int
    debts: int
    first: date
    last: date


TERM = Size(schools=8, groups=3, debts=200, first=date(2026, 11, 2), last=date(2027, 1, 15))
MONTH = Size(schools=6, groups=2, debts=70, first=date(2026, 11, 2), last=date(2026, 12, 9))
FISCAL = Size(schools=84, groups=16, debts=10_000, first=date(2026, 10, 1), last=date(2027, 9, 30))


@dataclass(frozen=True, slots=True)
class Owing:
    """An obligation as the plan made it, and its requirement."""

    id: int
    unit: str
    asked: PlanRequirement
    requirement_id: int


@dataclass(frozen=True)
class Office:
    """The plan, who of its people is on LINE (by name), and what came of it in the tables.

    `persons`: LINE accounts by person id; `units`: the ids of the units by code.
    """

    size: Size
    plan: Plan
    phones: dict[str, str]
    debts: dict[int, Owing]
    persons: dict[int, str]
    units: dict[str, int]

    def roles(self) -> dict[str, set[tuple[str, Role]]]:
        """What each person on LINE is in which unit (code), by account."""
        found: dict[str, set[tuple[str, Role]]] = {}
        for line in self.plan.people:
            if line.name in self.phones:
                found.setdefault(self.phones[line.name], set()).add((line.unit, line.role))
        return found


def plan_of(size: Size, dice: random.Random) -> Plan:
    """Schools and groups with their people, of whom some serve two units, and what is asked all year long."""
    units = [PlanUnit(code=f"G{n}", kind=UnitKind.GROUP, name=f"กลุ่มทดสอบที่ {n}") for n in range(1, size.groups + 1)]
    units += [
        PlanUnit(code=f"S{n}", kind=UnitKind.SCHOOL, name=f"โรงเรียนบ้านทดสอบ {n}") for n in range(1, size.schools + 1)
    ]
    requirements = tuple(_asked(size, dice))
    return Plan(
        office=PlanUnit(code=OFFICE, kind=UnitKind.OFFICE, name="สพป.ทดสอบ เขต ๑"),
        units=(*units, PlanUnit(code=PLANNING, kind=UnitKind.GROUP, name="กลุ่มนโยบายและแผน")),
        people=tuple(_people(units, dice)),
        subjects=tuple(
            PlanSubject(
                code=one.subjects[0], kind="item", fiscal_year_be=FISCAL_YEAR, no=number, title=f"{MARK} {number:04d}",
                owners=(PLANNING,),
            )
            for number, one in enumerate(requirements, 1)
        ),
        requirements=requirements,
        days_off=((date(2027, 1, 25), "วันหยุดของสำนักงาน"),),
    )  # fmt: skip


def _people(units: list[PlanUnit], dice: random.Random) -> Iterator[PlanPerson]:
    for n, unit in enumerate(units):
        for m in range(dice.choice((1, 1, 2))):
            yield _person(f"นาย{n}-{m} สมมติชน", unit.code, _STAFF[unit.kind])
        yield _person(f"นาง{n} ตัวอย่างมาก", unit.code, _HEADS[unit.kind])
        other = dice.choice(units)
        if dice.random() < 0.12 and other is not unit:  # somebody helps out in another unit
            yield _person(f"นาย{n}-0 สมมติชน", other.code, _STAFF[other.kind])
    for officer in OFFICERS:
        yield _person(officer, PLANNING, Role.OFFICER)
    yield _person(DIRECTOR, OFFICE, Role.DIRECTOR)


def _person(name: str, unit: str, role: Role) -> PlanPerson:
    return PlanPerson(code=f"CODE-{name}", name=name, position="", unit=unit, role=role)


def _asked(size: Size, dice: random.Random) -> Iterator[PlanRequirement]:
    """Rounds of a few items due on one day, and what is urgent in between, until there are debts enough."""
    kinds = dice.choices(("schools", "groups", "urgent", "short"), (5, 2, 2, 1), k=size.debts)
    rounds, left, number = [], size.debts, 0
    for kind in kinds:
        debtors = _debtors(kind, size, dice)
        each = {EVERY_SCHOOL: size.schools, EVERY_GROUP: size.groups + 1}.get(debtors[0], len(debtors))
        items = min(1 if kind == "urgent" else dice.choice((1, 2, 3, 6)), -(-left // each))
        if left - items * each < 0:  # the last ones fill up to the number
            debtors, items = tuple(f"S{n}" for n in range(1, min(left, size.schools) + 1)), 1
            each = len(debtors)
        rounds.append((kind, debtors, items))
        left -= items * each
        if left <= 0:
            break
    days = (size.last - size.first).days
    for place, (kind, debtors, items) in enumerate(rounds):
        opens, due = _when(kind, size.first + timedelta(days=days * place // len(rounds)), dice)
        for _ in range(items):
            number += 1
            urgency = "ด่วนที่สุด" if kind == "urgent" else ""
            yield _requirement(number, opens, due, debtors, urgency)


def _debtors(kind: str, size: Size, dice: random.Random) -> tuple[str, ...]:
    if kind in {"schools", "groups"}:
        return (EVERY_SCHOOL if kind == "schools" else EVERY_GROUP,)
    some = dice.sample(range(1, size.schools + 1), k=max(2, size.schools // 4))
    return tuple(f"S{n}" for n in some)


def _when(kind: str, day: date, dice: random.Random) -> tuple[datetime, datetime]:
    """When it opens and is due: weeks, with short notice days, what is urgent a day or hours. Days off happen."""
    opens = datetime.combine(day, dice.choice((time(8, 30), time(9, 40), time(14), time(0))), BANGKOK)
    if kind == "urgent":
        working = WorkCalendar().add_working_days(day, 1)
        opens = datetime.combine(working, dice.choice((time(8, 45), time(10, 20), time(13, 40))), BANGKOK)
        due = datetime.combine(WorkCalendar().add_working_days(working, dice.choice((0, 1, 1, 4))), CLOSES, BANGKOK)
        return opens, due
    later = dice.choice((1, 2, 4)) if kind == "short" else dice.choice((12, 16, 21, 30))
    return opens, datetime.combine(day + timedelta(days=later), CLOSES, BANGKOK)


def _requirement(
    number: int, opens: datetime, due: datetime, debtors: tuple[str, ...], urgency: str
) -> PlanRequirement:
    return PlanRequirement(
        code=f"Y-{number:04d}", work="strategy", form="strategy", title=f"แบบรายงานที่ {number}",
        fiscal_year_be=FISCAL_YEAR, round="6m", round_name="รอบทดสอบ", period_start=opens.date(), period_end=due.date(),
        opens_at=opens, due_at=due, urgency=urgency, subjects=(f"I{number}",), debtors=debtors,
    )  # fmt: skip


def move_in(store: Store, size: Size, seed: int) -> Office:
    """Load the plan and register people: of some units nobody, of some not everybody."""
    dice = random.Random(seed)  # noqa: S311 - the same office for the same seed
    plan = plan_of(size, dice)
    always = {*OFFICERS, DIRECTOR}
    silent = {unit.code for unit in plan.units if unit.code != PLANNING and dice.random() < 0.1}
    names = sorted({line.name for line in plan.people if line.unit not in silent and dice.random() < 0.9} | always)
    phones = {name: f"U{n:032x}" for n, name in enumerate(names, 1)}
    with store.begin() as tx:
        tx.plans.load(plan, {"strategy": 1})
        persons = {}
        for name, phone in phones.items():
            person = tx.people.by_code(f"CODE-{name}")
            assert person is not None
            tx.people.join(person, phone, _BEFORE_THE_YEAR)
            tx.consents.agree(phone, VERSION, _BEFORE_THE_YEAR)
            persons[person.id] = phone
        office = tx.people.offices()[0]
        units = {unit.code: unit.id for unit in tx.people.units(office.id)}
        asked = {one.code: one for one in plan.requirements}
        debts = {
            row.id: Owing(row.id, row.unit.code, asked[row.requirement.code], row.requirement_id)
            for row in tx._session.scalars(select(Obligation)).unique()
        }
        tx.commit()
    return Office(size, plan, phones, debts, persons, units)
