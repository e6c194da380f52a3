"""What units say that they have reported in another office's system, and the lists from there that prove it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class Claim(Base):
    """That somebody of a unit said that it has reported. `taken_back_at`: when they said that it has not after all."""

    __tablename__ = "claim"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]


class ReportList(Base):
    """A list exported from the system where units report, as an officer sent it, held against what they owe.

    `status`: shown, confirmed, undone or dropped. `counts`: of the confirmed one, how many units of each verdict.
    """

    __tablename__ = "report_list"
    __table_args__ = (Index("ix_report_list_requirement_id_id", "requirement_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"), index=True)
    shown_at: Mapped[datetime]
    status: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
