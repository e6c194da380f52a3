"""Messages in LINE-free words -> LINE's JSON. Drawn when decided, within every limit, so that LINE never refuses it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, assert_never

from bot.line import limits
from domain.messages import Action, Card, Line, Message, Open, Part, Progress, Rule, Say, Tap, Text, Tone

Json = dict[str, Any]

_INK, _GREY, _PAPER, _HAIRLINE = "#1F2933", "#6B7785", "#FFFFFF", "#E3E8EE"
# Band, text on paper, icon. The icons are old symbols that any font has, not colour emoji.
_TONES: dict[Tone, tuple[str, str, str]] = {
    Tone.CALM: ("#2C5D8F", "#2C5D8F", "❏"),
    Tone.GOOD: ("#17795A", "#17795A", "✔"),
    Tone.CARE: ("#9A6200", "#9A6200", "✎"),
    Tone.SOON: ("#9A6200", "#9A6200", "◔"),
    Tone.LATE: ("#B23A32", "#B23A32", "⚠"),
}


def render(messages: Sequence[Message]) -> list[Json]:
    """At most five message objects. Suggestions go on the last one: only there does LINE show them."""
    drawn = [obj for message in messages for obj in _objects(message)][: limits.MESSAGES_A_CALL]
    suggestions = messages[-1].suggestions if messages else ()
    if suggestions and drawn:
        drawn[-1]["quickReply"] = {"items": [_quick(a) for a in suggestions[: limits.QUICK_REPLIES]]}
    return drawn


def _objects(message: Message) -> list[Json]:
    match message:
        case Text():
            return [{"type": "text", "text": piece} for piece in limits.split_units(message.text, limits.TEXT_UNITS)]
        case Card():
            return [_flex(message)]
        case _:
            assert_never(message)


def _flex(card: Card) -> Json:
    parts = list(card.parts)
    bubble = _bubble(card, parts)
    while len(json.dumps(bubble, ensure_ascii=False).encode()) > limits.BUBBLE_BYTES and len(parts) > 1:
        parts.pop()
        bubble = _bubble(card, [*parts, Line("…")])
    return {"type": "flex", "altText": limits.cut_units(card.alt, limits.ALT_UNITS), "contents": bubble}


def _bubble(card: Card, parts: Sequence[Part]) -> Json:
    band, _, icon = _TONES[card.tone]
    heading = [_text(f"{icon} {card.title}", color=_PAPER, weight="bold", size="md")]
    if card.subtitle:
        heading.append(_text(card.subtitle, color="#E8EEF5", size="sm", margin="xs"))
    bubble: Json = {
        "type": "bubble",
        "size": "mega",
        "header": {"type": "box", "layout": "vertical", "backgroundColor": band, "paddingAll": "14px"}
        | {"contents": heading},
        "body": {"type": "box", "layout": "vertical", "spacing": "sm", "paddingAll": "14px"}
        | {"contents": [_part(part) for part in parts] or [_text(" ")]},
    }
    if card.buttons:
        styles = ["primary"] + ["secondary"] * (len(card.buttons) - 1)
        bubble["footer"] = {
            "type": "box",
            "layout": "vertical",
            "spacing": "sm",
            "paddingAll": "12px",
            "contents": [_button(a, style, band) for a, style in zip(card.buttons, styles, strict=True)],
        }
    return bubble


def _part(part: Part) -> Json:
    match part:
        case Rule():
            return {"type": "separator", "margin": "md", "color": _HAIRLINE}
        case Line(label=""):
            return _text(part.text, color=_ink(part), weight="bold" if part.strong else "regular", size="sm")
        case Line():
            label = _text(part.label, color=_GREY, size="sm") | {"flex": 4}
            value = _text(part.text, color=_ink(part), weight="bold" if part.strong else "regular", size="sm")
            return {"type": "box", "layout": "horizontal", "spacing": "sm", "contents": [label, value | {"flex": 8}]}
        case Progress():
            return _progress(part)
        case _:
            assert_never(part)


def _progress(part: Progress) -> Json:
    """A label with its count, and a bar of three stretches: in (green), to be mended (amber), missing (grey)."""
    missing = max(part.total - part.done - part.waiting, 0)
    stretches = ((part.done, "#2E9E73"), (part.waiting, "#E0A030"), (missing, "#D5DCE4"))
    bar = [
        {"type": "box", "layout": "vertical", "flex": count, "height": "10px", "backgroundColor": color}
        | {"contents": [{"type": "filler"}]}
        for count, color in stretches
        if count > 0
    ]
    count = _text(f"{part.done}/{part.total}", color=_INK, weight="bold", size="sm") | {"align": "end", "flex": 2}
    label = _text(part.label, color=_INK, size="sm") | {"flex": 9}
    rows: list[Json] = [{"type": "box", "layout": "horizontal", "contents": [label, count]}]
    if bar:
        rows.append({"type": "box", "layout": "horizontal", "margin": "xs", "cornerRadius": "5px", "contents": bar})
    return {"type": "box", "layout": "vertical", "margin": "sm", "contents": rows}


def _ink(line: Line) -> str:
    return _INK if line.tone is Tone.CALM else _TONES[line.tone][1]


def _text(text: str, **style: str) -> Json:
    return {"type": "text", "text": limits.cut_units(text, limits.CARD_TEXT_UNITS) or " ", "wrap": True, **style}


def _button(action: Action, style: str, band: str) -> Json:
    color = {"color": band} if style == "primary" else {}
    return {"type": "button", "style": style, "height": "sm", "action": _action(action, limits.BUTTON_LABEL), **color}


def _quick(action: Action) -> Json:
    return {"type": "action", "action": _action(action, limits.QUICK_LABEL)}


def _action(action: Action, label_clusters: int) -> Json:
    label = limits.cut_clusters(" ".join(action.label.split()), label_clusters)
    match action:
        case Say():
            return {"type": "message", "label": label, "text": limits.cut_clusters(action.text, 300)}
        case Tap():
            if limits.utf16_units(action.data) > limits.POSTBACK_DATA:
                raise ValueError(f"postback data too long: {action.data[:40]}")
            shown = limits.cut_clusters(action.shown, 300)
            return {"type": "postback", "label": label, "data": action.data, "displayText": shown}
        case Open():
            if len(action.url) > limits.URI:
                raise ValueError(f"link too long: {len(action.url)}")
            return {"type": "uri", "label": label, "uri": action.url}
        case _:
            assert_never(action)
