"""What people typed that the bot did not understand, and what an office has taught it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id

_STANDS = text("taken_back_at IS NULL")


class UnclearPhrase(Base):
    """A sentence in private that nothing was made of, without personal data; one row each time it was said.

    `key`: its matching key; sentences with the same key are one to whoever teaches.
    """

    __tablename__ = "unclear_phrase"
    __table_args__ = (Index("ix_unclear_phrase_office_id_key", "office_id", "key"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    message_id: Mapped[str] = mapped_column(index=True)
    key: Mapped[str]
    words: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(index=True)


class TaughtPhrase(Base):
    """A sentence that stands for a command in one office, until it is taken back. `intent`: a value of `Intent`."""

    __tablename__ = "taught_phrase"
    __table_args__ = (
        Index(
            "uq_taught_phrase_standing", "office_id", "key", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    key: Mapped[str]
    words: Mapped[str]
    intent: Mapped[str]
    taught_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    taught_at: Mapped[datetime]
    taken_back_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    taken_back_at: Mapped[datetime | None]
