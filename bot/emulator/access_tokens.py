"""The channel access tokens of one channel (docs "Channel access token")."""

from __future__ import annotations

import base64
import json
import re
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.emulator.clock import VirtualClock

STATELESS_LIFE = timedelta(minutes=15)
SHORT_LIFE = timedelta(days=30)
SHORT_TOKENS = 30
FOREVER = timedelta(days=36_500)  # what is told of a token that never ends; LINE's sample tells a like number
_POSSIBLE = re.compile(r"[A-Za-z0-9+/=._-]+")


@dataclass(frozen=True, slots=True)
class _Token:
    until: datetime | None
    revocable: bool


class AccessTokens:
    """Tokens that open one channel's API, on the virtual clock: the long-lived one, short-lived and stateless ones."""

    def __init__(self, clock: VirtualClock, long_lived: str) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._tokens = {long_lived: _Token(None, revocable=True)}

    def opens(self, token: str) -> bool:
        """Tell whether calls with this token are let in now."""
        return self.seconds_left(token) is not None

    def seconds_left(self, token: str) -> int | None:
        """Return the whole seconds until the token ends; None when it is unknown, over or revoked."""
        known = self._tokens.get(token)
        if known is None:
            return None
        left = FOREVER if known.until is None else known.until - self._clock.now()
        return int(left.total_seconds()) if left > timedelta(0) else None

    def issue_stateless(self) -> tuple[str, int]:
        """Return a new token of 15 minutes, in the shape of a JWT, and its seconds; there may be any number."""
        claims = {"exp": int((self._clock.now() + STATELESS_LIFE).timestamp()), "jti": secrets.token_hex(8)}
        return self._keep(f"{_part({'alg': 'HS256'})}.{_part(claims)}.{secrets.token_urlsafe(32)}", STATELESS_LIFE)

    def issue_short_lived(self) -> tuple[str, int]:
        """Return a new token of 30 days and its seconds; of more than 30 the oldest ends."""
        with self._lock:
            living = [text for text, token in self._tokens.items() if self._short_lived(token) and self.opens(text)]
            for oldest in living[: max(0, len(living) + 1 - SHORT_TOKENS)]:
                del self._tokens[oldest]
            return self._keep(base64.b64encode(secrets.token_bytes(129)).decode(), SHORT_LIFE)

    def revoke(self, token: str) -> None:
        """End a long-lived or short-lived token, as the API can; a stateless one cannot be ended."""
        with self._lock:
            if token in self._tokens and self._tokens[token].revocable:
                del self._tokens[token]

    def forget(self, token: str) -> None:
        """End any token at once, as if LINE had: for tests of what a bot does then."""
        with self._lock:
            self._tokens.pop(token, None)

    def _keep(self, token: str, life: timedelta) -> tuple[str, int]:
        with self._lock:
            self._tokens = {text: known for text, known in self._tokens.items() if self.opens(text)}
            self._tokens[token] = _Token(self._clock.now() + life, revocable=life is SHORT_LIFE)
        told = life - timedelta(seconds=1) if life is STATELESS_LIFE else life
        return token, int(told.total_seconds())

    @staticmethod
    def _short_lived(token: _Token) -> bool:
        return token.revocable and token.until is not None


def bearer(header: str) -> str:
    """Return the token in an Authorization header; "" when it holds none."""
    kind, _, token = header.partition(" ")
    return token if kind == "Bearer" else ""


def well_formed(token: str) -> bool:
    """Tell whether a text could be a channel access token at all."""
    return _POSSIBLE.fullmatch(token) is not None


def _part(content: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")
