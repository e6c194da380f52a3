"""What a Flex container may hold (reference "Flex Message"). Properties are named as paths: `/body/contents/0/text`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from bot.emulator.action_rules import FLEX_BUTTON, TAP_AREA, check_action
from bot.emulator.problems import Problems, known

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
CAROUSEL_BUBBLES = 12
UNKNOWN = "unknown field"

_SIZES = frozenset({"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"})
_SPACES = frozenset({"none", "xs", "sm", "md", "lg", "xl", "xxl"})
_TEXT_SIZES = frozenset({"xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"})
_PIXELS = re.compile(r"\d+(\.\d+)?px")
_LENGTH = re.compile(r"\d+(\.\d+)?(px|%)")
_OFFSET = re.compile(r"-?\d+(\.\d+)?(px|%)")
_COLOUR = re.compile(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_RATIO = re.compile(r"\d+(\.\d+)?:\d+(\.\d+)?")

Rule = Callable[[Any], bool]


def _words(*allowed: str) -> Rule:
    return lambda value: value in allowed


def _keyword_or(pattern: re.Pattern[str], words: frozenset[str]) -> Rule:
    return lambda value: known(value, words) or (isinstance(value, str) and bool(pattern.fullmatch(value)))


def _like(pattern: re.Pattern[str]) -> Rule:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _anything(value: Any) -> bool:
    return value is not None


_SPACE = _keyword_or(_PIXELS, _SPACES)
_PLACED: dict[str, Rule] = {
    "position": _words("relative", "absolute"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), _keyword_or(_OFFSET, _SPACES)),
}
_SPACED: dict[str, Rule] = {"flex": _whole, "margin": _SPACE, **_PLACED}
_GRAVITY = _words("top", "bottom", "center")
_LETTERS: dict[str, Rule] = {
    "text": _anything,
    "size": _keyword_or(_PIXELS, _TEXT_SIZES),
    "color": _like(_COLOUR),
    "weight": _words("regular", "bold"),
    "style": _words("normal", "italic"),
    "decoration": _words("none", "underline", "line-through"),
}
_KINDS: dict[str, dict[str, Rule]] = {
    "box": {
        **_SPACED,
        "layout": _words("horizontal", "vertical", "baseline"),
        "contents": _anything,
        "action": _anything,
        "background": _anything,
        "spacing": _SPACE,
        "backgroundColor": _like(_COLOUR),
        "borderColor": _like(_COLOUR),
        "borderWidth": _keyword_or(_PIXELS, frozenset({"none", "light", "normal", "medium", "semi-bold", "bold"})),
        "cornerRadius": _SPACE,
        "justifyContent": _words("flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly"),
        "alignItems": _words("flex-start", "center", "flex-end"),
        **dict.fromkeys(("width", "height", "maxWidth", "maxHeight"), _like(_LENGTH)),
        **dict.fromkeys(
            ("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), _keyword_or(_LENGTH, _SPACES)
        ),
    },
    "button": {
        **_SPACED,
        "action": _anything,
        "style": _words("primary", "secondary", "link"),
        "height": _words("sm", "md"),
        "color": _like(_COLOUR),
        "gravity": _GRAVITY,
        "adjustMode": _words("shrink-to-fit"),
        "scaling": _flag,
    },
    "image": {
        **_SPACED,
        "url": _anything,
        "action": _anything,
        "size": _keyword_or(_LENGTH, _TEXT_SIZES | {"full"}),
        "align": _words("start", "end", "center"),
        "gravity": _GRAVITY,
        "aspectRatio": _like(_RATIO),
        "aspectMode": _words("cover", "fit"),
        "backgroundColor": _like(_COLOUR),
        "animated": _flag,
    },
    "video": {
        "url": _anything,
        "previewUrl": _anything,
        "altContent": _anything,
        "aspectRatio": _like(_RATIO),
        "action": _anything,
    },
    "icon": {
        "margin": _SPACE,
        **_PLACED,
        "url": _anything,
        "size": _keyword_or(_PIXELS, _TEXT_SIZES),
        "aspectRatio": _like(_RATIO),
        "scaling": _flag,
    },
    "text": {
        **_SPACED,
        **_LETTERS,
        "contents": _anything,
        "action": _anything,
        "align": _words("start", "end", "center"),
        "gravity": _GRAVITY,
        "wrap": _flag,
        "maxLines": _whole,
        "lineSpacing": _like(_PIXELS),
        "adjustMode": _words("shrink-to-fit"),
        "scaling": _flag,
    },
    "span": _LETTERS,
    "separator": {"margin": _SPACE, "color": _like(_COLOUR)},
    "filler": {"flex": _whole},
}
_IN_BOX = frozenset({"box", "button", "image", "text", "separator", "filler"})
_IN_BASELINE = frozenset({"icon", "text", "filler"})
_BLOCKS: dict[str, frozenset[str]] = {
    "header": frozenset({"box"}),
    "hero": frozenset({"box", "image", "video"}),
    "body": frozenset({"box"}),
    "footer": frozenset({"box"}),
}
_BUBBLE = frozenset({"type", "size", "direction", "action", "styles", *_BLOCKS})


def check_container(raw: Any, problems: Problems) -> None:
    """Check the `contents` of a Flex message: one bubble, or a carousel of one width."""
    container = problems.thing(raw, "/")
    kind = container.get("type")
    if kind == "bubble":
        _bubble(container, "", problems)
    elif kind == "carousel":
        bubbles = problems.items(container.get("contents"), "/contents", 1, CAROUSEL_BUBBLES)
        for index, bubble in enumerate(bubbles):
            _bubble(bubble, f"/contents/{index}", problems)
        if len({str(b.get("size", "mega")) for b in bubbles if isinstance(b, dict)}) > 1:
            problems.add("bubbles in a carousel must have the same width", "/contents")
        if _bytes(container) > CAROUSEL_BYTES:
            problems.add("The size of a carousel must be 50 KB or less", "/")
    elif isinstance(raw, dict):
        problems.add("invalid property", "/type")


def _bytes(thing: Any) -> int:
    return len(json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode())


def _bubble(raw: Any, at: str, problems: Problems) -> None:
    bubble = problems.thing(raw, at)
    if not isinstance(raw, dict):
        return
    if bubble.get("type") != "bubble":
        problems.add("invalid property", f"{at}/type")
        return
    for name in bubble.keys() - _BUBBLE:
        problems.add(UNKNOWN, f"{at}/{name}")
    if not known(bubble.get("size", "mega"), _SIZES):
        problems.add("invalid property", f"{at}/size")
    _blocks(bubble, at, problems)
    if bubble.get("action") is not None:
        check_action(bubble["action"], f"{at}/action", TAP_AREA, problems)
    if _bytes(bubble) > BUBBLE_BYTES:
        problems.add("The size of a bubble must be 30 KB or less", at or "/")


def _blocks(bubble: dict[str, Any], at: str, problems: Problems) -> None:
    if not any(bubble.get(name) for name in _BLOCKS):
        problems.add("At least one block must be specified", at or "/")
    for name, allowed in _BLOCKS.items():
        if bubble.get(name) is not None:
            _component(bubble[name], f"{at}/{name}", allowed, problems)


def _component(raw: Any, at: str, allowed: frozenset[str], problems: Problems) -> None:
    component = problems.thing(raw, at)
    if not isinstance(raw, dict):
        return
    kind = component.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        problems.add("invalid property", f"{at}/type")
        return
    _properties(component, _KINDS[kind], at, problems)
    if kind in _NEEDS:
        _NEEDS[kind](component, at, problems)
    if component.get("action") is not None:
        check_action(component["action"], f"{at}/action", FLEX_BUTTON if kind == "button" else TAP_AREA, problems)


def _properties(component: dict[str, Any], rules: dict[str, Rule], at: str, problems: Problems) -> None:
    for name, value in component.items():
        rule = rules.get(name)
        if rule is None and name != "type":
            problems.add(UNKNOWN, f"{at}/{name}")
        elif rule is not None and not rule(value):
            problems.add("invalid property", f"{at}/{name}")


def _box(box: dict[str, Any], at: str, problems: Problems) -> None:
    if box.get("layout") is None:
        problems.add("must be specified", f"{at}/layout")
    allowed = _IN_BASELINE if box.get("layout") == "baseline" else _IN_BOX
    contents = box.get("contents")
    if not isinstance(contents, list):
        problems.add("must be specified", f"{at}/contents")
        return
    for index, item in enumerate(contents):
        _component(item, f"{at}/contents/{index}", allowed, problems)


def _text(text: dict[str, Any], at: str, problems: Problems) -> None:
    spans = text.get("contents")
    if spans:
        for index, span in enumerate(problems.items(spans, f"{at}/contents", 1, 1000)):
            _component(span, f"{at}/contents/{index}", frozenset({"span"}), problems)
    elif not isinstance(text.get("text"), str) or not text["text"]:
        problems.add("must be non-empty text", f"{at}/text")


def _button(button: dict[str, Any], at: str, problems: Problems) -> None:
    if button.get("action") is None:
        problems.add("must be specified", f"{at}/action")


def _url(component: dict[str, Any], at: str, problems: Problems) -> None:
    problems.media(component.get("url"), f"{at}/url")


def _video(video: dict[str, Any], at: str, problems: Problems) -> None:
    _url(video, at, problems)
    problems.media(video.get("previewUrl"), f"{at}/previewUrl")
    _component(video.get("altContent"), f"{at}/altContent", frozenset({"box", "image"}), problems)


_NEEDS: dict[str, Callable[[dict[str, Any], str, Problems], None]] = {
    "box": _box,
    "text": _text,
    "button": _button,
    "image": _url,
    "icon": _url,
    "video": _video,
}
