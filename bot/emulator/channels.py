"""All channels of the platform, found by what a caller holds."""

from __future__ import annotations

from collections.abc import Iterator

from bot.emulator.channel import Channel


class Channels:
    """The channels in the order they were added; the first is the one the page shows."""

    def __init__(self, first: Channel) -> None:
        self.first = first
        self._all = [first]

    def __iter__(self) -> Iterator[Channel]:
        return iter(self._all)

    def add(self, channel: Channel) -> None:
        """Add a channel. Raises ValueError when its id or bot is there already."""
        for known in self._all:
            if known.channel_id == channel.channel_id or known.world.bot_user_id == channel.world.bot_user_id:
                raise ValueError(f"there is a channel {channel.channel_id} with the bot {channel.world.bot_user_id}")
        self._all.append(channel)

    def with_id(self, channel_id: str | None) -> Channel | None:
        """Return the channel with this id."""
        return next((channel for channel in self._all if channel.channel_id == channel_id), None)

    def opened_by(self, token: str) -> Channel | None:
        """Return the channel whose API this access token opens now."""
        return next((channel for channel in self._all if channel.access_tokens.opens(token)), None)
