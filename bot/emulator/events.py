"""Webhook events as LINE writes them: fully populated, keys in the order seen on the wire."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from bot.emulator import ids
from bot.emulator.lengths import utf16_units

Json = dict[str, Any]


def source_of(user_id: str | None, group_id: str | None) -> Json:
    """Return an event's `source`; join and leave carry no user (reference "Source group chat")."""
    if group_id is None:
        return {"type": "user", "userId": user_id}
    source: Json = {"type": "group", "groupId": group_id}
    if user_id is not None:
        source["userId"] = user_id
    return source


def new_event(kind: str, detail: Json, at: datetime, source: Json, reply_token: str | None) -> Json:
    """Return one event. `detail` is its own property, e.g. {"message": …}; `reply_token` None for those without."""
    event: Json = {
        "type": kind,
        **detail,
        "webhookEventId": ids.event_id(at),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": ids.milliseconds(at),
        "source": source,
    }
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


def envelope(destination: str, events: list[Json]) -> bytes:
    """Return the body of a webhook: compact JSON in UTF-8."""
    return json.dumps(
        {"destination": destination, "events": events}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def signature(secret: str, body: bytes) -> str:
    """Return the value of x-line-signature (docs "Verify webhook signature")."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
