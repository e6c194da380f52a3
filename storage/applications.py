"""Applications of people who are not in the plan, from the first word to an officer's yes or no."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from domain.applications import OPEN, Standing
from storage.inserting import insert_new
from storage.schema import Application

LIFE = timedelta(hours=24)  # of one that is being filled in: after that nothing of it is kept


class Applications:
    """Rows about who asks to be let in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open_of(self, line_user_id: str, now: datetime) -> Application | None:
        """The account's application that is being filled in or waits; one whose time is over counts as none."""
        query = select(Application).where(Application.line_user_id == line_user_id, Application.status.in_(OPEN))
        found = self._session.scalars(query).first()
        return None if found is None or _is_over(found, now) else found

    def start(self, line_user_id: str, now: datetime) -> Application:
        """The account's open application, begun now unless there is one. Those whose time is over are erased."""
        over = (Application.status == Standing.FILLING, Application.asked_at <= now - LIFE)
        self._session.execute(delete(Application).where(*over))
        insert_new(
            self._session, Application, {"line_user_id": line_user_id, "status": Standing.FILLING, "asked_at": now}
        )
        found = self.open_of(line_user_id, now)
        if found is None:
            raise LookupError("the application that was begun is gone")
        return found

    def cancel(self, application: Application, now: datetime) -> None:
        """The applicant takes it back: what was never handed in is erased."""
        if application.status == Standing.FILLING:
            self._session.delete(application)
            self._session.flush()
        else:
            application.status, application.decided_at = Standing.WITHDRAWN, now

    def to_decide(self, application_id: int) -> Application | None:
        """The application as it stands at this moment, locked until the end: two officers decide one by one."""
        query = select(Application).where(Application.id == application_id).with_for_update(of=Application)
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def waiting(self, office_id: int, limit: int) -> list[Application]:
        """The office's applications that wait, longest first."""
        query = select(Application).where(*_waits_in(office_id)).order_by(Application.id).limit(limit)
        return list(self._session.scalars(query))

    def count_waiting(self, office_id: int) -> int:
        """How many applications wait in the office."""
        return int(self._session.scalar(select(func.count()).where(*_waits_in(office_id))) or 0)

    def waiting_in(self) -> dict[int, int]:
        """The same of each office in which any do, by its id."""
        query = select(Application.office_id, func.count()).where(Application.status == Standing.WAITING)
        rows = self._session.execute(query.group_by(Application.office_id))
        return {office: count for office, count in rows if office is not None}


def _is_over(application: Application, now: datetime) -> bool:
    return application.status == Standing.FILLING and application.asked_at <= now - LIFE


def _waits_in(office_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Application.office_id == office_id, Application.status == Standing.WAITING)
