"""Visits that an office prepares for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import Visit, VisitItem


class Visits:
    """Rows about visits."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def plan(self, visit: Visit) -> Visit:
        """Keep a visit with its presenters and check list."""
        self._session.add(visit)
        self._session.flush()
        return visit

    def get(self, visit_id: int, office_id: int) -> Visit | None:
        """The visit of that office with that id, unless it was called off."""
        query = select(Visit).where(Visit.id == visit_id, Visit.office_id == office_id, Visit.called_off_at.is_(None))
        return self._session.scalars(query).first()

    def next(self, office_id: int, since: datetime) -> Visit | None:
        """The next visit of an office that begins after that moment; None for none."""
        standing = (Visit.office_id == office_id, Visit.called_off_at.is_(None), Visit.begins_at > since)
        return self._session.scalars(select(Visit).where(*standing).order_by(Visit.begins_at, Visit.id)).first()

    def of_requirement(self, office_id: int, requirement_id: int) -> Visit | None:
        """The latest visit that is about a requirement and was not called off; None for none."""
        standing = (Visit.office_id == office_id, Visit.called_off_at.is_(None), Visit.requirement_id == requirement_id)
        query = select(Visit).where(*standing).order_by(Visit.begins_at.desc(), Visit.id.desc())
        return self._session.scalars(query.limit(1)).first()

    def item(self, visit_id: int, place: int) -> VisitItem | None:
        """A line of a check list, locked."""
        return self._session.get(VisitItem, (visit_id, place), with_for_update=True)
