"""Outbox -> LINE -> outcome. The transaction is closed before the call; one row per step."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, assert_never

import structlog

from bot.clock import stopwatch
from bot.heartbeats import TOKEN_REFUSED
from bot.line.mentions import without_mentions
from bot.line.outcomes import Later, LimitReached, Outcome, Refused, ReplyExpired, Sent, Trouble
from bot.line.rates import Endpoint, Rates
from bot.quota import QuotaKeeper
from domain.calendar import OfficeHours
from storage.claiming import Claimed
from storage.outbox import USUAL_HOURS
from storage.store import Store, Transaction

log = structlog.get_logger()

LONGEST_WAIT = timedelta(minutes=10)
LONGEST_REPLY_WAIT = timedelta(seconds=8)  # a reply token lives a minute: wait little, try often
LONGEST_ASKED_WAIT = timedelta(hours=1)  # what a Retry-After is believed
CROWDED = timedelta(seconds=30)  # too many messages to one person: how long to wait at first
_ENDPOINTS = {"reply": Endpoint.REPLY, "push": Endpoint.PUSH}


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
    """Sends what stands in the outbox. Any number of threads, and of processes, may deliver at once.

    `hours`: the office's, outside which nobody is reminded.
    """

    store: Store
    line: Line
    rates: Rates
    quota: QuotaKeeper
    hours: OfficeHours = USUAL_HOURS

    def deliver_one(self, now: datetime, worker: int | None = None) -> bool:
        """Send the oldest message that may go; True if there was one. `worker`: who holds the lease meanwhile."""
        ways = [way for way, endpoint in _ENDPOINTS.items() if self.rates.take(endpoint, now)]
        claimed = self._claim(now, ways, worker) if ways else None
        for way in ways:
            if claimed is None or way != claimed.way:
                self.rates.give_back(_ENDPOINTS[way])
        if claimed is None:
            return False
        began = stopwatch()
        outcome = self._send(claimed)
        now += timedelta(seconds=stopwatch() - began)  # LINE's figures may have been asked for meanwhile
        self._mind_the_rate(claimed, outcome, now)
        with self.store.begin() as tx:
            if isinstance(outcome, Sent) or tx.outbox.still_ours(claimed):
                _record(tx, claimed, outcome, now)
            tx.commit()
        if isinstance(outcome, LimitReached):
            self.quota.ask_after_refusal(now)
        return True

    def _claim(self, now: datetime, ways: list[str], worker: int | None) -> Claimed | None:
        with self.store.begin() as tx:
            allowed = tx.quota.allowed(now, otherwise=self.quota.allowance)
            reserve, hours = self.quota.reserve, self.hours
            claimed = tx.outbox.claim(now, allowance=allowed, reserve=reserve, ways=ways, worker=worker, hours=hours)
            tx.commit()
        return claimed

    def _send(self, claimed: Claimed) -> Outcome:
        if claimed.way == "reply":
            return self.line.reply(claimed.reply_token or "", claimed.messages)
        return self.line.push(claimed.chat, claimed.messages, claimed.retry_key)

    def _mind_the_rate(self, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
        """Too many calls pause their endpoint for all processes; a refused token pauses all sending."""
        endpoint = _ENDPOINTS[claimed.way]
        match outcome:
            case Later(trouble=Trouble.RATE):
                self.rates.slow_down(endpoint, now, _asked(outcome))
            case Later(trouble=Trouble.TOKEN):
                log.error("line does not accept our access token: nothing is sent", why=outcome.why)
                for each in _ENDPOINTS.values():
                    self.rates.slow_down(each, now)
            case Later():
                return
            case _:
                self.rates.went_well(endpoint)


def _record(tx: Transaction, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    match outcome:
        case Sent():
            log.info("sent", outbox=claimed.id, way=claimed.way, request=outcome.request_id)
            tx.outbox.sent(claimed.id, outcome.line_ids, now)
        case ReplyExpired() if claimed.tried:
            # An earlier call's answer was never seen and the token is used up now: that call was accepted.
            tx.outbox.sent(claimed.id, (), now)
        case ReplyExpired():
            tx.outbox.reply_missed(claimed.id, now, outcome.why)
        case Later():
            log.warning("line asked to wait", outbox=claimed.id, why=outcome.why)
            maybe = outcome.maybe_accepted or claimed.tried
            tx.outbox.later(claimed.id, at=now + _wait(claimed, outcome), error=outcome.why, maybe_accepted=maybe)
            if outcome.trouble is Trouble.TOKEN:
                tx.audit.beat([TOKEN_REFUSED], now)
        case LimitReached():
            log.error("the month's limit is reached", outbox=claimed.id, why=outcome.why)
            tx.outbox.stopped(claimed.id, "held", outcome.why)
        case Refused():
            _refused(tx, claimed, outcome, now)
        case _:
            assert_never(outcome)


def _refused(tx: Transaction, claimed: Claimed, outcome: Refused, now: datetime) -> None:
    """Put it aside; what mentions people is sent once more without: one who has left is enough for LINE to refuse."""
    plain = without_mentions(claimed.messages)
    if plain != claimed.messages:
        log.warning("line refused a message that mentions people", outbox=claimed.id, why=outcome.why)
        tx.outbox.in_other_words(claimed.id, plain, now)
        tx.group_members.doubt(claimed.id)
        return
    log.error("line refused a message", outbox=claimed.id, why=outcome.why)
    tx.outbox.stopped(claimed.id, "refused", outcome.why)


def _wait(claimed: Claimed, outcome: Later) -> timedelta:
    """Exponential backoff with jitter (docs "Interval between retries"), and never less than LINE asks for."""
    first, longest = timedelta(seconds=2), LONGEST_WAIT
    if claimed.way == "reply":
        first, longest = timedelta(seconds=1), LONGEST_REPLY_WAIT
    elif outcome.trouble is Trouble.PERSON:
        first = CROWDED
    wait = min(first * (1 << min(claimed.attempts, 16)), longest)
    jitter = 0.5 + random.random() / 2  # noqa: S311 - not a secret
    return max(wait * jitter, _asked(outcome) or timedelta(0))


def _asked(outcome: Later) -> timedelta | None:
    return None if outcome.retry_after is None else min(outcome.retry_after, LONGEST_ASKED_WAIT)
