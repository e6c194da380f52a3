"""The manual's steps: what was recorded as done. What shows itself is not kept a second time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.steps import Record
from storage.inserting import insert_new
from storage.rows import plain_rows
from storage.schema import StepRecord


class Steps:
    """Rows about the steps of requirements."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, requirement_id: int, code: str, *, at: datetime, by: int | None, about: str = "") -> bool:
        """Keep that a step is done; False if that was recorded before, which stands as it is."""
        row = {"requirement_id": requirement_id, "code": code, "at": at, "by_id": by, "about": about}
        return insert_new(self._session, StepRecord, row) > 0

    def take_back(self, requirement_id: int, code: str) -> bool:
        """Forget that a step was recorded; False if it was not."""
        query = delete(StepRecord).where(StepRecord.requirement_id == requirement_id, StepRecord.code == code)
        return bool(self._session.execute(query.returning(StepRecord.id)).all())

    def of(self, requirement_id: int) -> dict[str, Record]:
        """What was recorded of a requirement, by the step's code."""
        columns = (StepRecord.code, StepRecord.at, StepRecord.by_id, StepRecord.about)
        query = select(*columns).where(StepRecord.requirement_id == requirement_id)
        return {row[0]: Record._make(row) for row in plain_rows(self._session, query)}
