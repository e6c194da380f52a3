"""LINE's webhook JSON -> events in LINE-free words. What is unknown or odd becomes `Unknown`, never a crash."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from bot.line.masking import masked_kinds
from domain.events import (
    AccountLinked,
    BotJoined,
    BotLeft,
    ButtonPressed,
    FileSent,
    Followed,
    Incoming,
    PeopleJoined,
    PeopleLeft,
    PhotoSent,
    Place,
    TakenBack,
    TextSaid,
    Unfollowed,
    Unknown,
    may_be_form,
)
from domain.file_names import harmless
from domain.thai import BANGKOK

DEEPEST = 64  # LINE's own events are less than ten deep
LONGEST_ID = 200  # LINE's ids are shorter than 70
_LAST_MS = 253_402_300_799_999  # the end of the year 9999
_MEDIA = ("image", "video", "audio")


def events_in(body: bytes) -> list[dict[str, Any]]:
    """The events of a webhook's raw body. Raises ValueError or RecursionError for what is no JSON or lies too deep."""
    parsed = json.loads(body)
    # A body with fewer brackets than may stand in each other is not worth a walk.
    return _events(parsed) if body.count(b"{") + body.count(b"[") <= DEEPEST else events_of(parsed)


def events_of(body: Any) -> list[dict[str, Any]]:
    """The events of a webhook body; an empty list when there are none (LINE's "Verify") or the body is odd.

    Raises ValueError when something lies so deep inside that no code may be trusted to walk there.
    """
    if _is_deeper(body, DEEPEST):
        raise ValueError(f"deeper than {DEEPEST}")
    return _events(body)


def _events(body: Any) -> list[dict[str, Any]]:
    events = body.get("events") if isinstance(body, dict) else None
    return [event for event in events if isinstance(event, dict)] if isinstance(events, list) else []


def id_of(event: dict[str, Any]) -> str:
    """What makes a repeat known as one: LINE's id of the event or, if it came without, a digest of what it says."""
    given = _name(event.get("webhookEventId"))
    if given is not None:
        return given
    settled = {key: value for key, value in event.items() if key != "deliveryContext"}
    return hashlib.sha256(json.dumps(settled, sort_keys=True).encode()).hexdigest()


def conversation_of(event: dict[str, Any]) -> str:
    """The id of the chat an event belongs to; order is kept inside it."""
    source = _dict(event.get("source"))
    return _short(str(source.get("groupId") or source.get("roomId") or source.get("userId") or "-"))


def user_of(event: dict[str, Any]) -> str | None:
    """Who did it, when LINE says so."""
    user = _dict(event.get("source")).get("userId")
    return _short(user) if isinstance(user, str) else None


def message_of(event: dict[str, Any]) -> str | None:
    """LINE's id of the message that an event brings, edits or takes back."""
    message = _dict(event.get("unsend")).get("messageId") if event.get("type") == "unsend" else None
    return _name(message or _dict(event.get("message")).get("id"))


def set_of(event: dict[str, Any]) -> str | None:
    """LINE's id of the set a photo belongs to, when several were sent at once."""
    return _name(_dict(_dict(event.get("message")).get("imageSet")).get("id"))


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


def quoted_by(event: dict[str, Any]) -> str | None:
    """The id of the message that a text quotes: if that is one of ours, the text is addressed to the bot."""
    return _name(_dict(event.get("message")).get("quotedMessageId"))


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
    read = _READERS.get(kind)
    return read(event, base, names) if read else Unknown(kind=kind, **base)


