"""The outgoing half of the seam as it runs: a store, the deliverer, the real SDK over HTTP, and a local LINE."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import urllib3

from bot.deliver import Deliverer
from bot.emulator.clock import VirtualClock
from bot.emulator.server import LocalLine
from bot.emulator.world import PersonSeed
from bot.line.client import LineClient
from bot.line.rates import Rates
from bot.line.tokens import LongLivedToken, Tokens
from bot.quota import QuotaKeeper
from storage.outbox import REPLY_WINDOW, Letter
from storage.schema import Outbox
from storage.store import Store

START = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
MALEE, SOMCHAI, NOBODY = "U" + "1" * 32, "U" + "2" * 32, "U" + "9" * 32
TOKEN = "token-of-the-channel"
HELLO = [{"type": "text", "text": "สวัสดี"}]


class Seam:
    """A bot's outgoing half and the LINE it talks to, on one clock."""

    def __init__(self, store: Store, line: LocalLine, clock: VirtualClock, *, tokens: Tokens | None = None) -> None:
        self.store, self.line, self.clock = store, line, clock
        self.rates = Rates(store)
        self.base_url = line.base_url
        self.client = self.client_at(line.base_url, tokens or LongLivedToken(TOKEN))
        self.deliverer = self.deliverer_with(self.client)

    def client_at(self, url: str, tokens: Tokens) -> LineClient:
        """A client that calls LINE at another address."""
        return LineClient(tokens, self.rates, self.clock.now, api_base_url=url, data_base_url=url)

    def deliverer_with(self, client: LineClient, *, allowance: int = 300, reserve: int = 0) -> Deliverer:
        """A deliverer that sends by that client."""
        return Deliverer(self.store, client, self.rates, QuotaKeeper(self.store, client, allowance, reserve))

    def write(self, way: str, *, to: str = MALEE, worth_push: bool = False, words: str = "สวัสดี") -> int:
        """Write a message into the outbox: a push, or the reply to something that the person has just said."""
        now = self.clock.now()
        token = self.ask(to) if way == "reply" else None
        letter = Letter(
            way=way,
            chat=to,
            messages=[{"type": "text", "text": words}],
            reply_token=token,
            reply_until=now + REPLY_WINDOW if token else None,
            worth_push=worth_push,
        )
        with self.store.begin() as tx:
            row_id = tx.outbox.add(letter, now)
            tx.commit()
        return row_id

    def ask(self, person: str) -> str:
        """Somebody says something; the reply token of that."""
        token = f"{len(self.line.channel.tokens._issued):032x}"
        self.line.channel.tokens.issue(token, person)
        return token

    def deliver(self) -> None:
        """One round: everything that may go now is sent."""
        while self.deliverer.deliver_one(self.clock.now()):
            pass

    def wait(self, seconds: float) -> None:
        """Let time pass, and send what may go then."""
        self.clock.advance(timedelta(seconds=seconds))
        self.deliver()

    def row(self, row_id: int) -> Outbox:
        """How a message stands."""
        with self.store.reading() as tx:
            return tx._session.get_one(Outbox, row_id)

    def heard(self, person: str = MALEE) -> list[str]:
        """What somebody has got."""
        return [str(b.message["text"]) for b in self.line.messages(person) if b.direction == "out"]


@contextmanager
def seam_over(store: Store, *, tokens: Tokens | None = None, quota: int | None = 300) -> Iterator[Seam]:
    """A seam over a store."""
    clock = VirtualClock(START)
    line = LocalLine(
        channel_secret="secret",
        access_token=TOKEN,
        webhook_url="",
        people=[PersonSeed(MALEE, "มาลี", ""), PersonSeed(SOMCHAI, "สมชาย", "")],
        clock=clock,
        quota=quota,
    )
    line.start()
    for person in (MALEE, SOMCHAI):
        line.follow(person)
    try:
        yield Seam(store, line, clock, tokens=tokens)
    finally:
        line.stop()


class Wiretap:
    """A server between bot and LINE that keeps every request as it came over the wire, and may answer one itself.

    `answers`: (status, headers, body) of the next calls; when there is none left, they are passed on.
    """

    def __init__(self, line_url: str) -> None:
        self.bodies: list[bytes] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        pool, tap = urllib3.PoolManager(retries=False), self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                tap.bodies.append(body)
                if tap.answers:
                    status, headers, content = tap.answers.pop(0)
                else:
                    sent = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "content-length")}
                    got = pool.request("POST", line_url + self.path, body=body, headers=sent)
                    status, content, headers = got.status, got.data, {"Content-Type": "application/json"}
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(content))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._pool = pool
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._pool.clear()
