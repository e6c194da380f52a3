"""The audit trail: rows are only ever added, each tied to the one before it. Triggers refuse anything else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class Audit(Base):
    """Who did what to what. `hash` covers the row and the hash of the row before it; see `domain.audit_chain`.

    `office_id`: whose trail it is; 0 for what belongs to no office. `no` counts from 1 in each trail.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_office_id_deed_no", "office_id", "deed", "no"),
        Index("ix_audit_deed_about_at", "deed", "about", "at"),
    )

    office_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    no: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    deed: Mapped[str]
    about: Mapped[str]
    detail: Mapped[dict[str, Any]]
    hash: Mapped[str]


class AuditHead(Base):
    """The last row of each trail. Locked by whoever adds the next one, so that no two rows follow the same one."""

    __tablename__ = "audit_head"

    office_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    no: Mapped[int] = mapped_column(Id)
    hash: Mapped[str]
