"""Persons, units and their memberships. Every look-up is inside one office."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.plan import SERVED, Role, UnitKind
from storage.codes import new_code
from storage.rows import plain_rows
from storage.schema import DayOff, GroupMember, Membership, Person, Unit
from storage.watching import concerning


class Member(NamedTuple):
    """Somebody who can be written to, and what they are in a unit."""

    unit_id: int
    person_id: int
    role: str
    name: str
    line_user_id: str


class Serving(NamedTuple):
    """Somebody who serves a unit. `on_line`: has registered and not blocked the account."""

    person_id: int
    name: str
    position: str
    on_line: bool


class People:
    """Rows about who is who."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_line(self, user_id: str | None) -> Person | None:
        """The person registered from that LINE account."""
        if user_id is None:
            return None
        return self._session.scalars(select(Person).where(Person.line_user_id == user_id)).first()

    def by_code(self, code: str) -> Person | None:
        """The person whose registration code this is, in any office; locked, so that a code works once."""
        query = select(Person).where(Person.code == code).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def get(self, person_id: int) -> Person | None:
        """The person with that id."""
        return self._session.get(Person, person_id)

    def join(self, person: Person, user_id: str, now: datetime) -> None:
        """Tie the person to a LINE account: the code is used up by this. What another one agreed to does not count."""
        with concerning(self._session, person.office_id):  # not that of whoever speaks, who may be of none
            person.line_user_id, person.joined_at, person.blocked_at, person.menu_id = user_id, now, None, None
            self._unmention(person)

    def _unmention(self, person: Person) -> None:
        person.mentions_since = None
        self._session.execute(delete(GroupMember).where(GroupMember.person_id == person.id))

    def add(self, person: Person) -> Person:
        """A new person, with the memberships they come with."""
        self._session.add(person)
        self._session.flush()
        return person

    def serve(self, person: Person, unit: Unit, role: Role) -> None:
        """From now on the person serves the unit in that role, besides what they serve already."""
        if not any(m.unit_id == unit.id and m.role == role for m in person.memberships):
            person.memberships.append(Membership(unit_id=unit.id, unit=unit, role=role))
            self._session.flush()

    def leave(self, person: Person, unit_ids: Collection[int]) -> bool:
        """The person serves these units no more; True when that was all they served: then their access has ended."""
        for membership in [m for m in person.memberships if m.unit_id in unit_ids]:
            person.memberships.remove(membership)
        if not person.memberships:
            person.line_user_id, person.blocked_at, person.menu_id = None, None, None
            self._unmention(person)
        self._session.flush()
        return not person.memberships

    def of_office(self, office_id: int) -> list[Person]:
        """Everybody of the office, joined or not, by name."""
        query = select(Person).where(Person.office_id == office_id).order_by(Person.name, Person.id)
        return list(self._session.scalars(query).unique())

    def on_line(self, unit_id: int) -> int:
        """How many people who serve the unit can be reached on LINE."""
        serving = select(func.count(func.distinct(Membership.person_id))).join(Person)
        query = serving.where(Membership.unit_id == unit_id, Person.line_user_id.is_not(None))
        return int(self._session.scalar(query.where(Person.blocked_at.is_(None))) or 0)

    def blocked(self, user_id: str, now: datetime | None) -> None:
        """Note that the account has blocked the bot (or, with None, is back). No menu can be counted on after that."""
        person = self.by_line(user_id)
        if person is not None:
            person.blocked_at, person.menu_id = now, None

    def with_role(self, office_id: int | None, roles: Collection[Role]) -> list[Person]:
        """People of the office who hold one of the roles and have joined."""
        query = (
            select(Person)
            .join(Membership)
            .where(Person.office_id == office_id, Membership.role.in_([r.value for r in roles]))
            .where(Person.line_user_id.is_not(None))
            .order_by(Person.id)
        )
        return list(self._session.scalars(query).unique())

    def with_role_in(self, office_ids: Collection[int], roles: Collection[Role]) -> dict[int, list[Person]]:
        """The same of several offices at once, by office; those with nobody are missing."""
        query = (
            select(Person)
            .join(Membership)
            .where(Person.office_id.in_(list(office_ids)), Membership.role.in_([r.value for r in roles]))
            .where(Person.line_user_id.is_not(None))
            .order_by(Person.id)
        )
        found: dict[int, list[Person]] = {}
        for person in self._session.scalars(query).unique():
            found.setdefault(person.office_id, []).append(person)
        return found

    def of_units(self, unit_ids: Collection[int]) -> list[Membership]:
        """Who serves these units, joined or not."""
        query = select(Membership).where(Membership.unit_id.in_(list(unit_ids))).order_by(Membership.id)
        return list(self._session.scalars(query))

    def serving(self, unit_id: int) -> list[Serving]:
        """Everybody who serves a unit, as plain rows; whoever does so in several roles, once."""
        columns = (Person.id, Person.name, Person.position, Person.line_user_id, Person.blocked_at)
        query = select(*columns).join(Membership).where(Membership.unit_id == unit_id).order_by(Membership.id)
        rows = plain_rows(self._session, query)
        found = {row[0]: Serving(row[0], row[1], row[2], row[3] is not None and row[4] is None) for row in rows}
        return list(found.values())

    def reachable(
        self, office_id: int, units: Collection[int] | None = None, *, besides: Collection[int] = ()
    ) -> list[Member]:
        """Every role of everybody in the office who has joined and has not blocked the bot, as plain rows.

        `units`: only the roles in these; `besides`: and all the roles of these people (ids).
        """
        columns = (Membership.unit_id, Membership.person_id, Membership.role, Person.name, Person.line_user_id)
        query = (
            select(*columns)
            .join(Person, Person.id == Membership.person_id)
            .where(Person.office_id == office_id, Person.line_user_id.is_not(None), Person.blocked_at.is_(None))
            .order_by(Membership.id)
        )
        if units is not None:
            theirs = Membership.unit_id.in_(list(units))
            query = query.where(or_(theirs, Membership.person_id.in_(list(besides))) if besides else theirs)
        return [Member._make(row) for row in plain_rows(self._session, query)]

    def units_of(self, person_ids: Collection[int]) -> dict[int, list[int]]:
        """The ids of the units that each of these people serves, by person."""
        columns = (Membership.person_id, Membership.unit_id)
        query = select(*columns).where(Membership.person_id.in_(list(person_ids))).order_by(Membership.id)
        found: dict[int, list[int]] = {}
        for person, unit in plain_rows(self._session, query):
            found.setdefault(person, []).append(unit)
        return found

    def names(self, office_id: int) -> dict[int, str]:
        """The name of everybody in the office, by id."""
        query = select(Person.id, Person.name).where(Person.office_id == office_id)
        return {person_id: name for person_id, name in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def unit_names(self, office_id: int) -> dict[int, tuple[str, str]]:
        """The full name of each unit of an office, and what staff call it, by id."""
        query = select(Unit.id, Unit.name, Unit.short_names[0].as_string()).where(Unit.office_id == office_id)
        return {unit_id: (name, short or name) for unit_id, name, short in plain_rows(self._session, query)}

    def ids_of_kind(self, office_id: int, kind: UnitKind) -> set[int]:
        """The ids of the office's units of a kind."""
        query = select(Unit.id).where(Unit.office_id == office_id, Unit.kind == kind)
        return {unit_id for (unit_id,) in plain_rows(self._session, query)}

    def clusters(self, office_id: int, units: Collection[int] | None = None) -> dict[int, int]:
        """The cluster of each unit of an office, or of some of them, that stands below one, both by id."""
        above = aliased(Unit)
        query = (
            select(Unit.id, above.id)
            .join(above, above.id == Unit.parent_id)
            .where(Unit.office_id == office_id, above.kind == UnitKind.CLUSTER)
        )
        if units is not None:
            query = query.where(Unit.id.in_(list(units)))
        return {unit_id: cluster_id for unit_id, cluster_id in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def clusters_heard(
        self, office_id: int, members: Iterable[Member], units: Collection[int] | None = None
    ) -> Mapping[int, int]:
        """The same where any of these people is the chair of one; asked for only then."""
        return self.clusters(office_id, units) if any(m.role == Role.CLUSTER_CHAIR for m in members) else {}

    def names_of_units(self, office_id: int) -> dict[str, str]:
        """The full name of each unit of an office, by its code."""
        query = select(Unit.code, Unit.name).where(Unit.office_id == office_id)
        return {code: name for code, name in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def units(self, office_id: int) -> list[Unit]:
        """All units of an office, the office itself among them."""
        return list(self._session.scalars(select(Unit).where(Unit.office_id == office_id).order_by(Unit.id)))

    def units_everywhere(self) -> list[Unit]:
        """All units of all offices, office by office."""
        query = select(Unit).where(Unit.office_id.is_not(None)).order_by(Unit.office_id, Unit.id)
        return list(self._session.scalars(query))

    def unit(self, unit_id: int) -> Unit | None:
        """The unit with that id."""
        return self._session.get(Unit, unit_id)

    def units_to_serve(self, office_id: int | None = None) -> list[Unit]:
        """Groups and schools, which have people of their own; of one office, or of all."""
        query = select(Unit).where(Unit.kind.in_(SERVED)).order_by(Unit.id)
        return list(self._session.scalars(query if office_id is None else query.where(Unit.office_id == office_id)))

    def unit_by_invitation(self, code: str) -> Unit | None:
        """The unit that invites with this code."""
        return self._session.scalars(select(Unit).where(Unit.invitation == code)).first()

    def invitation(self, unit: Unit) -> str:
        """The code by which the unit invites; made now if it has none."""
        if unit.invitation is None:
            unit.invitation = new_code()
            self._session.flush()
        return unit.invitation

    def offices(self) -> list[Unit]:
        """Every office, wherever in the tree it stands."""
        return list(self._session.scalars(select(Unit).where(Unit.office_id == Unit.id).order_by(Unit.id)))

    def office_ids(self) -> list[int]:
        """The id of every office."""
        query = select(Unit.id).where(Unit.office_id == Unit.id).order_by(Unit.id)
        return [office_id for (office_id,) in plain_rows(self._session, query)]

    def found_office(self, code: str, name: str) -> Unit:
        """A new office without anything in it yet."""
        office = Unit(code=code, kind=UnitKind.OFFICE, name=name)
        self._session.add(office)
        self._session.flush()
        office.office_id = office.id
        return office

    def office(self, office_id: int) -> Unit:
        """The office with that id."""
        return self._session.get_one(Unit, office_id)

    def days_off(self, office_id: int) -> list[DayOff]:
        """The office's own table of days off and of working days."""
        return list(self._session.scalars(select(DayOff).where(DayOff.office_id == office_id)))

    def days_off_everywhere(self) -> dict[int, list[DayOff]]:
        """The same of every office that has such a table, by its id."""
        found: dict[int, list[DayOff]] = {}
        for row in self._session.scalars(select(DayOff).order_by(DayOff.office_id, DayOff.day)):
            found.setdefault(row.office_id, []).append(row)
        return found
