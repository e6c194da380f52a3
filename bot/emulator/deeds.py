"""What people do: each deed changes the world and makes the webhook events LINE would send."""

from __future__ import annotations

from bot.emulator.base_deeds import DeedRefusedError
from bot.emulator.chat_deeds import ChatDeeds
from bot.emulator.file_deeds import FileDeeds
from bot.emulator.member_deeds import MemberDeeds
from bot.emulator.platform_deeds import PlatformDeeds

__all__ = ["DeedRefusedError", "Deeds"]


class Deeds(ChatDeeds, FileDeeds, MemberDeeds, PlatformDeeds):
    """The people's hands. Everything is thread safe; `group_id` None means the person's own chat with the bot."""
