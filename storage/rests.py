"""Times of rest: quiet days, people's own, and promises; set here, and as the rules of `domain.nagging` want them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.nagging import Window
from domain.thai import local
from storage.claiming import withdraw
from storage.rows import plain_rows
from storage.schema import Membership, Obligation, Outbox, Person, Promise, Quiet, Requirement, Snooze, Unit


class Rests:
    """Rows about rest."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def windows(self, office_id: int) -> tuple[Window, ...]:
        """The office's quiet days, whenever they are.

        No step ages on past ones; before those to come people are told of what falls due in them.
        One that was ended lasted to the day before. In a window for schools alone their heads still hear.
        """
        query = select(Quiet).where(Quiet.office_id == office_id).order_by(Quiet.first, Quiet.id)
        windows = (_window(row) for row in self._session.scalars(query))
        return tuple(one for one in windows if one.last is None or one.first <= one.last)

    def snoozes(self, office_id: int, today: date) -> dict[int, date]:
        """Up to and including which day each person is not reminded; days that have passed too, see `windows`."""
        joined = select(Snooze.person_id, Snooze.until).join(Person, Person.id == Snooze.person_id)
        query = joined.where(Person.office_id == office_id, Snooze.until >= today - _REMEMBERED)
        return {person_id: until for person_id, until in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def promises(self, office_id: int, states: Collection[str]) -> dict[tuple[int, int], date]:
        """By obligation in one of these states, and person: the day by which they said it is to come."""
        query = (
            select(Promise.obligation_id, Promise.person_id, Promise.until)
            .join(Obligation, Obligation.id == Promise.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(Requirement.office_id == office_id, Obligation.state.in_(list(states)))
        )
        return {(debt, person_id): until for debt, person_id, until in plain_rows(self._session, query)}

    def set_window(
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

    def window(self, quiet_id: int, office_id: int) -> Quiet | None:
        """The rest with that id, if it is the office's own."""
        query = select(Quiet).where(Quiet.id == quiet_id, Quiet.office_id == office_id).with_for_update()
        return self._session.scalars(query).first()

    def to_come(self, office_id: int, today: date) -> list[Quiet]:
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


_REMEMBERED = timedelta(days=92)  # after which no step is kept fresh by a rest any more


def _window(row: Quiet) -> Window:
    window = Window(row.first, row.last, schools_only=row.schools_only, heads_hear=row.schools_only)
    if row.ended_at is None:
        return window
    last = local(row.ended_at).date() - timedelta(days=1)
    return replace(window, last=last if row.last is None else min(row.last, last))