def _message(event: dict[str, Any], base: dict[str, Any], names: Sequence[str]) -> Incoming:
    message = _dict(event.get("message"))
    message_id, kind = message_of(event) or "", message.get("type")
    if kind == "text":
        edited = event.get("type") == "messageEdited"
        said = _said(event, base, names)
        return TextSaid(message_id=message_id, edited=edited, masked=masked_kinds(event), **said, **base)
    if kind == "file":
        name, size = harmless(str(message.get("fileName", ""))), int(_number(message.get("fileSize")))
        return FileSent(name=name, size=size, message_id=message_id, masked=masked_kinds(event), **base)
    if kind in _MEDIA:
        return PhotoSent(
            kind=str(kind),
            message_id=message_id,
            set_id=set_of(event),
            set_size=int(_number(_dict(message.get("imageSet")).get("total"))) or None,
            set_place=int(_number(_dict(message.get("imageSet")).get("index"))) or None,
            elsewhere=_dict(message.get("contentProvider")).get("type") == "external",
            **base,
        )
    return Unknown(kind=f"message/{kind}", **base)


def _said(event: dict[str, Any], base: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    message = _dict(event.get("message"))
    if base["place"] is Place.PRIVATE:
        return {"addressed": True, "text": _text(message), "quotes": quoted_by(event) or ""}
    addressed, text = _addressed(message, names)
    # The webhook has seen to it that what is quoted is ours: other talk never comes this far.
    quoting = not addressed and quoted_by(event) is not None
    return {"addressed": addressed or quoting, "quoting": quoting, "text": text}


def _pressed(event: dict[str, Any], base: dict[str, Any], _names: Sequence[str]) -> Incoming:
    postback = _dict(event.get("postback"))
    return ButtonPressed(data=str(postback.get("data", "")), picked=_picked(_dict(postback.get("params"))), **base)


def _picked(params: dict[str, Any]) -> date | time | datetime | None:
    """What a picker was set to. LINE sends no zone: it is the time on the person's wall, Bangkok's."""
    try:
        if "datetime" in params:
            return datetime.fromisoformat(str(params["datetime"])).replace(tzinfo=BANGKOK)
        if "date" in params:
            return date.fromisoformat(str(params["date"]))
        if "time" in params:
            return time.fromisoformat(str(params["time"]))
    except ValueError:
        return None
    return None


def _members(group: Any) -> tuple[str, ...]:
    members = _dict(group).get("members")
    users = [_dict(member).get("userId") for member in members] if isinstance(members, list) else []
    return tuple(user for user in users if isinstance(user, str))


def _followed(event: dict[str, Any], base: dict[str, Any], _names: Sequence[str]) -> Incoming:
    return Followed(again=bool(_dict(event.get("follow")).get("isUnblocked", False)), **base)


def _taken_back(event: dict[str, Any], base: dict[str, Any], _names: Sequence[str]) -> Incoming:
    return TakenBack(message_id=message_of(event) or "", **base)


def _linked(event: dict[str, Any], base: dict[str, Any], _names: Sequence[str]) -> Incoming:
    link = _dict(event.get("link"))
    return AccountLinked(linked=link.get("result") == "ok", nonce=str(link.get("nonce", "")), **base)


_READERS: dict[str, Callable[[dict[str, Any], dict[str, Any], Sequence[str]], Incoming]] = {
    "message": _message,
    "messageEdited": _message,
    "postback": _pressed,
    "follow": _followed,
    "unfollow": lambda _event, base, _names: Unfollowed(**base),
    "join": lambda _event, base, _names: BotJoined(**base),
    "leave": lambda _event, base, _names: BotLeft(**base),
    "memberJoined": lambda event, base, _names: PeopleJoined(users=_members(event.get("joined")), **base),
    "memberLeft": lambda event, base, _names: PeopleLeft(users=_members(event.get("left")), **base),
    "unsend": _taken_back,
    "accountLink": _linked,
}


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


def _name(value: Any) -> str | None:
    """An id as text, None when there is none."""
    named = isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    return _short(str(value)) if named else None


def _short(name: str) -> str:
    """An id as an index can hold it: one longer than any of LINE's becomes a digest of itself."""
    if len(name) <= LONGEST_ID:
        return name
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _is_deeper(value: Any, most: int) -> bool:
    """Whether lists and objects stand in each other more than `most` times; without recursion, as it asks about it."""
    level, depth = [value], 0
    while level and depth <= most:
        level = [inner for one in level for inner in _inside(one)]
        depth += 1
    return depth > most


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


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
