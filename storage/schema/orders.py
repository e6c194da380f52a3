"""Orders that appoint committees: each with its committees, and who sits in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id

_SIGNED = text("status = 'signed'")


class CommitteeOrder(Base):
    """An order. `kind`, `status`: of `domain.orders`. A signed one is not changed; two that stand share no number.

    `year_be`: Buddhist, the calendar year in which orders are numbered; number, year and day are None until it is
    signed. `instead_of_id`: the signed order that it replaces; `circular_id`: what its members were told.
    """

    __tablename__ = "committee_order"
    __table_args__ = (
        Index(
            "uq_committee_order_number",
            "office_id",
            "year_be",
            "number",
            unique=True,
            sqlite_where=_SIGNED,
            postgresql_where=_SIGNED,
        ),
        Index("ix_committee_order_office_id_status", "office_id", "status"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str]
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)
    subject: Mapped[str]
    preamble: Mapped[str]
    status: Mapped[str]
    number: Mapped[int | None]
    year_be: Mapped[int | None]
    signed_on: Mapped[date | None]
    circular_id: Mapped[int | None] = mapped_column(ForeignKey("circular.id"), index=True)
    instead_of_id: Mapped[int | None] = mapped_column(ForeignKey("committee_order.id"), index=True)
    drafted_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    drafted_at: Mapped[datetime]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None]
    committees: Mapped[list[OrderCommittee]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="OrderCommittee.place"
    )


class OrderCommittee(Base):
    """A committee of an order. `subject_id`: the strategy that it answers for."""

    __tablename__ = "order_committee"
    __table_args__ = (UniqueConstraint("order_id", "place"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("committee_order.id"))
    place: Mapped[int]
    title: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("subject.id"))
    duties: Mapped[list[Any]]
    members: Mapped[list[OrderMember]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="OrderMember.place"
    )


class OrderMember(Base):
    """Somebody in a committee, by the name and position that the order bears.

    `person_id` None: nobody of the office, or somebody who has asked to be forgotten since.
    """

    __tablename__ = "order_member"

    committee_id: Mapped[int] = mapped_column(ForeignKey("order_committee.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    duty: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
