"""The ledger of reminders, as the rules of `domain.nagging` want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.nagging import NagKey
from storage.claiming import withdraw
from storage.errors import AlreadyDoneError
from storage.rows import plain_rows
from storage.schema import Nag, Obligation, Outbox, Person, Requirement


class Nags:
    """Rows of the ledger."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ledger(self, office_id: int, states: Collection[str], today: date) -> set[NagKey]:
        """What was already asked about the office's obligations in these states, under whatever due date.

        Without the lines of people who were given a digest today: nothing more is decided for them.
        """
        heard = select(Nag.person_id).where(Nag.planned_for >= today)
        query = (
            select(Nag.rule, Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)
            .join(Obligation, Obligation.id == Nag.obligation_id)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Obligation.state.in_(list(states)))
            .where(Nag.person_id.not_in(heard))
        )
        once: dict[Any, Any] = {}  # the same rule, step and day stand in every other row: kept once
        return {
            NagKey(once.setdefault(rule, rule), debt, once.setdefault(step, step), once.setdefault(due, due), person)
            for rule, debt, step, due, person in plain_rows(self._session, query)
        }

    def last_digests(self, office_id: int) -> dict[int, date]:
        """The latest Bangkok day on which each person of the office was given a digest."""
        query = (
            select(Nag.person_id, func.max(Nag.planned_for))
            .join(Person, Person.id == Nag.person_id)
            .where(Person.office_id == office_id)
            .group_by(Nag.person_id)
        )
        once: dict[date, date] = {}
        return {person_id: once.setdefault(day, day) for person_id, day in plain_rows(self._session, query)}

    def withdraw_from(self, chat: str, now: datetime) -> None:
        """Take back what was to be asked in that chat and has not been sent; it may be asked of others instead."""
        query = select(Outbox).where(Outbox.chat == chat, Outbox.nags, Outbox.status == "waiting")
        for row in self._session.scalars(query).all():
            withdraw(self._session, row, now)

    def add(self, asked: Iterable[tuple[NagKey, int]], *, planned_for: date) -> None:
        """Write the lines of digests, each with its row of the outbox; AlreadyDoneError if one exists already."""
        self._session.add_all(
            Nag(**key._asdict(), outbox_id=outbox_id, planned_for=planned_for) for key, outbox_id in asked
        )
        try:
            self._session.flush()
        except IntegrityError as taken:
            raise AlreadyDoneError("reminder") from taken
