"""Delivers webhook events in order from one thread, and again when they were refused."""

from __future__ import annotations

import copy
import heapq
import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from bot.emulator.clock import VirtualClock
from bot.emulator.events import Json, envelope, out_of_order, signature
from bot.emulator.fault_queue import HOLDS, Fault, FaultQueue
from bot.emulator.tokens import ReplyTokens

TIMEOUT = 2.0
USER_AGENT = "LineBotWebhook/2.0"
GAPS = (0.2, 1.0, 3.0, 10.0, 30.0)  # LINE keeps its own secret; these suit a demonstration
LATE = 0.05  # seconds by which a late delivery lets others overtake it
_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt: what was sent, and the status that came back (None with `error` when none came)."""

    url: str
    events: tuple[Json, ...]
    body: bytes
    signature: str
    status: int | None
    error: str = ""
    at: datetime | None = None
    forged: str = ""

    @property
    def event(self) -> Json:
        """The first event; empty when there was none."""
        return self.events[0] if self.events else {}


@dataclass(order=True, slots=True)
class _Waiting:
    due: float
    number: int
    events: list[Json] = field(compare=False)
    attempt: int = field(compare=False, default=0)
    twice: bool = field(compare=False, default=False)


class WebhookSender:
    """The background thread that posts events to `url`, signed with `secret`.

    `redelivery` repeats refused events after each of `gaps` (seconds, real time), marked as redelivered and otherwise
    identical. A `url` of "" means that no webhook is set: events are then lost, as with LINE. `on_delivered` is called
    after every attempt.
    """

    def __init__(
        self, url: str, secret: str, destination: str, tokens: ReplyTokens, faults: FaultQueue, clock: VirtualClock
    ) -> None:
        self.url = url
        self.active = True
        self.redelivery = True
        self.gaps: Sequence[float] = GAPS
        self.deliveries: list[Delivery] = []
        self.abandoned: list[Json] = []
        self.on_delivered: Callable[[], None] | None = None
        faults.when_cleared = self.release
        self._secret, self._destination = secret, destination
        self._tokens, self._faults, self._clock = tokens, faults, clock
        self._lock = threading.Condition()
        self._heap: list[_Waiting] = []
        self._held: list[Json] = []
        self._gathering: Fault | None = None
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
        with self._lock:
            self._gathering = self._gathering or self._faults.take_kind(*HOLDS)
            if self._gathering is None:
                self._push([event])
                return
            self._held.append(event)
            if len(self._held) >= self._gathering.count:
                self._let_go()

    def release(self) -> None:
        """Let go of events that are held back, in their order."""
        with self._lock:
            if self._gathering is not None:
                self._gathering = None
                self._let_go()

    def wait_idle(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds; tell whether every event has been delivered with a 2xx none given up."""
        with self._lock:
            done = self._lock.wait_for(lambda: not self._heap and not self._held and not self._busy, timeout)
            return done and not self.abandoned

    def waiting(self) -> int:
        """Return how many events are not delivered yet."""
        with self._lock:
            return sum(len(job.events) for job in self._heap) + len(self._held) + self._busy

    def post(self, events: list[Json], forged: str = "", url: str = "") -> Delivery:
        """Post these events now and return what happened; used for the console's "Verify" too (no events).

        `forged`: "bad" signs with another secret, "missing" does not sign. `url`: to another address, to try it.
        """
        body = envelope(self._destination, events)
        mark = "" if forged == "missing" else signature(f"{forged}{self._secret}", body)
        url, sent, at = url or self.url, tuple(events), self._clock.now()
        try:
            return Delivery(url, sent, body, mark, _send(url, body, mark), "", at, forged)
        except (OSError, HTTPException, ValueError) as error:
            return Delivery(url, sent, body, mark, None, f"{type(error).__name__}: {error}", at, forged)

    def _let_go(self) -> None:
        """Push what was held back, as the reason for holding has it; call with the lock held."""
        kind = self._gathering.kind if self._gathering is not None else ""
        events, self._held, self._gathering = self._held, [], None
        if kind == "batch":
            self._push(events)
            return
        for event in out_of_order(events) if kind == "reorder" else events:
            self._push([event])

    def _push(self, events: list[Json]) -> None:
        present = time.monotonic()
        if self._faults.take_kind("empty"):
            heapq.heappush(self._heap, _Waiting(present, next(self._numbers), []))
        befalls = self._faults.take_delivery()
        due = present + LATE if "late" in befalls else present
        for _ in range(2 if "duplicate" in befalls else 1):
            heapq.heappush(self._heap, _Waiting(due, next(self._numbers), events, twice="redeliver" in befalls))
        self._lock.notify_all()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            for event in job.events:
                if token := event.get("replyToken"):
                    self._tokens.delivered(token)
            forged = self._faults.take_kind("forge_bad", "forge_missing")
            delivery = self.post(job.events, forged.kind.removeprefix("forge_") if forged is not None else "")
            with self._lock:
                self.deliveries.append(delivery)
                if delivery.status not in _OK:
                    self._again(job)
                elif job.twice:
                    self._repeat(job, self.gaps[0] if self.gaps else 0.0)
                self._busy = False
                self._lock.notify_all()
            if self.on_delivered is not None:
                self.on_delivered()

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
        if self.redelivery and job.attempt < len(self.gaps):
            self._repeat(job, self.gaps[job.attempt])
        else:
            self.abandoned.extend(job.events)

    def _repeat(self, job: _Waiting, gap: float) -> None:
        events = copy.deepcopy(job.events)
        for event in events:
            event["deliveryContext"]["isRedelivery"] = True
        heapq.heappush(self._heap, _Waiting(time.monotonic() + gap, next(self._numbers), events, job.attempt + 1))


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
                **({"x-line-signature": mark} if mark else {}),
                "User-Agent": USER_AGENT,
            },
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
