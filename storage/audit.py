"""The audit trail and the heartbeats."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.inserting import insert_new
from storage.schema import Audit, Heartbeat


class Audits:
    """Rows that say who did what, and when periodic deeds last ran."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(
        self, now: datetime, deed: str, about: str, *, office_id: int | None = None, person_id: int | None = None,
        detail: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Add a line. `about` names the subject by its code; no personal data goes into `detail`."""
        self._session.add(
            Audit(at=now, deed=deed, about=about, office_id=office_id, person_id=person_id, detail=detail or {})
        )

    def count(self, deed: str, about: str, *, since: datetime) -> int:
        """How often that was noted about that subject since a moment."""
        query = select(func.count()).where(Audit.deed == deed, Audit.about == about, Audit.at >= since)
        return int(self._session.scalar(query) or 0)

    def beat(self, name: str, now: datetime) -> None:
        """Note that a periodic deed has just finished."""
        if not insert_new(self._session, Heartbeat, {"name": name, "at": now}):
            self._session.execute(update(Heartbeat).where(Heartbeat.name == name).values(at=now))

    def last_beat(self, name: str) -> datetime | None:
        """When that periodic deed last finished."""
        return self._session.scalar(select(Heartbeat.at).where(Heartbeat.name == name))
