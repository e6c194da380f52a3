"""What a message may hold, and LINE's words when it may not (reference "Message objects")."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.emulator.action_rules import QUICK_REPLY, check_action
from bot.emulator.flex_rules import check_container
from bot.emulator.lengths import graphemes
from bot.emulator.problems import EMPTY, MISSING, Problems, one_of
from bot.emulator.template_rules import check_template

MESSAGES = (1, 5)
TEXT_LIMIT = 5000
ALT_TEXT_LIMIT = 1500
QUICK_REPLIES = 13
SENDER_NAME_LIMIT = 20
EMOJI_LIMIT = 20
MENTION_LIMIT = 20
PLACEHOLDERS = 100
IMAGEMAP_ACTIONS = 50
PLACE_LIMIT = 100
NOT_AVAILABLE = "This message type is not available for your account"
_KEY = re.compile(r"[0-9A-Za-z_]{1,20}")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([0-9A-Za-z_]{1,20})\}|[{}]")

Body = dict[str, Any]


def check_messages(raw: Any, *, allow_http: bool = True) -> Body | None:
    """Check the `messages` of a request and return LINE's error body, or None when all is well."""
    problems = Problems(allow_http=allow_http)
    if raw is None:
        problems.add(EMPTY, "messages")
        return errors(problems.found)
    messages = problems.items(raw, "messages", *MESSAGES)
    if problems.found:
        return errors(problems.found)
    for index, message in enumerate(messages):
        _message(message, f"messages[{index}]", problems)
    if problems.found:
        return errors(problems.found)
    return _flex_errors(messages, allow_http=allow_http)


def errors(found: list[dict[str, str]]) -> Body:
    """Return the error body for these wrong properties of a request."""
    return {"message": f"The request body has {len(found)} error(s)", "details": found}


def body_error(message: str, where: str) -> Body:
    """Return the error body for one wrong property of a request."""
    return errors([{"message": message, "property": where}])


def _flex_errors(messages: list[Any], *, allow_http: bool) -> Body | None:
    for index, message in enumerate(messages):
        if message.get("type") == "flex":
            problems = Problems(allow_http=allow_http)
            check_container(message.get("contents"), problems)
            if problems.found:
                return {
                    "message": f"A message (messages[{index}]) in the request body is invalid",
                    "details": problems.found,
                }
    return None


def _message(raw: Any, where: str, problems: Problems) -> None:
    message = problems.thing(raw, where)
    if not isinstance(raw, dict):
        return
    kind = message.get("type")
    if kind == "file":
        problems.add(NOT_AVAILABLE, where)
        return
    if not isinstance(kind, str) or kind not in _KINDS:
        problems.add(one_of(_KINDS) if kind else EMPTY, f"{where}.type")
        return
    _KINDS[kind](message, where, problems)
    if message.get("quickReply") is not None:
        _quick_reply(message["quickReply"], f"{where}.quickReply", problems)
    if message.get("sender") is not None:
        sender = problems.thing(message["sender"], f"{where}.sender")
        problems.text(sender.get("name"), f"{where}.sender.name", SENDER_NAME_LIMIT, measure=graphemes, required=False)
        problems.media(sender.get("iconUrl"), f"{where}.sender.iconUrl", required=False)


def _quick_reply(raw: Any, where: str, problems: Problems) -> None:
    quick = problems.thing(raw, where)
    for index, raw_item in enumerate(problems.items(quick.get("items"), f"{where}.items", 1, QUICK_REPLIES)):
        at = f"{where}.items[{index}]"
        item = problems.thing(raw_item, at)
        problems.word(item.get("type", "action"), f"{at}.type", {"action"})
        check_action(item.get("action"), f"{at}.action", QUICK_REPLY, problems)
        problems.media(item.get("imageUrl"), f"{at}.imageUrl", required=False)


