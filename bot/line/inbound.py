"""LINE's webhook JSON -> events in LINE-free words. What is unknown or odd becomes `Unknown`, never a crash."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from domain.events import (
    BotJoined,
    BotLeft,
    ButtonPressed,
    FileSent,
    Followed,
    Incoming,
    PhotoSent,
    Place,
    TextSaid,
    Unfollowed,
    Unknown,
    may_be_form,
)

_LAST_MS = 253_402_300_799_999  # the end of the year 9999
_MEDIA = ("image", "video", "audio")
_BARE: dict[str, type[Unfollowed | BotJoined | BotLeft]] = {
    "unfollow": Unfollowed,
    "join": BotJoined,
    "leave": BotLeft,
}


def events_of(body: Any) -> list[dict[str, Any]]:
    """The events of a webhook body; an empty list when there are none (LINE's "Verify") or the body is odd."""
    events = body.get("events") if isinstance(body, dict) else None
    return [event for event in events if isinstance(event, dict)] if isinstance(events, list) else []


def conversation_of(event: dict[str, Any]) -> str:
    """The id of the chat an event belongs to; order is kept inside it."""
    source = _dict(event.get("source"))
    return str(source.get("groupId") or source.get("roomId") or source.get("userId") or "-")


def user_of(event: dict[str, Any]) -> str | None:
    """Who did it, when LINE says so."""
    user = _dict(event.get("source")).get("userId")
    return user if isinstance(user, str) else None


def happened_ms(event: dict[str, Any]) -> int:
    """When it happened; 0 when LINE does not say, or says what no calendar holds."""
    when = _number(event.get("timestamp"))
    return int(when) if 0 <= when <= _LAST_MS else 0


def may_be_kept(event: dict[str, Any], names: Sequence[str]) -> bool:
    """False for a group's talk that is not addressed to the bot: that must never reach the disk."""
    if event.get("type") not in ("message", "messageEdited") or _dict(event.get("source")).get("type") == "user":
        return True
    message = _dict(event.get("message"))
    if message.get("type") != "text":
        return message.get("type") == "file" and may_be_form(str(message.get("fileName", "")))
    return _addressed(message, names)[0]


def parse(event: dict[str, Any], names: Sequence[str] = ()) -> Incoming:
    """One raw event as a typed one. `names`: what the bot answers to at the start of a line in a group."""
    source = _dict(event.get("source"))
    base: dict[str, Any] = {
        "event_id": str(event.get("webhookEventId", "")),
        "at": datetime.fromtimestamp(happened_ms(event) / 1000, UTC),
        "place": Place.PRIVATE if source.get("type") == "user" else Place.GROUP,
        "chat": conversation_of(event),
        "user": user_of(event),
        "reply_token": event.get("replyToken") if isinstance(event.get("replyToken"), str) else None,
        "silent": event.get("mode") == "standby",
    }
    kind = str(event.get("type"))
    bare = _BARE.get(kind)
    if bare is not None:
        return bare(**base)
    match kind:
        case "message":
            return _message(_dict(event.get("message")), base, names)
        case "postback":
            return ButtonPressed(data=str(_dict(event.get("postback")).get("data", "")), **base)
        case "follow":
            return Followed(again=bool(_dict(event.get("follow")).get("isUnblocked", False)), **base)
        case _:
            return Unknown(kind=kind, **base)


def _message(message: dict[str, Any], base: dict[str, Any], names: Sequence[str]) -> Incoming:
    message_id, kind = str(message.get("id", "")), message.get("type")
    if kind == "text":
        addressed, text = _addressed(message, names) if base["place"] is Place.GROUP else (True, _text(message))
        quoted = message.get("quotedMessageId")
        return TextSaid(
            text=text,
            addressed=addressed,
            message_id=message_id,
            quoted_message_id=quoted if isinstance(quoted, str) else None,
            **base,
        )
    if kind == "file":
        name, size = str(message.get("fileName", "")), int(_number(message.get("fileSize")))
        return FileSent(name=name, size=size, message_id=message_id, **base)
    if kind in _MEDIA:
        set_id = _dict(message.get("imageSet")).get("id")
        return PhotoSent(kind=str(kind), message_id=message_id, set_id=set_id and str(set_id), **base)
    return Unknown(kind=f"message/{kind}", **base)


def _addressed(message: dict[str, Any], names: Sequence[str]) -> tuple[bool, str]:
    """Whether a group's text is meant for the bot, and the text without the bot's name or the slash."""
    text = _text(message)
    mentionees = _dict(message.get("mention")).get("mentionees")
    for mention in mentionees if isinstance(mentionees, list) else []:
        if isinstance(mention, dict) and mention.get("isSelf"):
            return True, _cut_utf16(text, int(_number(mention.get("index"))), int(_number(mention.get("length"))))
    start = text.lstrip()
    if start.startswith("/"):
        return True, start[1:].strip()
    for name in sorted(names, key=len, reverse=True):
        for spelt in (f"@{name}", name):
            rest = start.removeprefix(spelt)
            if rest != start and (spelt != name or not rest[:1].isalpha()):  # ติดตามข่าว is a verb, not our name
                return True, rest.strip(" ,:")
    return False, text


def _cut_utf16(text: str, index: int, length: int) -> str:
    """`text` without the mention at `index`; LINE counts UTF-16 units, Python counts code points."""
    units = text.encode("utf-16-le", "surrogatepass")
    return (units[: index * 2] + units[(index + length) * 2 :]).decode("utf-16-le", "ignore").strip()


def _text(message: dict[str, Any]) -> str:
    text = message.get("text")
    return text if isinstance(text, str) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> float:
    """A number, also when it comes as text; 0 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0.0
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) else 0.0
