"""Choosing the next message that may go, and taking it. What may have changed since it was written is asked again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BindParameter, Select, and_, bindparam, delete, func, or_, select, true, update
from sqlalchemy.orm import Session, aliased

from domain.calendar import OfficeHours
from domain.thai import BANGKOK, local
from storage.circulars import still_asks, untold
from storage.last_look import LastLook
from storage.news import unheard
from storage.quota import Quotas
from storage.retry_keys import born_at
from storage.schema import GroupNag, Nag, Outbox, Person
from storage.watching import concerning

LEASE = timedelta(minutes=1)
WAYS = ("reply", "push")  # in which order they go out: backwards by the alphabet, as `ix_outbox_unsent` has it
RETRY_KEY_LIFE = timedelta(hours=24)  # after that LINE forgets the key and would send again
NOTICE = "undelivered:"  # what `once` of a notice about parked messages starts with
OF_THE_DAY = (NOTICE, "morning:")  # what is out of date tomorrow is taken back instead of being put aside
LOOK_AGAIN = timedelta(seconds=2)
_CLAIM_LOCK = 7_165_001  # any number no other advisory lock of ours has
# Most of the time next to nothing waits, and so say PostgreSQL's statistics on a morning when a country's reminders do:
# it would sort them all for each message rather than walk along the index that has them in order.
_ALONE: Final = select(func.pg_advisory_xact_lock(_CLAIM_LOCK), func.set_config("enable_sort", "off", true()))


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
    lease_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Paid messages a month: `allowance` (None: unlimited), of which reminders leave `reserve` over."""

    allowance: int | None
    reserve: int = 0

    def for_row(self, row: Outbox) -> int | None:
        """How many may have been used up once this message is paid."""
        if self.allowance is None:
            return None
        return self.allowance - (self.reserve if row.nags else 0)


def _next_due() -> Select[Outbox]:
    """The next message of `ways` that is due at `now`; made once, because it is asked for all the time."""
    now: BindParameter[datetime] = bindparam("now")
    other = aliased(Outbox)
    free = or_(Outbox.status == "waiting", and_(Outbox.status == "sending", Outbox.lease_until < now))
    tried = (other.tried, other.status.in_(("waiting", "sending")))  # as `ix_outbox_on_its_way` has it
    busy = select(other.chat).where(*tried, other.status == "sending", other.lease_until >= now)
    of_ways = Outbox.way.in_(bindparam("ways", expanding=True))
    query = select(Outbox).where(free, Outbox.next_try_at <= now, of_ways, Outbox.chat.not_in(busy))
    first = query.order_by(Outbox.way.desc(), Outbox.nags, Outbox.id).limit(1)
    return first.with_for_update(skip_locked=True).execution_options(populate_existing=True)


_NEXT_DUE: Final = _next_due()


