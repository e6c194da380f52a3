"""An office's morning in figures: so many questions for any number of units, and few rows for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from domain.critical_path import BEFORE_ACCEPTANCE, WAITS_FOR_REVIEW
from domain.lifecycle import OWED, State
from domain.meetings import MeetingState
from domain.morning import Asked, Call, Contact, Late, Review, Stuck, Unminuted
from domain.orders import OrderState
from domain.subjects import subject_mark
from storage.rows import plain_rows
from storage.schema import (
    Attachment,
    CommitteeOrder,
    Document,
    Extension,
    Inbox,
    Meeting,
    Membership,
    Obligation,
    Person,
    Proposal,
    ProposalOrder,
    Requirement,
    Subject,
    Submission,
    Unit,
    Upload,
)
from storage.undelivered import UndeliveredMessages

_OWED = [state.value for state in OWED]
_TO_REVIEW = [state.value for state in WAITS_FOR_REVIEW]
_AHEAD = [state.value for state in BEFORE_ACCEPTANCE]


class AheadRow(NamedTuple):
    """A debt that may stand on the critical path. `mark`: what the form calls its subject."""

    id: int
    work: str
    form: str
    title: str
    mark: str
    subject_title: str
    unit: str
    state: State
    due_at: datetime
    external_due_at: datetime


class Mornings:
    """Figures for the officers of an office; only what has been asked for by `now` counts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def late(self, office_id: int, now: datetime, before: datetime) -> list[Late]:
        """What was due before that moment and is still owed, by requirement, oldest first."""
        first = func.min(Obligation.due_at)
        query = (
            select(Requirement.title, func.count(), func.count(func.distinct(Obligation.unit_id)), first)
            .select_from(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(*_opened(office_id, now), Obligation.state.in_(_OWED), Obligation.due_at < before)
            .group_by(Requirement.id, Requirement.title)
            .order_by(first, Requirement.id)
        )
        return [Late._make(row) for row in plain_rows(self._session, query)]

    def late_units(self, office_id: int, now: datetime, before: datetime) -> int:
        """How many units owe something that was due before that moment."""
        query = (
            select(func.count(func.distinct(Obligation.unit_id)))
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(*_opened(office_id, now), Obligation.state.in_(_OWED), Obligation.due_at < before)
        )
        return int(self._session.scalar(query) or 0)

    def reviews(self, office_id: int, now: datetime, waited: datetime) -> list[Review]:
        """What waits for an officer, by requirement, longest waiting first; since before `waited`: overdue.

        It waits since the version that counts came in; a claim without any, since its last piece of evidence.
        """
        shown = select(func.max(Attachment.received_at)).where(Attachment.obligation_id == Obligation.id)
        since = func.coalesce(Submission.received_at, shown.scalar_subquery())
        first, too_long = func.min(since), func.sum(case((since < waited, 1), else_=0))
        query = (
            select(Requirement.title, func.count(), too_long, first)
            .select_from(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .outerjoin(Submission, (Submission.obligation_id == Obligation.id) & Submission.stands)
            .where(*_opened(office_id, now), Obligation.state.in_(_TO_REVIEW))
            .group_by(Requirement.id, Requirement.title)
            .order_by(first.is_(None), first, Requirement.id)
        )
        return [Review._make(row) for row in plain_rows(self._session, query)]

    def stuck(self, office_id: int, now: datetime, today: datetime) -> Stuck:
        """Messages that did not go out, events parked, and files of before today about which nobody has answered."""
        theirs = select(Person.line_user_id).where(Person.office_id == office_id, Person.line_user_id.is_not(None))
        parked = select(func.count(Inbox.id)).where(Inbox.status == "dead", Inbox.user_id.in_(theirs))
        unanswered = select(func.count(Upload.id)).where(
            Upload.office_id == office_id, Upload.outcome == "asked", Upload.arrived_at < today
        )
        return Stuck(
            UndeliveredMessages(self._session).count(office_id, now),
            int(self._session.scalar(parked) or 0),
            int(self._session.scalar(unanswered) or 0),
        )

    def calls(self, office_id: int, now: datetime, before: datetime, *, most: int) -> tuple[list[Call], int]:
        """Units that owe what is due before that moment and have nobody to be reached on LINE; and how many there are.

        The earliest due first, `most` of them.
        """
        reached = (
            select(Membership.id)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.unit_id == Obligation.unit_id, *_reachable())
        )
        first = func.min(Obligation.due_at)
        query = (
            select(Unit.id, Unit.name, func.count(), first, func.count().over())
            .select_from(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .join(Unit, Unit.id == Obligation.unit_id)
            .where(*_opened(office_id, now), Obligation.state.in_(_OWED), Obligation.due_at < before)
            .where(~reached.exists())
            .group_by(Unit.id, Unit.name)
            .order_by(first, Unit.id)
            .limit(most)
        )
        rows = list(plain_rows(self._session, query))
        people = self._contacts([row[0] for row in rows])
        calls = [Call(name, debts, due, tuple(people.get(unit, ()))) for unit, name, debts, due, _ in rows]
        return calls, rows[0][-1] if rows else 0

    def ahead(self, office_id: int, now: datetime, *, most: int) -> tuple[list[AheadRow], int]:
        """What is not accepted yet of requirements with an external due day, and how much there is of it.

        Of each requirement the `most` that are due first: all of one requirement have the same time to spare.
        """
        order = (Obligation.due_at, Obligation.id)
        place = func.row_number().over(partition_by=Obligation.requirement_id, order_by=order).label("place")
        like_it = func.count().over(partition_by=Obligation.requirement_id).label("like_it")
        ranked = (
            select(Obligation.id, place, like_it)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(*_opened(office_id, now), Obligation.state.in_(_AHEAD), Requirement.external_due_at.is_not(None))
            .subquery()
        )
        asked = (Requirement.work, Requirement.form, Requirement.title)
        about = (Subject.kind, Subject.no, Subject.code, Subject.title)
        state = (Obligation.state, Obligation.due_at, Requirement.external_due_at)
        query = (
            select(Obligation.id, *asked, *about, Unit.name, *state, ranked.c.like_it, ranked.c.place)
            .join(ranked, ranked.c.id == Obligation.id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .join(Subject, Subject.id == Obligation.subject_id)
            .join(Unit, Unit.id == Obligation.unit_id)
            .where(ranked.c.place <= most)
            .order_by(Requirement.external_due_at, *order)
        )
        found, count = [], 0
        for key, work, form, title, kind, no, code, subject, unit, *rest in plain_rows(self._session, query):
            stands, due_at, external, of, at = rest
            count += of if at == 1 else 0
            mark = subject_mark(kind, no, code)
            found.append(AheadRow(key, work, form, title, mark, subject, unit, State(stands), due_at, external))
        return found, count

    def later_dates(self, office_id: int) -> Asked:
        """Requests for later dates that nobody has decided."""
        query = select(func.count(Extension.id), func.min(Extension.asked_at)).where(
            Extension.office_id == office_id, Extension.status == "asked"
        )
        return Asked._make(next(iter(plain_rows(self._session, query))))

    def proposals(self, office_id: int) -> Asked:
        """What was put before the director and has no order yet."""
        ordered = select(ProposalOrder.id).where(ProposalOrder.proposal_id == Proposal.id)
        query = select(func.count(Proposal.id), func.min(Proposal.proposed_at)).where(
            Proposal.office_id == office_id, ~ordered.exists()
        )
        return Asked._make(next(iter(plain_rows(self._session, query))))

    def orders(self, office_id: int, before: datetime) -> Asked:
        """Orders drafted before that moment and not signed."""
        query = select(func.count(CommitteeOrder.id), func.min(CommitteeOrder.drafted_at)).where(
            CommitteeOrder.office_id == office_id,
            CommitteeOrder.status == OrderState.DRAFT.value,
            CommitteeOrder.drafted_at < before,
        )
        return Asked._make(next(iter(plain_rows(self._session, query))))

    def minutes(self, office_id: int, since: datetime, before: datetime) -> list[Unminuted]:
        """Meetings held between these moments of which nobody has drafted minutes, the oldest first."""
        drafted = select(Document.about).where(
            Document.office_id == office_id, Document.kind == "minutes", Document.made_at >= since
        )
        known = {about.get("meeting") for about in self._session.scalars(drafted)}
        held = (Meeting.status == MeetingState.CALLED.value, Meeting.held_at >= since, Meeting.held_at < before)
        query = select(Meeting.id, Meeting.committee, Meeting.held_at).where(Meeting.office_id == office_id, *held)
        rows = plain_rows(self._session, query.order_by(Meeting.held_at, Meeting.id))
        return [Unminuted(committee, held_at) for number, committee, held_at in rows if number not in known]

    def _contacts(self, unit_ids: Sequence[int]) -> dict[int, list[Contact]]:
        columns = (Membership.unit_id, Person.id, Person.name, Person.position, Person.blocked_at)
        query: Select[*tuple[object, ...]] = (
            select(*columns)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.unit_id.in_(unit_ids))
            .group_by(*columns)
            .order_by(func.min(Membership.id))
        )
        people: dict[int, list[Contact]] = {}
        for unit_id, _, name, position, blocked_at in plain_rows(self._session, query):
            people.setdefault(unit_id, []).append(Contact(name, position, blocked_at is not None))
        return people


def _opened(office_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Requirement.office_id == office_id, Requirement.opens_at <= now)


def _reachable() -> tuple[ColumnElement[bool], ...]:
    return (Person.line_user_id.is_not(None), Person.blocked_at.is_(None))
