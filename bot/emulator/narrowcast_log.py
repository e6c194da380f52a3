"""Which narrowcasts there were, and how they ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.emulator.clock import VirtualClock

KEPT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Narrowcast:
    """One accepted narrowcast: the people it went to, and how many it was meant for. `at`: accepted and completed."""

    request_id: str
    at: datetime
    people: frozenset[str]
    target: int
    cancelled: bool = False


class NarrowcastLog:
    """The narrowcasts of one channel, each remembered for 14 days."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._done: dict[str, Narrowcast] = {}

    def keep(self, narrowcast: Narrowcast) -> None:
        """Remember one."""
        self._done[narrowcast.request_id] = narrowcast

    def find(self, request_id: str) -> Narrowcast | None:
        """Return the one with this request id; None when there was none within 14 days."""
        done = self._done.get(request_id)
        return done if done is not None and self._clock.now() - done.at <= KEPT else None
