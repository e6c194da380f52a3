"""A small load: signed bodies over keep-alive connections from one thread, each answer timed.

One thread that waits on all sockets, because the load shares the machine's cores with what it measures.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import selectors
import socket
import statistics
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

SECRET = "bench-secret"
_number = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Figures:
    """Answers a second, and the median and 99th percentile of their time in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float


def median(figures: Sequence[Figures]) -> Figures:
    """The median of each figure over several rounds."""
    columns = zip(*((f.per_second, f.p50_ms, f.p99_ms) for f in figures), strict=True)
    return Figures(*(statistics.median(column) for column in columns))


def body_and_signature() -> tuple[bytes, str]:
    """A body with one new text event, as LINE sends it."""
    n = next(_number)
    event = {
        "type": "message",
        "message": {"type": "text", "id": f"{n:018d}", "quoteToken": "q" * 150, "text": "งานของฉัน"},
        "webhookEventId": f"01BENCH{n:019d}",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": 1_803_900_000_000 + n,
        "source": {"type": "user", "userId": f"U{n % 200:032x}"},
        "replyToken": f"{n:032x}",
        "mode": "active",
    }
    body = json.dumps({"destination": "U" + "0" * 32, "events": [event]}, ensure_ascii=False).encode()
    return body, base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()


@dataclass(slots=True, eq=False)
class _Line:
    """One keep-alive connection; `due` is when the request in flight should have been sent."""

    socket: socket.socket
    due: float = 0.0
    heard: bytes = b""


@dataclass(slots=True)
class _Load:
    """Requests not yet sent with the seconds at which they are due, and the times of those answered."""

    waiting: deque[tuple[float, bytes]]
    began: float
    times: list[float] = field(default_factory=list)

    def send(self, line: _Line) -> bool:
        """Send the next request if it is due; whether it was."""
        if not self.waiting or self.began + self.waiting[0][0] > time.perf_counter():
            return False
        after, request = self.waiting.popleft()
        line.due = self.began + after if after else time.perf_counter()
        line.heard = b""
        line.socket.sendall(request)
        return True

    def hear(self, line: _Line) -> bool:
        """Take what has come; whether the answer is whole."""
        part = line.socket.recv(65536)
        if not part:
            raise RuntimeError("a connection was closed")
        line.heard += part
        head, end, rest = line.heard.partition(b"\r\n\r\n")
        if not end:
            return False
        length = next(int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length:"))
        if len(rest) < length:
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"answered {head[:40]!r}")
        self.times.append(time.perf_counter() - line.due)
        return True


def load(port: int, *, connections: int, count: int, per_second: float = 0) -> Figures:
    """Send `count` bodies over so many connections; as fast as answers come, or at a steady rate.

    At a steady rate an answer's time counts from the moment its request was due, so waiting for a free connection
    is counted too.
    """
    requests = [(n / per_second if per_second else 0.0, _request(*body_and_signature())) for n in range(count)]
    lines = [_Line(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        for line in lines:
            line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(line.socket, selectors.EVENT_READ, line)
        work = _Load(deque(requests), time.perf_counter())
        idle = deque(lines)
        while len(work.times) < count:
            while idle and work.send(idle[0]):
                idle.popleft()
            for key, _ in selector.select(0.001 if work.waiting and idle else 30):
                if work.hear(key.data):
                    idle.append(key.data)
        took = time.perf_counter() - work.began
    for line in lines:
        line.socket.close()
    times = sorted(work.times)
    return Figures(count / took, 1000 * times[count // 2], 1000 * times[int(count * 0.99)])


def _request(body: bytes, signature: str) -> bytes:
    head = (
        "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"User-Agent: LineBotWebhook/2.0\r\nX-Line-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
