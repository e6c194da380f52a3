"""What must hold between the rows of a plan: unique codes, owners that exist, dates in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from domain.plan import THE_OFFICE, PlanPerson, PlanRequirement, PlanUnit, Role, UnitKind
from domain.thai import arabic, for_matching
from reports.plan_columns import POLICIES, SUBJECTS, UNITS
from reports.plan_periods import fiscal_year
from reports.plan_rows import Draft
from reports.plan_table import Problems, Record
from reports.plan_words import UNIT_KINDS, word_of

_Thing = TypeVar("_Thing")
_LEVEL: Final = {UnitKind.OFFICE: 0, UnitKind.GROUP: 1, UnitKind.CLUSTER: 1, UnitKind.SCHOOL: 2}
_UNREAD_YEAR: Final = 2000  # of a date that could not be read, which has been said already


def check(draft: Draft, problems: Problems) -> None:
    """Note everything that does not hold."""
    _units(draft, problems)
    _people(draft, problems)
    _policies(draft, problems)
    _subjects(draft, problems)
    _requirements(draft, problems)
    _unique(((record, day) for record, day, _, _ in draft.days), "day", str, problems)


def _unique(
    things: Iterable[tuple[Record, _Thing]], name: str, key: Callable[[_Thing], str], problems: Problems
) -> None:
    """Note each thing whose key stood before, with the cell where it stood; empty keys are no keys."""
    first: dict[str, Record] = {}
    for record, thing in things:
        word = key(thing)
        if not word:
            continue
        before = first.setdefault(word, record)
        if before is not record:
            problems.at(record, name, "duplicate", seen=record.text(name) or word, expected=before.address(name))


def _units(draft: Draft, problems: Problems) -> None:
    _unique(draft.units, "code", lambda unit: unit.code.casefold(), problems)
    _unique(draft.units, "smis_code", lambda unit: unit.smis_code, problems)
    _unique(draft.units, "obec_code6", lambda unit: unit.obec_code6, problems)
    _unique(draft.units, "moe_code10", lambda unit: unit.moe_code10, problems)
    offices = [(record, unit) for record, unit in draft.units if unit.kind is UnitKind.OFFICE]
    if not offices:
        problems.sheet(UNITS.name, "", "empty", expected=word_of(UNIT_KINDS, UnitKind.OFFICE))
    _unique(offices, "kind", lambda unit: unit.kind, problems)
    units = {unit.code: unit for _, unit in draft.units}
    for record, unit in draft.units:
        parent = units.get(unit.parent or "")
        if parent is not None and not _may_hold(parent, unit):
            problems.at(record, "parent", "bad_choice", seen=unit.parent or "", expected=_holders(unit))


def _may_hold(parent: PlanUnit, unit: PlanUnit) -> bool:
    """Only a higher level holds a lower one, so the tree has no circles."""
    return _LEVEL[parent.kind] < _LEVEL[unit.kind]


def _holders(unit: PlanUnit) -> str:
    kinds = [kind for kind in UnitKind if _LEVEL[kind] < _LEVEL[unit.kind]]
    return ", ".join(word_of(UNIT_KINDS, kind) for kind in kinds) or "-"


def _people(draft: Draft, problems: Problems) -> None:
    owners: dict[str, tuple[Record, PlanPerson]] = {}
    kinds = {unit.code: unit.kind for _, unit in draft.units}
    for record, person in draft.people:
        if person.role is Role.CLUSTER_CHAIR and kinds.get(person.unit, UnitKind.CLUSTER) is not UnitKind.CLUSTER:
            expected = word_of(UNIT_KINDS, UnitKind.CLUSTER)
            problems.at(record, "unit", "bad_choice", seen=person.unit, expected=expected)
        key = person.code.casefold()
        before, known = owners.setdefault(key, (record, person)) if key else (record, person)
        if for_matching(known.name) != for_matching(person.name):
            problems.at(record, "code", "duplicate", seen=person.code, expected=before.address("code"))
    _unique(draft.people, "name", lambda p: f"{for_matching(p.name)}|{p.unit}|{p.role}" if p.name else "", problems)


def _policies(draft: Draft, problems: Problems) -> None:
    _unique(draft.policies, "code", lambda policy: policy.code.casefold(), problems)
    _unique(draft.policies, "no", lambda p: f"{p.fiscal_year_be}|{p.no}" if p.no else "", problems)
    years = {policy.code: policy.fiscal_year_be for _, policy in draft.policies}
    for record, subject in draft.subjects:
        year = years.get(subject.policy or "")
        if subject.policy and year is None:
            problems.at(record, "policy", "unknown_code", seen=subject.policy, expected=POLICIES.name)
        elif year and subject.fiscal_year_be and year != subject.fiscal_year_be:
            problems.at(record, "policy", "wrong_year", seen=subject.policy or "", expected=str(subject.fiscal_year_be))


def _subjects(draft: Draft, problems: Problems) -> None:
    _unique(draft.subjects, "code", lambda subject: subject.code.casefold(), problems)
    _unique(draft.subjects, "no", lambda s: f"{s.kind}|{s.fiscal_year_be}|{s.no}" if s.no else "", problems)
    kinds = {unit.code: unit.kind for _, unit in draft.units}
    for record, subject in draft.subjects:
        for place, owner in enumerate(subject.owners):
            name = "joint" if place else "lead"
            if owner in kinds and kinds[owner] is not UnitKind.GROUP:
                problems.at(record, name, "bad_choice", seen=owner, expected=word_of(UNIT_KINDS, UnitKind.GROUP))
            if owner in subject.owners[:place]:
                problems.at(record, name, "duplicate", seen=owner, expected=record.address("lead"))
    codes = {subject.code for _, subject in draft.subjects}
    for record, code, _ in draft.indicators:
        if code and code not in codes:
            problems.at(record, "subject", "unknown_code", seen=code, expected=SUBJECTS.name)
    numbered = ((record, f"{code}|{arabic(indicator.no)}") for record, code, indicator in draft.indicators)
    _unique(numbered, "no", str, problems)


def _requirements(draft: Draft, problems: Problems) -> None:
    _unique(draft.requirements, "code", lambda requirement: requirement.code.casefold(), problems)
    years = {subject.code: subject.fiscal_year_be for _, subject in draft.subjects}
    nobodys = {subject.code: record for record, subject in draft.subjects if not subject.owners}
    for record, requirement in draft.requirements:
        _dates(record, requirement, problems)
        if not requirement.debtors or THE_OFFICE in requirement.debtors:  # the lead owes it, so there must be one
            for code in nobodys.keys() & set(requirement.subjects):
                _lead_missing(nobodys.pop(code), problems)
        for place, code in enumerate(requirement.subjects):
            if code not in years:
                problems.at(record, "subjects", "unknown_code", seen=code, expected=SUBJECTS.name)
            elif years[code] and requirement.fiscal_year_be and years[code] != requirement.fiscal_year_be:
                problems.at(record, "subjects", "wrong_year", seen=code, expected=str(requirement.fiscal_year_be))
            if code in requirement.subjects[:place]:
                problems.at(record, "subjects", "duplicate", seen=code, expected=record.address("subjects"))


def _lead_missing(record: Record, problems: Problems) -> None:
    if not record.text("joint"):  # else that has been said already
        problems.at(record, "lead", "empty", expected=SUBJECTS.column("lead").heading)


def _dates(record: Record, requirement: PlanRequirement, problems: Problems) -> None:
    opens, due, external = requirement.opens_at, requirement.due_at, requirement.external_due_at
    start, end, year = requirement.period_start, requirement.period_end, requirement.fiscal_year_be
    read_moments = _UNREAD_YEAR not in (opens.year, due.year)
    if read_moments and due <= opens:
        problems.at(record, "due_at", "date_order", seen=record.text("due_at"), expected=record.address("opens_at"))
    if read_moments and external is not None and external < due:
        seen, expected = record.text("external_due_at"), record.address("due_at")
        problems.at(record, "external_due_at", "date_order", seen=seen, expected=expected)
    if _UNREAD_YEAR in (start.year, end.year):
        return
    if end < start:
        seen, expected = record.text("period_end"), record.address("period_start")
        problems.at(record, "period_end", "date_order", seen=seen, expected=expected)
    elif year:
        first, last = fiscal_year(year)
        if end < first or start > last:
            problems.at(record, "period_start", "wrong_year", seen=record.text("period_start"), expected=str(year))
