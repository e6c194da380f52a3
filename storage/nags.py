"""The ledger of reminders, as the rules of `domain.nagging` want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.nagging import NagKey
from storage.errors import AlreadyDoneError
from storage.schema import Nag, Obligation, Person, Requirement


class Nags:
    """Rows of the ledger."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ledger(self, office_id: int, states: Collection[str]) -> set[NagKey]:
        """What was already asked about the office's obligations that are in one of these states."""
        query = (
            select(Nag.rule, Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)
            .join(Obligation, Obligation.id == Nag.obligation_id)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Obligation.state.in_(list(states)))
        )
        return {NagKey(*row) for row in self._session.execute(query)}

    def last_digests(self, office_id: int) -> dict[int, date]:
        """The latest Bangkok day on which each person of the office was given a digest."""
        query = (
            select(Nag.person_id, func.max(Nag.planned_for))
            .join(Person, Person.id == Nag.person_id)
            .where(Person.office_id == office_id)
            .group_by(Nag.person_id)
        )
        return {person_id: day for person_id, day in self._session.execute(query)}  # noqa: C416 - rows are Row objects

    def add(self, keys: Iterable[NagKey], *, outbox_id: int, planned_for: date) -> None:
        """Write the ledger lines of one digest; AlreadyDoneError if one exists already."""
        self._session.add_all(
            Nag(
                rule=key.rule,
                obligation_id=key.obligation_id,
                step=key.step,
                due=key.due,
                person_id=key.person_id,
                outbox_id=outbox_id,
                planned_for=planned_for,
            )
            for key in keys
        )
        try:
            self._session.flush()
        except IntegrityError as taken:
            raise AlreadyDoneError("reminder") from taken