class Claims:
    """Takes rows of the outbox, one claim at a time.

    In SQLite whoever may write is alone anyway; in PostgreSQL one advisory lock sees to it, whatever the number of
    processes: two can neither take the last paid message together nor overtake each other. `hours`: the office's.
    """

    def __init__(self, session: Session, hours: OfficeHours) -> None:
        self._session = session
        self._hours = hours
        self._quota = Quotas(session)
        self._look = LastLook(session)

    def claim(self, now: datetime, budget: Budget, ways: Collection[str], worker: int | None) -> Claimed | None:
        """Lease the next message that may go; those that may no longer go are settled on the way."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(_ALONE)
        while (row := self._next_due(now, ways)) is not None:
            if self._may_go(row, now, budget) and row.way in ways:
                return self._leased(row, now, worker)
            self._session.flush()
        return None

    def _leased(self, row: Outbox, now: datetime, worker: int | None) -> Claimed:
        tried, until = row.tried, now + LEASE
        row.status, row.tried, row.lease_until, row.worker = "sending", True, until, worker
        return Claimed(
            id=row.id,
            way=row.way,
            chat=row.chat,
            reply_token=row.reply_token,
            messages=list(row.messages),
            retry_key=row.retry_key,
            tried=tried,
            attempts=row.attempts,
            lease_until=until,
        )

    def _next_due(self, now: datetime, ways: Collection[str]) -> Outbox | None:
        """Answers first, because their time is short; then what somebody waits for; reminders last.

        A chat of which a message is on its way waits for that one, so that the next cannot overtake it.
        """
        return self._session.scalars(_NEXT_DUE, {"now": now, "ways": list(ways)}).first()

    def _may_go(self, row: Outbox, now: datetime, budget: Budget) -> bool:
        if row.way == "reply" and self._reply_is_fresh(row, now):
            if row.carries and not row.tried and not self._may_be_carried(row):
                leave_out(self._session, row)
            return True
        return row.way == "push" and self._push_may_go(row, now, budget)

    def _reply_is_fresh(self, row: Outbox, now: datetime) -> bool:
        if row.reply_until is not None and now < row.reply_until:
            return True
        if row.tried:  # the answer was never seen: the person may have the reply, and a push would double it
            doubt(row, now)
            return False
        leave_out(self._session, row)
        if row.worth_push:
            row.way = "push"
        else:
            row.status = "expired"
            unsaid(self._session, row.id)
        return False

    def _push_may_go(self, row: Outbox, now: datetime, budget: Budget) -> bool:
        if row.tried and now - born_at(row.retry_key, row.created_at) >= RETRY_KEY_LIFE:
            doubt(row, now)
            return False
        if self._has_blocked_us(row):
            if row.nags:
                withdraw(self._session, row, now)
            else:
                park(self._session, row, "refused", "the person has blocked the account")
            return False
        if row.nags and not (self._nag_is_in_time(row, now) and self._nag_still_asks(row, now)):
            return False
        if not row.tried and not still_asks(self._session, row.id):  # somebody has acknowledged meanwhile
            withdraw(self._session, row, now)
            return False
        most = None if row.tried else budget.for_row(row)  # what was tried has its place in the month
        if most is not None and self._quota.figures(now, otherwise=None).used + row.recipients > most:
            park(self._session, row, "held", "the month's quota is used up")
            return False
        return True

    def _has_blocked_us(self, row: Outbox) -> bool:
        """LINE takes what is for such a person and drops it: it would count as told."""
        blocked = select(Person.id).where(Person.line_user_id == row.chat, Person.blocked_at.is_not(None))
        return self._session.scalar(blocked) is not None

    def _nag_is_in_time(self, row: Outbox, now: datetime) -> bool:
        """Whether people may still be written to: on its day, and in office hours unless it was written outside them.

        A reminder says how many days are left: on another day it is taken back and asked anew in other words, and so
        is one that the office's closing overtook. What lunch overtook waits for its end.
        """
        written, there = local(row.created_at), local(now)
        if written.date() == there.date():
            if self._hours.include(there.time()) or not self._hours.include(written.time()):
                return True
            if there.time() < self._hours.lunch[1]:
                row.next_try_at = datetime.combine(there.date(), self._hours.lunch[1], BANGKOK)
                return False
        withdraw(self._session, row, now)
        return False

    def _nag_still_asks(self, row: Outbox, now: datetime) -> bool:
        """Whether everything this reminder says is still so, and nothing from its debtors waits unread."""
        if not self._look.still_asks(row):
            withdraw(self._session, row, now)
            return False
        if self._look.file_may_wait(row):
            row.next_try_at = now + LOOK_AGAIN
            return False
        return True

    def _may_be_carried(self, row: Outbox) -> bool:
        """Whether what rides along with an answer may still be told: an answer does not wait for a file to be read."""
        return self._look.still_asks(row) and not self._look.file_may_wait(row)


def park(session: Session, row: Outbox, status: str, error: str) -> None:
    """Put a message aside where people see it: `held` (no quota) or `refused`. LINE has certainly not accepted it.

    What is of its day only is taken back instead, unless reminders stand in it, which are kept as reminders are. So a
    notice about such messages is never one itself, and what it told of counts as untold again.
    """
    row.error, row.lease_until, row.tried, row.told_at = error[:500], None, False, None
    row.status = status
    if row.once is not None and row.once.startswith(OF_THE_DAY) and not row.nags:
        row.status = "withdrawn"
    if row.once is not None and row.once.startswith(NOTICE):
        told_by_it = update(Outbox).where(Outbox.told_at == row.created_at)
        session.execute(told_by_it.values(told_at=None).execution_options(synchronize_session=False))


def doubt(row: Outbox, now: datetime) -> None:
    """Give up finding out whether LINE took a message: it is never sent again, and a push counts as paid for."""
    row.status = "uncertain"
    if row.way == "push":
        row.paid, row.sent_at = row.recipients, now


def leave_out(session: Session, row: Outbox) -> None:
    """Take the reminder that rides along out of an answer that was not sent: the next taps stay in sight.

    Of one that may have been sent nothing is changed: what was tried is repeated as it was.
    """
    if not row.carries or row.tried:
        return
    *kept, last = row.messages
    if kept and "quickReply" in last:
        kept[-1] = {**kept[-1], "quickReply": last["quickReply"]}
    row.messages, row.carries = kept, False
    with concerning(session, _office_of(session, row)):
        session.execute(delete(Nag).where(Nag.outbox_id == row.id))
    session.execute(delete(GroupNag).where(GroupNag.outbox_id == row.id))


def withdraw(session: Session, row: Outbox, now: datetime) -> None:
    """Take back a reminder that was not sent; its ledger lines go too, so that what is left is asked anew.

    So does the key of an overview that stands above it, which is then said anew as well.
    One whose answer was lost may have arrived: then the ledger keeps saying that it was asked.
    """
    if row.carries:
        leave_out(session, row)
        return
    if row.tried:
        doubt(row, now)
        return
    with concerning(session, _office_of(session, row)):
        row.status, row.once = "withdrawn", None
        session.execute(delete(Nag).where(Nag.outbox_id == row.id))
        session.execute(delete(GroupNag).where(GroupNag.outbox_id == row.id))
        unsaid(session, row.id)


def _office_of(session: Session, row: Outbox) -> int | None:
    """The office of the person whom a message is for; None for a group and for a stranger."""
    return session.scalar(select(Person.office_id).where(Person.line_user_id == row.chat))


def unsaid(session: Session, outbox_id: int) -> None:
    """A message was not sent after all: whoever should have heard by it is to hear yet."""
    unheard(session, outbox_id)
    untold(session, outbox_id)
