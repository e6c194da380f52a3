"""What was proposed to the director, and the orders given on it: all of them, the last one counts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id


class Proposal(Base):
    """A matter put before the director: a work, or what an agency asks for. `lines`: what it says in short.

    The memo is a document of each reader's own.
    """

    __tablename__ = "proposal"
    __table_args__ = (Index("ix_proposal_office_id_proposed_at", "office_id", "proposed_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("agency_request.id"), index=True)
    title: Mapped[str]
    lines: Mapped[list[Any]]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    shown_on: Mapped[date | None]  # when it last stood behind an answer to a director
    orders: Mapped[list[ProposalOrder]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="ProposalOrder.id"
    )

    @property
    def order(self) -> ProposalOrder | None:
        """The order that counts; None while it waits."""
        return self.orders[-1] if self.orders else None


class ProposalOrder(Base):
    """An order given on a proposal. `by_id`: who gave it; `written_by`: the officer who wrote down one from paper."""

    __tablename__ = "proposal_order"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    order: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
