"""The loading indicator: a kindness in a thread of its own, so that nobody's answer waits for it."""

from __future__ import annotations

import queue
import threading
from typing import Protocol

MOST_WAITING = 20  # with more than that, an indicator would come after its answer


class Indicator(Protocol):
    """The part of LINE that shows it."""

    def show_loading(self, user_id: str) -> None:
        """Show that an answer is being prepared; it vanishes when the answer comes."""
        ...


class Courtesy:
    """Shows the indicator soon, or not at all."""

    def __init__(self, line: Indicator) -> None:
        self._line = line
        self._waiting: queue.Queue[str | None] = queue.Queue(MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="courtesy", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Forget who still waits for an indicator, and stop."""
        while not self._waiting.empty():
            self._waiting.get_nowait()
        self._waiting.put(None)
        self._thread.join()

    def show_loading(self, user_id: str) -> None:
        """Show that person that an answer is being prepared."""
        if not self._waiting.full():
            self._waiting.put_nowait(user_id)

    def _run(self) -> None:
        while (user_id := self._waiting.get()) is not None:
            self._line.show_loading(user_id)
