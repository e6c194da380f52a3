"""What an office made public: a page as it was, its links for three audiences, and how often each was opened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id
from storage.schema.files import StoredFile


class Publication(Base):
    """The public page of a requirement. `page`: of `domain.publishing`, as it was made; `closed_at` None: open."""

    __tablename__ = "publication"
    __table_args__ = (Index("ix_publication_office_id_published_at", "office_id", "published_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), unique=True)
    page: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    links: Mapped[list[PublicationLink]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="PublicationLink.place"
    )
    files: Mapped[list[PublicationFile]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="PublicationFile.place"
    )
    log: Mapped[list[PublicationLine]] = relationship(
        lazy="select", cascade="all, delete-orphan", order_by="PublicationLine.id"
    )


class PublicationLink(Base):
    """The link for an audience: whoever has it sees the page while it is open."""

    __tablename__ = "publication_link"

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), primary_key=True)
    audience: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    token: Mapped[str] = mapped_column(unique=True)


class PublicationFile(Base):
    """A file behind the page."""

    __tablename__ = "publication_file"

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    file: Mapped[StoredFile] = relationship(lazy="joined")


class PublicationLine(Base):
    """A line of the publication log: what was done to the page, when and by whom. None is ever changed."""

    __tablename__ = "publication_line"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), index=True)
    change: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class PublicationOpening(Base):
    """How often a link was opened on a Bangkok day. `place`: of the file, -1 for the page. Of whom nothing is kept."""

    __tablename__ = "publication_opening"

    publication_id: Mapped[int] = mapped_column(ForeignKey("publication.id"), primary_key=True)
    audience: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    times: Mapped[int]
