"""What was asked of whom, and what people said to it: later dates, promises, days without reminders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class Nag(Base):
    """The ledger: what was asked of whom at which step. Its key makes a double tick harmless.

    `audience`: in which capacity; "" where it was asked before that was kept.
    """

    __tablename__ = "nag"
    __table_args__ = (UniqueConstraint("rule", "obligation_id", "step", "due", "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    rule: Mapped[str]
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    step: Mapped[str]
    due: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    audience: Mapped[str]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    planned_for: Mapped[date]  # the Bangkok day the digest was made for: one digest per person per day


class Extension(Base):
    """Somebody of the unit asks for a later due date; an officer approves, refuses, or offers another (ขอเลื่อน).

    `status`: draft (the day or the reason is still missing), asked, approved, refused, offered (another date, which the
    unit may take), withdrawn. Kept for good, drafts excepted. A draft's `wanted` is `due_before` while there is no day.
    """

    __tablename__ = "extension"
    __table_args__ = (Index("ix_extension_office_id_status", "office_id", "status"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    due_before: Mapped[datetime]  # the due date when it was asked
    wanted: Mapped[datetime]
    reason: Mapped[str]
    status: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    granted: Mapped[datetime | None]  # the due date approved or offered
    answer: Mapped[str] = mapped_column(default="")


class Promise(Base):
    """Somebody is on it and says until when (กำลังทำ): they are not asked again before; the due day is told anyhow."""

    __tablename__ = "promise"
    __table_args__ = (UniqueConstraint("obligation_id", "person_id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime]
    until: Mapped[date]  # the Bangkok day by which it is to come


class Quiet(Base):
    """Days on which reminders rest (งดเตือน): for everybody, or for schools. `last` None: until somebody ends it.

    Days off are another thing: they are counted as no working days, these are.
    """

    __tablename__ = "quiet"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    first: Mapped[date]
    last: Mapped[date | None]
    schools_only: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(default="")
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # taken back, or ended before its last day


class Snooze(Base):
    """A person is not reminded up to and including a Bangkok day, deadline days excepted (วันนี้ไม่ต้องเตือน)."""

    __tablename__ = "snooze"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    until: Mapped[date]
    set_at: Mapped[datetime]


class GroupNag(Base):
    """The ledger of what a LINE group was told: which step of a requirement, for which due date.

    `owed`: how many debts were still owed when it was written; it is out of date once that has changed.
    """

    __tablename__ = "group_nag"
    __table_args__ = (UniqueConstraint("rule", "requirement_id", "step", "due", "chat"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    rule: Mapped[str]
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"), index=True)
    step: Mapped[str]
    due: Mapped[date]
    chat: Mapped[str] = mapped_column(index=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    owed: Mapped[int]
    planned_for: Mapped[date]


class AskedReminder(Base):
    """A reminder an officer asked for (ทวง), at once or at a time: of one requirement, or with None of all.

    `status`: proposed, waiting, done, dropped. `units`: ids of the units it is for, empty for all that owe.
    `wanted_by`: when the work is wanted, where the officer said so; the due date stays.
    """

    __tablename__ = "asked_reminder"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"))
    units: Mapped[list[Any]]
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    at: Mapped[datetime]
    wanted_by: Mapped[datetime | None]
    status: Mapped[str]


class News(Base):
    """A debt of which people were told was changed: called off, exempted, due on another day, asked again.

    `presses`: whoever is to hear of it is written to, instead of hearing it with what comes next.
    """

    __tablename__ = "news"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: a command loaded a plan
    was: Mapped[str]  # asked, called off, exempted
    due_before: Mapped[datetime]
    stands: Mapped[str]
    due: Mapped[datetime]
    presses: Mapped[bool]


class NewsHeard(Base):
    """A person has heard of a change, by which message."""

    __tablename__ = "news_heard"

    news_id: Mapped[int] = mapped_column(ForeignKey("news.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
