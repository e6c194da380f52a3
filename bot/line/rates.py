"""LINE's rate limits, kept by us before LINE has to: a process holds a few permits and asks shared buckets for more.

LINE counts per channel and endpoint, whoever calls (reference "Rate limits": token buckets of undisclosed capacity), so
all processes share one bucket each. A bucket fills at four fifths of LINE's rate and holds a tenth of it, and a process
holds a hundredth at most: ten processes together never call more often than LINE's limit in any period of the limit.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from storage.rates import Limit
from storage.store import Store

log = structlog.get_logger()

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
LONGEST_PAUSE = timedelta(minutes=1)


class Endpoint(StrEnum):
    """An endpoint of LINE with its own limit. The same URL with another method is another endpoint."""

    REPLY = "reply"
    PUSH = "push"
    MULTICAST = "multicast"
    NARROWCAST = "narrowcast"
    BROADCAST = "broadcast"
    LOADING = "loading"
    CONTENT = "content"
    TRANSCODING = "transcoding"
    PROFILE = "profile"
    GROUP = "group"
    INFO = "info"
    QUOTA = "quota"
    CONSUMPTION = "consumption"
    MENU_CREATE = "menu_create"
    MENU_DELETE = "menu_delete"
    MENU_ALIAS_DELETE = "menu_alias_delete"
    MENU_LIST = "menu_list"
    MENU_IMAGE = "menu_image"
    MENU_LINK = "menu_link"
    MENU_DEFAULT = "menu_default"
    WEBHOOK_GET = "webhook_get"
    WEBHOOK_TEST = "webhook_test"


# Reference "Rate limits"; what is not named there has 2,000 requests a second.
_OTHERS = (2000, SECOND)
_LINES_LIMITS: dict[Endpoint, tuple[int, timedelta]] = {
    Endpoint.MULTICAST: (200, SECOND),
    Endpoint.NARROWCAST: (60, HOUR),
    Endpoint.BROADCAST: (60, HOUR),
    Endpoint.LOADING: (100, SECOND),
    Endpoint.MENU_CREATE: (100, HOUR),
    Endpoint.MENU_DELETE: (100, HOUR),
    Endpoint.MENU_ALIAS_DELETE: (100, HOUR),
    Endpoint.MENU_LIST: (10, SECOND),
    Endpoint.WEBHOOK_GET: (1000, timedelta(minutes=1)),
    Endpoint.WEBHOOK_TEST: (60, HOUR),
}


def lines_limit(endpoint: Endpoint) -> tuple[int, timedelta]:
    """How many requests LINE takes in which period."""
    return _LINES_LIMITS.get(endpoint, _OTHERS)


def bucket_of(endpoint: Endpoint) -> Limit:
    """The shared bucket of an endpoint, a little smaller than LINE's limit."""
    requests, period = lines_limit(endpoint)
    return Limit(requests * 0.8, period, max(1, requests * 0.1))


def block_of(endpoint: Endpoint) -> int:
    """How many permits a process takes at once."""
    return max(1, lines_limit(endpoint)[0] // 100)


@dataclass(slots=True)
class _Held:
    """What this process holds of an endpoint."""

    permits: int = 0
    again_at: datetime | None = None
    strikes: int = 0


@dataclass
class Rates:
    """A process's permits. Safe to share between threads; never ask inside a transaction, for it opens its own."""

    store: Store
    _held: dict[Endpoint, _Held] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, endpoint: Endpoint, now: datetime) -> bool:
        """Take a permit for one call; False when the endpoint must not be called now."""
        with self._lock:
            held = self._held.setdefault(endpoint, _Held())
            if held.permits == 0 and (held.again_at is None or now >= held.again_at):
                self._lease(endpoint, held, now)
            if held.permits == 0:
                return False
            held.permits -= 1
            return True

    def give_back(self, endpoint: Endpoint) -> None:
        """The call was not made after all."""
        with self._lock:
            held = self._held.setdefault(endpoint, _Held())
            held.permits = min(held.permits + 1, block_of(endpoint))

    def went_well(self, endpoint: Endpoint) -> None:
        """LINE took a call: the next refusal is a first one again."""
        with self._lock:
            self._held.setdefault(endpoint, _Held()).strikes = 0

    def slow_down(self, endpoint: Endpoint, now: datetime, retry_after: timedelta | None = None) -> datetime:
        """LINE refuses calls of this endpoint: nobody makes one for a while, longer each time. Returns until when."""
        with self._lock:
            held = self._held.setdefault(endpoint, _Held())
            if held.again_at is None or now >= held.again_at:  # calls that were on their way together are one strike
                held.strikes = min(held.strikes + 1, 10)
            wait = max(min(timedelta(seconds=2 ** (held.strikes - 1)), LONGEST_PAUSE), retry_after or timedelta(0))
            until = now + wait
            held.permits, held.again_at = 0, until
            with self.store.begin() as tx:
                tx.rates.pause(endpoint, bucket_of(endpoint), until, now)
                tx.commit()
        log.warning("an endpoint of line is paused", endpoint=endpoint.value, until=until.isoformat())
        return until

    def _lease(self, endpoint: Endpoint, held: _Held, now: datetime) -> None:
        with self.store.begin() as tx:
            taken = tx.rates.take(endpoint, bucket_of(endpoint), block_of(endpoint), now)
            tx.commit()
        held.permits, held.again_at = taken.granted, None if taken.granted else taken.again_at
