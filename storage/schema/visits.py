"""Visits of an agency's committee: who presents what, and what is laid ready."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id
from storage.schema.people import Person
from storage.schema.work import Subject


class Visit(Base):
    """A visit. `begins_at`: of the first presentation; `circular_id`: what its presenters were told."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_office_id_begins_at", "office_id", "begins_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    begins_at: Mapped[datetime]
    place: Mapped[str]
    circular_id: Mapped[int | None] = mapped_column(ForeignKey("circular.id"), index=True)
    planned_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime]
    called_off_at: Mapped[datetime | None]
    presenters: Mapped[list[VisitPresenter]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="VisitPresenter.place"
    )
    items: Mapped[list[VisitItem]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="VisitItem.place"
    )


class VisitPresenter(Base):
    """Who presents a subject, and when."""

    __tablename__ = "visit_presenter"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), primary_key=True)
    place: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    person: Mapped[Person] = relationship(lazy="joined")
    subject: Mapped[Subject] = relationship(lazy="joined")


class VisitItem(Base):
    """A line of the check list; `done_at` None: not there yet."""

    __tablename__ = "visit_item"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
