"""What the plan's forms are about: policies, the subjects under them, their owners and indicators.

What a plan does not speak of (None) stays as it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import added
from domain.audit import Noted
from domain.plan import PlanIndicator, PlanPolicy, PlanSubject
from storage.debtors import joined_in
from storage.plan_changes import Changes, codes, set_differing
from storage.schema import Indicator, Policy, Subject, SubjectOwner, Unit

_POLICY_FIELDS = ("no", "title", "document", "letter_no", "letter_on", "note")


class PlannedSubjects:
    """Writes the policies and subjects of one office's plan. `units` by code."""

    def __init__(self, session: Session, office: Unit, units: Mapping[str, Unit]) -> None:
        self._session, self._office, self._units = session, office, units
        rows = session.scalars(select(Policy).where(Policy.office_id == office.id))
        self._joined = joined_in(session, office.id)
        self._policies = {(one.fiscal_year_be, one.code): one for one in rows}

    def load_policies(self, wanted: tuple[PlanPolicy, ...], changes: Changes) -> None:
        """Bring the policies to what the plan says; those it does not name stay."""
        for line in wanted:
            key = (line.fiscal_year_be, line.code)
            values = {name: getattr(line, name) for name in _POLICY_FIELDS}
            policy = self._policies.get(key)
            if policy is None:
                self._policies[key] = Policy(
                    office_id=self._office.id, fiscal_year_be=line.fiscal_year_be, code=line.code, **values
                )
                self._session.add(self._policies[key])
                changes.note(line.code, new=True, differs=False)
            else:
                changes.note(line.code, new=False, differs=set_differing(policy, values))
        self._session.flush()

    def load(self, wanted: tuple[PlanSubject, ...], changes: Changes) -> dict[tuple[int, str], Subject]:
        """Bring the subjects to what the plan says; all of the office's, by fiscal year and code."""
        rows = self._session.scalars(select(Subject).where(Subject.office_id == self._office.id))
        known = {(s.fiscal_year_be, s.code): s for s in rows.unique()}
        for line in wanted:
            subject = known.get((line.fiscal_year_be, line.code))
            new = subject is None
            if subject is None:
                subject = Subject(office_id=self._office.id, fiscal_year_be=line.fiscal_year_be, code=line.code)
                self._session.add(subject)
                known[line.fiscal_year_be, line.code] = subject
            differs = set_differing(subject, self._values(line))
            differs |= self._owners(subject, self._owning(line), changes)
            differs |= self._indicators(subject, line)
            changes.note(line.code, new=new, differs=differs)
        return known

    def _owning(self, line: PlanSubject) -> list[Unit]:
        """Who owns it by the plan; where the plan says what it said, as an officer has changed it since."""
        changed = self._joined.get((line.fiscal_year_be, line.code))
        return [self._units[code] for code in added.owners_of(line.owners, changed)]

    def _values(self, line: PlanSubject) -> dict[str, Any]:
        values: dict[str, Any] = {"kind": line.kind, "no": line.no, "title": line.title}
        if line.policy is not None:
            values["policy_id"] = self._policies[line.fiscal_year_be, line.policy].id if line.policy else None
        if line.note is not None:
            values["note"] = line.note
        return values

    def _owners(self, subject: Subject, wanted: list[Unit], changes: Changes) -> bool:
        before = [owner.unit for owner in subject.owners]
        if before == wanted:
            return False
        if before:
            changes.from_to(Noted.CHANGE_OWNERS, subject.code, codes(before), codes(wanted))
        subject.owners.clear()
        self._session.flush()
        subject.owners.extend(SubjectOwner(unit_id=u.id, unit=u, place=place) for place, u in enumerate(wanted))
        self._session.flush()
        return True

    def _indicators(self, subject: Subject, line: PlanSubject) -> bool:
        before = [_of_row(row) for row in subject.indicators]
        known = {row["no"]: row for row in before}
        wanted = [self._of_line(place, one, known.get(one.no, {})) for place, one in enumerate(line.indicators)]
        if before == wanted:
            return False
        subject.indicators.clear()
        self._session.flush()
        subject.indicators.extend(Indicator(**values) for values in wanted)
        self._session.flush()
        return True

    def _of_line(self, place: int, line: PlanIndicator, known: Mapping[str, Any]) -> dict[str, Any]:
        answers = known.get("answers_id")
        if line.answers is not None:
            answers = self._units[line.answers].id if line.answers else None
        return {
            "place": place,
            "no": line.no,
            "name": line.name,
            "unit": line.unit,
            "target": line.target,
            "source": known.get("source", "") if line.source is None else line.source,
            "answers_id": answers,
            "baseline": known.get("baseline", "") if line.baseline is None else line.baseline,
        }


def _of_row(row: Indicator) -> dict[str, Any]:
    names = ("place", "no", "name", "unit", "target", "source", "answers_id", "baseline")
    return {name: getattr(row, name) for name in names}
