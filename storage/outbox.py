"""The outbox: what was promised, waiting to be sent once. Claiming re-checks what may have changed since."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from domain.lifecycle import State, is_owed
from domain.thai import local
from storage.inbox import InboxQueue
from storage.schema import Membership, Nag, Obligation, Outbox, Person, QuotaMonth, SubjectOwner

LEASE = timedelta(minutes=1)
PARKED = ("held", "refused")
REPLY_WINDOW = timedelta(seconds=50)  # LINE keeps a reply token for about a minute; ten seconds are for the call
RETRY_KEY_LIFE = timedelta(hours=24)  # after that LINE forgets the key and would send again
LOOK_AGAIN = timedelta(seconds=2)
_QUOTA_LOCK = 7_165_001  # any number no other advisory lock of ours has


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message as drawn for LINE, before it has a row."""

    way: str
    chat: str
    messages: list[dict[str, Any]]
    reply_token: str | None = None
    reply_until: datetime | None = None
    worth_push: bool = False
    once: str | None = None
    nags: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row taken for sending. `tried`: an earlier call may have been accepted although its answer was never seen."""

    id: int
    way: str
    chat: str
    reply_token: str | None
    messages: list[dict[str, Any]]
    retry_key: str
    tried: bool
    attempts: int


def _row(letter: Letter, now: datetime) -> Outbox:
    return Outbox(
        way=letter.way,
        chat=letter.chat,
        reply_token=letter.reply_token,
        reply_until=letter.reply_until,
        worth_push=letter.worth_push,
        messages=letter.messages,
        retry_key=str(uuid.uuid4()),
        once=letter.once,
        nags=letter.nags,
        created_at=now,
        next_try_at=now,
    )


class OutboxQueue:
    """Rows of the outbox."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, letter: Letter, now: datetime) -> int:
        """Write a message to be sent; its retry key is fixed here. Returns the row's id."""
        return self.add_all([letter], now)[0]

    def add_all(self, letters: Sequence[Letter], now: datetime) -> list[int]:
        """Write many messages with few statements. Returns the rows' ids in the same order."""
        rows = [_row(letter, now) for letter in letters]
        self._session.add_all(rows)
        self._session.flush()
        return [row.id for row in rows]

    def has_once(self, once: str) -> bool:
        """Whether a message with that key was ever written."""
        return self._session.scalar(select(Outbox.id).where(Outbox.once == once)) is not None

    def claim(self, now: datetime, *, allowance: int | None, reserve: int = 0) -> Claimed | None:
        """Lease the next message that may go now. Messages that may no longer go are settled on the way.

        `allowance`: paid messages of a month, None for unlimited; LINE's own figure wins over it when known.
        `reserve`: how many of them reminders leave over for answers that must arrive.
        """
        while (row := self._next_due(now)) is not None:
            left_over = reserve if row.nags else 0
            if self._may_go(row, now, None if allowance is None else allowance - left_over):
                tried = row.tried
                row.status, row.tried, row.lease_until = "sending", True, now + LEASE
                return Claimed(
                    id=row.id,
                    way=row.way,
                    chat=row.chat,
                    reply_token=row.reply_token,
                    messages=list(row.messages),
                    retry_key=row.retry_key,
                    tried=tried,
                    attempts=row.attempts,
                )
            self._session.flush()
        return None

    def _next_due(self, now: datetime) -> Outbox | None:
        """Answers first, because their time is short; then what somebody waits for; reminders last."""
        free = or_(Outbox.status == "waiting", and_(Outbox.status == "sending", Outbox.lease_until < now))
        first = (Outbox.way != "reply", Outbox.nags, Outbox.id)
        query = select(Outbox).where(free, Outbox.next_try_at <= now).order_by(*first).limit(1)
        return self._session.scalars(query.with_for_update(skip_locked=True)).first()

    def _may_go(self, row: Outbox, now: datetime, allowance: int | None) -> bool:
        if row.way == "reply":
            return self._reply_is_fresh(row, now) or (row.way == "push" and self._push_may_go(row, now, allowance))
        return self._push_may_go(row, now, allowance)

    def _reply_is_fresh(self, row: Outbox, now: datetime) -> bool:
        if row.reply_until is not None and now < row.reply_until:
            return True
        if row.worth_push:
            row.way, row.tried = "push", False  # a push has its own retry key: it cannot double a push
            return False
        row.status = "uncertain" if row.tried else "expired"
        return False

    def _push_may_go(self, row: Outbox, now: datetime, allowance: int | None) -> bool:
        if row.tried and now - row.created_at >= RETRY_KEY_LIFE:
            row.status = "uncertain"
            return False
        if row.nags and not (self._nag_is_of_today(row, now) and self._nag_still_asks(row, now)):
            return False
        if allowance is not None and self._paid_and_promised(now) + row.recipients > allowance:
            row.status, row.error = "held", "the month's quota is used up"
            return False
        return True

    def _nag_is_of_today(self, row: Outbox, now: datetime) -> bool:
        """A reminder says how many days are left: on another day it is taken back and asked anew in other words."""
        if local(row.created_at).date() == local(now).date():
            return True
        if row.tried:  # the person may have it already: the ledger keeps saying so
            row.status = "uncertain"
        else:
            self.withdraw(row)
        return False

    def _paid_and_promised(self, now: datetime) -> int:
        """The month's paid messages, asked by one worker at a time, so that two never take the last one together."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(select(func.pg_advisory_xact_lock(_QUOTA_LOCK)))
        return self.paid_this_month(now)

    def _nag_still_asks(self, row: Outbox, now: datetime) -> bool:
        """Whether everything this reminder asks for is still owed, and nothing from its debtors waits unread."""
        asked = select(Obligation).join(Nag, Nag.obligation_id == Obligation.id).where(Nag.outbox_id == row.id)
        debts = self._session.scalars(asked).unique().all()
        if not all(is_owed(State(debt.state)) for debt in debts):
            self.withdraw(row)
            return False
        senders = self._session.scalars(
            select(Person.line_user_id)
            .join(Membership, Membership.person_id == Person.id)
            .join(SubjectOwner, SubjectOwner.unit_id == Membership.unit_id)
            .where(SubjectOwner.subject_id.in_([d.subject_id for d in debts]), Person.line_user_id.is_not(None))
        )
        if InboxQueue(self._session).unfinished_from([s for s in senders if s]):
            row.next_try_at = now + LOOK_AGAIN
            return False
        return True

    def withdraw(self, row: Outbox) -> None:
        """Take back a reminder that was not sent; its ledger lines go too, so that what is left is asked anew."""
        row.status = "withdrawn"
        self._session.execute(delete(Nag).where(Nag.outbox_id == row.id))

    def withdraw_about(self, obligation_id: int) -> None:
        """Take back unsent reminders that ask for this obligation, which has just come in."""
        query = (
            select(Outbox)
            .join(Nag, Nag.outbox_id == Outbox.id)
            .where(Nag.obligation_id == obligation_id, Outbox.status == "waiting")
        )
        for row in self._session.scalars(query).unique().all():
            self.withdraw(row)

    def sent(self, row_id: int, line_ids: Sequence[str], now: datetime) -> None:
        """LINE has accepted it (which is not the same as read)."""
        row = self._session.get_one(Outbox, row_id)
        row.status, row.sent_at, row.lease_until, row.line_ids = "sent", now, None, list(line_ids)
        row.paid = row.recipients if row.way == "push" else 0

    def later(self, row_id: int, *, at: datetime, error: str, maybe_accepted: bool) -> None:
        """Try again at that time with the same key and the same body."""
        row = self._session.get_one(Outbox, row_id)
        row.status, row.next_try_at, row.lease_until, row.error = "waiting", at, None, error[:500]
        row.attempts += 1
        row.tried = maybe_accepted

    def reply_missed(self, row_id: int, now: datetime) -> None:
        """The reply window has closed: pay for a push if the message is worth it, else let it go."""
        row = self._session.get_one(Outbox, row_id)
        row.lease_until = None
        if row.worth_push:
            row.way, row.status, row.tried, row.next_try_at = "push", "waiting", False, now
        else:
            row.status = "expired"

    def stopped(self, row_id: int, status: str, error: str) -> None:
        """Park it: `held` (no quota) or `refused` (LINE will never take it). LINE has certainly not accepted it."""
        row = self._session.get_one(Outbox, row_id)
        row.status, row.error, row.lease_until, row.tried = status, error[:500], None, False

    def requeue_parked(self, now: datetime) -> int:
        """Let everything that is held or refused try once more; returns how many."""
        statement = update(Outbox).where(Outbox.status.in_(PARKED)).values(status="waiting", next_try_at=now)
        return cast("CursorResult[Any]", self._session.execute(statement)).rowcount

    def release_all(self) -> None:
        """Forget leases of a worker that is known to be dead; what it may have sent stays marked as tried."""
        self._session.execute(
            update(Outbox).where(Outbox.status == "sending").values(status="waiting", lease_until=None)
        )

    def paid_this_month(self, now: datetime) -> int:
        """Paid messages of this Bangkok month: sent and on their way, or LINE's figure plus ours since, if larger."""
        start = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        ours = self._paid_since(start)
        line = self._session.get(QuotaMonth, f"{start:%Y-%m}")
        return ours if line is None else max(ours, line.used + self._paid_since(line.asked_at))

    def _paid_since(self, start: datetime) -> int:
        sent = select(func.coalesce(func.sum(Outbox.paid), 0)).where(Outbox.sent_at >= start)
        going = select(func.coalesce(func.sum(Outbox.recipients), 0)).where(
            Outbox.way == "push", Outbox.status == "sending"
        )
        return int(self._session.scalar(sent) or 0) + int(self._session.scalar(going) or 0)

    def note_quota(self, *, allowed: int | None, used: int, now: datetime) -> None:
        """Keep LINE's own figures for the month."""
        self._session.merge(QuotaMonth(month=f"{local(now):%Y-%m}", allowed=allowed, used=used, asked_at=now))

    def quota(self, now: datetime) -> QuotaMonth | None:
        """LINE's figures for this month, as last asked."""
        return self._session.get(QuotaMonth, f"{local(now):%Y-%m}")

    def oldest_waiting(self) -> datetime | None:
        """When the oldest message that is still to be sent was written."""
        query = select(func.min(Outbox.created_at)).where(Outbox.status.in_(("waiting", "sending")))
        return self._session.scalar(query)

    def counts(self) -> dict[str, int]:
        """How many rows stand in each status."""
        rows = self._session.execute(select(Outbox.status, func.count()).group_by(Outbox.status))
        return {status: count for status, count in rows}  # noqa: C416 - rows are Row objects, not pairs
