"""How often each endpoint may be called (reference "Rate limits"): a token bucket per channel, endpoint and method."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

HOUR, MINUTE, SECOND = 3600.0, 60.0, 1.0


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `calls` at once, and as many again over `seconds`."""

    calls: float
    seconds: float


USUAL = Rate(2000, SECOND)
_SLOW = Rate(60, HOUR)
_MENUS = Rate(100, HOUR)
LIMITS: dict[str, Rate] = {
    "POST /v2/bot/message/narrowcast": _SLOW,
    "POST /v2/bot/message/broadcast": _SLOW,
    "GET /v2/bot/insight/message/delivery": _SLOW,
    "GET /v2/bot/insight/followers": _SLOW,
    "GET /v2/bot/insight/demographic": _SLOW,
    "GET /v2/bot/insight/message/event": _SLOW,
    "GET /v2/bot/insight/message/event/aggregation": _SLOW,
    "POST /v2/bot/channel/webhook/test": _SLOW,
    "PUT /v2/bot/channel/webhook/endpoint": Rate(1000, MINUTE),
    "GET /v2/bot/channel/webhook/endpoint": Rate(1000, MINUTE),
    "POST /v2/bot/richmenu": _MENUS,
    "DELETE /v2/bot/richmenu/{menu_id}": _MENUS,
    "DELETE /v2/bot/richmenu/alias/{alias}": _MENUS,
    "GET /v2/bot/richmenu/progress/batch": _MENUS,
    "POST /v2/bot/richmenu/batch": Rate(3, HOUR),
    "GET /v2/bot/richmenu/list": Rate(10, SECOND),
    "POST /v2/bot/message/multicast": Rate(200, SECOND),
    "POST /v2/bot/chat/loading/start": Rate(100, SECOND),
    "POST /v2/oauth/accessToken": Rate(370, SECOND),
}


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """The buckets of one channel, off until switched on. `seconds` is a steady time that only grows."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._on = False
        self._scale = 1.0
        self._own: dict[str, Rate] = {}
        self._buckets: dict[str, _Bucket] = {}

    def switch(self, *, on: bool = True, scale: float = 1.0, own: Mapping[str, Rate] | None = None) -> None:
        """Switch the limits on or off, with full buckets: LINE's figures times `scale`, or an endpoint's `own`.

        Endpoints are written as in `LIMITS`. Raises ValueError when `scale` is not above 0.
        """
        if scale <= 0:
            raise ValueError("a scale is above 0")
        with self._lock:
            self._on, self._scale, self._own = on, scale, dict(own or {})
            self._buckets.clear()

    def take(self, endpoint: str) -> bool:
        """Count one call; tell whether it is within the limit."""
        with self._lock:
            if not self._on:
                return True
            limit = self._own.get(endpoint) or self._scaled(LIMITS.get(endpoint, USUAL))
            now = self._seconds()
            bucket = self._buckets.setdefault(endpoint, _Bucket(limit.calls, now))
            bucket.left = min(limit.calls, bucket.left + (now - bucket.at) * limit.calls / limit.seconds)
            bucket.at = now
            within = bucket.left >= 1
            bucket.left -= within
            return within

    def _scaled(self, limit: Rate) -> Rate:
        return Rate(max(1.0, limit.calls * self._scale), limit.seconds)
