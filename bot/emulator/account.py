"""One official account as tests and demonstrations hold it: people's deeds towards it, and what it did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.emulator.channel import Channel
from bot.emulator.channels import Channels
from bot.emulator.deeds import DeedRefusedError, Deeds
from bot.emulator.faults import Call
from bot.emulator.id_tokens import ISSUER, make_id_token
from bot.emulator.rates import Rate
from bot.emulator.world import Bubble

ID_TOKEN_LIFE = 3600


class Account(Deeds):
    """The hands of people towards one account, and a look at everything that passed between them."""

    def __init__(self, channel: Channel, channels: Channels) -> None:
        super().__init__(channel)
        self.channel, self._channels = channel, channels
        self.clock, self.faults, self.sender = channel.clock, channel.faults, channel.sender

    @property
    def webhook_url(self) -> str:
        """Where events go; may be set while running, e.g. once the bot knows its port."""
        return self.sender.url

    @webhook_url.setter
    def webhook_url(self, url: str) -> None:
        self.sender.url = url

    @property
    def calls(self) -> list[Call]:
        """Every call of the account's API so far, in the order of their answers."""
        return self.channel.calls

    def invite_bot(self, group_id: str) -> None:
        """Bring the bot into a group, where there is room for one official account only; it may have to go at once.

        Source: docs "Group chats and multi-person chats".
        """
        with self.channel.world.lock:
            if any(group_id in other.world.bot_in for other in self._channels if other is not self.channel):
                raise DeedRefusedError("another official account is in the group already")
            super().invite_bot(group_id)
            if not self.channel.joins_groups:
                self.remove_bot(group_id)

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

    def rate_limits(self, *, on: bool = True, scale: float = 1.0, own: Mapping[str, Rate] | None = None) -> None:
        """Switch LINE's rate limits on or off, by real time; `own` sets an endpoint's, as in rates.LIMITS."""
        self.channel.rates.switch(on=on, scale=scale, own=own)

    def revoke_token(self, token: str) -> None:
        """End an access token of any kind at once: calls with it are then refused with 401."""
        self.channel.access_tokens.forget(token)

    def id_token(self, user_id: str, **claims: Any) -> str:
        """Return an ID token as a person's web login gives it, for one hour; `claims` (e.g. nonce) change it."""
        now = int(self.clock.now().timestamp())
        name = self.channel.world.people[user_id].name
        whole = {
            "iss": ISSUER,
            "sub": user_id,
            "aud": self.channel.channel_id,
            "exp": now + ID_TOKEN_LIFE,
            "iat": now,
            "amr": ["linesso"],
            "name": name,
        }
        return make_id_token(self.channel.secret, whole | claims)
