"""What the pages of an office show: every look-up goes through the sight of who looks, in one place.

Plain rows throughout: a page is a constant number of queries, whatever the number of schools.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from domain.sight import Sight
from domain.subjects import subject_mark
from domain.thai import arabic, thai_digits
from storage.rows import Once, plain_rows
from storage.schema import Membership, Obligation, Requirement, Subject, SubjectOwner, Submission, Unit
from storage.work import ids_under

FOUND: Final = 30  # of each kind, of what is searched for


class Debt(NamedTuple):
    """A debt as it is seen. `readable`: with its files and people; `came_at`: when the version that counts came."""

    id: int
    requirement_id: int
    unit_id: int
    mark: str  # of its subject, as forms state it
    subject: str
    state: str
    due_at: datetime
    came_at: datetime | None
    readable: bool


class Asked(NamedTuple):
    """A requirement of which something is seen."""

    id: int
    code: str
    title: str
    work: str
    form: str
    year: int
    round: str
    round_name: str
    opens_at: datetime
    due_at: datetime
    external_due_at: datetime | None
    agency: str


class Place(NamedTuple):
    """A unit. `above`: the id of the unit above it."""

    id: int
    code: str
    name: str
    kind: str
    district: str
    above: int | None


class Narrowed(NamedTuple):
    """Which debts are wanted; None or "" for all."""

    year: int | None = None
    work: str = ""
    round: str = ""
    requirement: int | None = None
    unit: int | None = None
    cluster: int | None = None
    district: str = ""


EVERYTHING: Final = Narrowed()


class Receipt(NamedTuple):
    """A receipt number that was searched for, and the debt it was given for."""

    number: str
    debt: int
    requirement_id: int
    unit_id: int


class Boards:
    """Rows for pages. What a sight does not show is not found."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def debts(self, sight: Sight, now: datetime, wanted: Narrowed = EVERYTHING) -> list[Debt]:
        """The debts that are seen and wanted, called off ones left out, in the order of units and subjects."""
        query = _debts(sight, now).where(*_wanted(wanted)).order_by(Unit.id, Subject.no, Obligation.id)
        once = Once()
        return [_debt(row, once) for row in plain_rows(self._session, query)]

    def debt(self, sight: Sight, now: datetime, debt_id: int) -> Debt | None:
        """One debt, if its files and people may be seen."""
        query = _debts(sight, now).where(Obligation.id == debt_id, _theirs(sight))
        row = self._session.execute(query).first()
        return None if row is None else _debt(row, Once())

    def asked(self, sight: Sight, now: datetime) -> list[Asked]:
        """The opened requirements of which anything is seen, the soonest due first."""
        columns = (
            *(Requirement.id, Requirement.code, Requirement.title, Requirement.work, Requirement.form),
            *(Requirement.fiscal_year_be, Requirement.round, Requirement.round_name, Requirement.opens_at),
            *(Requirement.due_at, Requirement.external_due_at, Requirement.agency),
        )
        some = select(Obligation.id).where(
            Obligation.requirement_id == Requirement.id, Obligation.state != "cancelled", _seen(sight)
        )
        query = select(*columns).where(*_opened(sight, now), some.exists()).order_by(Requirement.due_at, Requirement.id)
        return [Asked._make(row) for row in plain_rows(self._session, query)]

    def places(self, sight: Sight) -> dict[int, Place]:
        """The office's units by id. They are names of offices and schools, of nobody."""
        columns = (Unit.id, Unit.code, Unit.name, Unit.kind, Unit.district, Unit.parent_id)
        query = select(*columns).where(Unit.office_id == sight.office_id)
        return {row[0]: Place._make(row) for row in plain_rows(self._session, query)}

    def people_of(self, sight: Sight) -> frozenset[int] | None:
        """The people whose names may be read, by id: all (None), or those who serve a unit of one's own."""
        if sight.everything:
            return None
        query = select(Membership.person_id).where(Membership.unit_id.in_(list(sight.own)))
        return frozenset(self._session.scalars(query))

    def units_named(self, sight: Sight, now: datetime, words: str) -> list[int]:
        """The units of which something is seen and whose name, short name or code holds the words."""
        there = _debts(sight, now).with_only_columns(Unit.id).distinct()
        texts = (Unit.name, Unit.code, Unit.smis_code, Unit.short_names[0].as_string())
        query = there.where(_holds(words, *texts)).order_by(Unit.id).limit(FOUND)
        return [unit_id for (unit_id,) in plain_rows(self._session, query)]

    def receipts(self, sight: Sight, now: datetime, words: str) -> list[Receipt]:
        """The receipt numbers that hold the words, of debts whose files may be seen, the newest first."""
        columns = (Submission.receipt_no, Obligation.id, Obligation.requirement_id, Obligation.unit_id)
        query = (
            select(*columns)
            .select_from(Submission)
            .join(Obligation, Obligation.id == Submission.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(*_opened(sight, now), _theirs(sight), Obligation.state != "cancelled")
            .where(_holds(words, Submission.receipt_no))
            .order_by(Submission.id.desc())
            .limit(FOUND)
        )
        return [Receipt._make(row) for row in plain_rows(self._session, query)]


def _debts(sight: Sight, now: datetime) -> Select[*tuple[Any, ...]]:
    """All debts that are seen: the one query every page begins with."""
    about = (Subject.kind, Subject.no, Subject.code, Subject.title)
    of_debt = (Obligation.id, Obligation.requirement_id, Obligation.unit_id, Obligation.state, Obligation.due_at)
    query: Select[*tuple[Any, ...]] = (
        select(*of_debt, *about, Submission.received_at, _theirs(sight))
        .select_from(Obligation)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Subject, Subject.id == Obligation.subject_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .outerjoin(Submission, and_(Submission.obligation_id == Obligation.id, Submission.stands))
        .where(*_opened(sight, now), Obligation.state != "cancelled", _seen(sight))
    )
    return query


def _debt(row: Any, once: Once) -> Debt:
    debt, requirement, unit, state, due_at, kind, no, code, title, came_at, readable = row
    mark = once[subject_mark(kind, no, code)]
    return Debt(debt, requirement, unit, mark, once[title], once[state], once[due_at], came_at, bool(readable))


def _opened(sight: Sight, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Requirement.office_id == sight.office_id, Requirement.opens_at <= now)


def _theirs(sight: Sight) -> ColumnElement[bool]:
    """Debts of which files and people are seen: all, or what the own units owe or answer for with who owes it."""
    if sight.everything:
        return true()
    if not sight.own:
        return false()
    units, lead = list(sight.own), aliased(SubjectOwner)
    shared = (
        select(SubjectOwner.id)
        .join(lead, lead.subject_id == SubjectOwner.subject_id)
        .where(SubjectOwner.unit_id.in_(units), SubjectOwner.subject_id == Obligation.subject_id)
        .where(lead.unit_id == Obligation.unit_id)
    )
    return or_(Obligation.unit_id.in_(units), shared.exists())


def _seen(sight: Sight) -> ColumnElement[bool]:
    """Debts of which at least the state is seen."""
    below = [Obligation.unit_id.in_(ids_under(unit)) for unit in sorted(sight.clusters)]
    return or_(_theirs(sight), *below)


def _wanted(wanted: Narrowed) -> list[ColumnElement[bool]]:
    given: list[tuple[Any, ColumnElement[bool]]] = [
        (wanted.year, Requirement.fiscal_year_be == wanted.year),
        (wanted.work, Requirement.work == wanted.work),
        (wanted.round, Requirement.round_name == wanted.round),
        (wanted.requirement, Requirement.id == wanted.requirement),
        (wanted.unit, Unit.id == wanted.unit),
        (wanted.cluster, Unit.parent_id == wanted.cluster),
        (wanted.district, Unit.district == wanted.district),
    ]
    return [condition for value, condition in given if value not in (None, "")]


def _holds(words: str, *texts: Any) -> ColumnElement[bool]:
    """Whether one of the texts holds the words, in either kind of digits."""
    ways = dict.fromkeys((words, arabic(words), thai_digits(words)))
    return or_(*(func.coalesce(text, "").icontains(way, autoescape=True) for text in texts for way in ways))
