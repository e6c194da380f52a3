"""A small load: signed bodies over keep-alive connections, each answer timed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import itertools
import json
import threading
import time
from dataclasses import dataclass

SECRET = "bench-secret"
_number = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Figures:
    """Answers a second, and the median and 99th percentile of their time in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float


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


def load(port: int, *, connections: int, each: int, per_second: float | None = None) -> Figures:
    """Send `connections` x `each` bodies; as fast as answers come, or at a steady rate for all together."""
    bodies = [[body_and_signature() for _ in range(each)] for _ in range(connections)]
    times: list[float] = []
    lock, start = threading.Lock(), threading.Barrier(connections + 1)

    def one(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        own: list[float] = []
        start.wait()
        began = time.perf_counter()
        for k, (body, signature) in enumerate(bodies[number]):
            if per_second:
                due = began + (k * connections + number) / per_second
                time.sleep(max(0.0, due - time.perf_counter()))
            sent = time.perf_counter()
            connection.request("POST", "/webhook", body, {"X-Line-Signature": signature})
            answer = connection.getresponse()
            answer.read()
            own.append(time.perf_counter() - sent)
            if answer.status != 200:
                raise RuntimeError(f"answered {answer.status}")
        with lock:
            times.extend(own)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    times.sort()
    if len(times) != connections * each:
        raise RuntimeError("some requests failed")
    return Figures(len(times) / took, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)])
