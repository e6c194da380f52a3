"""One LINE channel: its settings and all its parts, put together once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.emulator import ids
from bot.emulator.access_tokens import AccessTokens
from bot.emulator.clock import VirtualClock, steady_seconds
from bot.emulator.faults import Call, Faults
from bot.emulator.link_tokens import LinkTokens
from bot.emulator.narrowcast_log import NarrowcastLog
from bot.emulator.paging import Pages
from bot.emulator.quota import Quota
from bot.emulator.rates import Rates
from bot.emulator.rich_menu_batch import RichMenuBatches
from bot.emulator.rich_menus import RichMenus
from bot.emulator.sent_log import SentLog
from bot.emulator.tokens import ReplyTokens, RetryKeys
from bot.emulator.webhook_sender import WebhookSender
from bot.emulator.world import World

AccountType = Literal["unverified", "verified", "premium"]
_CHANNEL_ID = re.compile(r"\d{10}")


@dataclass(frozen=True, slots=True)
class ChannelSeed:
    """A channel as the console shows it: `channel_id` of 10 digits, `access_token` the long-lived one.

    `webhook_url` "" means none is set. `quota` is messages a month (None: unlimited); the month turns `month_zone`
    hours east of UTC, which LINE does not publish (7: Thailand).
    """

    channel_id: str
    secret: str
    access_token: str
    bot_user_id: str
    bot_name: str
    webhook_url: str = ""
    quota: int | None = 300
    account_type: AccountType = "unverified"
    month_zone: int = 7


@dataclass(slots=True)
class Channel:
    """Settings and parts of one emulated channel.

    `account_type`: only verified and premium accounts may list people. `chat_on`: the office may answer by hand too,
    and nothing is marked as read by itself. `joins_groups`: the console's "Allow bot to join group chats". `partner`:
    functions for corporate partners are open. `allow_http`: media over plain http pass, for local use.
    `refuse_foreign_in_multicast`: LINE's page says both that ids it does not know are dropped and that they are a 400.
    """

    channel_id: str
    secret: str
    access_tokens: AccessTokens
    clock: VirtualClock
    world: World
    quota: Quota
    tokens: ReplyTokens
    retry_keys: RetryKeys
    faults: Faults
    sender: WebhookSender
    rich_menus: RichMenus
    rich_menu_batches: RichMenuBatches
    pages: Pages
    rates: Rates
    sent: SentLog
    link_tokens: LinkTokens
    narrowcasts: NarrowcastLog
    bookmarks: Sequence[tuple[str, datetime]] = ()
    on_travel: Callable[[], None] | None = None
    account_type: AccountType = "unverified"
    chat_on: bool = True
    joins_groups: bool = True
    partner: bool = False
    allow_http: bool = True
    refuse_foreign_in_multicast: bool = False
    calls: list[Call] = field(default_factory=list)
    free: int = 0
    next_message_id: Callable[[], str] = field(default_factory=ids.message_ids)

    def travel(self, *, to: datetime | None = None, by: timedelta | None = None) -> None:
        """Move the clock to `to` or onwards by `by`, tell the page, and call `on_travel`."""
        with self.world.changing():
            if to is not None:
                self.clock.travel_to(to)
            if by is not None:
                self.clock.advance(by)
        if self.on_travel is not None:
            self.on_travel()


def new_channel(seed: ChannelSeed, world: World) -> Channel:
    """Put a channel together in its world. Raises ValueError on an id LINE could not have given."""
    if not _CHANNEL_ID.fullmatch(seed.channel_id):
        raise ValueError(f"not a LINE channel id: {seed.channel_id}")
    clock, faults = world.clock, Faults()
    tokens, menus = ReplyTokens(clock), RichMenus(world)
    return Channel(
        channel_id=seed.channel_id,
        secret=seed.secret,
        access_tokens=AccessTokens(clock, seed.access_token),
        clock=clock,
        world=world,
        quota=Quota(clock, seed.quota, seed.month_zone),
        tokens=tokens,
        retry_keys=RetryKeys(clock),
        faults=faults,
        sender=WebhookSender(seed.webhook_url, seed.secret, seed.bot_user_id, tokens, faults, clock),
        rich_menus=menus,
        rich_menu_batches=RichMenuBatches(menus, clock),
        pages=Pages(clock),
        rates=Rates(steady_seconds),
        sent=SentLog(clock, seed.month_zone),
        link_tokens=LinkTokens(clock),
        narrowcasts=NarrowcastLog(clock),
        account_type=seed.account_type,
    )
