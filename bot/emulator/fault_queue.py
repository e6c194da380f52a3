"""Faults that wait for their moment: which one befalls which call, event, content or delivery."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.emulator import answers
from bot.emulator.storm import Storm

CALL_KINDS = frozenset({"refuse", "drop_before", "drop_after", "fail_after", "slow"})
HOLDS = ("reorder", "batch")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong once, on the next call whose path contains `path`, or on the next event.

    `count`: events to gather, or polls that find nothing ready, or bytes; as the kind has it.
    """

    kind: str
    path: str = ""
    status: int = 0
    body: dict[str, Any] | None = None
    seconds: float = 0.0
    count: int = 0


STRIKES = {  # what a storm's calls run into, by the names of its rates
    "refuse": Fault("refuse", status=500, body={"message": answers.INTERNAL}),
    "rate_limit": Fault("refuse", status=429, body={"message": answers.OVER_RATE}),
    "fail_after": Fault("fail_after", status=500),
    "drop_before": Fault("drop_before"),
    "drop_after": Fault("drop_after"),
    "slow": Fault("slow", seconds=0.2),
}
LATE = frozenset({"duplicate", "redeliver", "late"})  # what a storm's deliveries run into


class FaultQueue:
    """The faults that wait for their moment, in the order they were asked for. Thread safe."""

    def __init__(self) -> None:
        self.when_cleared: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._standby: set[str] = set()
        self._calls: Storm | None = None
        self._deliveries: Storm | None = None

    def armed(self) -> list[Fault]:
        """Return what still waits to happen, in order."""
        with self._lock:
            return list(self._waiting)

    def storming(self) -> bool:
        """Tell whether a storm goes on."""
        return self._calls is not None

    def standing_by(self) -> set[str]:
        """Return the chats (ids) that a module holds."""
        with self._lock:
            return set(self._standby)

    def take(self, path: str) -> Fault | None:
        """Return what goes wrong with a call of `path`: the first waiting fault that fits, or the storm's."""
        with self._lock:
            fault = self._first(lambda one: one.kind in CALL_KINDS and one.path in path)
        if fault is None and self._calls is not None:
            strike = self._calls.strike()
            fault = STRIKES[strike] if strike else None
        return fault

    def take_kind(self, *kinds: str) -> Fault | None:
        """Return the first waiting fault of one of these kinds, and forget it."""
        with self._lock:
            return self._first_of(*kinds)

    def take_delivery(self) -> frozenset[str]:
        """Return which of duplicate, redeliver and late befall the next delivery."""
        with self._lock:
            befalls = {one.kind for one in (self._first_of(kind) for kind in sorted(LATE)) if one is not None}
        if self._deliveries is not None and (strike := self._deliveries.strike()) is not None:
            befalls.add(strike)
        return frozenset(befalls)

    def take_standby(self, chat_id: str) -> bool:
        """Tell whether an event of this chat comes in standby."""
        once = self.take_kind("standby") is not None
        return once or chat_id in self.standing_by()

    def _first_of(self, *kinds: str) -> Fault | None:
        return self._first(lambda one: one.kind in kinds)

    def _first(self, fits: Callable[[Fault], bool]) -> Fault | None:
        for index, fault in enumerate(self._waiting):
            if fits(fault):
                return self._waiting.pop(index)
        return None

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)
