"""Units that an officer adds to those who owe a requirement, or to those who answer for its subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import added
from domain.lifecycle import OWED, State
from storage.schema import Obligation, Requirement, Subject, SubjectOwner, Unit


class Debtors:
    """Rows about who owes a work besides whom the plan names."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_requirement(self, requirement_id: int) -> list[Obligation]:
        """All obligations of a requirement as they stand now, called off ones too; locked until the end."""
        query = select(Obligation).where(Obligation.requirement_id == requirement_id).order_by(Obligation.id)
        locked = query.with_for_update(of=Obligation).execution_options(populate_existing=True)
        return list(self._session.scalars(locked).unique())

    def subject(self, subject_id: int, office_id: int) -> Subject | None:
        """The subject with that id, if it is the office's own."""
        query = select(Subject).where(Subject.id == subject_id, Subject.office_id == office_id)
        return self._session.scalars(query).unique().first()

    def owe(self, requirement: Requirement, subject: Subject, unit: Unit) -> Obligation:
        """A debt that was not there before, open at once, due when the requirement is."""
        debt = Obligation(
            requirement_id=requirement.id, subject_id=subject.id, unit_id=unit.id, state=State.PENDING.value,
            due_at=requirement.due_at,
        )  # fmt: skip
        self._session.add(debt)
        self._session.flush()
        self._session.refresh(debt)
        self.keep(requirement, subject, unit)
        return debt

    def keep(self, requirement: Requirement, subject: Subject, unit: Unit) -> None:
        """Note with the plan's line that the unit owes it besides; what no plan has needs no such note."""
        if requirement.planned:
            requirement.planned = added.with_debt(requirement.planned, subject.code, unit.code)

    def drop(self, debt: Obligation) -> None:
        """An added debt is owed no more: cancelled, never deleted."""
        debt.state, debt.called_off_from = State.CANCELLED.value, None
        if debt.requirement.planned:
            debt.requirement.planned = added.without_debt(debt.requirement.planned, debt.subject.code, debt.unit.code)

    def own(self, requirement: Requirement, subject: Subject, units: Sequence[Unit]) -> list[Obligation]:
        """Have these units answer for a subject, the lead first; the debts that changed hands.

        What is still owed of it by an owner passes to the lead; what has come in stays with who sent it.
        """
        before = [owner.unit for owner in subject.owners]
        subject.owners.clear()
        self._session.flush()
        subject.owners.extend(SubjectOwner(unit_id=unit.id, unit=unit, place=n) for n, unit in enumerate(units))
        if requirement.planned:
            was, now = [one.code for one in before], [one.code for one in units]
            requirement.planned = added.with_owners(requirement.planned, subject.code, was, now)
        self._session.flush()
        return self._to_lead(subject, before, units)

    def _to_lead(self, subject: Subject, before: Sequence[Unit], units: Sequence[Unit]) -> list[Obligation]:
        if not before or not units or before[0].id == units[0].id:
            return []
        query = select(Obligation).where(Obligation.subject_id == subject.id).with_for_update(of=Obligation)
        debts = list(self._session.scalars(query).unique())
        taken = {debt.requirement_id for debt in debts if debt.unit_id == units[0].id}
        moved = [
            debt
            for debt in debts
            if debt.unit_id == before[0].id and State(debt.state) in OWED and debt.requirement_id not in taken
        ]
        for debt in moved:
            debt.unit_id = units[0].id
        self._session.flush()
        for debt in moved:
            self._session.refresh(debt)
        return moved


def joined_in(session: Session, office_id: int) -> dict[tuple[int, str], Mapping[str, Any]]:
    """The subjects whose owners were changed in the chat, by fiscal year and code; see `domain.added`."""
    query = select(Requirement.fiscal_year_be, Requirement.planned).where(Requirement.office_id == office_id)
    rows = session.execute(query)
    return {(year, code): one for year, said in rows for code, one in added.joined(said or {}).items()}
