"""One LINE channel: its settings and all its parts, put together once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.emulator import ids
from bot.emulator.clock import VirtualClock
from bot.emulator.faults import Call, Faults
from bot.emulator.quota import Quota
from bot.emulator.rich_menu_batch import RichMenuBatches
from bot.emulator.rich_menus import RichMenus
from bot.emulator.tokens import ReplyTokens, RetryKeys
from bot.emulator.webhook_sender import WebhookSender
from bot.emulator.world import World


@dataclass(slots=True)
class Channel:
    """Settings and parts of the emulated channel.

    `verified`: the account may list its followers. `allow_http`: media over plain http pass, for local use.
    `refuse_foreign_in_multicast`: LINE's page says both that ids it does not know are dropped and that they are a 400.
    """

    access_token: str
    clock: VirtualClock
    world: World
    quota: Quota
    tokens: ReplyTokens
    retry_keys: RetryKeys
    faults: Faults
    sender: WebhookSender
    rich_menus: RichMenus = field(init=False)
    rich_menu_batches: RichMenuBatches = field(init=False)
    bookmarks: Sequence[tuple[str, datetime]] = ()
    on_travel: Callable[[], None] | None = None
    verified: bool = False
    allow_http: bool = True
    refuse_foreign_in_multicast: bool = False
    calls: list[Call] = field(default_factory=list)
    free: int = 0
    next_message_id: Callable[[], str] = field(default_factory=ids.message_ids)

    def __post_init__(self) -> None:
        """Put together the parts that need nothing but the world and the clock."""
        self.rich_menus = RichMenus(self.world)
        self.rich_menu_batches = RichMenuBatches(self.rich_menus, self.clock)

    def travel(self, *, to: datetime | None = None, by: timedelta | None = None) -> None:
        """Move the clock to `to` or onwards by `by`, tell the page, and call `on_travel`."""
        if to is not None:
            self.clock.travel_to(to)
        if by is not None:
            self.clock.advance(by)
        with self.world.changing():
            pass
        if self.on_travel is not None:
            self.on_travel()
