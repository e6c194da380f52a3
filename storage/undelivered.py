"""Messages that did not go out: held for want of quota, refused by LINE, or in doubt. Who may let them go, and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, update
from sqlalchemy.orm import Session

from domain.thai import local
from storage.claiming import NOTICE, withdraw
from storage.retry_keys import new_key
from storage.schema import Outbox, Person

PARKED = ("held", "refused")
GO_BY_THEMSELVES = timedelta(days=3)  # held longer than that, a message may be out of date: the officer decides
SHOWN_FOR = timedelta(days=30)
_LONGEST_GIST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A message that did not go out. `status`: held, refused, or uncertain; `said`: what a notification would show."""

    id: int
    name: str
    unit: str
    said: str
    status: str
    written_at: datetime


class UndeliveredMessages:
    """Rows of the outbox that somebody must know of."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_office(self, office_id: int, now: datetime, *, limit: int) -> list[Undelivered]:
        """The office's newest ones. A message belongs to the office of the person it is for."""
        query = (
            select(Outbox, Person)
            .join(Person, Person.line_user_id == Outbox.chat)
            .where(Person.office_id == office_id, *_listed(now))
            .order_by(Outbox.id.desc())
            .limit(limit)
        )
        return [_undelivered(row, person) for row, person in self._session.execute(query).unique()]

    def count(self, office_id: int, now: datetime) -> int:
        """How many there are of the office."""
        query = select(func.count(Outbox.id)).where(_of_office(office_id), *_listed(now))
        return int(self._session.scalar(query) or 0)

    def noticed(self, person_id: int, now: datetime) -> bool:
        """Whether that officer was sent a notice today."""
        query = select(Outbox.id).where(Outbox.once == notice_key(person_id, now), Outbox.status != "withdrawn")
        return self._session.scalar(query) is not None

    def untold(self, office_id: int, now: datetime, *, since: datetime) -> list[int]:
        """Ids of those nobody was told of before that moment."""
        fresh = or_(Outbox.told_at.is_(None), Outbox.told_at >= since)
        return list(self._session.scalars(select(Outbox.id).where(_of_office(office_id), fresh, *_listed(now))))

    def untold_in(self, now: datetime) -> set[int]:
        """The offices in which there are some that nobody was told of."""
        query = (
            select(Person.office_id)
            .join(Outbox, Outbox.chat == Person.line_user_id)
            .where(or_(Outbox.told_at.is_(None), Outbox.told_at >= now), *_listed(now))
            .distinct()
        )
        return set(self._session.scalars(query))

    def told(self, ids: Collection[int], now: datetime) -> None:
        """An officer has been told of these."""
        if ids:
            self._session.execute(update(Outbox).where(Outbox.id.in_(list(ids))).values(told_at=now))

    def requeue(self, office_id: int, now: datetime) -> int:
        """Somebody of the office decides that all of these are to be sent after all; returns how many will be tried."""
        return self._let_go((_of_office(office_id), *_listed(now)), now)

    def requeue_parked(self, now: datetime) -> int:
        """The operator lets everything that is held or refused, of every office, try once more; returns how many."""
        return self._let_go((Outbox.status.in_(PARKED),), now)

    def release_held(self, now: datetime, *, left: int | None, reserve: int) -> int:
        """Let held messages go when there is room again, unless they are old. Returns how many.

        `left`: paid messages that may still be sent (None: any number); reminders need more than `reserve` of them.
        Reminders of another day are taken back whether there is room or not: they are asked anew in other words.
        """
        held = Outbox.status == "held"
        old = [row for row in self._rows((held, Outbox.nags.is_(True))) if not _of_today(row, now)]
        for row in old:
            withdraw(self._session, row, now)
        if left == 0:
            return 0
        young = Outbox.created_at >= now - GO_BY_THEMSELVES
        affordable = () if left is None or left > reserve else (not_(Outbox.nags),)
        return self._let_go((held, young, *affordable), now)

    def _let_go(self, which: Sequence[ColumnElement[bool]], now: datetime) -> int:
        """Into the queue again, replies as pushes; each with a new retry key, for LINE may have forgotten the old."""
        rows = self._rows(which)
        for row in rows:
            if row.nags and not _of_today(row, now):
                withdraw(self._session, row, now)
                continue
            row.status, row.next_try_at, row.attempts, row.tried, row.way = "waiting", now, 0, False, "push"
            row.retry_key = new_key(now)
        self._session.flush()
        return sum(row.status == "waiting" for row in rows)

    def _rows(self, which: Sequence[ColumnElement[bool]]) -> list[Outbox]:
        query = select(Outbox).where(*which).order_by(Outbox.id).with_for_update()
        return list(self._session.scalars(query.execution_options(populate_existing=True)))


def notice_key(person_id: int, now: datetime) -> str:
    """The key that lets one notice a day go to an officer."""
    return f"{NOTICE}{local(now).date()}:{person_id}"


def _of_office(office_id: int) -> ColumnElement[bool]:
    theirs = select(Person.line_user_id).where(Person.office_id == office_id, Person.line_user_id.is_not(None))
    return Outbox.chat.in_(theirs)


def _listed(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Held, refused, and what may not have arrived although it mattered."""
    in_doubt = and_(Outbox.status == "uncertain", not_(Outbox.nags), or_(Outbox.way == "push", Outbox.worth_push))
    return (or_(Outbox.status.in_(PARKED), in_doubt), Outbox.created_at >= now - SHOWN_FOR)


def _of_today(row: Outbox, now: datetime) -> bool:
    return local(row.created_at).date() == local(now).date()


def _undelivered(row: Outbox, person: Person) -> Undelivered:
    units = [membership.unit.called for membership in person.memberships]
    return Undelivered(
        id=row.id,
        name=person.name,
        unit=units[0] if units else "",
        said=_gist(row.messages),
        status=row.status,
        written_at=row.created_at,
    )


def _gist(messages: Sequence[dict[str, Any]]) -> str:
    """What a phone's notification shows of a message as it was drawn: the alternative text, or the text itself."""
    first = messages[0] if messages else {}
    return str(first.get("altText") or first.get("text") or "")[:_LONGEST_GIST]
