"""Requirements and obligations: what is asked and how it stands. Every look-up is inside one office."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from domain.lifecycle import OWED
from domain.subjects import subject_mark
from storage.rows import Once, plain_rows
from storage.schema import Obligation, Requirement, Subject, SubjectOwner, Submission, Unit, Upload


def ids_under(unit_id: int) -> Select[tuple[int]]:
    """The ids of a unit and of all units below it."""
    tree = select(Unit.id).where(Unit.id == unit_id).cte("under", recursive=True)
    tree = tree.union_all(select(Unit.id).join(tree, Unit.parent_id == tree.c.id))
    return select(tree.c.id)


def owed_under(session: Session, unit_id: int, requirement_ids: Collection[int]) -> dict[int, int]:
    """How many debts of each requirement are still owed by a unit and those below it; none where nothing is."""
    query = (
        select(Obligation.requirement_id, func.count())
        .where(Obligation.requirement_id.in_(list(requirement_ids)), Obligation.unit_id.in_(ids_under(unit_id)))
        .where(Obligation.state.in_([state.value for state in OWED]))
        .group_by(Obligation.requirement_id)
    )
    return {requirement_id: count for requirement_id, count in plain_rows(session, query)}  # noqa: C416 - no pairs


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
    agency: str
    subject_code: str
    subject: str  # as forms state it
    unit_id: int
    unit_code: str
    owners: tuple[tuple[int, str], ...]


def _known(row: Any, of_subject: Mapping[int, tuple[tuple[int, str], ...]]) -> Known:
    """The plain row of an obligation with its owners: those of the subject where the debtor is one of them."""
    *facts, code, kind, no, unit_id, unit_code, subject_id = row
    owners = of_subject.get(subject_id, ())
    if unit_id not in {owner for owner, _ in owners}:
        owners = ((unit_id, unit_code),)
    return Known._make((*facts, code, subject_mark(kind, no, code), unit_id, unit_code, owners))


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
        lead = aliased(SubjectOwner)
        shared = (
            select(SubjectOwner.id)
            .join(lead, lead.subject_id == SubjectOwner.subject_id)
            .where(SubjectOwner.unit_id.in_(units), SubjectOwner.subject_id == Obligation.subject_id)
            .where(lead.unit_id == Obligation.unit_id)
        )
        query = (
            select(Obligation)
            .join(Requirement)
            .where(or_(Obligation.unit_id.in_(units), shared.exists()))
            .where(Requirement.opens_at <= now, Obligation.state != "cancelled")
            .order_by(Obligation.due_at, Obligation.id)
        )
        return list(self._session.scalars(query).unique())

    def sent_by(self, person_id: int, states: Collection[str]) -> list[Obligation]:
        """Obligations in these states for which that person sent something, whoever owes them."""
        sent = select(Submission.obligation_id).join(Upload).where(Upload.person_id == person_id)
        query = select(Obligation).where(Obligation.id.in_(sent), Obligation.state.in_(list(states)))
        return list(self._session.scalars(query).unique())

    def works_asked(self, office_id: int) -> dict[str, str]:
        """The kind of work of everything the office has ever asked for or is going to, by the requirement's code."""
        query = select(Requirement.code, Requirement.work).where(Requirement.office_id == office_id)
        return {code: work for code, work in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def titles(self, office_id: int) -> dict[int, str]:
        """The title of everything the office has ever asked for or is going to, by id."""
        query = select(Requirement.id, Requirement.title).where(Requirement.office_id == office_id)
        return {requirement_id: title for requirement_id, title in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def open_requirements(self, office_id: int, now: datetime) -> list[Requirement]:
        """What the office has asked for up to now, newest round last."""
        query = (
            select(Requirement)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now)
            .order_by(Requirement.due_at, Requirement.id)
        )
        return list(self._session.scalars(query))

    def of_year(self, office_id: int, fiscal_year_be: int, works: Collection[str]) -> list[Requirement]:
        """What the office asks for in a fiscal year of these kinds of work, what covers the earliest days first."""
        query = select(Requirement).where(
            Requirement.office_id == office_id,
            Requirement.fiscal_year_be == fiscal_year_be,
            Requirement.work.in_(list(works)),
        )
        return list(self._session.scalars(query.order_by(Requirement.period_end, Requirement.id)))

    def of_kinds(self, office_id: int, works: Collection[str]) -> list[Requirement]:
        """What the office has ever asked for or is going to, of these kinds of work, soonest due first."""
        query = select(Requirement).where(Requirement.office_id == office_id, Requirement.work.in_(list(works)))
        return list(self._session.scalars(query.order_by(Requirement.due_at, Requirement.id)))

    def requirement(self, requirement_id: int, office_id: int) -> Requirement | None:
        """The requirement with that id, if it is the office's own."""
        query = select(Requirement).where(Requirement.id == requirement_id, Requirement.office_id == office_id)
        return self._session.scalars(query).first()

    def requirement_of_code(self, office_id: int, code: str) -> Requirement | None:
        """The office's requirement with that code."""
        query = select(Requirement).where(Requirement.office_id == office_id, Requirement.code == code)
        return self._session.scalars(query).first()

    def by_codes(self, office_id: int, requirement: str, unit: str, subject: str) -> Obligation | None:
        """The debt of the office's unit about that subject, all three by their codes, whatever became of it."""
        query = (
            select(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .join(Unit, Unit.id == Obligation.unit_id)
            .join(Subject, Subject.id == Obligation.subject_id)
            .where(Requirement.office_id == office_id, Requirement.code == requirement)
            .where(Unit.code == unit, Subject.code == subject)
        )
        return self._session.scalars(query).unique().first()

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
            query = query.where(Obligation.unit_id.in_(ids_under(under)))
        return list(self._session.scalars(query).unique())

    def to_change(self, requirement_id: int) -> list[Obligation]:
        """All obligations of a requirement that stand, as they are at this moment, locked until the end."""
        query = (
            select(Obligation)
            .where(Obligation.requirement_id == requirement_id, Obligation.state != "cancelled")
            .order_by(Obligation.id)
            .with_for_update(of=Obligation)
        )
        return list(self._session.scalars(query.execution_options(populate_existing=True)).unique())

    def called_off(self, office_id: int) -> dict[Requirement, int]:
        """What officers of the office have called off, the latest due first, and how many debts of it."""
        query = (
            select(Requirement, func.count())
            .join(Obligation, Obligation.requirement_id == Requirement.id)
            .where(Requirement.office_id == office_id, Obligation.called_off_from.is_not(None))
            .group_by(Requirement.id)
            .order_by(Requirement.due_at.desc(), Requirement.id.desc())
        )
        return {requirement: count for requirement, count in self._session.execute(query)}  # noqa: C416 - Row objects

    def to_restore(self, requirement_id: int) -> list[Obligation]:
        """The obligations of a requirement that an officer called off, locked until the end."""
        query = (
            select(Obligation)
            .where(Obligation.requirement_id == requirement_id, Obligation.called_off_from.is_not(None))
            .order_by(Obligation.id)
            .with_for_update(of=Obligation)
        )
        return list(self._session.scalars(query.execution_options(populate_existing=True)).unique())

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
        asked = (Requirement.code, Requirement.form, Requirement.fiscal_year_be, Requirement.round, Requirement.agency)
        about = (Subject.code, Subject.kind, Subject.no, Unit.id, Unit.code, Subject.id)
        query = (
            select(Obligation.id, Obligation.state, *asked, *about)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .join(Subject, Subject.id == Obligation.subject_id)
            .join(Unit, Unit.id == Obligation.unit_id)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now, Obligation.state != "cancelled")
            .order_by(Obligation.due_at, Obligation.id)
        )
        rows = plain_rows(self._session, query)
        return [_known(row, of_subject) for row in rows]

    def owed(
        self, office_id: int, states: Collection[str], now: datetime, units: Collection[int] | None = None
    ) -> list[Owed]:
        """Opened obligations of an office in one of these states, as plain rows: a whole country fits in memory.

        `units`: only what these owe.
        """
        columns = (Obligation.id, Obligation.requirement_id, Obligation.unit_id, Obligation.subject_id)
        query = (
            select(*columns, Obligation.state, Obligation.due_at)
            .join(Requirement)
            .where(Requirement.office_id == office_id, Requirement.opens_at <= now, Obligation.state.in_(list(states)))
        )
        if units is not None:
            query = query.where(Obligation.unit_id.in_(list(units)))
        once = Once()
        return [
            Owed(row_id, requirement_id, unit_id, subject_id, once[state], once[due_at])
            for row_id, requirement_id, unit_id, subject_id, state, due_at in plain_rows(self._session, query)
        ]

    def subjects(self, office_id: int) -> dict[int, tuple[str, str]]:
        """What the office's subjects are called in forms, and their titles, by id."""
        columns = (Subject.id, Subject.kind, Subject.no, Subject.code, Subject.title)
        query = select(*columns).where(Subject.office_id == office_id)
        rows = plain_rows(self._session, query)
        return {subject_id: (subject_mark(kind, no, code), title) for subject_id, kind, no, code, title in rows}
