"""Fetching what somebody sent: bounded in bytes and in time, and every way it can fail told apart."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.clock import stopwatch
from bot.line.client import LineClient
from bot.line.content import Content, ContentDoor, Gone, NotYet, TooLarge
from bot.line.rates import Endpoint
from bot.line.tokens import LongLivedToken
from storage.store import Store
from tests.line.seam import MALEE, Seam, seam_over

BYTES = bytes(range(256)) * 1000
LARGEST = 20 * 1024 * 1024


@pytest.fixture
def seam(sqlite_store: Store) -> Iterator[Seam]:
    with seam_over(sqlite_store) as made:
        yield made


def test_the_bytes_come_as_they_were_sent_with_the_kind_line_gives_them(seam: Seam) -> None:
    message_id = seam.line.send_file(MALEE, "แบบ.pdf", BYTES)

    assert seam.client.content(message_id, LARGEST) == Content(BYTES, "application/pdf")
    assert seam.client.content(message_id, len(BYTES)) == Content(BYTES, "application/pdf")


def test_what_is_larger_than_was_agreed_is_not_read(seam: Seam) -> None:
    message_id = seam.line.send_file(MALEE, "a.bin", BYTES)

    assert seam.client.content(message_id, len(BYTES) - 1) == TooLarge()


def test_a_file_that_does_not_tell_its_length_ends_at_the_cap(seam: Seam) -> None:
    message_id = seam.line.send_file(MALEE, "a.bin", b"small")
    seam.line.faults.huge_content_next(200 * 1024 * 1024)

    assert seam.client.content(message_id, 100_000) == TooLarge()


def test_what_was_taken_back_and_what_expired_are_told_apart(seam: Seam) -> None:
    message_id = seam.line.send_file(MALEE, "a.bin", BYTES)
    assert seam.client.content("123", LARGEST) == Gone("not found")

    seam.line.unsend(MALEE, message_id)
    assert seam.client.content(message_id, LARGEST) == Gone("unsent")


def test_a_video_is_waited_for_until_line_has_prepared_it(seam: Seam) -> None:
    message_id = seam.line.send_file(MALEE, "a.mp4", BYTES)
    seam.line.channel.world.stored[message_id].kind = "video"
    seam.line.faults.content_not_ready_next(2)

    assert seam.client.content(message_id, LARGEST) == NotYet("processing")
    assert isinstance(seam.client.content(message_id, LARGEST), Content)


def test_a_video_that_line_cannot_prepare_is_gone(seam: Seam) -> None:
    message_id = seam.line.send_file(MALEE, "a.mp4", BYTES)
    seam.line.channel.world.stored[message_id].kind = "video"
    seam.line.faults.content_not_ready_next(1)
    seam.line.faults.content_failed_next()

    assert seam.client.content(message_id, LARGEST) == Gone("failed")


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_trouble_at_line_is_no_reason_to_give_a_file_up(seam: Seam, status: int) -> None:
    message_id = seam.line.send_file(MALEE, "a.bin", BYTES)
    seam.line.faults.refuse_next(status, path="/content")

    assert isinstance(seam.client.content(message_id, LARGEST), NotYet)
    assert isinstance(seam.client.content(message_id, LARGEST), Content)


def test_a_connection_that_cannot_be_made_is_waited_out(seam: Seam) -> None:
    client = LineClient(LongLivedToken("t"), seam.rates, seam.clock.now, data_base_url="http://127.0.0.1:9")

    assert client.content("1", LARGEST) == NotYet("NewConnectionError")


@contextmanager
def server_that(*says: bytes, then_every: float | None = None) -> Iterator[str]:
    """A server that answers its first call with these bytes; then with a byte every so many seconds, or hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))
    stopping = threading.Event()

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            for piece in says:
                connection.sendall(piece)
            try:
                while then_every is not None and not stopping.wait(then_every):
                    connection.sendall(b"x")
            except OSError:
                return

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        stopping.set()
        thread.join()
        listening.close()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def test_a_file_that_trickles_holds_a_thread_no_longer_than_was_agreed() -> None:
    with server_that(OK + b"Content-Length: 100000\r\n\r\n", then_every=0.02) as url:
        began = stopwatch()
        assert ContentDoor(url, deadline=0.3).get("1", "t", LARGEST) == NotYet("too slow")
        assert stopwatch() - began < 3


def test_a_file_that_breaks_off_is_not_taken_for_the_whole() -> None:
    with server_that(OK + b"Content-Length: 100\r\n\r\n", b"half") as url:
        assert isinstance(ContentDoor(url).get("1", "t", LARGEST), NotYet)


def test_a_length_that_lies_cannot_bring_more_than_it_says() -> None:
    with server_that(OK + b"Content-Length: 4\r\n\r\n", b"x" * 100_000) as url:
        assert ContentDoor(url).get("1", "t", LARGEST) == Content(b"xxxx", "text/plain")


def test_a_length_beyond_the_cap_is_believed_at_once() -> None:
    with server_that(OK + b"Content-Length: 99999999999\r\n\r\n", then_every=0.05) as url:
        assert ContentDoor(url).get("1", "t", LARGEST) == TooLarge()


def test_a_chunked_file_is_read_to_its_end_and_no_further_than_the_cap() -> None:
    chunked = OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nworld\r\n0\r\n\r\n"
    with server_that(chunked) as url:
        assert ContentDoor(url).get("1", "t", 10) == Content(b"helloworld", "text/plain")
    with server_that(chunked) as url:
        assert ContentDoor(url).get("1", "t", 9) == TooLarge()


def test_a_redirect_to_elsewhere_is_not_followed() -> None:
    with server_that(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n") as url:
        assert ContentDoor(url).get("1", "t", LARGEST) == NotYet("302")


def test_the_sign_that_an_answer_is_coming_is_shown_and_never_waited_for(seam: Seam) -> None:
    seam.client.show_loading(MALEE)
    assert MALEE in seam.line.channel.world.loading

    seam.line.faults.slow_next(30, path="/loading")
    began = stopwatch()
    seam.client.show_loading(MALEE)
    assert stopwatch() - began < 4


def test_what_line_refuses_as_too_many_calls_is_not_asked_again_at_once(seam: Seam) -> None:
    seam.line.faults.limit_rate_next(path="/loading")
    seam.client.show_loading(MALEE)

    assert not seam.rates.take(Endpoint.LOADING, seam.clock.now())
