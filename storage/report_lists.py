"""The lists from other systems by which the office checks what units say that they have reported there."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.schema import ReportList

SHOWN: Final = "shown"
CONFIRMED: Final = "confirmed"
UNDONE: Final = "undone"
DROPPED: Final = "dropped"


class ReportLists:
    """Rows about such lists. Whoever confirms one locks it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *, office_id: int, requirement_id: int, subject_id: int, upload_id: int, now: datetime) -> ReportList:
        """Keep that a list was shown to an officer."""
        row = ReportList(
            office_id=office_id, requirement_id=requirement_id, subject_id=subject_id, upload_id=upload_id,
            shown_at=now, status=SHOWN, counts={},
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row

    def get(self, list_id: int, office_id: int) -> ReportList | None:
        """The office's list with that id."""
        query = select(ReportList).where(ReportList.id == list_id, ReportList.office_id == office_id)
        return self._session.scalars(query).first()

    def to_decide(self, list_id: int, office_id: int) -> ReportList | None:
        """The same as it stands at this moment, locked until the end: of two taps one is first."""
        query = select(ReportList).where(ReportList.id == list_id, ReportList.office_id == office_id).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def newer(self, one: ReportList) -> ReportList | None:
        """The newest list about the same, if it came after this one and was not dropped or undone."""
        query = (
            select(ReportList)
            .where(ReportList.requirement_id == one.requirement_id, ReportList.subject_id == one.subject_id)
            .where(ReportList.id > one.id, ReportList.status.in_([SHOWN, CONFIRMED]))
            .order_by(ReportList.id.desc())
        )
        return self._session.scalars(query.limit(1)).first()

    def of_upload(self, upload_id: int) -> list[ReportList]:
        """What a file was shown as."""
        query = select(ReportList).where(ReportList.upload_id == upload_id).order_by(ReportList.id)
        return list(self._session.scalars(query))

    def last_confirmed(self, requirement_id: int) -> ReportList | None:
        """By which list the office has checked a requirement last."""
        query = select(ReportList).where(
            ReportList.requirement_id == requirement_id, ReportList.status == CONFIRMED
        )  # fmt: skip
        return self._session.scalars(query.order_by(ReportList.confirmed_at.desc(), ReportList.id.desc())).first()
