"""Requirements and obligations: what is asked and how it stands. Every look-up is inside one office."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from storage.rows import plain_rows
from storage.schema import Obligation, Requirement, Subject, SubjectOwner, Unit


def _ids_under(unit_id: int) -> Select[tuple[int]]:
    """The ids of a unit and of all units below it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("under", recursive=True)
    tree = tree.union_all(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return select(tree.c.id)


class Owed(NamedTuple):
    """An obligation without what it is for and whose it is: those are looked up once for all."""

    id: int
    requirement_id: int
    unit_id: int
    subject_id: int
    state: str
    due_at: datetime


class Known(NamedTuple):
    """An opened obligation by its codes, and by whom it may be settled: `owners` as (id, code), the lead first."""

    id: int
    state: str
    requirement: str
    form: str
    fiscal_year_be: int
    round: str
    subject_code: str
    subject_no: int
    unit_id: int
    unit_code: str
    owners: tuple[tuple[int, str], ...]


class Work:
    """Rows about what is owed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def obligation(self, obligation_id: int) -> Obligation | None:
        """The obligation with that id."""
        return self._session.get(Obligation, obligation_id)

    def obligation_to_settle(self, obligation_id: int) -> Obligation | None:
        """The obligation as it stands at this moment, locked until the end: two files for it settle one by one."""
        query = select(Obligation).where(Obligation.id == obligation_id).with_for_update(of=Obligation)
        return self._session.scalars(query.execution_options(populate_existing=True)).unique().first()

    def of_units(self, unit_ids: Collection[int], now: datetime) -> list[Obligation]:
        """Opened obligations these units owe or answer for together with the unit that owes, soonest due first."""
        units = list(unit_ids)
        shared = select(SubjectOwner.subject_id).where(SubjectOwner.unit_id.in_(units))
        query = (
            select(Obligation)
            .join(Requirement)
            .where(or_(Obligation.unit_id.in_(units), Obligation.subject_id.in_(shared)))
            .where(Requirement.opens_at <= now, Obligation.state != "cancelled")
            .order_by(Obligation.due_at, Obligation.id)
        )
        return list(self._session.scalars(query).unique())

    def works_asked(self, office_id: int) -> dict[str, str]:
        """The kind of work of everything the office has ever asked for or is going to, by the requirement's code."""
        query = select(Requirement.code, Requirement.work).where(Requirement.office_id == office_id)
        return {code: work for code, work in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def open_requirements(self, office_id: int, now: datetime) -> list[Requirement]:
        """What the office has asked for up to now, newest round last."""
        query = (
            select(Requirement)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now)
            .order_by(Requirement.due_at, Requirement.id)
        )
        return list(self._session.scalars(query))

    def requirement(self, requirement_id: int, office_id: int) -> Requirement | None:
        """The requirement with that id, if it is the office's own."""
        query = select(Requirement).where(Requirement.id == requirement_id, Requirement.office_id == office_id)
        return self._session.scalars(query).first()

    def of_requirement(self, requirement_id: int, *, under: int | None = None) -> list[Obligation]:
        """All obligations of a requirement that stand, in the order of their subjects.

        `under`: only what that unit owes, and what the units below it in the tree owe.
        """
        query = (
            select(Obligation)
            .where(Obligation.requirement_id == requirement_id, Obligation.state != "cancelled")
            .order_by(Obligation.subject_id, Obligation.id)
        )
        if under is not None:
            query = query.where(Obligation.unit_id.in_(_ids_under(under)))
        return list(self._session.scalars(query).unique())

    def of_office(self, office_id: int, now: datetime) -> list[Obligation]:
        """All opened obligations of an office: what a file may be for."""
        query = (
            select(Obligation)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now, Obligation.state != "cancelled")
            .order_by(Obligation.due_at, Obligation.id)
        )
        return list(self._session.scalars(query).unique())

    def known(self, office_id: int, now: datetime) -> list[Known]:
        """All opened obligations of an office as plain rows: what a file may be for, asked with every file."""
        of_subject: dict[int, tuple[tuple[int, str], ...]] = {}
        owners = (
            select(SubjectOwner.subject_id, Unit.id, Unit.code)
            .join(Unit, Unit.id == SubjectOwner.unit_id)
            .where(Unit.office_id == office_id)
            .order_by(SubjectOwner.place)
        )
        for subject_id, unit_id, code in plain_rows(self._session, owners):
            of_subject[subject_id] = (*of_subject.get(subject_id, ()), (unit_id, code))
        asked = (Requirement.code, Requirement.form, Requirement.fiscal_year_be, Requirement.round)
        about = (Subject.code, Subject.no, Unit.id, Unit.code, Subject.id)
        query = (
            select(Obligation.id, Obligation.state, *asked, *about)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .join(Subject, Subject.id == Obligation.subject_id)
            .join(Unit, Unit.id == Obligation.unit_id)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now, Obligation.state != "cancelled")
            .order_by(Obligation.due_at, Obligation.id)
        )
        rows = plain_rows(self._session, query)
        return [
            Known._make((*row, _owners(row[-2], row[-1], of_subject.get(subject_id, ())))) for *row, subject_id in rows
        ]

    def owed(self, office_id: int, states: Collection[str], now: datetime) -> list[Owed]:
        """Opened obligations of an office in one of these states, as plain rows: a whole country fits in memory."""
        columns = (Obligation.id, Obligation.requirement_id, Obligation.unit_id, Obligation.subject_id)
        query = (
            select(*columns, Obligation.state, Obligation.due_at)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now, Obligation.state.in_(list(states)))
        )
        return [Owed._make(row) for row in plain_rows(self._session, query)]

    def subjects(self, office_id: int) -> dict[int, tuple[int, str]]:
        """Number and title of the office's subjects, by id."""
        query = select(Subject.id, Subject.no, Subject.title).where(Subject.office_id == office_id)
        return {subject_id: (no, title) for subject_id, no, title in self._session.execute(query)}


def _owners(unit_id: int, code: str, of_subject: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """Who may settle a debt: the unit that owes it, with the subject's other owners where it is one of them."""
    return of_subject if any(owner_id == unit_id for owner_id, _ in of_subject) else ((unit_id, code),)
