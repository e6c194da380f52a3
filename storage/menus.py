"""The menus that stand at LINE, and who was given which."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, delete, exists, null, select, update
from sqlalchemy.orm import Session

from domain.menus import KIND_OF_ROLES, MenuKind
from storage.rows import plain_rows
from storage.schema import Membership, Person, RichMenu


class Standing(NamedTuple):
    """A menu with its picture at LINE; `digest` is of what it shows and does."""

    menu_id: str
    digest: str


class Stray(NamedTuple):
    """Somebody whose menu is not the one they should have; None stands for the default one."""

    person_id: int
    line_user_id: str
    has: str | None
    wants: str | None


class Menus:
    """Rows about rich menus."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def standing(self) -> dict[MenuKind, Standing]:
        """The menus that stand."""
        return {
            MenuKind(row.role): Standing(row.menu_id, row.digest) for row in self._session.scalars(select(RichMenu))
        }

    def note(self, kind: MenuKind, standing: Standing, now: datetime) -> None:
        """A menu of this kind now stands, instead of the one before."""
        self._session.merge(RichMenu(role=kind, menu_id=standing.menu_id, digest=standing.digest, made_at=now))

    def forget(self, menu_ids: Collection[str]) -> None:
        """These menus do not stand any more."""
        self._session.execute(delete(RichMenu).where(RichMenu.menu_id.in_(list(menu_ids))))

    def strays(self, limit: int) -> list[Stray]:
        """At most `limit` people who can be reached and whose menu is not that of their roles."""
        wants = _wanted()
        query = (
            select(Person.id, Person.line_user_id, Person.menu_id, wants)
            .where(Person.line_user_id.is_not(None), Person.blocked_at.is_(None))
            .where(Person.menu_id.is_distinct_from(wants))
            .order_by(Person.id)
            .limit(limit)
        )
        return [Stray._make(row) for row in plain_rows(self._session, query)]

    def given(self, people: Collection[Stray]) -> None:
        """These people now have what they wanted, unless something else has happened to their menu meanwhile."""
        for stray in people:
            self._session.execute(
                update(Person)
                .where(Person.id == stray.person_id, Person.line_user_id == stray.line_user_id)
                .where(Person.menu_id.is_not_distinct_from(stray.has))
                .values(menu_id=stray.wants)
            )


def _wanted() -> ColumnElement[str | None]:
    """`domain.menus.menu_for` in SQL: the menu of the first kind one of whose roles the person has."""
    return case(
        *(
            (
                exists().where(Membership.person_id == Person.id, Membership.role.in_(sorted(roles))),
                select(RichMenu.menu_id).where(RichMenu.role == kind).scalar_subquery(),
            )
            for kind, roles in KIND_OF_ROLES
        ),
        else_=null(),
    )
