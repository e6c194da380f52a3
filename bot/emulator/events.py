"""Webhook events as LINE writes them: fully populated, keys in the order seen on the wire."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from bot.emulator import ids
from bot.emulator.lengths import utf16_units

Json = dict[str, Any]
T = TypeVar("T")


def source_of(user_id: str | None, group_id: str | None) -> Json:
    """Return an event's `source`; ids of rooms begin with R; join and leave carry no user ("Source group chat")."""
    source: Json = {"type": "user"}
    if group_id is not None:
        kind = "room" if group_id.startswith("R") else "group"
        source = {"type": kind, f"{kind}Id": group_id}
    if user_id is not None:
        source["userId"] = user_id
    return source


def new_event(kind: str, detail: Json, at: datetime, source: Json | None, reply_token: str | None) -> Json:
    """Return one event. `detail` is its own property, e.g. {"message": …}; `reply_token` None for those without."""
    event: Json = {
        "type": kind,
        **detail,
        "webhookEventId": ids.event_id(at),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": ids.milliseconds(at),
    }
    if source is not None:
        event["source"] = source
    if reply_token is not None:
        event["replyToken"] = reply_token
    event["mode"] = "active"
    return event


def mention_of_bot(text: str, bot_name: str, bot_user_id: str) -> tuple[str, Json]:
    """Return the text with the bot named in it and its `mention`; indexes count UTF-16 units."""
    name = f"@{bot_name}"
    if name not in text:
        text = f"{name} {text}"
    mentionee = {
        "index": utf16_units(text[: text.index(name)]),
        "length": utf16_units(name),
        "type": "user",
        "userId": bot_user_id,
        "isSelf": True,
    }
    return text, {"mentionees": [mentionee]}


def with_unknown_fields(detail: Json) -> Json:
    """Return the event's own properties with more in and beside them, as LINE may add at any time."""
    extra = {"emulatorExtra": {"kept": [1, None]}}
    bent = {key: {**value, **extra} if isinstance(value, dict) else value for key, value in detail.items()}
    return {**bent, "emulatorAddition": "unannounced"}


def out_of_order(things: Sequence[T]) -> list[T]:
    """Return two or more things in another order: every second from the end, then the rest from the end."""
    return [*things[1::2][::-1], *things[0::2][::-1]]


def envelope(destination: str, events: list[Json]) -> bytes:
    """Return the body of a webhook: compact JSON in UTF-8."""
    return json.dumps(
        {"destination": destination, "events": events}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def signature(secret: str, body: bytes) -> str:
    """Return the value of x-line-signature (docs "Verify webhook signature")."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
