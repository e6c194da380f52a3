"""The ledger of reminders, as the rules of `domain.nagging` want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.nagging import OPEN, NagKey, NagLine
from storage.claiming import withdraw
from storage.errors import AlreadyDoneError
from storage.rows import Once, plain_rows
from storage.schema import Nag, Obligation, Outbox, Person, Requirement


class Nags:
    """Rows of the ledger."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ledger(
        self,
        office_id: int,
        states: Collection[str],
        today: date | None = None,
        pressing: Collection[int] = (),
        units: Collection[int] | None = None,
    ) -> set[NagKey]:
        """What was already asked about the office's obligations in these states, under whatever due date.

        `today`: without the lines of people who were reminded on that day, except about the `pressing` requirements
        (ids), as nothing else is decided for them. `units`: only what these owe; they may be a whole country's.
        """
        query = (
            select(Nag.rule, Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)
            .join(Obligation, Obligation.id == Nag.obligation_id)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Obligation.state.in_(list(states)))
        )
        if today is not None:
            others = Nag.person_id.not_in(select(Nag.person_id).where(Nag.planned_for >= today))
            query = query.where(or_(others, Obligation.requirement_id.in_(list(pressing))) if pressing else others)
        if units is not None:  # written into the statement: a database takes a limited number of parameters
            these = bindparam("units", list(units), type_=Integer, expanding=True, literal_execute=True)
            query = query.where(Obligation.unit_id.in_(these))
        once = Once()
        return {
            NagKey(once[rule], debt, once[step], once[due], person)
            for rule, debt, step, due, person in plain_rows(self._session, query)
        }

    def opened(self, office_id: int, rule: str, states: Collection[str]) -> set[tuple[int, int]]:
        """Which of the office's obligations in these states were told of to whom (ids) as they opened, by that rule."""
        query = (
            select(Nag.obligation_id, Nag.person_id)
            .join(Obligation, Obligation.id == Nag.obligation_id)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Obligation.state.in_(list(states)))
            .where(Nag.rule == rule, Nag.step == OPEN)
        )
        return {(debt, person) for debt, person in plain_rows(self._session, query)}

    def of_person(self, person_id: int, debts: Collection[int]) -> set[NagKey]:
        """What a person was already asked about these obligations, under whatever due date."""
        columns = (Nag.rule, Nag.obligation_id, Nag.step, Nag.due, Nag.person_id)
        query = select(*columns).where(Nag.person_id == person_id, Nag.obligation_id.in_(list(debts)))
        return {NagKey._make(row) for row in plain_rows(self._session, query)}

    def was_told(self, person_id: int, today: date) -> bool:
        """Whether a person was reminded of anything on that Bangkok day, or later."""
        query = select(Nag.id).where(Nag.person_id == person_id, Nag.planned_for >= today)
        return self._session.scalar(query.limit(1)) is not None

    def last_told(self, office_id: int, today: date) -> dict[int, datetime]:
        """When the latest of today's reminders to each person of the office was written; nothing of other days."""
        query = (
            select(Nag.person_id, func.max(Outbox.created_at))
            .join(Outbox, Outbox.id == Nag.outbox_id)
            .join(Person, Person.id == Nag.person_id)
            .where(Person.office_id == office_id, Nag.planned_for >= today)
            .group_by(Nag.person_id)
        )
        return {person_id: at for person_id, at in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def withdraw_from(self, chat: str, now: datetime) -> None:
        """Take back what was to be asked in that chat and has not been sent; it may be asked of others instead."""
        query = select(Outbox).where(Outbox.chat == chat, Outbox.nags, Outbox.status == "waiting")
        for row in self._session.scalars(query).all():
            withdraw(self._session, row, now)

    def add_carried(self, lines: Collection[NagLine], outbox_id: int, *, planned_for: date) -> bool:
        """Write the lines of a reminder that rides along with an answer; False if one was told by another just now."""
        try:
            with self._session.begin_nested():
                self._session.add_all(_row(line, outbox_id, planned_for) for line in lines)
        except IntegrityError:
            return False
        return True

    def add(self, asked: Iterable[tuple[NagLine, int]], *, planned_for: date) -> None:
        """Write the lines of digests, each with its row of the outbox; AlreadyDoneError if one exists already."""
        self._session.add_all(_row(line, outbox_id, planned_for) for line, outbox_id in asked)
        try:
            self._session.flush()
        except IntegrityError as taken:
            raise AlreadyDoneError("reminder") from taken


def _row(line: NagLine, outbox_id: int, planned_for: date) -> Nag:
    return Nag(**line.key._asdict(), audience=line.audience.value, outbox_id=outbox_id, planned_for=planned_for)
