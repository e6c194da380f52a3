"""Days on which reminders rest: of an office, and of a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.claiming import withdraw
from storage.schema import Membership, Obligation, Outbox, Person, Quiet, Requirement, Snooze, Unit


class QuietDays:
    """Rows about rests."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def set(
        self, *, office_id: int, first: date, last: date | None, schools_only: bool, by: int, now: datetime
    ) -> Quiet:
        """Have reminders rest in an office from a Bangkok day to another, both counted; None: until it is ended.

        What waits to be sent on a day of it is taken back: it is asked anew afterwards.
        """
        row = Quiet(
            office_id=office_id, first=first, last=last, schools_only=schools_only, set_by=by, set_at=now, ended_at=None
        )
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, quiet_id: int, office_id: int) -> Quiet | None:
        """The rest with that id, if it is the office's own."""
        query = select(Quiet).where(Quiet.id == quiet_id, Quiet.office_id == office_id).with_for_update()
        return self._session.scalars(query).first()

    def of_office(self, office_id: int, today: date) -> list[Quiet]:
        """The rests of an office that are not over, soonest first."""
        lasts = or_(Quiet.last.is_(None), Quiet.last >= today)
        query = select(Quiet).where(Quiet.office_id == office_id, Quiet.ended_at.is_(None), lasts)
        return list(self._session.scalars(query.order_by(Quiet.first, Quiet.id)))

    def due_within(self, office_id: int, first: datetime, last: datetime, states: list[str]) -> int:
        """How many obligations in these states are due between two moments: what would not be reminded of in time."""
        query = (
            select(Obligation.id)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Obligation.state.in_(states))
            .where(Obligation.due_at >= first, Obligation.due_at <= last)
        )
        return len(self._session.scalars(query).all())

    def take_back_waiting(self, office_id: int, now: datetime, *, schools_only: bool) -> int:
        """Take back the reminders to an office's people that have not been sent; returns how many."""
        people = select(Person.line_user_id).where(Person.office_id == office_id, Person.line_user_id.is_not(None))
        if schools_only:
            schools = (
                select(Membership.person_id).join(Unit, Unit.id == Membership.unit_id).where(Unit.kind == "school")
            )
            people = people.where(Person.id.in_(schools))
        query = select(Outbox).where(Outbox.nags, Outbox.status == "waiting", Outbox.chat.in_(people))
        rows = self._session.scalars(query).all()
        for row in rows:
            withdraw(self._session, row, now)
        return len(rows)

    def snooze(self, person_id: int, until: date, now: datetime) -> None:
        """Let a person be up to and including that Bangkok day."""
        self._session.merge(Snooze(person_id=person_id, until=until, set_at=now))

    def snoozed_until(self, person_id: int, today: date) -> date | None:
        """The last day on which a person is let be, if that is not past."""
        row = self._session.get(Snooze, person_id)
        return row.until if row is not None and row.until >= today else None

    def wake(self, person_id: int) -> None:
        """Remind a person as before."""
        row = self._session.get(Snooze, person_id)
        if row is not None:
            self._session.delete(row)
