"""A LINE of the mind: it takes pushes and replies as LINE does, on good days and bad, and counts what it is paid for.

What every phone received, and when the message was taken for sending, is the truth that the reckoning goes by.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.line.client import Quota
from bot.line.outcomes import Later, LimitReached, Outcome, ReplyExpired, Sent, Trouble
from domain.thai import local
from tests.year.history import History, Letter, Moment

_KEY_LIFE = timedelta(hours=24)
_TOKEN_LIFE = timedelta(seconds=60)
MOODS = {"fine": 930, "lost": 20, "broken": 20, "unreachable": 10, "rate": 10, "crowded": 10}


@dataclass(frozen=True, slots=True)
class Received:
    """A message as a phone shows it. `letter`: as it was written.

    `claimed`: when it was taken for sending; `first`: when for the first time: what was tried is repeated.
    """

    claimed: Moment
    first: Moment
    phone: str
    way: str
    messages: list[dict[str, Any]]
    letter: Letter


@dataclass(frozen=True, slots=True)
class Refusal:
    """A push that the month had no room for. `known`: our own figures could have said so."""

    at: datetime
    known: bool


@dataclass
class Phones:
    """The platform. `limits`: paid messages of a month (2027-03); None for any number.

    `meanwhile`: what others do while a call is on its way; `may_die`: who called may end before the answer.
    """

    history: History
    dice: random.Random
    limits: Callable[[str], int | None]
    moods: Mapping[str, int] = field(default_factory=lambda: MOODS)
    meanwhile: Callable[[], None] = lambda: None
    may_die: Callable[[], None] = lambda: None
    used: Counter[str] = field(default_factory=Counter)
    received: list[Received] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    tight: dict[str, Moment] = field(default_factory=dict)  # when a month had no room for reminders any more
    reserve: int = 0
    overruns: list[str] = field(default_factory=list)
    tokens: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    away: dict[str, list[tuple[datetime, datetime | None]]] = field(default_factory=dict)  # blocked from when to when
    calls: Counter[str] = field(default_factory=Counter)
    uses: list[tuple[datetime, int]] = field(default_factory=list)  # when the use of the month rose, to how much
    _first: dict[str, Moment] = field(default_factory=dict)
    _ours: Counter[str] = field(default_factory=Counter)
    _keys: dict[str, datetime] = field(default_factory=dict)
    _told: dict[str, tuple[int, int]] = field(default_factory=dict)  # when last asked: the use, and ours of it

    def month(self) -> str:
        """The Bangkok month, as limits are kept by."""
        return f"{local(self.history.clock.now()):%Y-%m}"

    def hand_out(self, token: str, phone: str) -> None:
        """An event of that phone can be answered with this token, for a minute."""
        self.tokens[token] = self.history.clock.now(), phone

    def reply(self, reply_token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        """Answer an event: free, once, within a minute."""
        claimed = self.history.now()
        mood = self._mood()
        if (trouble := self._trouble(mood)) is not None:
            return trouble
        given, phone = self.tokens.pop(reply_token, (None, ""))
        if given is None or self.history.clock.now() - given > _TOKEN_LIFE:
            return ReplyExpired("400 Invalid reply token")
        self._show(claimed, phone, "reply", messages, reply_token)
        self.may_die()
        return _lost() if mood == "lost" else Sent((f"m{claimed.order}",))

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Outcome:
        """Send unasked: paid for each person it reaches, once for each retry key of a day."""
        claimed = self.history.now()
        self._first.setdefault(retry_key, claimed)
        self.meanwhile()
        mood = self._mood()
        if (trouble := self._trouble(mood)) is not None:
            return trouble
        now = self.history.clock.now()
        if retry_key in self._keys and now - self._keys[retry_key] < _KEY_LIFE:
            self.calls["409"] += 1
            return Sent()
        if self.is_away(to):
            self._keys[retry_key] = now
            return Sent()
        limit = self.limits(self.month())
        if limit is not None and self.used[self.month()] + 1 > limit:
            self.refusals.append(Refusal(now, known=self._known() >= limit))
            return LimitReached("429 You have reached your monthly limit.")
        self._keys[retry_key] = now
        self._pay(claimed, limit, self.history.letters[retry_key])
        self._show(claimed, to, "push", messages, retry_key)
        self.may_die()
        return _lost() if mood == "lost" else Sent((f"m{claimed.order}",))

    def quota(self) -> Quota | None:
        """What the month allows and what it has used, the messages of others included."""
        month = self.month()
        self._told[month] = self.used[month], self._ours[month]
        return Quota(self.limits(month), self.used[month])

    def room_at(self, moment: datetime) -> int | None:
        """How many messages reminders might still have taken of its month then; None: any number."""
        month = f"{local(moment):%Y-%m}"
        limit = self.limits(month)
        used = [used for at, used in self.uses if at <= moment and f"{local(at):%Y-%m}" == month]
        return None if limit is None else limit - self.reserve - max(used, default=0)

    def others_send(self, messages: int) -> None:
        """Somebody writes to people from another program: it counts, and nobody tells us until we ask."""
        limit = self.limits(self.month())
        self.used[self.month()] += messages if limit is None else max(0, min(messages, limit - self.used[self.month()]))
        self.uses.append((self.history.clock.now(), self.used[self.month()]))

    def blocks(self, phone: str, *, blocked: bool) -> None:
        """Its owner blocks the account, or lets it in again: LINE takes what is sent meanwhile and shows it nobody."""
        now, times = self.history.clock.now(), self.away.setdefault(phone, [])
        if blocked and not self.is_away(phone):
            times.append((now, None))
        elif not blocked and self.is_away(phone):
            times[-1] = times[-1][0], now

    def is_away(self, phone: str) -> bool:
        """Whether nothing reaches it now."""
        times = self.away.get(phone, [])
        return bool(times) and times[-1][1] is None

    def was_away(self, phone: str, first: datetime, last: datetime) -> bool:
        """Whether nothing reached it at some time between two moments."""
        times = self.away.get(phone, ())
        return any(gone <= last and (back is None or back >= first) for gone, back in times)

    def _known(self) -> int:
        """What we can know to be used: what LINE told last, and what it took from us since."""
        used, ours = self._told.get(self.month(), (0, 0))
        return used + self._ours[self.month()] - ours

    def _pay(self, claimed: Moment, limit: int | None, letter: Letter) -> None:
        month = self.month()
        self.used[month] += 1
        self._ours[month] += 1
        self.uses.append((self.history.clock.now(), self.used[month]))
        if limit is None:
            return
        if self.used[month] > limit:
            self.overruns.append(f"{month}: {self.used[month]} of {limit}")
        if letter.nags and self._known() > limit - self.reserve:
            self.overruns.append(f"{month}: a reminder took {self._known()} of {limit}, less {self.reserve}")
        if self.used[month] >= limit - self.reserve:
            self.tight.setdefault(month, claimed)

    def _show(self, claimed: Moment, phone: str, way: str, messages: Sequence[dict[str, Any]], known_by: str) -> None:
        first = self._first.get(known_by, claimed)
        self.received.append(Received(claimed, first, phone, way, list(messages), self.history.letters[known_by]))

    def _mood(self) -> str:
        mood = self.dice.choices(list(self.moods), list(self.moods.values()))[0]
        self.calls[mood] += 1
        return mood

    @staticmethod
    def _trouble(mood: str) -> Outcome | None:
        """LINE's bad days, on which nothing is taken."""
        return {
            "broken": Later("500", maybe_accepted=True),
            "unreachable": Later("ConnectTimeoutError", maybe_accepted=False),
            "rate": Later("429 rate limit", maybe_accepted=False, trouble=Trouble.RATE),
            "crowded": Later("429", maybe_accepted=False, trouble=Trouble.PERSON, retry_after=timedelta(seconds=40)),
        }.get(mood)


def _lost() -> Outcome:
    return Later("ReadTimeoutError", maybe_accepted=True)
