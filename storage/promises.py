"""Promises: until when somebody has said that they will send what is owed. One of a debt and a person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.inserting import insert_new
from storage.schema import Promise


class Promises:
    """Rows about who promised what. `storage.rests` reads them for the reminders."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def make(self, obligation_id: int, person_id: int, until: date, now: datetime) -> None:
        """Keep the promise; one made before about the same debt is replaced."""
        row = {"obligation_id": obligation_id, "person_id": person_id, "made_at": now, "until": until}
        insert_new(self._session, Promise, row)
        made = self._session.scalars(
            select(Promise)
            .where(Promise.obligation_id == obligation_id, Promise.person_id == person_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()
        made.until, made.made_at = until, now
        self._session.flush()

    def of(self, obligation_id: int, person_id: int) -> date | None:
        """Until when that person has promised the debt; None where they have not."""
        query = select(Promise.until).where(Promise.obligation_id == obligation_id, Promise.person_id == person_id)
        return self._session.scalar(query)

    def take_back(self, obligation_id: int, person_id: int) -> None:
        """Forget what that person has promised of the debt."""
        self._session.execute(
            delete(Promise).where(Promise.obligation_id == obligation_id, Promise.person_id == person_id)
        )
