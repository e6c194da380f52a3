"""What the members of a committee think of what was sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base


class Opinion(Base):
    """What a member thinks of a version of a form: one each, which may be changed.

    `passes` None: nothing yet, only asked. `words`: what is to be mended. `asked_at`: since when they are asked for
    that, None when they are not; what they thought before stands until they have answered.
    """

    __tablename__ = "opinion"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    passes: Mapped[bool | None]
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]
