"""Messages as a group may read them: without phone numbers and national IDs, whoever's words they carry."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from domain.messages import Action, Card, Line, Message, Open, Part, Pick, Picture, Progress, Rule, Say, Tap, Text
from domain.privacy import NEVER_TOLD_TO_ALL, mask


def for_all(message: Message) -> Message:
    """The same message with every word that is shown masked; what buttons send back to us stays."""
    suggestions = tuple(_action(action) for action in message.suggestions)
    match message:
        case Text():
            text = _masked(message.text)
            same_lines = text.count("\n") == message.text.count("\n")
            mentions = message.mentions if same_lines else ()
            return replace(message, text=text, suggestions=suggestions, mentions=mentions)
        case Card():
            return replace(
                message,
                alt=_masked(message.alt),
                title=_masked(message.title),
                subtitle=_masked(message.subtitle),
                parts=tuple(_part(part) for part in message.parts),
                buttons=tuple(_action(action) for action in message.buttons),
                suggestions=suggestions,
            )
        case Picture():
            return replace(message, shows=_masked(message.shows), suggestions=suggestions)
        case _:
            assert_never(message)


def _part(part: Part) -> Part:
    match part:
        case Line():
            return replace(part, text=_masked(part.text), label=_masked(part.label))
        case Progress():
            return replace(part, label=_masked(part.label))
        case Rule():
            return part
        case _:
            assert_never(part)


def _action(action: Action) -> Action:
    match action:
        case Say():
            return replace(action, label=_masked(action.label), text=_masked(action.text))
        case Tap():
            return replace(action, label=_masked(action.label), shown=_masked(action.shown))
        case Open() | Pick():
            return replace(action, label=_masked(action.label))
        case _:
            assert_never(action)


def _masked(text: str) -> str:
    return mask(text, NEVER_TOLD_TO_ALL).text
