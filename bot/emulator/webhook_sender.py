"""Delivers webhook events in order from one thread, and again when they were refused."""

from __future__ import annotations

import copy
import heapq
import itertools
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from bot.emulator.events import Json, envelope, signature
from bot.emulator.faults import Faults
from bot.emulator.tokens import ReplyTokens

TIMEOUT = 2.0
USER_AGENT = "LineBotWebhook/2.0"
GAPS = (0.2, 1.0, 3.0, 10.0, 30.0)  # LINE keeps its own secret; these suit a demonstration
_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt: what was sent, and the status that came back (None with `error` when none came)."""

    url: str
    event: Json
    body: bytes
    signature: str
    status: int | None
    error: str = ""


@dataclass(order=True, slots=True)
class _Waiting:
    due: float
    number: int
    event: Json = field(compare=False)
    attempt: int = field(compare=False, default=0)


class WebhookSender:
    """The background thread that posts events to `url`, signed with `secret`.

    `redelivery` repeats refused events after each of `gaps` (seconds, real time), marked as redelivered and otherwise
    identical. A `url` of "" means that no webhook is set: events are then lost, as with LINE.
    """

    def __init__(self, url: str, secret: str, destination: str, tokens: ReplyTokens, faults: Faults) -> None:
        self.url = url
        self.active = True
        self.redelivery = True
        self.gaps: Sequence[float] = GAPS
        self.deliveries: list[Delivery] = []
        self.abandoned: list[Json] = []
        self._secret, self._destination = secret, destination
        self._tokens, self._faults = tokens, faults
        self._lock = threading.Condition()
        self._heap: list[_Waiting] = []
        self._numbers = itertools.count()
        self._busy = False
        self._stopped = True
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start delivering."""
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="line-webhook", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop delivering; what still waits is kept for a later start."""
        with self._lock:
            self._stopped = True
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join(TIMEOUT + 1)
            self._thread = None

    def enqueue(self, event: Json) -> None:
        """Hand over one event, in order."""
        if not self.url or not self.active:
            return
        copies = 2 if self._faults.take_duplicate() else 1
        with self._lock:
            for _ in range(copies):
                heapq.heappush(self._heap, _Waiting(time.monotonic(), next(self._numbers), event))
            self._lock.notify_all()

    def wait_idle(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds; tell whether every event has been delivered with a 2xx none given up."""
        with self._lock:
            done = self._lock.wait_for(lambda: not self._heap and not self._busy, timeout)
            return done and not self.abandoned

    def waiting(self) -> int:
        """Return how many events are not delivered yet."""
        with self._lock:
            return len(self._heap) + self._busy

    def post(self, events: list[Json]) -> Delivery:
        """Post these events now and return what happened; used for the console's "Verify" too (no events)."""
        body = envelope(self._destination, events)
        mark = signature(self._secret, body)
        event: Json = events[0] if events else {}
        url = self.url
        try:
            return Delivery(url, event, body, mark, _send(url, body, mark))
        except (OSError, HTTPException, ValueError) as error:
            return Delivery(url, event, body, mark, None, f"{type(error).__name__}: {error}")

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if token := job.event.get("replyToken"):
                self._tokens.delivered(token)
            delivery = self.post([job.event])
            with self._lock:
                self.deliveries.append(delivery)
                if delivery.status not in _OK:
                    self._again(job)
                self._busy = False
                self._lock.notify_all()

    def _next(self) -> _Waiting | None:
        with self._lock:
            while not self._stopped:
                pause = self._heap[0].due - time.monotonic() if self._heap else None
                if pause is not None and pause <= 0:
                    self._busy = True
                    return heapq.heappop(self._heap)
                self._lock.wait(pause)
        return None

    def _again(self, job: _Waiting) -> None:
        if not self.redelivery or job.attempt >= len(self.gaps):
            self.abandoned.append(job.event)
            return
        event: dict[str, Any] = copy.deepcopy(job.event)
        event["deliveryContext"]["isRedelivery"] = True
        due = time.monotonic() + self.gaps[job.attempt]
        heapq.heappush(self._heap, _Waiting(due, next(self._numbers), event, job.attempt + 1))


def _send(url: str, body: bytes, mark: str) -> int:
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        connection.request(
            "POST",
            (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            body=body,
            headers={
                "content-type": "application/json; charset=utf-8",
                "x-line-signature": mark,
                "User-Agent": USER_AGENT,
            },
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
