"""The inbox: events wait here, one conversation in order, until a worker has finished with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CursorResult,
    Executable,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, aliased

from storage.errors import AlreadyDoneError
from storage.schema import Inbox

LEASE = timedelta(minutes=2)
ATTEMPTS = 5
READY = ("fetched", "gone", "too_large")  # what may have become of a file that was to be fetched
BLOCKS_FOR = timedelta(seconds=30)  # so long a chat waits for the bytes of a file; then what came after it is answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event as the webhook hands it over."""

    event_id: str
    conversation: str
    user_id: str | None
    kind: str
    happened_ms: int
    payload: dict[str, Any]
    message_id: str | None = None
    set_id: str | None = None


def _insert(insert: Callable[..., Any]) -> Executable:
    """Made once, so that its SQL is made once too. RETURNING makes SQLAlchemy send all rows in one statement."""
    statement = insert(Inbox.__table__).on_conflict_do_nothing(index_elements=["event_id"])
    return cast("Executable", statement.returning(Inbox.__table__.c.id))


_INSERT = {"sqlite": _insert(sqlite_insert), "postgresql": _insert(postgres_insert)}


def _row(arrival: Arrival, now: datetime) -> dict[str, Any]:
    return {
        "event_id": arrival.event_id,
        "conversation": arrival.conversation,
        "user_id": arrival.user_id,
        "kind": arrival.kind,
        "message_id": arrival.message_id,
        "set_id": arrival.set_id,
        "happened_ms": arrival.happened_ms,
        "payload": arrival.payload,
        "received_at": now,
        "next_try_at": now,
        "status": "waiting",
        "attempts": 0,
        "error": "",
        "content": "",
    }


def _is_erased(row: Inbox) -> bool:
    return bool((row.payload.get("message") or {}).get("unsent"))


def _next(*may: ColumnElement[bool]) -> Select[Inbox]:
    """The oldest event that is free at `now`; made once, because it is asked for all the time."""
    now: BindParameter[datetime] = bindparam("now")
    free = or_(Inbox.status == "waiting", and_(Inbox.status == "working", Inbox.lease_until < now))
    query = select(Inbox).where(free, Inbox.next_try_at <= now, *may).order_by(Inbox.happened_ms, Inbox.id)
    return query.limit(1).with_for_update(skip_locked=True)


def _nothing_earlier() -> ColumnElement[bool]:
    """No earlier event of the conversation is unfinished, but for files waited for since before `waited_since`."""
    earlier = aliased(Inbox)
    before = or_(
        earlier.happened_ms < Inbox.happened_ms,
        and_(earlier.happened_ms == Inbox.happened_ms, earlier.id < Inbox.id),
    )
    fetching = and_(earlier.content == "wanted", earlier.received_at < bindparam("waited_since"))
    blocks = and_(earlier.status.in_(("waiting", "working")), ~fetching, before)
    return ~exists().where(earlier.conversation == Inbox.conversation, blocks)


_NEXT_EVENT: Final = _next(Inbox.content != "wanted", _nothing_earlier())
_NEXT_FILE: Final = _next(Inbox.content == "wanted")


