"""Cards -> Flex messages. A card too big for one bubble goes on in a second of the same title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, assert_never

from bot.line import limits
from bot.line.actions import draw_action
from bot.line.splitting import pieces
from domain.messages import Action, Card, Line, Part, Progress, Rule, Tone
from handlers.wording.long_answers import continued

Json = dict[str, Any]

# Ours, in UTF-16 units: longer titles and labels go on in lines of their own, longer texts in more lines; what is
# longer beside a label stands below it, because half a phone's width is no column to read.
_HEADING_UNITS, _LABEL_UNITS, _BESIDE_UNITS, _LINE_UNITS = 300, 100, 200, 1000
_TITLE_AGAIN = 80  # grapheme clusters of a title that is repeated
_FOOTER_BYTES = 12_000
# What a phone's bubble has room for beside each other, in grapheme clusters of Thai letters of size sm: a narrow column
# of labels, or a wide one before a short text. Whatever is longer stands in two lines, each as wide as the card.
_NARROW_LABEL, _WIDE_LABEL, _SHORT_TEXT = 12, 22, 16
_NARROW, _WIDE, _STACKED = (4, 8), (7, 5), (0, 0)

# Every colour is given, also those that are LINE's own in a bright theme: a client that draws what is not given dark
# would put dark letters on it.
_INK, _GREY, _PAPER, _HAIRLINE, _QUIET = "#1F2933", "#5F6B78", "#FFFFFF", "#E3E8EE", "#DCE3EA"
# Band, text on paper, icon. The icons are old symbols that any font has, not colour emoji.
_TONES: dict[Tone, tuple[str, str, str]] = {
    Tone.CALM: ("#2C5D8F", "#2C5D8F", "❏"),
    Tone.GOOD: ("#17795A", "#17795A", "✔"),
    Tone.CARE: ("#9A6200", "#9A6200", "✎"),
    Tone.SOON: ("#9A6200", "#9A6200", "▲"),
    Tone.LATE: ("#B23A32", "#B23A32", "⚠"),
}


def draw_card(card: Card) -> list[Json]:
    """One Flex message, or as many as its words and buttons need; the buttons are on the last."""
    title, subtitle, moved = _heading(card)
    parts = [piece for part in (*moved, *card.parts) for piece in _wrapped(part)]
    footers = _footers(card)
    whole = _bubble(card, title, subtitle, _body(parts), footers[0])
    if len(footers) == 1 and limits.json_bytes(whole) <= limits.BUBBLE_BYTES:
        return [_flex(card.alt or title, whole)]
    again = continued(limits.cut_units(limits.cut_clusters(title, _TITLE_AGAIN), _HEADING_UNITS))
    frames = (_bubble(card, title, subtitle, _body([]), footers[0]), _bubble(card, again, "", _body([]), footers[0]))
    pages = _pages(parts, limits.BUBBLE_BYTES - max(limits.json_bytes(frame) for frame in frames))
    none: list[list[Json]] = [[]]
    bodies = [_body(page) for page in pages] + none * (len(footers) - 1)
    feet = none * (len(pages) - 1) + footers
    first, *others = zip(bodies, feet, strict=True)
    return [
        _flex(card.alt or title, _bubble(card, title, subtitle, *first)),
        *(_flex(again, _bubble(card, again, "", *other)) for other in others),
    ]


def _flex(alt: str, bubble: Json) -> Json:
    return {"type": "flex", "altText": limits.cut_units(alt, limits.ALT_UNITS), "contents": bubble}


def _body(parts: Sequence[Part]) -> list[Json]:
    return [_part(part, columns) for part, columns in zip(parts, _columns(parts), strict=True)] or [_text(" ")]


def _columns(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """How each part with a label is laid out: lines that follow each other alike, where all of them have room so."""
    for _, run in groupby(parts, lambda part: isinstance(part, Line) and bool(part.label)):
        lines = [(part.label, part.text) if isinstance(part, Line) else ("", "") for part in run]
        together = _room_for(lines)
        yield from (together or _room_for([line]) or _STACKED for line in lines)


def _room_for(lines: Sequence[tuple[str, str]]) -> tuple[int, int] | None:
    """The columns in which labels and words of all these lines have room; None where they have in none."""
    wide = max(limits.graphemes(label) for label, _ in lines)
    if wide <= _NARROW_LABEL:
        return _NARROW
    short = all(limits.graphemes(text) <= _SHORT_TEXT for _, text in lines)
    return _WIDE if wide <= _WIDE_LABEL and short else None


def _heading(card: Card) -> tuple[str, str, list[Part]]:
    """Title and subtitle as far as they fit above the card, and what of them is moved into it."""
    title = pieces(card.title, _HEADING_UNITS)
    subtitle = pieces(card.subtitle, _HEADING_UNITS) if card.subtitle != card.title else []
    if len(title) > 1:
        return title[0], "", [Line(piece, strong=True) for piece in (*title[1:], *subtitle)]
    return "".join(title), "".join(subtitle[:1]), [Line(piece) for piece in subtitle[1:]]


def _wrapped(part: Part) -> list[Part]:
    """The same part, or several that say the same with no text too long."""
    match part:
        case Rule():
            return [part]
        case Progress():
            *before, last = pieces(part.label, _LABEL_UNITS) or [""]
            return [*(Line(piece) for piece in before), replace(part, label=last)]
        case Line():
            label, text = pieces(part.label, _LABEL_UNITS), pieces(part.text, _LINE_UNITS)
            beside = limits.utf16_units(part.text) <= _BESIDE_UNITS or not part.label
            if len(label) <= 1 and len(text) <= 1 and beside:
                return [part]
            said = (Line(piece, tone=part.tone, strong=part.strong) for piece in text)
            return [*(Line(piece, strong=True) for piece in label), *said]
        case _:
            assert_never(part)


def _footers(card: Card) -> list[list[Json]]:
    """The buttons, in as many groups as bubbles are needed for them alone; one empty group when there are none."""
    band = _TONES[card.tone][0]
    footers: list[list[Json]] = [[]]
    used = 0
    for index, action in enumerate(card.buttons):
        button = _button(action, "primary" if index == 0 else "secondary", band)
        used += limits.json_bytes(button)
        if footers[-1] and used > _FOOTER_BYTES:
            footers.append([])
            used = limits.json_bytes(button)
        footers[-1].append(button)
    return footers


def _pages(parts: Sequence[Part], room: int) -> list[list[Part]]:
    """The parts in groups of at most `room` bytes, broken at a rule where there is one in the second half."""
    pages: list[list[Part]] = []
    rest = list(parts)
    while (count := _fitting(rest, room)) < len(rest):
        at = next((at for at in range(count, count // 2, -1) if isinstance(rest[at], Rule)), count)
        pages.append(rest[:at])
        rest = rest[at + 1 :] if isinstance(rest[at], Rule) else rest[at:]
    return [*pages, rest] if rest or not pages else pages


def _fitting(parts: Sequence[Part], room: int) -> int:
    """How many of the parts fit, at least one."""
    used = 0
    for index, part in enumerate(parts):
        used += limits.json_bytes(_part(part, _WIDE)) + len(", ")
        if used > room:
            return max(index, 1)
    return len(parts)


def _bubble(card: Card, title: str, subtitle: str, body: list[Json], footer: list[Json]) -> Json:
    band, _, icon = _TONES[card.tone]
    heading = [_text(f"{icon} {title}", color=_PAPER, weight="bold", size="md")]
    if subtitle:
        heading.append(_text(subtitle, color="#F1F5F9", size="sm", margin="xs"))
    header = {"type": "box", "layout": "vertical", "backgroundColor": band, "paddingAll": "14px", "contents": heading}
    bubble: Json = {"type": "bubble", "size": "mega", "header": header}
    paper = {"backgroundColor": _PAPER}
    if body:
        box = {"type": "box", "layout": "vertical", "spacing": "sm", "paddingAll": "14px", **paper}
        bubble["body"] = {**box, "contents": body}
    if footer:
        box = {"type": "box", "layout": "vertical", "spacing": "sm", "paddingAll": "12px", **paper}
        bubble["footer"] = {**box, "contents": footer}
    return bubble


def _part(part: Part, columns: tuple[int, int]) -> Json:
    match part:
        case Rule():
            return {"type": "separator", "margin": "md", "color": _HAIRLINE}
        case Line(label=""):
            return _text(part.text, color=_ink(part), weight="bold" if part.strong else "regular", size="sm")
        case Line():
            return _labelled(part, columns)
        case Progress():
            return _progress(part)
        case _:
            assert_never(part)


def _labelled(line: Line, columns: tuple[int, int]) -> Json:
    """A label with its words beside it, or above them where one of them is too long for a column."""
    label = _text(line.label, color=_GREY, size="sm")
    value = _text(line.text, color=_ink(line), weight="bold" if line.strong else "regular", size="sm")
    if columns == _STACKED:
        return {"type": "box", "layout": "vertical", "contents": [label, value]}
    sides = [label | {"flex": columns[0]}, value | {"flex": columns[1]}]
    return {"type": "box", "layout": "horizontal", "spacing": "sm", "contents": sides}


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
    return {"type": "text", "text": text or " ", "wrap": True, **style}


def _button(action: Action, style: str, band: str) -> Json:
    drawn = draw_action(action, limits.BUTTON_LABEL)
    color = band if style == "primary" else _QUIET
    return {"type": "button", "style": style, "height": "sm", "action": drawn, "color": color}
