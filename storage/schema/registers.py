"""What an office reports to agencies: who asks, what they ask for, and the register of what went out.

A row of the register is never deleted and its facts are never changed, which triggers see to; it may be struck out.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id
from storage.schema.people import Unit
from storage.schema.work import Obligation


class Agency(Base):
    """Somebody an office reports to. Its row is locked while a number of its register is given out."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("office_id", "code"), UniqueConstraint("office_id", "name"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str]
    name: Mapped[str]
    aliases: Mapped[list[Any]] = mapped_column(default=list)
    letters: Mapped[list[Any]] = mapped_column(default=list)  # how the numbers of its letters begin

    @property
    def called(self) -> str:
        """The name by which staff call it: the first short one, else the full one."""
        return str(self.aliases[0]) if self.aliases else self.name


class AgencyRequest(Base):
    """A letter in which an agency asks for data. `due_at` None: it names no day.

    `inside_due_on`: by when the groups are to send, `form`: on which of the office's own forms ("": the standard one),
    both as far as they were said before the work is asked for.
    """

    __tablename__ = "agency_request"
    __table_args__ = (Index("ix_agency_request_office_id_agency_id", "office_id", "agency_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    registry_no: Mapped[str] = mapped_column(default="")  # of the office's register of incoming letters
    received_on: Mapped[date | None]
    letter_no: Mapped[str] = mapped_column(default="")
    letter_on: Mapped[date | None]
    round: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime | None]
    urgency: Mapped[str] = mapped_column(default="")
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    inside_due_on: Mapped[date | None]
    form: Mapped[str] = mapped_column(default="")
    entered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    agency: Mapped[Agency] = relationship(lazy="joined")
    topics: Mapped[list[RequestTopic]] = relationship(
        lazy="selectin", order_by="RequestTopic.place", back_populates="request"
    )


class RequestTopic(Base):
    """A topic (ประเด็น) of a request, and the row of the register that answers it; None: not answered yet."""

    __tablename__ = "request_topic"
    __table_args__ = (UniqueConstraint("request_id", "place"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("agency_request.id"))
    place: Mapped[int]
    title: Mapped[str]
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("dispatch.id"), index=True)
    request: Mapped[AgencyRequest] = relationship(back_populates="topics")
    answering: Mapped[list[TopicUnit]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="TopicUnit.place"
    )


class TopicUnit(Base):
    """A unit that is to prepare a topic; the first leads and will owe the form, the others join it."""

    __tablename__ = "topic_unit"

    topic_id: Mapped[int] = mapped_column(ForeignKey("request_topic.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    place: Mapped[int]
    unit: Mapped[Unit] = relationship(lazy="joined")


class Dispatch(Base):
    """A row of an agency's register: something went out. `no` runs from 1 in each fiscal year, without a gap.

    The letter's own number runs in its calendar year instead. `prepared`: the units that made it, as printed.
    """

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("agency_id", "fiscal_year_be", "no"),
        Index("ix_dispatch_office_id_letter_no", "office_id", "letter_no"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    fiscal_year_be: Mapped[int]
    no: Mapped[int]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("agency_request.id"), index=True)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    topic: Mapped[str]
    round: Mapped[str] = mapped_column(default="")
    prepared: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]  # the agency's day when it was sent
    came_on: Mapped[date | None]  # when the last of the data was in
    signed_on: Mapped[date | None]
    letter_no: Mapped[str]
    letter_on: Mapped[date]
    letter_year_be: Mapped[int]
    sent_on: Mapped[date]
    way: Mapped[str]
    enclosures: Mapped[list[Any]] = mapped_column(default=list)  # numbers of the receipts of what was sent
    kept: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    entered_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    struck_at: Mapped[datetime | None]
    struck_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    struck_reason: Mapped[str] = mapped_column(default="")
    agency: Mapped[Agency] = relationship(lazy="joined")
    request: Mapped[AgencyRequest | None] = relationship(lazy="joined", foreign_keys=[request_id])
    debts: Mapped[list[DispatchDebt]] = relationship(lazy="selectin", order_by="DispatchDebt.obligation_id")

    @property
    def is_struck(self) -> bool:
        """Whether it does not count any more."""
        return self.struck_at is not None


class DispatchDebt(Base):
    """A debt that went out with a row, and how it stood before."""

    __tablename__ = "dispatch_debt"

    dispatch_id: Mapped[int] = mapped_column(ForeignKey("dispatch.id"), primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), primary_key=True, index=True)
    before: Mapped[str]
    obligation: Mapped[Obligation] = relationship(lazy="joined")


class RegisterDraft(Base):
    """What somebody has begun to say about a sending or a request: the dialogue's only state, one for a person.

    `kind`: sending or request. It is no row of the register: it is erased when it becomes one, or is given up.
    """

    __tablename__ = "register_draft"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str]
    said: Mapped[dict[str, Any]]
    at: Mapped[datetime]
