"""Meetings that an office calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.meetings import MeetingState
from storage.schema import Meeting, MeetingMember, Person

_CALLED = Meeting.status == MeetingState.CALLED.value


class Meetings:
    """Rows about meetings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def call(self, meeting: Meeting, people: Sequence[tuple[int, str]]) -> Meeting:
        """Keep a meeting with who is invited, in the order of their standing; `people`: ids with duties."""
        meeting.members = [
            MeetingMember(person_id=person, place=place, duty=duty, person=self._session.get_one(Person, person))
            for place, (person, duty) in enumerate(people)
        ]
        self._session.add(meeting)
        self._session.flush()
        return meeting

    def get(self, meeting_id: int, office_id: int) -> Meeting | None:
        """The meeting of that office with that id."""
        query = select(Meeting).where(Meeting.id == meeting_id, Meeting.office_id == office_id)
        return self._session.scalars(query).first()

    def of_circular(self, circular_id: int) -> Meeting | None:
        """The meeting that these invitations are for."""
        return self._session.scalars(select(Meeting).where(Meeting.circular_id == circular_id)).first()

    def to_come(self, office_id: int, now: datetime) -> list[Meeting]:
        """The meetings of an office that stand and have not begun, the next first."""
        query = select(Meeting).where(Meeting.office_id == office_id, _CALLED, Meeting.held_at > now)
        return list(self._session.scalars(query.order_by(Meeting.held_at, Meeting.id)))

    def latest(self, office_id: int, since: datetime) -> list[Meeting]:
        """The meetings of an office that stand and are held after that moment, the latest first."""
        query = select(Meeting).where(Meeting.office_id == office_id, _CALLED, Meeting.held_at > since)
        return list(self._session.scalars(query.order_by(Meeting.held_at.desc(), Meeting.id.desc())))

    def call_off(self, meeting: Meeting) -> bool:
        """Call it off; False if it was before."""
        query = update(Meeting).where(Meeting.id == meeting.id, _CALLED).values(status=MeetingState.CALLED_OFF.value)
        changed = self._session.execute(query.returning(Meeting.id)).all()
        self._session.refresh(meeting)
        return bool(changed)
