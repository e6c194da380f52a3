"""The emulator as one object: channels, their people, and the HTTP server that the SDK and the browser talk to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from waitress.server import create_server  # type: ignore[import-untyped, unused-ignore]  # types come apart

from bot.emulator import account_link, api_oauth, page
from bot.emulator.account import Account
from bot.emulator.channel import ChannelSeed, new_channel
from bot.emulator.channels import Channels
from bot.emulator.clock import VirtualClock
from bot.emulator.switchboard import Switchboard, new_app
from bot.emulator.world import GroupSeed, PersonSeed, new_world

THREADS = 16
BOT_USER_ID = "U" + "b07" * 10 + "00"


class LocalLine(Account):
    """A local LINE platform with one channel, or more with `add_channel`.

    `webhook_url` "" means none is set. `quota` is messages a month (None: unlimited). `bookmarks` are moments the page
    offers to travel to. `on_travel` is called after the clock was moved from the page or by `travel_to` and `advance`.
    `month_zone`: hours east of UTC where the quota's month turns. `channel_id` and `channel_secret` are what the token
    endpoints want; `access_token` is the long-lived token.
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
        channel_id: str = "1234567890",
        month_zone: int = 7,
    ) -> None:
        seed = ChannelSeed(
            channel_id,
            channel_secret,
            access_token,
            bot_user_id,
            bot_name,
            webhook_url,
            quota,
            month_zone=month_zone,
        )
        channel = new_channel(seed, new_world(clock or VirtualClock(), (bot_user_id, bot_name), people, groups))
        channel.bookmarks, channel.on_travel = bookmarks, on_travel
        channel.sender.redelivery = redelivery
        super().__init__(channel, Channels(channel))
        self._stopping = threading.Event()
        self._server: Any = None
        self._thread: threading.Thread | None = None

    def add_channel(self, seed: ChannelSeed) -> Account:
        """Open another channel for the same people and groups, before or after the start; the page shows the first.

        Its friends, chats, tokens, quota and menus are its own. Raises ValueError when its id or bot is there already.
        """
        first = self.channel.world
        channel = new_channel(seed, first.of_another_bot(seed.bot_user_id, seed.bot_name))
        self._channels.add(channel)
        if self._server is not None:
            channel.sender.start()
        return Account(channel, self._channels)

    @property
    def base_url(self) -> str:
        """The address for `Configuration(host=…)` and for the browser, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("the emulator has not been started")
        host = self._server.effective_host
        return f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{self._server.effective_port}"  # noqa: S104

    def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on `host` (one address) and `port` (0: any free one) from background threads, and deliver events."""
        self._stopping.clear()
        front = new_app()
        api_oauth.install(front, self._channels, self._stopping)
        account_link.install(front, self._channels)
        page.install(front, self.channel, self, self._stopping)
        board = Switchboard(self._channels, front, self._stopping)
        self._server = create_server(board, host=_address(host), port=port, threads=THREADS, ident="")
        self._thread = threading.Thread(target=self._server.run, name="line-server", daemon=True)
        self._thread.start()
        for channel in self._channels:
            channel.sender.start()

    def stop(self) -> None:
        """Stop serving and delivering."""
        self._stopping.set()
        with self.channel.world.changing():
            pass
        for channel in self._channels:
            channel.sender.stop()
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

    def travel_to(self, moment: datetime) -> None:
        """Move the virtual clock to `moment`, as the page's buttons do."""
        self.channel.travel(to=moment)

    def advance(self, by: timedelta) -> None:
        """Move the virtual clock on, as the page's buttons do."""
        self.channel.travel(by=by)


def _address(host: str) -> str:
    """Return one address: `localhost` alone may stand for two, on which waitress would open two servers."""
    return "127.0.0.1" if host == "localhost" else host