def _text(message: Body, where: str, problems: Problems) -> None:
    problems.text(message.get("text"), f"{where}.text", TEXT_LIMIT)
    emojis = message.get("emojis")
    if emojis is None:
        return
    utf16 = str(message.get("text") or "").encode("utf-16-le", "surrogatepass")
    for index, raw in enumerate(problems.items(emojis, f"{where}.emojis", 0, EMOJI_LIMIT)):
        emoji = problems.thing(raw, f"{where}.emojis[{index}]")
        at = emoji.get("index")
        if not isinstance(at, int) or utf16[2 * at : 2 * at + 2] != b"$\x00":
            problems.add("invalid index", f"{where}.emojis[{index}].index")


def _text_v2(message: Body, where: str, problems: Problems) -> None:
    text = message.get("text")
    problems.text(text, f"{where}.text", TEXT_LIMIT)
    values = message.get("substitution") or {}
    if not isinstance(values, dict):
        problems.add("must be an object", f"{where}.substitution")
        return
    if len(values) > PLACEHOLDERS:
        problems.add(f"Size must be between 0 and {PLACEHOLDERS}", f"{where}.substitution")
    _placeholders(str(text or ""), values, where, problems)
    for key, raw in values.items():
        if not _KEY.fullmatch(key):
            problems.add("invalid key", f"{where}.substitution.{key}")
        value = problems.thing(raw, f"{where}.substitution.{key}")
        problems.word(value.get("type"), f"{where}.substitution.{key}.type", {"mention", "emoji"}, required=True)
    if sum(isinstance(v, dict) and v.get("type") == "mention" for v in values.values()) > MENTION_LIMIT:
        problems.add(f"Size must be between 0 and {MENTION_LIMIT}", f"{where}.substitution")


def _placeholders(text: str, values: Body, where: str, problems: Problems) -> None:
    for found in _PLACEHOLDER.finditer(text):
        if found[0] in {"{", "}"}:
            problems.add("invalid placeholder", f"{where}.text")
        elif found[1] and found[1] not in values:
            problems.add(MISSING, f"{where}.substitution.{found[1]}")


def _sticker(message: Body, where: str, problems: Problems) -> None:
    for name in ("packageId", "stickerId"):
        problems.text(message.get(name), f"{where}.{name}", 20)


def _picture(message: Body, where: str, problems: Problems) -> None:
    for name in ("originalContentUrl", "previewImageUrl"):
        problems.media(message.get(name), f"{where}.{name}")


def _video(message: Body, where: str, problems: Problems) -> None:
    _picture(message, where, problems)
    problems.text(message.get("trackingId"), f"{where}.trackingId", 100, required=False)


def _audio(message: Body, where: str, problems: Problems) -> None:
    problems.media(message.get("originalContentUrl"), f"{where}.originalContentUrl")
    if not isinstance(message.get("duration"), int):
        problems.add(MISSING, f"{where}.duration")


def _location(message: Body, where: str, problems: Problems) -> None:
    for name in ("title", "address"):
        problems.text(message.get(name), f"{where}.{name}", PLACE_LIMIT)
    for name in ("latitude", "longitude"):
        if not isinstance(message.get(name), int | float):
            problems.add(MISSING, f"{where}.{name}")


def _imagemap(message: Body, where: str, problems: Problems) -> None:
    problems.media(message.get("baseUrl"), f"{where}.baseUrl")
    problems.text(message.get("altText"), f"{where}.altText", ALT_TEXT_LIMIT)
    problems.thing(message.get("baseSize"), f"{where}.baseSize")
    problems.items(message.get("actions"), f"{where}.actions", 0, IMAGEMAP_ACTIONS)


def _template(message: Body, where: str, problems: Problems) -> None:
    problems.text(message.get("altText"), f"{where}.altText", ALT_TEXT_LIMIT)
    check_template(message.get("template"), f"{where}.template", problems)


def _flex(message: Body, where: str, problems: Problems) -> None:
    problems.text(message.get("altText"), f"{where}.altText", ALT_TEXT_LIMIT)
    if message.get("contents") is None:
        problems.add(MISSING, f"{where}.contents")


_KINDS: dict[str, Callable[[Body, str, Problems], None]] = {
    "text": _text,
    "textV2": _text_v2,
    "sticker": _sticker,
    "image": _picture,
    "video": _video,
    "audio": _audio,
    "location": _location,
    "imagemap": _imagemap,
    "template": _template,
    "flex": _flex,
}
