"""Messages in LINE-free words -> LINE's JSON: all of it or what fits, checked before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from bot.line import limits, validity
from bot.line.actions import draw_action
from bot.line.cards import draw_card
from bot.line.mentions import text_with_mentions
from bot.line.splitting import pieces
from domain.errors import TidtamError
from domain.messages import Action, Card, Message, Picture, Text

Json = dict[str, Any]


class UndrawableError(TidtamError):
    """LINE would refuse what was drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Message objects in order, and the messages that did not fit, the first of which may have begun in `objects`.

    With an overflow there is room for one object more, which says where the rest is.
    """

    objects: list[Json]
    overflow: tuple[Message, ...] = ()


def render(messages: Sequence[Message]) -> Drawn:
    """Draw the messages of one call. A message without a letter in it is left out.

    Suggestions go on the last object, because only there does LINE show them; with an overflow they are left to the
    object that is still to come. Raises UndrawableError or ValueError for what only a mistake in our code can make.
    """
    drawn = [_objects(message) for message in messages]
    flat = [obj for objects in drawn for obj in objects]
    if len(flat) > limits.MESSAGES_A_CALL:
        flat = flat[: limits.MESSAGES_A_CALL - 1]
        return Drawn(_checked(flat), tuple(messages[_first_unfinished(drawn, len(flat)) :]))
    offered = suggestions(messages)
    if offered and flat:
        flat[-1]["quickReply"] = {"items": [_quick(action) for action in offered]}
    return Drawn(_checked(flat))


def closed(drawn: Drawn, closing: Message) -> list[Json]:
    """What was drawn, with a last message that says where its overflow is."""
    last = render([closing]).objects
    return _checked([*drawn.objects[: limits.MESSAGES_A_CALL - len(last)], *last])


def suggestions(messages: Sequence[Message]) -> tuple[Action, ...]:
    """The next taps offered after several messages: those of the last that offers any."""
    return next((message.suggestions for message in reversed(messages) if message.suggestions), ())


def _first_unfinished(drawn: Sequence[Sequence[Json]], kept: int) -> int:
    """The index of the first message that is not wholly among the first `kept` objects."""
    done = 0
    for index, objects in enumerate(drawn):
        done += len(objects)
        if done > kept:
            return index
    return len(drawn)


def _objects(message: Message) -> list[Json]:
    match message:
        case Text():
            whole = text_with_mentions(message)
            plain = [{"type": "text", "text": piece} for piece in pieces(message.text, limits.TEXT_UNITS)]
            return plain if whole is None else [whole]
        case Card():
            return draw_card(message)
        case Picture():
            return [{"type": "image", "originalContentUrl": message.url, "previewImageUrl": message.url}]
        case _:
            assert_never(message)


def _quick(action: Action) -> Json:
    return {"type": "action", "action": draw_action(action, limits.QUICK_LABEL)}


def _checked(objects: list[Json]) -> list[Json]:
    found = validity.problems(objects) if objects else []
    if found:
        raise UndrawableError("; ".join(found))
    return objects
