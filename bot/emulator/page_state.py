"""What the page is told: the whole picture in small, and the bubbles that changed since last time."""

from __future__ import annotations

import secrets
from typing import Any

from bot.emulator.channel import Channel
from bot.emulator.world import Bubble

_BOOT = secrets.token_hex(4)  # a page that outlived the server starts afresh


def snapshot(channel: Channel, since: int) -> dict[str, Any]:
    """Return the state as JSON; bubbles only when they changed after version `since`."""
    world = channel.world
    with world.lock:
        bubbles = [b for chat in world.chats.values() for b in chat if b.change > since]
        return {
            "boot": _BOOT,
            "version": world.version,
            "now": channel.clock.now().isoformat(),
            "bot": {"id": world.bot_user_id, "name": world.bot_name},
            "quota": {"limit": channel.quota.limit, "used": channel.quota.used(), "free": channel.free},
            "bookmarks": [{"name": name, "at": at.isoformat()} for name, at in channel.bookmarks],
            "armed": len(channel.faults.armed()) + channel.faults.storming() + len(channel.faults.standing_by()),
            "people": [_person(channel, user_id) for user_id in world.people],
            "groups": [_group(channel, group_id) for group_id in world.groups],
            "bubbles": [_bubble(b) for b in bubbles],
        }


def _person(channel: Channel, user_id: str) -> dict[str, Any]:
    world = channel.world
    seed, until = world.people[user_id], world.loading.get(user_id)
    menu = channel.rich_menus.shown_to(user_id)
    return {
        "id": user_id,
        "name": seed.name,
        "note": seed.note,
        "colour": seed.colour,
        "friend": user_id in world.friends,
        "blocked": user_id in world.blocked,
        "menu": {"id": menu.menu_id, **menu.body} if menu is not None else None,
        "loading": max(0.0, (until - channel.clock.now()).total_seconds()) if until else 0,
    }


def _group(channel: Channel, group_id: str) -> dict[str, Any]:
    world = channel.world
    return {
        "id": group_id,
        "name": world.groups[group_id].name,
        "members": world.members[group_id],
        "bot_in": group_id in world.bot_in,
    }


def _bubble(bubble: Bubble) -> dict[str, Any]:
    return {
        "id": bubble.message_id,
        "chat": bubble.chat_id,
        "direction": bubble.direction,
        "sender": bubble.sender,
        "message": bubble.message if not bubble.gone else {"type": "unsent"},
        "at": bubble.at.isoformat(),
        "via": bubble.via,
        "paid": bubble.paid,
        "silent": bubble.silent,
        "read": bubble.read,
        "edited": bubble.edited,
    }
