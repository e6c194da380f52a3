"""What may be used once: reply tokens and retry keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.emulator.clock import VirtualClock

REPLY_LIFE = timedelta(minutes=1)
REDELIVERED_LIFE = timedelta(minutes=20)
KEPT_TOKENS = 20_000  # above this, those past any use are forgotten
RETRY_KEY_LIFE = timedelta(hours=24)


@dataclass(slots=True)
class _Issued:
    chat_id: str
    event_at: datetime
    fresh_from: datetime
    used: bool = False


class ReplyTokens:
    """Reply tokens: one use, within one minute of delivery.

    A redelivered one gets its minute again, within 20 minutes of the event. Measured on the virtual clock, so a jump
    ends every open token. Source: reference "Reply token".
    """

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._issued: dict[str, _Issued] = {}

    def issue(self, token: str, chat_id: str) -> None:
        """Remember a token made for an event in `chat_id` that happens now."""
        now = self._clock.now()
        if len(self._issued) > KEPT_TOKENS:
            fresh = ((t, i) for t, i in self._issued.items() if now - i.event_at <= REDELIVERED_LIFE)
            self._issued = dict(fresh)
        self._issued[token] = _Issued(chat_id, now, now)

    def delivered(self, token: str) -> None:
        """Start the minute: the webhook with this token is being handed over."""
        issued = self._issued.get(token)
        if issued is not None:
            issued.fresh_from = self._clock.now()

    def chat_of(self, token: str) -> str | None:
        """Return the chat that the token may be used for; None when it is unknown, used or too old."""
        issued = self._issued.get(token)
        now = self._clock.now()
        if issued is None or issued.used:
            return None
        if now - issued.fresh_from > REPLY_LIFE or now - issued.event_at > REDELIVERED_LIFE:
            return None
        return issued.chat_id

    def use(self, token: str) -> str | None:
        """Use the token up and return its chat; None when it is unknown, used or too old."""
        chat_id = self.chat_of(token)
        if chat_id is not None:
            self._issued[token].used = True
        return chat_id


@dataclass(frozen=True, slots=True)
class Accepted:
    """A send that was accepted: under which request id, and what the answer was."""

    request_id: str
    answer: dict[str, Any]
    at: datetime


class RetryKeys:
    """Retry keys of accepted sends, kept 24 hours of virtual time. Source: docs "Retrying an API request"."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._accepted: dict[str, Accepted] = {}

    def find(self, key: str) -> Accepted | None:
        """Return what was accepted under this key within the last 24 hours."""
        accepted = self._accepted.get(key.lower())
        if accepted is None or self._clock.now() - accepted.at > RETRY_KEY_LIFE:
            return None
        return accepted

    def remember(self, key: str, request_id: str, answer: dict[str, Any]) -> None:
        """Keep an accepted send under its key."""
        self._accepted[key.lower()] = Accepted(request_id, answer, self._clock.now())
