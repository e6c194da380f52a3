"""The only module that reads the clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def stopwatch() -> float:
    """Seconds on a clock that never goes back; only differences mean anything."""
    return time.monotonic()
