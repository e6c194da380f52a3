"""The metronome: calls periodic deeds. It holds no truth; delete its memory and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

Beats = dict[str, tuple[float, Callable[[], object]]]


class Metronome:
    """Runs each deed every so many seconds, never two of the same at once, late ones once."""

    def __init__(self, beats: Beats) -> None:
        self._scheduler = BackgroundScheduler(timezone="Asia/Bangkok")
        for name, (seconds, deed) in beats.items():
            self._scheduler.add_job(
                deed, "interval", seconds=seconds, id=name, coalesce=True, max_instances=1, misfire_grace_time=None
            )

    def start(self) -> None:
        """Begin beating in a thread of its own."""
        self._scheduler.start()

    def stop(self) -> None:
        """Finish the deed in hand and stop."""
        self._scheduler.shutdown(wait=True)