class InboxQueue:
    """Rows of the inbox."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, arrivals: Iterable[Arrival], now: datetime) -> int:
        """Keep the events that were not kept before; returns how many were new."""
        rows = [_row(arrival, now) for arrival in arrivals]
        if not rows:
            return 0
        connection = self._session.connection()  # plain rows: an ORM object for each would cost more than the commit
        return len(connection.execute(_INSERT[connection.dialect.name], rows).all())

    def claim(self, now: datetime, worker: int | None = None) -> Inbox | None:
        """Lease the oldest event whose conversation has no earlier unfinished one; None if there is none.

        A lease that ran out (its worker died) counts as waiting. Each claim is an attempt, so that an event which
        kills its worker is one day given up too: see `Inbox.attempts` against ATTEMPTS.
        """
        return self._lease(_NEXT_EVENT, {"now": now, "waited_since": now - BLOCKS_FOR}, now, worker)

    def claim_fetch(self, now: datetime, worker: int | None = None) -> Inbox | None:
        """Lease the oldest event whose file is still to be fetched, whatever else its conversation waits for."""
        return self._lease(_NEXT_FILE, {"now": now}, now, worker)

    def _lease(
        self, query: Select[Inbox], bound: dict[str, datetime], now: datetime, worker: int | None
    ) -> Inbox | None:
        row = self._session.scalars(query, bound).first()
        if row is not None:
            row.status, row.lease_until, row.worker = "working", now + LEASE, worker
            row.attempts += 1
        return row

    def get(self, inbox_id: int) -> Inbox:
        """The row with that id."""
        return self._session.get_one(Inbox, inbox_id)

    def finish(self, claimed: Inbox, together: Sequence[Inbox] = ()) -> None:
        """The event is done, and those that came `together` with it; the answer stands in the same transaction."""
        for row in (self._still_ours(claimed), *together):
            row.status, row.lease_until, row.error = "done", None, ""

    def failed(self, claimed: Inbox, error: str, now: datetime) -> bool:
        """Note a failed attempt; True if that was the last one and the row is parked as dead."""
        row = self._still_ours(claimed)
        row.error, row.lease_until = error[:2000], None
        row.status = "dead" if row.attempts >= ATTEMPTS else "waiting"
        row.next_try_at = now + timedelta(seconds=2**row.attempts)
        return row.status == "dead"

    def is_left_to_others(self, row: Inbox) -> bool:
        """Whether photos sent with it are still to be answered: their answer speaks for it too."""
        if row.set_id is None:
            return False
        query = select(Inbox.id).where(Inbox.set_id == row.set_id, Inbox.conversation == row.conversation)
        waiting = query.where(Inbox.id != row.id, Inbox.status.in_(("waiting", "working")))
        return self._session.scalars(waiting.limit(1)).first() is not None

    def postpone(self, claimed: Inbox, now: datetime, wait: timedelta) -> None:
        """Put the event back without counting it against itself (LINE did not answer)."""
        self._give_back(claimed).next_try_at = now + wait

    def content_is(self, claimed: Inbox, content: str, sha256: str | None, now: datetime) -> None:
        """Note what became of the event's file: fetched (with its hash), gone or too_large. It may go on now."""
        row = self._give_back(claimed)
        row.content, row.sha256, row.next_try_at = content, sha256, now

    def _give_back(self, claimed: Inbox) -> Inbox:
        row = self._still_ours(claimed)
        row.status, row.lease_until = "waiting", None
        row.attempts -= 1
        return row

    def _still_ours(self, claimed: Inbox) -> Inbox:
        """The row, locked; AlreadyDoneError when our lease ran out and another worker has taken it over."""
        query = select(Inbox).where(Inbox.id == claimed.id).with_for_update()
        row = self._session.scalars(query.execution_options(populate_existing=True)).one()
        if (row.status, row.attempts) != ("working", claimed.attempts):
            raise AlreadyDoneError("event")
        return row

    def sent_with(self, claimed: Inbox) -> list[Inbox]:
        """The event and, of photos sent at once, all that have come: in the order of their events, locked."""
        row = self._still_ours(claimed)
        if row.set_id is None:
            return [row]
        query = select(Inbox).where(Inbox.set_id == row.set_id, Inbox.conversation == row.conversation)
        members = self._session.scalars(query.order_by(Inbox.happened_ms, Inbox.id).with_for_update())
        return [member for member in members if member.id == row.id or not _is_erased(member)]

    def want_content(self, rows: Iterable[Inbox]) -> int:
        """Have the bytes of these events fetched; returns of how many they are not there yet."""
        missing = [row for row in rows if row.status != "done" and row.content not in READY]
        for row in missing:
            row.content = "wanted"
        return len(missing)

    def is_outdated(self, row: Inbox) -> bool:
        """Whether the message of this event was taken back, or edited later: its last words alone are answered."""
        later_edit = and_(Inbox.kind == "messageEdited", Inbox.happened_ms > row.happened_ms)
        query = (
            select(Inbox.id)
            .where(Inbox.message_id == row.message_id, Inbox.conversation == row.conversation, Inbox.id != row.id)
            .where(or_(Inbox.kind == "unsend", later_edit))
        )
        return row.message_id is not None and self._session.scalars(query.limit(1)).first() is not None

    def lay_aside(self, claimed: Inbox) -> None:
        """An outdated event is done without an answer; of what was taken back before it came, nothing is kept."""
        self.finish(claimed)
        unsent = select(Inbox.id).where(
            Inbox.message_id == claimed.message_id,
            Inbox.conversation == claimed.conversation,
            Inbox.kind == "unsend",
        )
        if claimed.message_id is not None and self._session.scalars(unsent.limit(1)).first() is not None:
            self.erase(claimed.message_id, claimed.conversation)

    def typed(self, message_id: str, conversation: str, user_id: str) -> dict[str, Any] | None:
        """The event in which that person typed that message there, in its last words; None where it is gone."""
        query = (
            select(Inbox)
            .where(Inbox.message_id == message_id, Inbox.conversation == conversation, Inbox.user_id == user_id)
            .order_by(Inbox.id.desc())
            .limit(1)
        )
        row = self._session.scalars(query).first() if message_id else None
        return None if row is None or (row.payload.get("message") or {}).get("unsent") else row.payload

    def erase(self, message_id: str, conversation: str) -> None:
        """Keep that something was sent and taken back, not what it was; what still waited of it is over."""
        query = select(Inbox).where(Inbox.message_id == message_id, Inbox.conversation == conversation)
        for row in self._session.scalars(query.where(Inbox.kind != "unsend")):
            kind = (row.payload.get("message") or {}).get("type")
            row.payload = {**row.payload, "message": {"id": message_id, "type": kind, "unsent": True}}
            row.sha256, row.status, row.lease_until, row.error = None, "done", None, ""

    def release_all(self) -> None:
        """Forget leases of a worker that is known to be dead (a single worker does this when it starts)."""
        self._session.execute(update(Inbox).where(Inbox.status == "working").values(status="waiting", lease_until=None))

    def release_dead(self, living: Collection[int]) -> int:
        """Free the leases of workers that are not among the living; returns how many."""
        dead = Inbox.worker.is_not(None) & Inbox.worker.not_in(list(living))
        statement = update(Inbox).where(Inbox.status == "working", dead).values(status="waiting", lease_until=None)
        return cast("CursorResult[Any]", self._session.execute(statement)).rowcount

    def requeue_dead(self, now: datetime) -> int:
        """Give every parked event a fresh set of attempts; returns how many."""
        statement = update(Inbox).where(Inbox.status == "dead").values(status="waiting", attempts=0, next_try_at=now)
        return cast("CursorResult[Any]", self._session.execute(statement)).rowcount

    def unfinished_from(self, user_ids: Iterable[str]) -> bool:
        """Whether a message these people sent has not been looked at yet: it may be the very form."""
        unfinished = Inbox.status.in_(("waiting", "working"))
        query = select(Inbox.id).where(Inbox.user_id.in_(list(user_ids)), Inbox.kind == "message", unfinished)
        return self._session.scalars(query.limit(1)).first() is not None

    def oldest_waiting(self) -> datetime | None:
        """When the oldest unfinished event was received."""
        query = select(func.min(Inbox.received_at)).where(Inbox.status.in_(("waiting", "working")))
        return self._session.scalar(query)

    def counts(self, of: Collection[str] | None = None) -> dict[str, int]:
        """How many rows stand in each status, or in each `of` these: all would be to count what has ever come."""
        query = select(Inbox.status, func.count()).group_by(Inbox.status)
        rows = self._session.execute(query if of is None else query.where(Inbox.status.in_(list(of))))
        return {status: count for status, count in rows}  # noqa: C416 - rows are Row objects, not pairs
