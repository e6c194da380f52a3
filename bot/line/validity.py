"""Whether LINE would take what was drawn: every rule of its reference for the kinds of object that we emit.

A kind or a property that we never draw is a problem too: what it may hold is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from bot.line import limits
from bot.line.ids import is_person

Json = dict[str, Any]
Check = Callable[[Any], str]  # what is wrong with a property's value, "" for nothing
Kind = dict[str, Check]  # the properties that an object of a kind may have


def problems(objects: Sequence[Any]) -> list[str]:
    """What LINE would refuse in the `messages` of one call, each with its place; empty when it would take them."""
    count = [] if 1 <= len(objects) <= limits.MESSAGES_A_CALL else [f"messages: {len(objects)} of them"]
    return count + [f"messages[{i}]{found}" for i, message in enumerate(objects) for found in _message(message)]


def _text(most: int, measure: Callable[[str], int] = limits.utf16_units, *, least: int = 1) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return "no text"
        if len(value) < least:
            return "empty"
        if len(value) * 2 <= most:  # no need to count: a code point is at most two units
            return ""
        return f"{measure(value)} of {most} allowed" if measure(value) > most else ""

    return check


def _word(*allowed: str) -> Check:
    return lambda value: "" if isinstance(value, str) and value in allowed else f"none of {', '.join(allowed)}"


def _like(pattern: str) -> Check:
    whole = re.compile(pattern)
    return lambda value: "" if isinstance(value, str) and whole.fullmatch(value) else f"not like {pattern}"


def _whole(value: Any) -> str:
    return "" if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "no whole number"


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "neither true nor false"


def _link(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x7e]+", value):
        return "not percent-encoded"
    if len(value) > limits.URI:
        return f"{len(value)} of {limits.URI} allowed"
    try:
        parts = urlsplit(value)
    except ValueError:
        return "no link"
    return "" if parts.scheme in limits.URI_SCHEMES and (parts.netloc or parts.path) else "no link of a known scheme"


def _fetched(value: Any) -> str:
    wrong = _link(value)
    return wrong or ("" if urlsplit(value).scheme in {"http", "https"} else "nothing that LINE could fetch")


def _later(value: Any) -> str:  # an inner object: looked at on its own
    return "" if value is not None else "missing"


def _kind(needed: Kind, **optional: Check) -> tuple[Kind, frozenset[str]]:
    return {**needed, **optional, "type": _later}, frozenset(needed)


_MOMENTS: dict[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "date": (re.compile(r"\d{4}-\d{2}-\d{2}"), date.fromisoformat),
    "time": (re.compile(r"\d{2}:\d{2}"), time.fromisoformat),
    "datetime": (re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}"), datetime.fromisoformat),
}
_YEARS = range(1900, 2101)
_DATA = _text(limits.POSTBACK_DATA)
_SAID = _text(limits.SAID, limits.graphemes)
_SHOWN = _text(limits.SAID, limits.graphemes, least=0)
_ACTIONS = {
    "message": _kind({"label": _later, "text": _SAID}),
    "postback": _kind({"label": _later, "data": _DATA}, displayText=_SHOWN),
    "uri": _kind({"label": _later, "uri": _link}),
    "datetimepicker": _kind(
        {"label": _later, "data": _DATA, "mode": _word(*_MOMENTS)}, initial=_later, min=_later, max=_later
    ),
}

_BRACES = re.compile(rf"\{{\{{|\}}\}}|\{{({limits.PLACEHOLDER})\}}|[{{}}]")
_SPACE = _like(r"none|xs|sm|md|lg|xl|xxl|\d+(\.\d+)?px")
_COLOUR = _like(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_COMPONENTS = {
    "box": _kind(
        {"layout": _word("horizontal", "vertical"), "contents": _later},
        flex=_whole,
        margin=_SPACE,
        spacing=_SPACE,
        backgroundColor=_COLOUR,
        cornerRadius=_SPACE,
        height=_like(r"\d+(\.\d+)?(px|%)"),
        paddingAll=_like(r"none|xs|sm|md|lg|xl|xxl|\d+(\.\d+)?(px|%)"),
    ),
    "text": _kind(
        {"text": _text(limits.BUBBLE_BYTES)},
        flex=_whole,
        margin=_SPACE,
        size=_like(r"xxs|xs|sm|md|lg|xl|xxl|[345]xl|\d+(\.\d+)?px"),
        color=_COLOUR,
        weight=_word("regular", "bold"),
        align=_word("start", "end", "center"),
        wrap=_flag,
    ),
    "button": _kind(
        {"action": _later}, style=_word("primary", "secondary", "link"), height=_word("sm", "md"), color=_COLOUR
    ),
    "separator": _kind({}, margin=_SPACE, color=_COLOUR),
    "filler": _kind({}, flex=_whole),
}
_BLOCKS = ("header", "body", "footer")
_CONTAINERS = {"bubble": _kind({}, size=_word("mega"), **dict.fromkeys(_BLOCKS, _later))}
_MESSAGES = {
    "text": _kind({"text": _text(limits.TEXT_UNITS)}, quickReply=_later),
    "textV2": _kind({"text": _text(limits.TEXT_UNITS), "substitution": _later}, quickReply=_later),
    "image": _kind({"originalContentUrl": _fetched, "previewImageUrl": _fetched}, quickReply=_later),
    "flex": _kind({"altText": _text(limits.ALT_UNITS), "contents": _later}, quickReply=_later),
}


def _properties(raw: Any, kinds: dict[str, tuple[Kind, frozenset[str]]]) -> Iterator[str]:
    """What is wrong with an object's own properties, its inner objects left aside."""
    kind = raw.get("type") if isinstance(raw, dict) else None
    if not isinstance(kind, str) or kind not in kinds:
        yield f": none of {', '.join(kinds)}"
        return
    known, needed = kinds[kind]
    yield from (f".{name}: missing" for name in needed - raw.keys())
    for name, value in raw.items():
        check = known.get(name)
        wrong = "unknown" if check is None else check(value)
        if wrong:
            yield f".{name}: {wrong}"


