"""The manual's steps of what an office asks for, as somebody recorded them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class StepRecord(Base):
    """That a step of the manual was done for a requirement. `about`: the document or the words that show it."""

    __tablename__ = "step_record"
    __table_args__ = (UniqueConstraint("requirement_id", "code"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)
    code: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    about: Mapped[str] = mapped_column(default="")
