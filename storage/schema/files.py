"""Bytes by their SHA-256, and documents: a file with a name, made for or sent by somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id


class StoredFile(Base):
    """Bytes kept in the file store under their hash. The row is written after the bytes are safe."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    mime: Mapped[str]
    kept_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]  # the bytes are gone because their sender took them back


class Document(Base):
    """A file we made: a blank form, a summary. `about` says from which data, so that it can be made again."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    made_for_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    about: Mapped[dict[str, Any]]
    file: Mapped[StoredFile] = relationship(lazy="joined")


class Attachment(Base):
    """A photo, video or voice message somebody sent, kept as evidence. `sha256` None: taken back by its sender."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    set_id: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str]  # image, video, audio
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    received_at: Mapped[datetime]
