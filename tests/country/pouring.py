"""Plans of many offices into the tables at once: what loading each as an officer does would take an hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert, text

from domain.plan import EVERY_SCHOOL, Plan, PlanUnit, UnitKind
from domain.planned import planned
from handlers.wording.notice import VERSION
from storage import schema as s
from tests.country.plans import OPENS

TOP = 1  # the id of the unit above all offices, which is nobody's
COUNTRY = "สำนักงานการศึกษาแห่งชาติสมมติ"
Rows = dict[type[s.Base], list[dict[str, Any]]]


def user_of(person_id: int) -> str:
    """The LINE account of a person."""
    return f"U{person_id:032x}"


def group_of(office: int) -> str:
    """The LINE group of an office, by its number from 0."""
    return f"C{office + 1:032x}"


class Country:
    """Collects rows of office after office; ids go on from one to the next."""

    def __init__(self) -> None:
        self.rows: Rows = defaultdict(list)
        self.offices: list[int] = []
        self._ids: dict[type[s.Base], int] = defaultdict(int)
        self._add(s.Unit, parent_id=None, office_id=None, kind="country", code="TH", name=COUNTRY)

    def take_in(self, plan: Plan) -> None:
        """One office with everything its plan says; everybody has joined and agreed to the notice."""
        office = self._unit(plan.office, TOP, None)
        units = {plan.office.code: office}
        for one in plan.units:
            units[one.code] = self._unit(one, units[one.parent] if one.parent else office, office)
        self._people(plan, office, units)
        subjects = self._subjects(plan, office, units)
        self._asked(plan, office, units, subjects)
        for day, name in plan.days_off:
            self.rows[s.DayOff].append({"office_id": office, "day": day, "works": False, "name": name})
        line = group_of(len(self.offices))
        self._add(s.Chat, line_id=line, kind="group", name=f"กลุ่ม {plan.office.name}", joined_at=OPENS, unit_id=office,
                  says="counts", digest=False, members=30, bound_at=OPENS)  # fmt: skip
        self.offices.append(office)

    def _add(self, table: type[s.Base], **values: Any) -> int:
        self._ids[table] += 1
        self.rows[table].append({"id": self._ids[table], **values})
        return self._ids[table]

    def _unit(self, one: PlanUnit, parent: int, office: int | None) -> int:
        made = self._add(
            s.Unit, parent_id=parent, office_id=office, kind=one.kind.value, code=one.code, name=one.name,
            short_names=list(one.short_names), district=one.district, smis_code=one.smis_code,
            obec_code6=one.obec_code6, moe_code10=one.moe_code10,
        )  # fmt: skip
        self.rows[s.Unit][-1]["office_id"] = office or made
        return made

    def _people(self, plan: Plan, office: int, units: Mapping[str, int]) -> None:
        known: dict[str, int] = {}
        for line in plan.people:
            if line.code not in known:
                number = self._ids[s.Person] + 1
                known[line.code] = self._add(
                    s.Person, office_id=office, name=line.name, position=line.position, code=line.code,
                    line_user_id=user_of(number), joined_at=OPENS,
                )  # fmt: skip
                consent = {"line_user_id": user_of(number), "version": VERSION, "agreed_at": OPENS}
                self.rows[s.Consent].append(consent)
            self._add(s.Membership, person_id=known[line.code], unit_id=units[line.unit], role=line.role.value)

    def _subjects(self, plan: Plan, office: int, units: Mapping[str, int]) -> dict[str, int]:
        policies = {
            one.code: self._add(
                s.Policy, office_id=office, fiscal_year_be=one.fiscal_year_be, code=one.code, no=one.no,
                title=one.title, document=one.document, letter_no="", note="",
            )
            for one in plan.policies
        }  # fmt: skip
        made: dict[str, int] = {}
        for one in plan.subjects:
            made[one.code] = self._add(
                s.Subject, office_id=office, kind=one.kind, fiscal_year_be=one.fiscal_year_be, code=one.code, no=one.no,
                title=one.title, policy_id=policies[one.policy] if one.policy else None,
            )  # fmt: skip
            for place, owner in enumerate(one.owners):
                self._add(s.SubjectOwner, subject_id=made[one.code], unit_id=units[owner], place=place)
            for place, told in enumerate(one.indicators):
                self._add(s.Indicator, subject_id=made[one.code], place=place, no=told.no, name=told.name,
                          unit=told.unit, target=told.target)  # fmt: skip
        return made

    def _asked(self, plan: Plan, office: int, units: Mapping[str, int], subjects: Mapping[str, int]) -> None:
        schools = [units[one.code] for one in plan.units if one.kind == UnitKind.SCHOOL]
        lead = {one.code: units[one.owners[0]] for one in plan.subjects}
        for one in plan.requirements:
            requirement = self._add(
                s.Requirement, office_id=office, code=one.code, work=one.work, form=one.form, form_version=1,
                title=one.title, fiscal_year_be=one.fiscal_year_be, round=one.round, round_name=one.round_name,
                period_start=one.period_start, period_end=one.period_end, opens_at=one.opens_at, due_at=one.due_at,
                agency=one.agency, planned=planned(one),
            )  # fmt: skip
            for code in one.subjects:
                for unit in schools if EVERY_SCHOOL in one.debtors else [lead[code]]:
                    self._add(s.Obligation, requirement_id=requirement, unit_id=unit, subject_id=subjects[code],
                              state="pending", due_at=one.due_at)  # fmt: skip


def pour(engine: Engine, plans: Iterable[Plan]) -> list[int]:
    """Fill an empty migrated database with these offices below one country; returns their ids."""
    country = Country()
    for plan in plans:
        country.take_in(plan)
    postgres = engine.dialect.name == "postgresql"
    with engine.begin() as connection:
        for table in s.Base.metadata.sorted_tables:
            found = next((rows for made, rows in country.rows.items() if made.__tablename__ == table.name), [])
            for part in _parts(found):
                connection.execute(insert(table), part)
            if found and "id" in table.c and postgres:
                connection.execute(text(f"SELECT setval('{table.name}_id_seq', {len(found)})"))
        if postgres:
            connection.execute(text("ANALYZE"))  # what comes next is planned by how much there is
    return country.offices


def _parts(rows: list[dict[str, Any]], size: int = 5000) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def moment(days: int) -> datetime:
    """So many days and an hour after the works opened: half past nine."""
    return OPENS + timedelta(days=days, hours=1)
