"""A bell that wakes all who wait for it, and that nobody misses who looks before waiting."""

from __future__ import annotations

import threading


class Bell:
    """Rung when there may be work. Whoever remembers the strokes of before does not sleep through one between."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._strokes = 0

    def ring(self) -> None:
        """Wake everybody."""
        with self._changed:
            self._strokes += 1
            self._changed.notify_all()

    def strokes(self) -> int:
        """How often it has been rung: to be remembered before looking for work."""
        with self._changed:
            return self._strokes

    def wait(self, strokes: int, timeout: float) -> None:
        """Return when it has been rung since `strokes`, or after `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._strokes != strokes, timeout)
