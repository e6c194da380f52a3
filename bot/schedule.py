"""The metronome: calls periodic deeds. It holds no truth; delete its memory and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Collection

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import system_clock

Beats = dict[str, tuple[float, Callable[[], object]]]


class Metronome:
    """Runs each deed every so many seconds, never two of the same at once, late ones once; `at_once`: also now."""

    def __init__(self, beats: Beats, at_once: Collection[str] = ()) -> None:
        self._scheduler = BackgroundScheduler(timezone="Asia/Bangkok")
        for name, (seconds, deed) in beats.items():
            first = {"next_run_time": system_clock()} if name in at_once else {}
            self._scheduler.add_job(
                deed,
                "interval",
                seconds=seconds,
                id=name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                **first,
            )

    def start(self) -> None:
        """Begin beating in a thread of its own."""
        self._scheduler.start()

    def stop(self) -> None:
        """Finish the deed in hand and stop."""
        self._scheduler.shutdown(wait=True)
