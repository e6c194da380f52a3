"""Tokens that tie a person to a login elsewhere (reference "Issue link token")."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.emulator.clock import VirtualClock

LIFE = timedelta(minutes=10)
LENGTH = 32
_LETTERS = string.ascii_letters + string.digits


@dataclass(frozen=True, slots=True)
class _Link:
    user_id: str
    until: datetime


class LinkTokens:
    """Link tokens of one channel: each once, within 10 minutes of virtual time."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._links: dict[str, _Link] = {}

    def issue(self, user_id: str) -> str:
        """Return a new token for a person."""
        token = "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))
        self._links[token] = _Link(user_id, self._clock.now() + LIFE)
        return token

    def use(self, token: str) -> str | None:
        """Use a token up and return whose it is; None when it is unknown, used or too old."""
        link = self._links.pop(token, None)
        return link.user_id if link is not None and self._clock.now() <= link.until else None
