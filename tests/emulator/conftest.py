"""A running platform, a bot that only listens, and the real SDK between them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import urllib3
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob

from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import GroupSeed, PersonSeed
from tests.chromium import NARROW, opened

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
TOKEN = "token-of-the-channel"
MALEE, SOMCHAI, STRANGER = "U" + "1" * 32, "U" + "2" * 32, "U" + "3" * 32
CLUSTER, OTHER_GROUP = "C" + "1" * 32, "C" + "2" * 32
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PATIENCE = 5.0


class Bot:
    """A webhook that records what it gets; `answers` are the statuses of the next calls, 200 afterwards."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        self._news = threading.Condition()
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with bot._news:
                    status = bot.answers.pop(0) if bot.answers else 200
                    bot.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                    bot._news.notify_all()
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def forget(self) -> None:
        self.answers.clear()
        self.got.clear()

    def events(self, count: int = 1) -> list[dict[str, Any]]:
        """Wait for `count` events and return all."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.got) >= count, PATIENCE), f"got {len(self.got)} of {count}"
            return [event for _, body in self.got for event in json.loads(body)["events"]]

    def last(self, count: int = 1) -> dict[str, Any]:
        return self.events(count)[-1]


@pytest.fixture(scope="session")
def listener() -> Iterator[Bot]:
    bot = Bot()
    yield bot
    bot.close()


@pytest.fixture
def bot(listener: Bot) -> Bot:
    listener.forget()
    return listener


def new_line(webhook_url: str, quota: int | None = 300) -> LocalLine:
    line = LocalLine(
        channel_secret=SECRET,
        access_token=TOKEN,
        webhook_url=webhook_url,
        people=[
            PersonSeed(MALEE, "มาลี", "กลุ่มอำนวยการ"),
            PersonSeed(SOMCHAI, "สมชาย"),
            PersonSeed(STRANGER, "คนแปลกหน้า"),
        ],
        groups=[GroupSeed(CLUSTER, "กลุ่มโรงเรียน", (MALEE, SOMCHAI), bot_in=True), GroupSeed(OTHER_GROUP, "อีกกลุ่ม")],
        quota=quota,
        clock=VirtualClock(START),
        bookmarks=[("วันครบกำหนด", datetime(2026, 11, 30, 2, 0, tzinfo=UTC))],
    )
    line.sender.gaps = (0.0, 0.0, 0.0)
    return line


@pytest.fixture
def line(bot: Bot) -> Iterator[LocalLine]:
    """A fresh platform where มาลี and สมชาย are friends of the bot already."""
    line = new_line(bot.url)
    line.channel.world.friends |= {MALEE, SOMCHAI}
    line.start()
    yield line
    line.stop()


@pytest.fixture
def client(line: LocalLine) -> Iterator[ApiClient]:
    yield from sdk_client(line)


def sdk_client(line: LocalLine, token: str = TOKEN) -> Iterator[ApiClient]:
    configuration = Configuration(host=line.base_url, access_token=token)
    configuration.retries = urllib3.Retry(total=0)
    client = ApiClient(configuration)
    yield client
    client.rest_client.pool_manager.clear()


@pytest.fixture
def api(client: ApiClient) -> MessagingApi:
    return MessagingApi(client)


@pytest.fixture
def blob(client: ApiClient) -> MessagingApiBlob:
    return MessagingApiBlob(client)


@pytest.fixture
def page() -> Iterator[Any]:
    with opened(NARROW["width"], NARROW["height"], PATIENCE) as page:
        yield page


def text(words: str = "สวัสดี") -> dict[str, Any]:
    return {"type": "text", "text": words}


def error_of(problem: Any) -> dict[str, Any]:
    """The JSON of an ApiException."""
    body: dict[str, Any] = json.loads(problem.body)
    return body
