"""Bytes by their SHA-256, and documents: a file with a name, made for or sent by somebody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
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


class LearntForm(Base):
    """A form an office taught the bot from a blank of its own. A later version of the same name takes its place."""

    __tablename__ = "learnt_form"
    __table_args__ = (UniqueConstraint("office_id", "name", "version"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    definition: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))  # the blank as it was sent
    file_name: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class Attachment(Base):
    """What was sent besides forms, kept as evidence. `sha256` None: taken back by its sender, or a mere link.

    `kind`: image, video, audio, document, link. `obligation_id`: the debt it belongs to, once known; `because`: why, to
    be read back. `name`: of a document; `link`: the address, as typed.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    set_id: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    received_at: Mapped[datetime]
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    because: Mapped[list[Any]] = mapped_column(default=list)
