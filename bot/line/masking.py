"""Passwords and national IDs taken out of an event as it comes in, before anything is kept.

What was there is noted in the event under `NOTE`, a name that LINE does not use. Places in the text (mentions, emoji)
are moved with it; LINE counts them in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from domain.privacy import MASKS, Kind, find, mask, without

NOTE: Final = "tidtam"
_BESIDE: Final = "\ufffc"  # stands for a mention while a text is looked through: a name is no password
_WITH_WORDS: Final = ("message", "messageEdited")


def masked(event: dict[str, Any]) -> dict[str, Any]:
    """The event without what is never kept; the same one when there is nothing of the kind in it."""
    message = event.get("message")
    if event.get("type") not in _WITH_WORDS or not isinstance(message, dict):
        return event
    words, name = message.get("text"), message.get("fileName")
    if isinstance(words, str):
        return _words(event, message, words)
    if isinstance(name, str) and (hidden := mask(name)).found:
        return _noted(event, {**message, "fileName": hidden.text}, hidden.found)
    return event


def masked_kinds(event: dict[str, Any]) -> frozenset[Kind]:
    """What was taken out of an event."""
    note = event.get(NOTE)
    kinds = note.get("masked") if isinstance(note, dict) else None
    return frozenset(kind for kind in Kind if kind in kinds) if isinstance(kinds, list) else frozenset()


def _words(event: dict[str, Any], message: dict[str, Any], words: str) -> dict[str, Any]:
    places = _places(message)
    found = find(_without_mentions(words, places))
    if not found:
        return event
    moves = [(_units(words[: f.start]), _units(words[: f.end]), _units(MASKS[f.kind])) for f in found]
    changed = {**message, "text": without(words, found)}
    if isinstance(message.get("mention"), dict):
        mentionees = message["mention"].get("mentionees")
        changed["mention"] = {**message["mention"], "mentionees": _moved(mentionees, moves)}
    if "emojis" in message:
        changed["emojis"] = _moved(message["emojis"], moves)
    return _noted(event, changed, {f.kind for f in found})


def _noted(event: dict[str, Any], message: dict[str, Any], kinds: Iterable[Kind]) -> dict[str, Any]:
    return {**event, "message": message, NOTE: {"masked": sorted(kinds)}}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _places(message: dict[str, Any]) -> list[tuple[int, int]]:
    """Where mentions stand, in UTF-16 units."""
    mention = message.get("mention")
    mentionees = mention.get("mentionees") if isinstance(mention, dict) else None
    return [place for one in _list(mentionees) if (place := _place(one)) is not None]


def _without_mentions(words: str, places: Sequence[tuple[int, int]]) -> str:
    """The same text, as many code points long, with every mention blotted out."""
    if not places:
        return words
    starts, at = [], 0
    for character in words:
        starts.append(at)
        at += 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 - beyond it UTF-16 takes two units
    return "".join(
        _BESIDE if any(index <= start < index + length for index, length in places) else character
        for start, character in zip(starts, words, strict=True)
    )


def _moved(places: Any, moves: Sequence[tuple[int, int, int]]) -> Any:
    """Places in a text after its pieces (from, to) have become so many units long; what stood inside one is gone."""
    moved = []
    for one in _list(places):
        place = _place(one)
        if place is None:
            moved.append(one)
        elif not any(start < place[0] + place[1] and place[0] < end for start, end, _ in moves):
            by = sum(length - (end - start) for start, end, length in moves if end <= place[0])
            moved.append({**one, "index": place[0] + by})
    return moved if isinstance(places, list) else places


def _place(one: Any) -> tuple[int, int] | None:
    if not isinstance(one, dict):
        return None
    index, length = one.get("index"), one.get("length")
    return (index, length) if isinstance(index, int) and isinstance(length, int) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
