"""What people are told and asked to acknowledge, who has answered, and by which messages they were told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class Circular(Base):
    """A หนังสือเวียน. `lines`: sentences for everybody it goes to; `until`: from when nobody is asked any more.

    `sha256`: the bytes of what each may open, None for nothing; each gets a document of that name and kind.
    `in_groups`: whose unit has a LINE group is told there first.
    """

    __tablename__ = "circular"
    __table_args__ = (Index("ix_circular_office_id_sent_at", "office_id", "sent_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str]
    title: Mapped[str]
    lines: Mapped[list[Any]] = mapped_column(default=list)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    file_name: Mapped[str] = mapped_column(default="")
    file_kind: Mapped[str] = mapped_column(default="")
    until: Mapped[datetime | None]
    sent_at: Mapped[datetime]
    sent_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    cancelled_at: Mapped[datetime | None]
    in_groups: Mapped[bool] = mapped_column(default=False)


class CircularRecipient(Base):
    """Somebody whom a circular is for, and what they answered ("" for nothing yet).

    `part`: what they are in it. `answered_by`: who wrote the answer down, where that is another, who telephoned.
    """

    __tablename__ = "circular_recipient"

    circular_id: Mapped[int] = mapped_column(ForeignKey("circular.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    part: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    remark: Mapped[str] = mapped_column(default="")


class CircularTold(Base):
    """The ledger: somebody was told of a circular, for the `turn`-th time, by which message."""

    __tablename__ = "circular_told"

    circular_id: Mapped[int] = mapped_column(ForeignKey("circular.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