def _message(raw: Any) -> Iterator[str]:
    found = list(_properties(raw, _MESSAGES))
    yield from found
    if not isinstance(raw, dict):
        return
    if raw.get("type") == "textV2" and not found:
        yield from _put_in(raw["text"], raw["substitution"])
    if raw.get("type") == "flex" and raw.get("contents") is not None:
        yield from (f".contents{inner}" for inner in _bubble(raw["contents"]))
    if raw.get("quickReply") is not None:
        yield from (f".quickReply{inner}" for inner in _quick_reply(raw["quickReply"]))


def _put_in(text: str, raw: Any) -> Iterator[str]:
    """What is wrong with what stands in braces, and with the people who are mentioned by it."""
    if not isinstance(raw, dict) or len(raw) > limits.MENTIONS:
        yield f".substitution: not at most {limits.MENTIONS} mentions"
        return
    named = set()
    for found in _BRACES.finditer(text):
        if found[0] in "{}":
            yield ".text: a brace by itself"
        elif found[1]:
            named.add(found[1])
    if named != raw.keys():
        yield f".substitution: not what the text names: {sorted(named ^ raw.keys())}"
    for key, value in raw.items():
        mentionee = value.get("mentionee") if isinstance(value, dict) and value.get("type") == "mention" else None
        user = mentionee.get("userId") if isinstance(mentionee, dict) and mentionee.get("type") == "user" else None
        if not isinstance(user, str) or not is_person(user):
            yield f".substitution.{key}: mentions nobody"


def _quick_reply(raw: Any) -> Iterator[str]:
    items = raw.get("items") if isinstance(raw, dict) else None
    if not isinstance(items, list) or not 1 <= len(items) <= limits.QUICK_REPLIES:
        yield f": not 1 to {limits.QUICK_REPLIES} items"
        return
    for index, item in enumerate(items):
        if not isinstance(item, dict) or item.get("type") != "action" or item.keys() != {"type", "action"}:
            yield f".items[{index}]: no item with an action"
            continue
        yield from (f".items[{index}].action{inner}" for inner in _action(item["action"], limits.QUICK_LABEL))


def _bubble(raw: Any) -> Iterator[str]:
    yield from _properties(raw, _CONTAINERS)
    if not isinstance(raw, dict):
        return
    if not any(raw.get(name) for name in _BLOCKS):
        yield ": no block"
    for name in _BLOCKS:
        if raw.get(name) is not None:
            yield from (f".{name}{inner}" for inner in _component(raw[name], only="box"))
    if (size := limits.json_bytes(raw)) > limits.BUBBLE_BYTES:
        yield f": {size} of {limits.BUBBLE_BYTES} bytes allowed"


def _component(raw: Any, *, only: str = "") -> list[str]:
    found = list(_properties(raw, _COMPONENTS))
    if found or not isinstance(raw, dict):
        return found
    if only and raw["type"] != only:
        found.append(f": not a {only}")
    elif raw["type"] == "box":
        if not isinstance(raw["contents"], list):
            return [".contents: no list"]
        for index, inner in enumerate(raw["contents"]):
            found += [f".contents[{index}]{wrong}" for wrong in _component(inner)]
    elif raw["type"] == "button":
        found += [f".action{wrong}" for wrong in _action(raw["action"], limits.BUTTON_LABEL)]
    return found


def _action(raw: Any, label_clusters: int) -> list[str]:
    found = list(_properties(raw, _ACTIONS))
    if found or not isinstance(raw, dict):
        return found
    label = _text(label_clusters, limits.graphemes)(raw["label"])
    if label:
        found.append(f".label: {label}")
    if raw["type"] == "datetimepicker":
        found += _picker(raw)
    return found


def _picker(raw: Json) -> list[str]:
    """What is wrong with the bounds: their form, the years LINE knows, and their order."""
    form, read = _MOMENTS[raw["mode"]]
    moments: list[Any] = []
    for name in ("min", "initial", "max"):
        value = raw.get(name)
        if value is None:
            continue
        try:
            moment = read(value.upper()) if isinstance(value, str) and form.fullmatch(value) else None
        except ValueError:
            moment = None
        if moment is None or (not isinstance(moment, time) and moment.year not in _YEARS):
            return [f".{name}: no {raw['mode']} that LINE knows"]
        moments.append(moment)
    single = raw.get("min") is not None and raw.get("min") == raw.get("max")
    return [": nothing to pick between min and max"] if single or moments != sorted(moments) else []
