"""Loading a monitoring plan: what differs is changed, what is the same is left alone, nothing vanishes unsaid."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.audit import Noted
from domain.plan import (
    SERVED,
    Plan,
    PlanPerson,
    PlanUnit,
)
from storage.codes import new_code
from storage.debtors import Debtors
from storage.forgetting import is_forgotten
from storage.plan_changes import Changes, set_differing
from storage.plan_debts import PlannedDebts
from storage.plan_reading import plan_of_year
from storage.plan_subjects import PlannedSubjects
from storage.schema import (
    DayOff,
    Membership,
    Person,
    Unit,
)


class Plans:
    """Writes a plan into the tables."""

    def __init__(self, session: Session, make_code: Callable[[], str] = new_code) -> None:
        self._session = session
        self._make_code = make_code

    @property
    def debtors(self) -> Debtors:
        """Units that officers add to those whom plans name."""
        return Debtors(self._session)

    def load(self, plan: Plan, form_versions: Mapping[str, int], claimed: Collection[str] = ()) -> Changes:
        """Bring the office's tables to what the plan says. Loading the same plan again changes nothing.

        `claimed`: the works that are reported elsewhere, of which a file is a claim.
        """
        changes = Changes()
        office = self._office(plan, changes)
        changes.office_id = office.id
        units = self._units(office, plan.units, changes)
        if plan.people:  # a plan without anybody does not speak of people
            self._people(office, units, plan.people, changes)
        analysed = PlannedSubjects(self._session, office, units)
        analysed.load_policies(plan.policies, changes)
        subjects = analysed.load(plan.subjects, changes)
        debts = PlannedDebts(self._session, office, units, subjects, claimed)
        for requirement in plan.requirements:
            debts.load(requirement, form_versions[requirement.form], changes)
        self._days(office, plan, changes)
        self._session.flush()
        return changes

    def preview(self, plan: Plan, form_versions: Mapping[str, int]) -> Changes:
        """What loading the plan would do; nothing of it stays."""
        nested = self._session.begin_nested()
        try:
            return self.load(plan, form_versions)
        finally:
            nested.rollback()

    def of_year(self, office_id: int, fiscal_year_be: int) -> Plan:
        """The plan of a year as it stands, without people: loading it changes nothing."""
        return plan_of_year(self._session, office_id, fiscal_year_be)

    def _office(self, plan: Plan, changes: Changes) -> Unit:
        query = select(Unit).where(Unit.office_id == Unit.id, Unit.code == plan.office.code)
        office = self._session.scalars(query).first()
        new = office is None
        if office is None:
            office = Unit(code=plan.office.code, kind=plan.office.kind, name=plan.office.name)
            self._session.add(office)
            self._session.flush()
            office.office_id = office.id
        wanted = {**_unit_values(plan.office), "letter_prefix": plan.letter_prefix}
        changes.note(plan.office.code, new=new, differs=set_differing(office, wanted))
        return office

    def _units(self, office: Unit, wanted: tuple[PlanUnit, ...], changes: Changes) -> dict[str, Unit]:
        known = {u.code: u for u in self._session.scalars(select(Unit).where(Unit.office_id == office.id))}
        for plan_unit in wanted:
            unit = known.get(plan_unit.code)
            new = unit is None
            if unit is None:
                unit = Unit(office_id=office.id, code=plan_unit.code, kind=plan_unit.kind, name=plan_unit.name)
                self._session.add(unit)
                known[plan_unit.code] = unit
            if unit.invitation is None and plan_unit.kind in SERVED:
                unit.invitation = self._make_code()
            changes.note(plan_unit.code, new=new, differs=set_differing(unit, _unit_values(plan_unit)))
        self._session.flush()
        for plan_unit in wanted:
            parent = known[plan_unit.parent] if plan_unit.parent else office
            if set_differing(known[plan_unit.code], {"parent_id": parent.id}) and plan_unit.code not in changes.added:
                changes.note(plan_unit.code, new=False, differs=plan_unit.code not in changes.changed)
        listed = {office.code, *(u.code for u in wanted)}
        changes.left += [code for code in known if code not in listed]
        return known

    def _people(
        self, office: Unit, units: Mapping[str, Unit], wanted: tuple[PlanPerson, ...], changes: Changes
    ) -> None:
        rows = self._session.scalars(select(Person).where(Person.office_id == office.id))
        known = {person.code: person for person in rows.unique()}
        by_name = {person.name: person for person in known.values()}
        roles: dict[int, set[tuple[int, str]]] = {}
        listed: dict[int, Person] = {}
        elsewhere = self._codes_elsewhere(office, wanted)
        for line in wanted:
            code = "" if line.code in elsewhere else line.code
            person = known.get(code) if code else by_name.get(line.name)
            new = person is None
            if person is None:
                person = Person(office_id=office.id, code=code or self._make_code(), name=line.name)
                self._session.add(person)
                known[person.code] = by_name[line.name] = person
            differs = set_differing(person, {"name": line.name, "position": line.position})
            self._session.flush()
            changes.note(line.name, new=new, differs=differs and person.id not in listed)
            listed[person.id] = person
            roles.setdefault(person.id, set()).add((units[line.unit].id, line.role))
        for person in listed.values():
            self._roles(person, roles[person.id], changes)
            if person.line_user_id is None:
                unit_names = " / ".join(m.unit.name for m in person.memberships)
                changes.invited.append((person.code, person.name, unit_names))
        left = (person for person in known.values() if person.id not in listed and not is_forgotten(person))
        changes.left += [person.name for person in left]

    def _codes_elsewhere(self, office: Unit, wanted: tuple[PlanPerson, ...]) -> set[str]:
        """Codes that open for somebody of another office: whoever has one of them here is given a new one."""
        named = Person.code.in_({line.code for line in wanted if line.code})
        return set(self._session.scalars(select(Person.code).where(named, Person.office_id != office.id)))

    def _roles(self, person: Person, wanted: set[tuple[int, str]], changes: Changes) -> None:
        have = {(m.unit_id, m.role): m for m in person.memberships}
        before = _roles_of(person)
        for unit_id, role in sorted(wanted - have.keys()):
            unit = self._session.get_one(Unit, unit_id)
            person.memberships.append(Membership(unit_id=unit_id, role=role, unit=unit))
        for key in have.keys() - wanted:
            person.memberships.remove(have[key])
        if have.keys() != wanted and have:
            changes.from_to(Noted.CHANGE_ROLES, str(person.id), before, _roles_of(person))
            if person.name not in changes.changed:
                changes.changed.append(person.name)
        self._session.flush()

    def _days(self, office: Unit, plan: Plan, changes: Changes) -> None:
        wanted = {day: (False, name) for day, name in plan.days_off} | dict.fromkeys(plan.working_days, (True, ""))
        for day, (works, name) in wanted.items():
            row = self._session.get(DayOff, (office.id, day))
            if row is None:
                self._session.add(DayOff(office_id=office.id, day=day, works=works, name=name))
                changes.added.append(day.isoformat())
            else:
                changes.note(day.isoformat(), new=False, differs=set_differing(row, {"works": works, "name": name}))


def _unit_values(unit: PlanUnit) -> dict[str, Any]:
    return {
        "kind": unit.kind.value,
        "name": unit.name,
        "short_names": list(unit.short_names),
        "district": unit.district,
        "smis_code": unit.smis_code,
        "obec_code6": unit.obec_code6,
        "moe_code10": unit.moe_code10,
    }


def _roles_of(person: Person) -> list[str]:
    return sorted(f"{m.unit.code}:{m.role}" for m in person.memberships)
