"""The emulator as one object: a channel, its people, and the HTTP server that the SDK and the browser talk to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from waitress.channel import ClientDisconnected  # type: ignore[import-untyped, unused-ignore]  # types come apart
from waitress.server import create_server  # type: ignore[import-untyped, unused-ignore]

from bot.emulator import api, page
from bot.emulator.channel import Channel
from bot.emulator.clock import VirtualClock
from bot.emulator.deeds import Deeds
from bot.emulator.fault_gate import DROP
from bot.emulator.faults import Call, Faults
from bot.emulator.quota import Quota
from bot.emulator.tokens import ReplyTokens, RetryKeys
from bot.emulator.webhook_sender import WebhookSender
from bot.emulator.world import Bubble, GroupSeed, PersonSeed, new_world

THREADS = 16
BOT_USER_ID = "U" + "b07" * 10 + "00"


class LocalLine(Deeds):
    """A local LINE platform with one channel.

    `webhook_url` "" means none is set. `quota` is messages a month (None: unlimited). `bookmarks` are moments the page
    offers to travel to. `on_travel` is called after the clock was moved from the page or by `travel_to` and `advance`.
    """

    def __init__(  # noqa: PLR0913 - each is a setting with a name; all are keywords
        self,
        *,
        channel_secret: str,
        access_token: str,
        webhook_url: str,
        people: Sequence[PersonSeed],
        groups: Sequence[GroupSeed] = (),
        quota: int | None = 300,
        clock: VirtualClock | None = None,
        bot_name: str = "ติดตาม",
        bookmarks: Sequence[tuple[str, datetime]] = (),
        bot_user_id: str = BOT_USER_ID,
        on_travel: Callable[[], None] | None = None,
        redelivery: bool = True,
    ) -> None:
        self.clock = clock or VirtualClock()
        self.faults = Faults()
        tokens = ReplyTokens(self.clock)
        self.sender = WebhookSender(webhook_url, channel_secret, bot_user_id, tokens, self.faults, self.clock)
        self.sender.redelivery = redelivery
        self.channel = Channel(
            access_token,
            self.clock,
            new_world(self.clock, (bot_user_id, bot_name), people, groups),
            Quota(self.clock, quota),
            tokens,
            RetryKeys(self.clock),
            self.faults,
            self.sender,
            bookmarks,
            on_travel,
        )
        super().__init__(self.channel)
        self._stopping = threading.Event()
        self._server: Any = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """The address for `Configuration(host=…)` and for the browser, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("the emulator has not been started")
        host = self._server.effective_host
        return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{self._server.effective_port}"  # noqa: S104

    @property
    def webhook_url(self) -> str:
        """Where events go; may be set while running, e.g. once the bot knows its port."""
        return self.sender.url

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.sender.url = url

    @property
    def calls(self) -> list[Call]:
        """Every call of LINE's API so far, in the order of their answers."""
        return self.channel.calls

    def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on `host` (one address) and `port` (0: any free one) from background threads, and deliver events."""
        self._stopping.clear()
        app = Flask(__name__)
        app.json = InOrder(app)
        api.install(app, self.channel, self._stopping)
        page.install(app, self.channel, self, self._stopping)
        self._server = create_server(_Droppable(app), host=_address(host), port=port, threads=THREADS, ident="")
        self._thread = threading.Thread(target=self._server.run, name="line-server", daemon=True)
        self._thread.start()
        self.sender.start()

    def stop(self) -> None:
        """Stop serving and delivering."""
        self._stopping.set()
        with self.channel.world.changing():
            pass
        self.sender.stop()
        if self._server is not None:
            self._server.task_dispatcher.shutdown()
            with suppress(OSError):  # a loop that woke by itself has done it already, and closed what would wake it
                self._server.trigger.pull_trigger(self._close)
            if self._thread is not None:
                self._thread.join(2)
            self._server = self._thread = None

    def _close(self) -> None:
        """Close every socket; runs in the server's own loop, which ends when none is left."""
        for connection in list(self._server.active_channels.values()):
            connection.handle_close()
        self._server.close()

    def messages(self, chat_id: str) -> list[Bubble]:
        """Return every bubble of a chat (a user id or group id) in order, without the platform's grey lines."""
        with self.channel.world.lock:
            return [b for b in self.channel.world.chats[chat_id] if b.direction != "note"]

    def paid_used(self) -> int:
        """Return the messages counted against this month's quota."""
        with self.channel.world.lock:
            return self.channel.quota.used()

    def wait_idle(self, timeout: float = 10.0) -> bool:
        """Wait until every event was delivered with a 2xx; False when that takes too long or one was given up."""
        return self.sender.wait_idle(timeout)

    def travel_to(self, moment: datetime) -> None:
        """Move the virtual clock to `moment`, as the page's buttons do."""
        self.channel.travel(to=moment)

    def advance(self, by: timedelta) -> None:
        """Move the virtual clock on, as the page's buttons do."""
        self.channel.travel(by=by)


def _address(host: str) -> str:
    """Return one address: `localhost` alone may stand for two, on which waitress would open two servers."""
    return "127.0.0.1" if host == "localhost" else host


class InOrder(DefaultJSONProvider):
    """Messages are shown with their keys in the order the bot wrote them."""

    sort_keys = False
    ensure_ascii = False


class _Droppable:
    """Lets an accepted call end without an answer: the connection is closed instead."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        answer = self._app(environ, start_response)
        if environ.get(DROP):
            raise ClientDisconnected
        return answer
