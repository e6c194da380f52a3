"""Units (a tree that may hold many offices), people, and who serves which unit in what role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id


class Unit(Base):
    """An office, mission group, cluster or school. `office_id` is the office it belongs to, its own id for an office.

    What stands above offices (a province, the country) belongs to none: it only says where in the tree they are.
    """

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("office_id", "code"), Index("uq_unit_invitation", "invitation", unique=True))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    short_names: Mapped[list[Any]] = mapped_column(default=list)
    district: Mapped[str] = mapped_column(default="")
    smis_code: Mapped[str] = mapped_column(default="")
    obec_code6: Mapped[str] = mapped_column(default="")
    moe_code10: Mapped[str] = mapped_column(default="")
    letter_prefix: Mapped[str] = mapped_column(default="")
    invitation: Mapped[str | None]  # whoever types it may ask to serve this unit

    @property
    def is_office(self) -> bool:
        """Whether it is an office, wherever in the tree it stands."""
        return self.id == self.office_id

    @property
    def called(self) -> str:
        """The name by which staff call it, for chats: the first short name, else the full one."""
        return str(self.short_names[0]) if self.short_names else self.name


class Person(Base):
    """A person of an office. Access starts when the one-time `code` is typed from a LINE account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(unique=True)
    line_user_id: Mapped[str | None] = mapped_column(unique=True)
    joined_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    menu_id: Mapped[str | None]  # the rich menu that was linked to the account, None for the default one
    mentions_since: Mapped[datetime | None]  # when they agreed to be mentioned in groups; None: they did not
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person", lazy="selectin", cascade="all, delete-orphan", order_by="Membership.id"
    )


class Membership(Base):
    """A role of a person in a unit; one person may serve several units."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "role"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str]
    person: Mapped[Person] = relationship(back_populates="memberships")
    unit: Mapped[Unit] = relationship(lazy="joined")


class Consent(Base):
    """A LINE account that has agreed to the notice, in the version of it that was shown. None is kept without it."""

    __tablename__ = "consent"

    line_user_id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    agreed_at: Mapped[datetime]


class Application(Base):
    """Somebody not in the plan asks to serve a unit. An officer approves or refuses; until then there is no access.

    Status: filling (name or unit still missing), waiting, approved, refused, withdrawn. One open one for an account.
    `reason`: while it is open, what becomes of the units served up to now (`domain.applications.Move`); then why it was
    refused.
    """

    __tablename__ = "application"
    __table_args__ = (
        Index(
            "uq_application_open",
            "line_user_id",
            unique=True,
            sqlite_where=text("status IN ('filling', 'waiting')"),
            postgresql_where=text("status IN ('filling', 'waiting')"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    line_user_id: Mapped[str]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(default="")
    position: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    status: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who came of it
    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id], lazy="joined")


class Chat(Base):
    """A group or room the bot is or was in. LINE has no list of them: they are known from their events only.

    Bound to a unit by an officer. `says`: counts, names, or nothing; None: as the configuration has it. Without
    `bound_at` the unit is the one it was bound to before the bot was put out and came back: an officer is asked.
    """

    __tablename__ = "chat"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    line_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]  # group, room
    name: Mapped[str] = mapped_column(default="")
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    says: Mapped[str | None]
    digest: Mapped[bool | None]  # told what falls due without asking; None: as the configuration has it
    members: Mapped[int | None]  # whom a message there reaches, as last counted
    bound_at: Mapped[datetime | None]
    bound_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit: Mapped[Unit | None] = relationship(lazy="joined")

    @property
    def bound_to(self) -> Unit | None:
        """The unit whose group this is at present."""
        return self.unit if self.bound_at is not None and self.left_at is None else None


class GroupMember(Base):
    """Whether somebody who agreed to be mentioned in groups is in one, as LINE last said. Of others none is kept."""

    __tablename__ = "group_member"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, autoincrement=False)
    is_in: Mapped[bool]
    checked_at: Mapped[datetime]


class BindingCode(Base):
    """A code that binds the group in which it is typed to a unit: made by an officer, used once, soon over."""

    __tablename__ = "binding_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    until: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RichMenu(Base):
    """A rich menu that stands at LINE for a role. `digest`: of its areas and picture, so that a change is noticed."""

    __tablename__ = "rich_menu"

    role: Mapped[str] = mapped_column(primary_key=True)
    menu_id: Mapped[str]
    digest: Mapped[str]
    made_at: Mapped[datetime]
