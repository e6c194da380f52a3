"""What is asked, who owes it, what came in, and what was said about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id
from storage.schema.people import Person, Unit


class Policy(Base):
    """A policy (นโยบาย/จุดเน้น) of OBEC in a fiscal year, with the document and the letter it comes from."""

    __tablename__ = "policy"
    __table_args__ = (UniqueConstraint("office_id", "fiscal_year_be", "code"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    fiscal_year_be: Mapped[int]
    code: Mapped[str]
    no: Mapped[int]
    title: Mapped[str]
    document: Mapped[str]
    letter_no: Mapped[str]
    letter_on: Mapped[date | None]
    note: Mapped[str]


class Subject(Base):
    """What a form is about in a fiscal year: a strategy, which may stand under a policy, a topic, an item, a project.

    `note`: what the analysis of the year's policy says of it.
    """

    __tablename__ = "subject"
    __table_args__ = (UniqueConstraint("office_id", "fiscal_year_be", "code"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    fiscal_year_be: Mapped[int]
    code: Mapped[str]
    no: Mapped[int]
    title: Mapped[str]
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("policy.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    owners: Mapped[list[SubjectOwner]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="SubjectOwner.place"
    )
    indicators: Mapped[list[Indicator]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="Indicator.place"
    )


class SubjectOwner(Base):
    """A unit that answers for a subject; place 0 is the lead, which owes the form."""

    __tablename__ = "subject_owner"
    __table_args__ = (UniqueConstraint("subject_id", "unit_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    place: Mapped[int]
    unit: Mapped[Unit] = relationship(lazy="joined")


class Indicator(Base):
    """An indicator (ตัวชี้วัด) of a subject, in its order; target and last year's result as the office wrote them.

    `source`: where its figures come from; `answers_id`: the unit that gives them, if the plan names one.
    """

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("subject_id", "no"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"))
    place: Mapped[int]
    no: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    target: Mapped[str]
    source: Mapped[str] = mapped_column(default="")
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    baseline: Mapped[str] = mapped_column(default="")


class Requirement(Base):
    """What is asked of units in a round. Codes are unique in an office.

    `planned`: what the plan's line said when it was last loaded (`domain.planned`); empty if no plan has it.
    """

    __tablename__ = "requirement"
    __table_args__ = (UniqueConstraint("office_id", "code"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    code: Mapped[str]
    work: Mapped[str]
    form: Mapped[str]
    form_version: Mapped[int]
    title: Mapped[str]
    fiscal_year_be: Mapped[int]
    round: Mapped[str]
    round_name: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime]
    external_due_at: Mapped[datetime | None]
    agency: Mapped[str] = mapped_column(default="")
    urgency: Mapped[str] = mapped_column(default="")
    planned: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Obligation(Base):
    """One debt: requirement x unit x subject. Owed by the unit, settled by any of its people.

    `called_off_from`: where it stood when an officer called the work off; that is not what a plan does by dropping it.
    """

    __tablename__ = "obligation"
    __table_args__ = (
        UniqueConstraint("requirement_id", "unit_id", "subject_id"),
        Index("ix_obligation_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subject.id"), index=True)
    state: Mapped[str]
    due_at: Mapped[datetime]
    called_off_from: Mapped[str | None]
    requirement: Mapped[Requirement] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")
    subject: Mapped[Subject] = relationship(lazy="joined")
    standing: Mapped[Submission | None] = relationship(
        primaryjoin="and_(Submission.obligation_id == Obligation.id, Submission.stands)", viewonly=True, lazy="selectin"
    )

    @property
    def answering(self) -> list[Unit]:
        """The units whose people may settle it: the one that owes, and those it answers for the subject with."""
        owners = [owner.unit for owner in self.subject.owners]
        return owners if self.unit_id in {unit.id for unit in owners} else [self.unit]


class Upload(Base):
    """A file as it arrived, whatever became of it. `because`: why it was taken for what, to be read back."""

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id"), unique=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    chat: Mapped[str]
    message_id: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    arrived_at: Mapped[datetime]
    # settled, asked, unreadable, unknown_form, not_taken, refused, dropped, taught, tracked, listed, order
    outcome: Mapped[str]
    because: Mapped[list[Any]] = mapped_column(default=list)
    person: Mapped[Person] = relationship(lazy="joined")


class Submission(Base):
    """A version of what was sent for a debt: all kept. One file may settle several debts.

    The receipt number is unique and never reused. `stands`: this version counts; one at most for a debt. `beside`: what
    the file says besides its table: `told` by labels, `captions` of pictures.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("obligation_id", "version"),
        UniqueConstraint("requirement_id", "receipt_seq"),
        UniqueConstraint("upload_id", "obligation_id"),
        Index(
            "uq_submission_stands",
            "obligation_id",
            unique=True,
            sqlite_where=text("stands"),
            postgresql_where=text("stands"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    version: Mapped[int]
    receipt_seq: Mapped[int]
    receipt_no: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime]
    clean: Mapped[bool]
    stands: Mapped[bool]
    withdrawn_at: Mapped[datetime | None]  # its sender took the file back before anybody accepted it
    sheet: Mapped[str]
    portion: Mapped[str] = mapped_column(default="")  # which sheet or row of the file, where it settles several debts
    rows: Mapped[list[Any]]
    findings: Mapped[list[Any]]
    beside: Mapped[dict[str, Any]] = mapped_column(default=dict)
    upload: Mapped[Upload] = relationship(lazy="joined")


class DayOff(Base):
    """An office's own table: a day off the calendar lacks, or (`works`) a working day in spite of it."""

    __tablename__ = "day_off"

    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    works: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(default="")
