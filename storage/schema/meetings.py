"""Meetings, who is invited to them, and who came."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id
from storage.schema.people import Person


class Meeting(Base):
    """A meeting. `committee`: whose it is; `status`: of `domain.meetings.MeetingState`; `circular_id`: the invitations.

    `began_at`, `ended_at`: as it was, for the minutes.
    """

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_office_id_held_at", "office_id", "held_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    committee: Mapped[str]
    held_at: Mapped[datetime]
    place: Mapped[str]
    agenda: Mapped[list[Any]]
    status: Mapped[str]
    circular_id: Mapped[int | None] = mapped_column(ForeignKey("circular.id"), index=True)
    called_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    called_at: Mapped[datetime]
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    members: Mapped[list[MeetingMember]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="MeetingMember.place"
    )


class MeetingMember(Base):
    """Somebody invited. `duty`: what they are in the committee; `present` None: nobody has said.

    `reason`: why they were not there, or who came for them.
    """

    __tablename__ = "meeting_member"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    place: Mapped[int]
    duty: Mapped[str] = mapped_column(default="")
    present: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined")
