"""Times of rest as the rules of `domain.nagging` want them: quiet days, people's own, and promises."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.nagging import Window
from domain.thai import local
from storage.rows import plain_rows
from storage.schema import Obligation, Person, Promise, Quiet, Requirement, Snooze


class Rests:
    """Rows about rest."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def windows(self, office_id: int, today: date) -> tuple[Window, ...]:
        """The office's quiet days up to and around today; past ones too, because no step ages on them.

        One that was ended lasted to the day before. In a window for schools alone their heads still hear.
        """
        query = select(Quiet).where(Quiet.office_id == office_id, Quiet.first <= today).order_by(Quiet.first, Quiet.id)
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


_REMEMBERED = timedelta(days=92)  # after which no step is kept fresh by a rest any more


def _window(row: Quiet) -> Window:
    window = Window(row.first, row.last, schools_only=row.schools_only, heads_hear=row.schools_only)
    if row.ended_at is None:
        return window
    last = local(row.ended_at).date() - timedelta(days=1)
    return replace(window, last=last if row.last is None else min(row.last, last))
