"""Figures of the working half: how long reading a file takes, and what LINE answers. No personal data.

`run` shows them at /metrics with the rest; `work`, which serves no pages, on a port of its own (METRICS_PORT).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, ParamSpec, TypeVar

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server

from bot.deliver import Line
from bot.line.outcomes import Outcome

P = ParamSpec("P")
T = TypeVar("T")

_BUCKETS: Final = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 5.0, 10.0)  # a file that takes more than 5 is given up


class WorkMeters:
    """The meters of one process; their registry is its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.reading = Histogram(
            "tidtam_reading_seconds", "Time to read and check a file", buckets=_BUCKETS, registry=self.registry
        )
        self.answers = Counter(
            "tidtam_line_answers", "What LINE said to a message", ["way", "outcome"], registry=self.registry
        )

    def timed(self, read: Callable[P, T]) -> Callable[P, T]:
        """The same reading with a clock beside it."""

        def timing(*args: P.args, **kwargs: P.kwargs) -> T:
            with self.reading.time():
                return read(*args, **kwargs)

        return timing


@contextmanager
def shown_at(port: int | None, host: str, registry: CollectorRegistry) -> Iterator[None]:
    """The figures at that port, whatever path is asked for, until the block ends; nowhere without a port."""
    if port is None:
        yield
        return
    server, thread = start_http_server(port, host, registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True, slots=True)
class Counted:
    """The same way to LINE with a tally beside it."""

    line: Line
    meters: WorkMeters

    def reply(self, reply_token: str, messages: Sequence[dict[str, Any]]) -> Outcome:
        """Answer an event."""
        return self._noted("reply", self.line.reply(reply_token, messages))

    def push(self, to: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Outcome:
        """Send on our own."""
        return self._noted("push", self.line.push(to, messages, retry_key))

    def _noted(self, way: str, outcome: Outcome) -> Outcome:
        self.meters.answers.labels(way, type(outcome).__name__.lower()).inc()
        return outcome
