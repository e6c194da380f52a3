"""Units (a tree that may hold many offices), people, and who serves which unit in what role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.schema.base import Base, Id


class Unit(Base):
    """An office, mission group, cluster or school. `office_id` is the root it belongs to (its own id for a root)."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("office_id", "code"),)

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


class Chat(Base):
    """A group or room the bot is or was in. LINE has no list of them: they are known from their events only."""

    __tablename__ = "chat"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    line_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]  # group, room
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class RichMenu(Base):
    """A rich menu that stands at LINE for a role. `digest`: of its areas and picture, so that a change is noticed."""

    __tablename__ = "rich_menu"

    role: Mapped[str] = mapped_column(primary_key=True)
    menu_id: Mapped[str]
    digest: Mapped[str]
    made_at: Mapped[datetime]
