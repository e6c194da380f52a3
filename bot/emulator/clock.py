"""The emulator's time: real speed, but it can be moved forwards."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta


def steady_seconds() -> float:
    """Return real seconds from some start: they only grow, whatever the virtual clock does."""
    return time.monotonic()


class VirtualClock:
    """A clock that runs at real speed from `start` (aware; None: from the real present) and can jump forwards.

    It never goes backwards except through `reset`, because people, tokens and reminders rely on that. Thread safe.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._base, self._mark = _aware(start), time.monotonic()

    def now(self) -> datetime:
        """Return the virtual present, aware, in UTC."""
        with self._lock:
            return self._base + timedelta(seconds=time.monotonic() - self._mark)

    def travel_to(self, moment: datetime) -> None:
        """Make `moment` (aware) the present. Raises ValueError when it lies in the past."""
        target = _aware(moment)
        with self._lock:
            elapsed = time.monotonic() - self._mark
            if target < self._base + timedelta(seconds=elapsed):
                raise ValueError(f"the clock only goes forwards; {moment.isoformat()} is past")
            self._base, self._mark = target, time.monotonic()

    def advance(self, by: timedelta) -> None:
        """Move forwards by `by` (not negative)."""
        if by < timedelta(0):
            raise ValueError("the clock only goes forwards")
        with self._lock:
            self._base += by

    def reset(self, start: datetime | None = None) -> None:
        """Begin again at `start`: the only way back."""
        with self._lock:
            self._base, self._mark = _aware(start), time.monotonic()


def _aware(moment: datetime | None) -> datetime:
    if moment is None:
        return datetime.now(UTC)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
