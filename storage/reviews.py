"""What waits to be looked at, and what was decided about it. Whoever decides locks the debt first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, String, and_, case, cast, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from domain.lifecycle import Deed, State
from domain.reviewing import YES
from domain.subjects import subject_mark
from storage.rows import plain_rows
from storage.schema import Attachment, Claim, Obligation, Opinion, Requirement, Review, Subject, Submission

DRAFT, DONE, UNDONE = "draft", "done", "undone"
PATIENCE: Final = timedelta(minutes=15)  # with an officer who was asked why: later words are no reason any more
_NO_FINDINGS: Final = "[]"
_RETURN: Final = Deed.RETURN.value
_TO_LOOK_AT: Final = (_RETURN, Deed.DOUBT.value)  # its people hear of it at once
_YES: Final = tuple(deed.value for deed in YES)


class Which(NamedTuple):
    """What a queue is made of: what an office has asked for by `now` of these works, and stands in these states.

    `by_opinions`: what is clean is found by what people think of it, not by the checks.
    """

    office_id: int
    works: Collection[str]
    states: Collection[str]
    now: datetime
    by_opinions: bool = False


class Place(NamedTuple):
    """Where a debt stands in the queue: since when it waits, and its id."""

    since: datetime
    debt: int


class Waiting(NamedTuple):
    """A debt that waits. `seen`: another number for each version, of a claim for each piece of evidence; 0: none."""

    place: Place
    seen: int
    requirement_id: int
    work: str
    mark: str  # of the subject, as forms state it
    unit_id: int


class Round(NamedTuple):
    """A requirement of which something waits. `clean`: of the waiting, those that nothing stands against.

    That is: the checks found nothing in it; or, by opinions, somebody thinks that it passes and nobody otherwise.
    `passed`: how many are behind it; `newest`: the id of the latest version that waits.
    """

    id: int
    title: str
    waiting: int
    clean: int
    passed: int
    newest: int


def _evidence(what: Any) -> Any:
    there = or_(Attachment.sha256.is_not(None), Attachment.link != "")
    return select(func.max(what)).where(Attachment.obligation_id == Obligation.id, there).scalar_subquery()


_CLAIMED: Final = (
    select(func.max(Claim.at))
    .where(Claim.obligation_id == Obligation.id, Claim.taken_back_at.is_(None))
    .scalar_subquery()
)
_SINCE: Final = func.coalesce(
    Submission.received_at, _evidence(Attachment.received_at), _CLAIMED, Requirement.opens_at
)  # fmt: skip
_PROOF: Final = case((Obligation.state == State.CLAIMED.value, func.coalesce(_evidence(Attachment.id), 0)), else_=0)
_SEEN: Final = cast(func.coalesce(Submission.id, 0) + _PROOF, Integer)


def _said(*, passes: bool) -> ColumnElement[bool]:
    there = (Opinion.submission_id == Submission.id, Opinion.passes.is_(passes))
    return exists().where(*there).correlate(Submission)


def _clean(which: Which) -> ColumnElement[bool]:
    if which.by_opinions:
        return _said(passes=True) & ~_said(passes=False)
    return and_(Obligation.state != State.CLAIMED.value, cast(Submission.findings, String) == _NO_FINDINGS)


class Reviews:
    """Rows about reviews. A debt waits since the version that counts came in; a claim, since its last evidence."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def waiting(
        self, which: Which, *, of: Collection[int] | None = None, after: Place | None = None, limit: int | None = None
    ) -> list[Waiting]:
        """What waits, the longest first: of these requirements or of all, behind a place or from the start."""
        about = (Requirement.id, Requirement.work, Subject.kind, Subject.no, Subject.code, Obligation.unit_id)
        query = (
            select(_SINCE, Obligation.id, _SEEN, *about)
            .select_from(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .join(Subject, Subject.id == Obligation.subject_id)
            .outerjoin(Submission, (Submission.obligation_id == Obligation.id) & Submission.stands)
            .where(*_opened(which), Obligation.state.in_(list(which.states)))
            .order_by(_SINCE, Obligation.id)
            .limit(limit)
        )
        if of is not None:
            query = query.where(Requirement.id.in_(list(of)))
        if after is not None:
            later = or_(after.since < _SINCE, Obligation.id > after.debt)
            query = query.where(after.since <= _SINCE, later)
        return [
            Waiting(Place(since, debt), seen, requirement, work, subject_mark(kind, no, code), unit)
            for since, debt, seen, requirement, work, kind, no, code, unit in plain_rows(self._session, query)
        ]

    def rounds(self, which: Which, passed: Collection[str]) -> list[Round]:
        """The requirements of which something waits, the longest first. `passed`: the states behind the queue."""
        waits = Obligation.state.in_(list(which.states))
        clean = and_(waits, _clean(which))
        newest = func.coalesce(func.max(case((waits, Submission.id))), 0)
        query = (
            select(Requirement.id, Requirement.title, _sum(waits), _sum(clean), _sum(~waits), newest)
            .select_from(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .outerjoin(Submission, (Submission.obligation_id == Obligation.id) & Submission.stands)
            .where(*_opened(which), Obligation.state.in_([*which.states, *passed]))
            .group_by(Requirement.id, Requirement.title)
            .having(_sum(waits) > 0)
            .order_by(func.min(case((waits, _SINCE))), Requirement.id)
        )
        return [Round._make(row) for row in plain_rows(self._session, query)]

    def clean_to_take(self, which: Which, requirement_id: int, newest: int) -> list[Obligation]:
        """What waits of a requirement and is clean, no version later than that one; locked until the end."""
        query = (
            select(Obligation)
            .join(Submission, (Submission.obligation_id == Obligation.id) & Submission.stands)
            .where(Obligation.requirement_id == requirement_id, Obligation.state.in_(list(which.states)))
            .where(_clean(which), Submission.id <= newest)
            .order_by(Obligation.id)
            .with_for_update(of=Obligation)
        )
        return list(self._session.scalars(query.execution_options(populate_existing=True)).unique())

    def at_hand(self, obligation_id: int) -> tuple[Place, int] | None:
        """Where a debt stands in a queue, and what is there to be looked at; see `Waiting.seen`."""
        query = (
            select(_SINCE, _SEEN)
            .select_from(Obligation)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .outerjoin(Submission, (Submission.obligation_id == Obligation.id) & Submission.stands)
            .where(Obligation.id == obligation_id)
        )
        found = self._session.execute(query).first()
        return (Place(found[0], obligation_id), found[1]) if found else None

    def add(self, *reviews: Review) -> None:
        """Keep what was decided."""
        self._session.add_all(reviews)
        self._session.flush()

    def get(self, review_id: int, office_id: int) -> Review | None:
        """The review with that id, if it is the office's own; locked, so that of two answers to it one is first."""
        query = select(Review).where(Review.id == review_id, Review.office_id == office_id).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def draft(self, review: Review) -> Review:
        """Begin to send something back; what that officer left unfinished before is erased."""
        self._session.execute(delete(Review).where(Review.by_id == review.by_id, Review.status == DRAFT))
        self.add(review)
        return review

    def draft_of(self, person_id: int, now: datetime) -> Review | None:
        """What that officer has begun to send back and not finished, unless it is too long ago."""
        fresh = (Review.status == DRAFT, Review.at > now - PATIENCE)
        query = select(Review).where(Review.by_id == person_id, *fresh).order_by(Review.id.desc())
        return self._session.scalars(query.limit(1)).first()

    def drop(self, draft: Review) -> None:
        """Erase what was not finished."""
        self._session.delete(draft)
        self._session.flush()

    def latest_of(self, obligation_id: int) -> Review | None:
        """What was decided last about a debt."""
        query = select(Review).where(Review.obligation_id == obligation_id, Review.status == DONE)
        return self._session.scalars(query.order_by(Review.id.desc()).limit(1)).first()

    def resolutions(self, obligation_ids: Collection[int], bench: str) -> dict[int, Review]:
        """What was decided last on a bench about each of these debts, by its id; also where that holds no more."""
        return {review.obligation_id: review for review in self.decided_on(obligation_ids, bench)}

    def decided_on(self, obligation_ids: Collection[int], bench: str) -> list[Review]:
        """All that was decided on a bench about these debts and not undone, the oldest first."""
        decided = (Review.bench == bench, Review.status == DONE, Review.deed.in_([*_YES, _RETURN]))
        query = select(Review).where(Review.obligation_id.in_(list(obligation_ids)), *decided).order_by(Review.id)
        return list(self._session.scalars(query))

    def sent_back_for(self, obligation_ids: Collection[int]) -> dict[int, str]:
        """Why each of these debts was last sent back, by its id, wherever that was decided."""
        decided = (Review.deed.in_(_TO_LOOK_AT), Review.status == DONE)
        columns = (Review.obligation_id, Review.reason)
        query = select(*columns).where(Review.obligation_id.in_(list(obligation_ids)), *decided).order_by(Review.id)
        return {debt: reason for debt, reason in plain_rows(self._session, query)}  # noqa: C416 - no pairs

    def last_by(self, person_id: int) -> Review | None:
        """What that officer decided last, undone or not."""
        query = select(Review).where(Review.by_id == person_id, Review.status != DRAFT)
        return self._session.scalars(query.order_by(Review.id.desc()).limit(1)).first()

    def decided_with(self, review: Review) -> list[Review]:
        """All that the same officer decided in the same go, itself among them; locked."""
        query = (
            select(Review)
            .where(Review.by_id == review.by_id, Review.at == review.at, Review.deed == review.deed)
            .where(Review.status == DONE)
            .order_by(Review.obligation_id)
            .with_for_update()
        )
        return list(self._session.scalars(query.execution_options(populate_existing=True)))

    def good_news_for(self, person_id: int, passed: Collection[str]) -> list[Review]:
        """What of a person's was taken, still counts as taken, and they have not been told of."""
        query = (
            select(Review)
            .join(Obligation, Obligation.id == Review.obligation_id)
            .where(Review.sender_id == person_id, Review.status == DONE, Review.told_at.is_(None))
            .where(Review.deed.in_(_YES), Obligation.state.in_(list(passed)))
            .order_by(Review.id)
        )
        return list(self._session.scalars(query))

    def of_list(self, list_id: int) -> list[Review]:
        """What was decided by a list and still holds; locked."""
        query = select(Review).where(Review.list_id == list_id, Review.status == DONE)
        locked = query.order_by(Review.obligation_id).with_for_update().execution_options(populate_existing=True)
        return list(self._session.scalars(locked))

    def sent_back(self, since: datetime) -> list[Review]:
        """What was sent back, or doubted, since that moment, in all offices, the oldest first."""
        query = select(Review).where(Review.deed.in_(_TO_LOOK_AT), Review.at > since, Review.status == DONE)
        return list(self._session.scalars(query.order_by(Review.id)))

    def due_anew_at(self, office_id: int) -> dict[int, datetime]:
        """When each debt of the office was last sent back with a due date of its own, by its id."""
        moved = (Review.deed == _RETURN, Review.status == DONE, Review.due_after.is_not(None))
        query = (
            select(Review.obligation_id, func.max(Review.at))
            .where(Review.office_id == office_id, *moved)
            .group_by(Review.obligation_id)
        )
        return {debt: at for debt, at in plain_rows(self._session, query)}  # noqa: C416 - no pairs


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _opened(which: Which) -> tuple[ColumnElement[bool], ...]:
    of_works = Requirement.work.in_(list(which.works))
    return (Requirement.office_id == which.office_id, Requirement.opens_at <= which.now, of_works)
