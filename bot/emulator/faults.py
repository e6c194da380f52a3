"""What can be made to go wrong, and the log of what was called."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Call:
    """One call of the API: `status` is what the emulator decided, even when the answer was then dropped."""

    method: str
    path: str
    status: int
    body: Any
    retry_key: str | None
    request_id: str
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong once, on the next call whose path contains `path`."""

    kind: str
    path: str
    status: int = 0
    body: dict[str, Any] | None = None
    seconds: float = 0.0


class Faults:
    """Verbs that make the next calls go wrong, in the order they were asked for.

    `path` narrows a fault to calls whose path contains it, e.g. "/message/push".
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._duplicates = 0

    def refuse_next(self, status: int, body: dict[str, Any] | None = None, *, path: str = "") -> None:
        """Answer the next call with `status` and do nothing else."""
        self._add(Fault("refuse", path, status=status, body=body))

    def drop_after_accepting_next(self, *, path: str = "") -> None:
        """Carry the next call out, then close the connection without an answer."""
        self._add(Fault("drop", path))

    def slow_next(self, seconds: float, *, path: str = "") -> None:
        """Carry the next call out at once, but answer only after `seconds` (real time)."""
        self._add(Fault("slow", path, seconds=seconds))

    def duplicate_next_delivery(self) -> None:
        """Deliver the next webhook event twice, both times as a first delivery."""
        with self._lock:
            self._duplicates += 1

    def clear(self) -> None:
        """Forget every fault that has not happened yet."""
        with self._lock:
            self._waiting.clear()
            self._duplicates = 0

    def take(self, path: str) -> Fault | None:
        """Return the first waiting fault that fits a call of `path`, and forget it."""
        with self._lock:
            for index, fault in enumerate(self._waiting):
                if fault.path in path:
                    return self._waiting.pop(index)
        return None

    def take_duplicate(self) -> bool:
        """Tell whether this delivery is to be doubled."""
        with self._lock:
            doubled = self._duplicates > 0
            self._duplicates -= doubled
            return doubled

    def _add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)
