"""The server leaves in good order."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from bot.serve import Server

LARGE = b"x" * 4_000_000


def test_a_request_in_hand_is_answered_before_the_server_stops() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begun.set()
        go_on.wait(10)
        start_response("200 OK", [("Content-Length", str(len(LARGE)))])
        return [LARGE]

    server = Server(slow, "127.0.0.1", 0)
    server.start()
    url = f"http://127.0.0.1:{server.port}/"
    answers: list[bytes] = []

    def ask() -> None:
        with urllib.request.urlopen(url, timeout=10) as answer:
            answers.append(answer.read())

    asking = threading.Thread(target=ask)
    asking.start()
    assert begun.wait(10)
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    go_on.set()
    asking.join(10)
    stopping.join(10)

    assert answers == [LARGE]
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(url, timeout=2)
