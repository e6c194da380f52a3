"""What people are told and asked to acknowledge, and who has said what to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.orm import Session

from domain.circulars import Answer, CircularKey, NewCircular, Tally, Unanswered
from storage.inserting import insert_new
from storage.schema import Circular, CircularRecipient, CircularTold, Document, Person, SentMessage


class Waiting(NamedTuple):
    """Somebody who has not answered a circular that stands."""

    circular: Circular
    person_id: int
    part: str
    unanswered: Unanswered


class Recipient(NamedTuple):
    """Somebody whom a circular is for. `on_line`: they can be written to; `answer` None: nothing yet."""

    person_id: int
    name: str
    position: str
    part: str
    on_line: bool
    answer: Answer | None
    answered_at: datetime | None
    remark: str
    unanswered: Unanswered


class Circulars:
    """Rows about circulars."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(self, new: NewCircular, *, office_id: int, by: int, now: datetime) -> int:
        """Keep a circular with whom it is for; the clock tells them. Returns its id."""
        document = self._session.get_one(Document, new.document_id) if new.document_id is not None else None
        row = Circular(
            office_id=office_id,
            kind=new.kind.value,
            title=new.title,
            lines=list(new.lines),
            requirement_id=new.requirement_id,
            sha256=document.sha256 if document else None,
            file_name=document.name if document else "",
            file_kind=document.kind if document else "",
            until=new.until,
            sent_at=now,
            sent_by=by,
            in_groups=new.in_groups,
        )
        self._session.add(row)
        self._session.flush()
        recipients = [
            {"circular_id": row.id, "person_id": one, "part": part, "answer": "", "remark": ""}
            for one, part in new.parts.items()
        ]
        insert_new(self._session, CircularRecipient, *recipients)
        self._enclose(row, new.parts, now)
        return row.id

    def _enclose(self, row: Circular, people: Iterable[int], now: datetime) -> None:
        """A document for each of them: links are for one person, and who tells them later only reads."""
        if row.sha256 is not None:
            self._session.add_all(
                Document(
                    office_id=row.office_id, kind=row.file_kind, name=row.file_name, sha256=row.sha256,
                    made_for_id=person, made_at=now, about={"circular": row.id},
                )
                for person in people
            )  # fmt: skip
            self._session.flush()

    def cancel(self, circular_id: int, now: datetime) -> None:
        """Ask nobody for it any more; who has answered stays known."""
        standing = (Circular.id == circular_id, Circular.cancelled_at.is_(None))
        self._session.execute(update(Circular).where(*standing).values(cancelled_at=now))

    def get(self, circular_id: int, office_id: int) -> Circular | None:
        """The circular of that office with that id."""
        query = select(Circular).where(Circular.id == circular_id, Circular.office_id == office_id)
        return self._session.scalars(query).first()

    def of_office(self, office_id: int, *, most: int) -> list[tuple[Circular, Tally]]:
        """The latest circulars of an office that stand, with how each does."""
        query = select(Circular).where(Circular.office_id == office_id, Circular.cancelled_at.is_(None))
        rows = self._session.scalars(query.order_by(Circular.sent_at.desc(), Circular.id.desc()).limit(most)).all()
        tallies = self.tallies([row.id for row in rows])
        return [(row, tallies[row.id]) for row in rows]

    def tallies(self, circular_ids: Collection[int]) -> dict[int, Tally]:
        """How each of these circulars does, by id."""
        columns = (CircularRecipient.circular_id, CircularRecipient.answer, func.count())
        query = select(*columns).where(CircularRecipient.circular_id.in_(list(circular_ids)))
        found: dict[int, dict[str, int]] = {one: {} for one in circular_ids}
        for circular, answer, count in self._session.execute(query.group_by(*columns[:2])):
            found[circular][answer] = count
        return {
            circular: Tally(people=sum(of.values()), answers={Answer(a): n for a, n in of.items() if a})
            for circular, of in found.items()
        }

    def waiting(self, office_id: int, person_id: int | None = None) -> list[Waiting]:
        """Who of an office (or whether that one) has not answered what, of the circulars that stand; oldest first."""
        query = (
            select(Circular, CircularRecipient)
            .join(CircularRecipient, CircularRecipient.circular_id == Circular.id)
            .where(Circular.office_id == office_id, Circular.cancelled_at.is_(None), CircularRecipient.answer == "")
            .order_by(Circular.id, CircularRecipient.person_id)
        )
        if person_id is not None:
            query = query.where(CircularRecipient.person_id == person_id)
        rows = self._session.execute(query).all()
        told = self._told_of({circular.id for circular, _ in rows}, person_id)
        return [
            Waiting(circular, one.person_id, one.part, _unanswered(told.get((circular.id, one.person_id)), circular))
            for circular, one in rows
        ]

    def recipients(self, circular: Circular) -> list[Recipient]:
        """Whom a circular is for, by name."""
        query = (
            select(CircularRecipient, Person)
            .join(Person, Person.id == CircularRecipient.person_id)
            .where(CircularRecipient.circular_id == circular.id)
            .order_by(Person.name, Person.id)
        )
        told = self._told_of({circular.id}, None)
        return [
            Recipient(
                person_id=person.id,
                name=person.name,
                position=person.position,
                part=one.part,
                on_line=person.line_user_id is not None and person.blocked_at is None,
                answer=Answer(one.answer) if one.answer else None,
                answered_at=one.answered_at,
                remark=one.remark,
                unanswered=_unanswered(told.get((circular.id, person.id)), circular),
            )
            for one, person in self._session.execute(query).unique()
        ]

    def answer(
        self, circular_id: int, person_id: int, said: Answer, *, now: datetime, by: int | None = None, remark: str = ""
    ) -> bool:  # fmt: skip
        """Keep what somebody says to a circular; another answer takes the place of the one before.

        `by`: who wrote it down for them. False: it is not for them, or that is what they said before.
        """
        row = self._session.get(CircularRecipient, (circular_id, person_id), with_for_update=True)
        if row is None or (row.answer == said.value and row.remark == remark):
            return False
        row.answer, row.remark, row.answered_at, row.answered_by = said.value, remark, now, by
        self._session.flush()
        return True

    def told(self, keys: Iterable[tuple[CircularKey, int]], now: datetime) -> None:
        """Note who is told of what by which message."""
        rows = [{**key._asdict(), "at": now, "outbox_id": outbox_id} for key, outbox_id in keys]
        insert_new(self._session, CircularTold, *rows)

    def told_by_line(self, line_id: str) -> list[int]:
        """The ids of the circulars that a message tells of, by the id that LINE gave it."""
        query = (
            select(CircularTold.circular_id)
            .join(SentMessage, SentMessage.outbox_id == CircularTold.outbox_id)
            .where(SentMessage.line_id == line_id)
        )
        return list(self._session.scalars(query.order_by(CircularTold.circular_id)))

    def _told_of(
        self, circulars: Collection[int], person_id: int | None
    ) -> dict[tuple[int, int], tuple[int, datetime]]:
        """How often, and when last, by circular and person."""
        columns = (CircularTold.circular_id, CircularTold.person_id)
        query = select(*columns, func.max(CircularTold.turn), func.max(CircularTold.at)).group_by(*columns)
        query = query.where(CircularTold.circular_id.in_(list(circulars)))
        if person_id is not None:
            query = query.where(CircularTold.person_id == person_id)
        return {(circular, one): (turn + 1, at) for circular, one, turn, at in self._session.execute(query)}


def still_asks(session: Session, outbox_id: int) -> bool:
    """Whether each circular that a message tells of still waits for somebody whom it tells.

    To one person that is for them, to a group for anybody in it.
    """
    waits = (CircularRecipient.answer == "") & Circular.cancelled_at.is_(None)
    answered = (
        select(CircularTold.circular_id)
        .join(Circular, Circular.id == CircularTold.circular_id)
        .join(
            CircularRecipient,
            (CircularRecipient.circular_id == CircularTold.circular_id)
            & (CircularRecipient.person_id == CircularTold.person_id),
        )
        .where(CircularTold.outbox_id == outbox_id)
        .group_by(CircularTold.circular_id)
        .having(func.sum(case((waits, 1), else_=0)) == 0)
    )
    return session.execute(answered.limit(1)).first() is None


def untold(session: Session, outbox_id: int) -> None:
    """A message was not sent after all: what it told is to be told yet."""
    session.execute(delete(CircularTold).where(CircularTold.outbox_id == outbox_id))


def _unanswered(told: tuple[int, datetime] | None, circular: Circular) -> Unanswered:
    turns, last = told or (0, None)
    return Unanswered(turns, last, circular.until)
