"""Outbox -> LINE -> outcome. The transaction is closed before the call; one row per step."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, assert_never

import structlog

from bot.line.client import Later, LimitReached, Outcome, Refused, ReplyExpired, Sent
from storage.outbox import Claimed
from storage.store import Store, Transaction

log = structlog.get_logger()

LONGEST_WAIT = timedelta(minutes=10)
REPLY_WAIT = timedelta(seconds=2)  # a reply token lives a minute: wait little, try often


class Line(Protocol):
    """The part of LINE that sending needs."""

    def reply(self, reply_token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        """Answer an event."""
        ...

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Outcome:
        """Send on our own."""
        ...


@dataclass(frozen=True, slots=True)
class Deliverer:
    """Sends what stands in the outbox.

    `allowance`: paid messages a month when LINE's own figure is not known; `reserve`: how many reminders leave over.
    """

    store: Store
    line: Line
    allowance: int
    reserve: int

    def deliver_one(self, now: datetime) -> bool:
        """Send the oldest message that may go; True if there was one."""
        with self.store.begin() as tx:
            quota = tx.outbox.quota(now)
            allowance = quota.allowed if quota else self.allowance
            claimed = tx.outbox.claim(now, allowance=allowance, reserve=self.reserve)
            tx.commit()
        if claimed is None:
            return False
        outcome = self._send(claimed)
        with self.store.begin() as tx:
            _record(tx, claimed, outcome, now)
            tx.commit()
        return True

    def _send(self, claimed: Claimed) -> Outcome:
        if claimed.way == "reply":
            return self.line.reply(claimed.reply_token or "", claimed.messages)
        return self.line.push(claimed.chat, claimed.messages, claimed.retry_key)


def _record(tx: Transaction, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case Sent():
            tx.outbox.sent(claimed.id, outcome.line_ids, now)
        case ReplyExpired() if claimed.tried:
            # An earlier call's answer was never seen and the token is used up now: that call was accepted.
            tx.outbox.sent(claimed.id, (), now)
        case ReplyExpired():
            tx.outbox.reply_missed(claimed.id, now)
        case Later():
            log.warning("line asked to wait", outbox=claimed.id, why=outcome.why)
            at = now + _wait(claimed)
            maybe = outcome.maybe_accepted or claimed.tried
            tx.outbox.later(claimed.id, at=at, error=outcome.why, maybe_accepted=maybe)
        case LimitReached():
            tx.outbox.stopped(claimed.id, "held", "LINE: the month's limit is reached")
        case Refused():
            log.error("line refused a message", outbox=claimed.id, why=outcome.why)
            tx.outbox.stopped(claimed.id, "refused", outcome.why)
        case _:
            assert_never(outcome)


def _wait(claimed: Claimed) -> timedelta:
    if claimed.way == "reply":
        return REPLY_WAIT
    longest = min(timedelta(seconds=2 ** (claimed.attempts + 1)), LONGEST_WAIT)
    return longest * (0.5 + random.random() / 2)  # noqa: S311 - jitter, not a secret
