"""Reminders that officers asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import String, cast, literal, select
from sqlalchemy.orm import Session

from storage.schema import AskedReminder, Nag, Person

RULE: Final = "asked:"  # what the ledger's rule of such a reminder begins with, before its id
FRESH: Final = timedelta(days=1)  # what could not be sent for a day is not sent any more


class AskedReminders:
    """Rows of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def propose(
        self, by: Person, *, requirement_id: int | None, units: Sequence[int], at: datetime,
        wanted_by: datetime | None, now: datetime,
    ) -> AskedReminder:  # fmt: skip
        """Note what an officer wants, before they have seen what it means."""
        row = AskedReminder(
            office_id=by.office_id, requirement_id=requirement_id, units=list(units), asked_by=by.id, asked_at=now,
            at=at, wanted_by=wanted_by, status="proposed",
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, row_id: int, office_id: int) -> AskedReminder | None:
        """The reminder with that id, locked, if it is the office's own."""
        query = select(AskedReminder).where(AskedReminder.id == row_id, AskedReminder.office_id == office_id)
        return self._session.scalars(query.with_for_update()).first()

    def due(self, now: datetime) -> list[AskedReminder]:
        """Those whose time has come within the last day and that nobody has been told of, oldest first.

        The ledger says whether one has gone out; nothing else needs to be written.
        """
        told = select(Nag.rule).where(Nag.rule == literal(RULE, String).concat(cast(AskedReminder.id, String)))
        query = (
            select(AskedReminder)
            .where(AskedReminder.status == "waiting", AskedReminder.at <= now, AskedReminder.at > now - FRESH)
            .where(~told.exists())
        )
        return list(self._session.scalars(query.order_by(AskedReminder.at, AskedReminder.id)))

    def waiting(self) -> list[datetime]:
        """The moments of those that wait, of whatever office."""
        return list(self._session.scalars(select(AskedReminder.at).where(AskedReminder.status == "waiting")))

    def heard(self, office_id: int, day: date) -> set[int]:
        """The ids of the office's people who were given a reminder on that Bangkok day."""
        query = select(Nag.person_id).join(Person, Person.id == Nag.person_id)
        return set(self._session.scalars(query.where(Person.office_id == office_id, Nag.planned_for == day).distinct()))
