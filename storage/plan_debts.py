"""What the plan asks of whom: requirements and their debts, brought to what the plan says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.lifecycle import State
from domain.plan import EVERY_GROUP, EVERY_SCHOOL, THE_OFFICE, PlanRequirement, UnitKind
from storage.plan_changes import Changes, differing, set_differing
from storage.schema import Obligation, Requirement, Subject, Submission, Unit

_EVERY = {EVERY_SCHOOL: UnitKind.SCHOOL, EVERY_GROUP: UnitKind.GROUP}
_REQUIREMENT_FIELDS = (
    "work", "form", "title", "fiscal_year_be", "round", "round_name", "period_start", "period_end",
    "opens_at", "due_at", "external_due_at", "agency", "urgency",
)  # fmt: skip


class PlannedDebts:
    """Writes the requirements of one office's plan. `units` by code, `subjects` by fiscal year and code."""

    def __init__(
        self, session: Session, office: Unit, units: Mapping[str, Unit], subjects: Mapping[tuple[int, str], Subject]
    ) -> None:
        self._session, self._office, self._units, self._subjects = session, office, units, subjects

    def load(self, line: PlanRequirement, form_version: int, changes: Changes) -> None:
        """Bring a requirement and its debts to what the plan says; what is no longer asked for is cancelled."""
        query = select(Requirement).where(Requirement.office_id == self._office.id, Requirement.code == line.code)
        requirement = self._session.scalars(query).first()
        new = requirement is None
        if requirement is None:
            requirement = Requirement(office_id=self._office.id, code=line.code, form_version=form_version)
            self._session.add(requirement)
        due_before = None if new else requirement.due_at
        wanted = {name: getattr(line, name) for name in _REQUIREMENT_FIELDS}
        differences = {} if new else differing(requirement, wanted)
        differs = set_differing(requirement, wanted)
        self._session.flush()
        query_owed = select(Obligation).where(Obligation.requirement_id == requirement.id)
        known = {(o.subject_id, o.unit_id): o for o in self._session.scalars(query_owed).unique()}
        asked = _asked(known.values())
        for code in line.subjects:
            subject = self._subjects[line.fiscal_year_be, code]
            if not line.debtors:  # another lead takes the debt over with all that came in for it
                _hand_to_lead(subject, known)
            for unit in _debtors(line, subject, self._units):
                differs |= self._obligation(requirement, subject, unit, known, due_before)
        for gone in known.values():  # no longer asked for: cancelled, never deleted
            differs |= set_differing(gone, {"state": State.CANCELLED.value})
        changes.note(line.code, new=new, differs=differs)
        if new:
            changes.asked_anew(line)
        else:
            changes.asked_otherwise(line, differences, asked)

    def _obligation(
        self,
        requirement: Requirement,
        subject: Subject,
        unit: Unit,
        known: dict[tuple[int, int], Obligation],
        due_before: Any,
    ) -> bool:
        obligation = known.pop((subject.id, unit.id), None)
        if obligation is None:
            obligation = Obligation(
                requirement_id=requirement.id,
                subject_id=subject.id,
                unit_id=unit.id,
                state=State.PENDING.value,
                due_at=requirement.due_at,
            )
            self._session.add(obligation)
            self._session.flush()
            return True
        wanted: dict[str, Any] = {"unit_id": unit.id}
        if obligation.state == State.CANCELLED.value:  # asked for again: what came before still counts
            wanted["state"] = _state_of(obligation.standing).value
        if obligation.due_at == due_before:  # an extension of its own stays
            wanted["due_at"] = requirement.due_at
        return set_differing(obligation, wanted)


def _hand_to_lead(subject: Subject, known: dict[tuple[int, int], Obligation]) -> None:
    """Let the debt of a subject, whoever owed it until now, be found as its lead's."""
    mine = (subject.id, subject.owners[0].unit_id)
    others = [key for key in known if key[0] == subject.id]
    if mine not in known and others:
        standing = [key for key in others if known[key].state != State.CANCELLED.value]
        known[mine] = known.pop((standing or others)[0])


def _debtors(line: PlanRequirement, subject: Subject, units: Mapping[str, Unit]) -> list[Unit]:
    """Who owes a subject of a requirement, each once: its lead, unless the plan says who."""
    if not line.debtors:
        return [subject.owners[0].unit]
    named: dict[int, Unit] = {}
    for word in line.debtors:
        kind = _EVERY.get(word)
        if kind is not None:
            found = [unit for unit in units.values() if unit.kind == kind]
        else:
            found = [subject.owners[0].unit if word == THE_OFFICE else units[word]]
        named.update({unit.id: unit for unit in found})
    return list(named.values())


def _asked(obligations: Iterable[Obligation]) -> set[str]:
    return {o.subject.code for o in obligations if o.state != State.CANCELLED.value}


def _state_of(standing: Submission | None) -> State:
    if standing is None:
        return State.PENDING
    return State.SUBMITTED if standing.clean else State.RETURNED
