"""The outbox: what was promised, waiting to be sent once, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session

from domain.calendar import OfficeHours
from storage.asked_reminders import RULE
from storage.claiming import WAYS, Budget, Claimed, Claims, leave_out, park, unsaid, withdraw
from storage.inserting import insert_new
from storage.retry_keys import new_key
from storage.schema import Membership, Nag, Obligation, Outbox, Person, SentMessage, SubjectOwner

USUAL_HOURS: Final = OfficeHours()
REPLY_WINDOW = timedelta(seconds=50)  # LINE keeps a reply token for about a minute; ten seconds are for the call


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
    carries: bool = False
    recipients: int = 1


def _row(letter: Letter, now: datetime) -> Outbox:
    return Outbox(
        way=letter.way,
        chat=letter.chat,
        reply_token=letter.reply_token,
        reply_until=letter.reply_until,
        worth_push=letter.worth_push,
        messages=letter.messages,
        retry_key=new_key(now),
        once=letter.once,
        nags=letter.nags,
        carries=letter.carries,
        recipients=letter.recipients,
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

    def have_once(self, keys: Collection[str]) -> set[str]:
        """Those of the keys with which a message was ever written."""
        query = select(Outbox.once).where(Outbox.once.in_(list(keys)))
        return {once for once in self._session.scalars(query) if once is not None}

    def claim(
        self, now: datetime, *, allowance: int | None, reserve: int = 0, ways: Collection[str] = WAYS,
        worker: int | None = None, hours: OfficeHours = USUAL_HOURS,
    ) -> Claimed | None:  # fmt: skip
        """Lease the next message that may go now. Messages that may no longer go are settled on the way.

        `allowance`: paid messages of a month, None for unlimited; `reserve`: how many of them reminders leave over for
        answers that must arrive. `ways`: reply, push or both. `worker`: who holds the lease. `hours`: the office's, in
        which reminders are sent.
        """
        return Claims(self._session, hours).claim(now, Budget(allowance=allowance, reserve=reserve), ways, worker)

    def still_ours(self, claimed: Claimed) -> bool:
        """Whether nobody has taken the row over since; locks it."""
        query = select(Outbox).where(Outbox.id == claimed.id).with_for_update()
        row = self._session.scalars(query.execution_options(populate_existing=True)).one()
        return row.status == "sending" and row.lease_until == claimed.lease_until

    def leave_out(self, row_id: int) -> None:
        """Take the reminder that rides along out of an unsent answer."""
        leave_out(self._session, self._session.get_one(Outbox, row_id))

    def withdraw_about(self, obligation_id: int, now: datetime) -> None:
        """Take back unsent reminders that ask for this obligation, which has just come in, or may name it besides."""
        self._withdraw(select(Obligation).where(Obligation.id == obligation_id), now)

    def withdraw_about_all(self, requirement_id: int, now: datetime) -> None:
        """Take back unsent reminders of anything of this requirement, which is asked otherwise from now."""
        self._withdraw(select(Obligation).where(Obligation.requirement_id == requirement_id), now)

    def _withdraw(self, which: Select[Obligation], now: datetime) -> None:
        """A digest tells an owner of other open work too, of which the ledger has no lines.

        Two ways that each begin with few rows: one way with an `or` would look at every line of the ledger.
        """
        debts = which.with_only_columns(Obligation.id, Obligation.unit_id, Obligation.subject_id).subquery()
        owners = select(SubjectOwner.unit_id).where(SubjectOwner.subject_id.in_(select(debts.c.subject_id)))
        serving = Membership.unit_id.in_(select(debts.c.unit_id).union(owners))
        people = select(Person.line_user_id).join(Membership, Membership.person_id == Person.id).where(serving)
        is_digest = exists().where(Nag.outbox_id == Outbox.id, ~Nag.rule.startswith(RULE))
        waiting = Outbox.status == "waiting"
        beside = select(Outbox.id).where(waiting, Outbox.chat.in_(people), is_digest, ~Outbox.tried)
        asked = select(Nag.outbox_id).where(Nag.obligation_id.in_(select(debts.c.id)))
        for row in self._session.scalars(select(Outbox).where(waiting, Outbox.id.in_(asked.union(beside)))).all():
            withdraw(self._session, row, now)

    def sent(self, row_id: int, line_ids: Sequence[str], now: datetime) -> None:
        """LINE has accepted it (which is not the same as read). Its ids are kept, for replies that quote it."""
        row = self._session.get_one(Outbox, row_id)
        row.status, row.sent_at, row.lease_until, row.line_ids = "sent", now, None, list(line_ids)
        row.paid = row.recipients if row.way == "push" else 0
        ours = [{"line_id": line_id, "chat": row.chat, "outbox_id": row.id} for line_id in line_ids]
        insert_new(self._session, SentMessage, *ours)

    def is_ours(self, line_id: str, chat: str) -> bool:
        """Whether LINE gave that message id to a message of ours in that chat.

        Where a push went is known. A reply goes wherever its event came from (`Outbox.chat` then names who is
        pushed to if the reply is missed), and the id alone tells.
        """
        query = (
            select(SentMessage.line_id)
            .join(Outbox, Outbox.id == SentMessage.outbox_id)
            .where(SentMessage.line_id == line_id, or_(SentMessage.chat == chat, Outbox.way == "reply"))
        )
        return self._session.scalar(query) is not None

    def later(self, row_id: int, *, at: datetime, error: str, maybe_accepted: bool) -> None:
        """Try again at that time with the same key and the same body."""
        row = self._session.get_one(Outbox, row_id)
        row.status, row.next_try_at, row.lease_until, row.error = "waiting", at, None, error[:500]
        row.attempts += 1
        row.tried = maybe_accepted

    def reply_missed(self, row_id: int, now: datetime, error: str = "") -> None:
        """The reply window has closed: pay for a push if the message is worth it, else let it go."""
        row = self._session.get_one(Outbox, row_id)
        row.lease_until, row.tried, row.error = None, False, error[:500]
        leave_out(self._session, row)
        if row.worth_push:
            row.way, row.status, row.next_try_at = "push", "waiting", now
        else:
            row.status = "expired"
            unsaid(self._session, row.id)

    def in_other_words(self, row_id: int, messages: list[dict[str, Any]], now: datetime) -> None:
        """LINE has refused it as it was drawn: send it once more so. Another body needs another retry key."""
        row = self._session.get_one(Outbox, row_id)
        row.messages, row.retry_key = messages, new_key(now)
        row.status, row.next_try_at, row.lease_until, row.tried = "waiting", now, None, False

    def stopped(self, row_id: int, status: str, error: str) -> None:
        """Park it: `held` (no quota) or `refused` (LINE will never take it). LINE has certainly not accepted it."""
        park(self._session, self._session.get_one(Outbox, row_id), status, error)

    def release_all(self) -> None:
        """Forget leases of a worker that is known to be dead; what it may have sent stays marked as tried."""
        self._release(Outbox.status == "sending")

    def release_dead(self, living: Collection[int]) -> None:
        """Forget the leases of workers that are not among the living; a row without a worker keeps its own."""
        dead = and_(Outbox.worker.is_not(None), Outbox.worker.not_in(list(living)))
        self._release(and_(Outbox.status == "sending", dead))

    def _release(self, which: ColumnElement[bool]) -> None:
        self._session.execute(update(Outbox).where(which).values(status="waiting", lease_until=None, worker=None))

    def oldest_waiting(self) -> datetime | None:
        """When the oldest message that is still to be sent was written."""
        query = select(func.min(Outbox.created_at)).where(Outbox.status.in_(("waiting", "sending")))
        return self._session.scalar(query)

    def counts(self, *, reminders_only: bool = False, of: Collection[str] | None = None) -> dict[str, int]:
        """How many rows stand in each status, or in each `of` these: all would be to count what was ever sent."""
        which = (*((Outbox.nags,) if reminders_only else ()), *(() if of is None else (Outbox.status.in_(list(of)),)))
        rows = self._session.execute(select(Outbox.status, func.count()).where(*which).group_by(Outbox.status))
        return {status: count for status, count in rows}  # noqa: C416 - rows are Row objects, not pairs
