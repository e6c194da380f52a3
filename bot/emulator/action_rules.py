"""What an action may hold (reference "Action objects"; labels and shown texts are counted as graphemes)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.emulator.lengths import graphemes
from bot.emulator.problems import EMPTY, Problems, known, one_of

DATA_LIMIT = 300
TEXT_LIMIT = 300
CLIPBOARD_LIMIT = 1000
ALIAS_LIMIT = 32
_INPUT_OPTIONS = frozenset({"closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"})
_EVERYWHERE = frozenset({"postback", "message", "uri", "datetimepicker", "clipboard"})
_MOMENTS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "time": re.compile(r"\d{2}:\d{2}"),
    "datetime": re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an action stands: how long its label may be, whether it needs one, and which kinds fit."""

    label: int
    needs_label: bool = True
    kinds: frozenset[str] = _EVERYWHERE


TEMPLATE = Place(20)
IMAGE_COLUMN = Place(12, needs_label=False)
TAP_AREA = Place(40, needs_label=False)  # a whole box or bubble
FLEX_BUTTON = Place(40)
RICH_MENU = Place(20, needs_label=False, kinds=_EVERYWHERE | {"richmenuswitch"})
QUICK_REPLY = Place(20, kinds=_EVERYWHERE | {"camera", "cameraRoll", "location"})


def check_action(raw: Any, where: str, place: Place, problems: Problems) -> None:
    """Check one action object standing at `where`."""
    action = problems.thing(raw, where)
    if not isinstance(raw, dict):
        return
    kind = action.get("type")
    if not known(kind, place.kinds):
        problems.add(one_of(place.kinds) if kind else EMPTY, _at(where, "type"))
        return
    problems.text(action.get("label"), _at(where, "label"), place.label, measure=graphemes, required=place.needs_label)
    checker = _CHECKERS.get(str(kind))
    if checker is not None:
        checker(action, where, problems)


def _at(where: str, name: str) -> str:
    """Name a property as its surroundings do: paths inside Flex, dots elsewhere."""
    return f"{where}/{name.replace('.', '/')}" if where.startswith("/") else f"{where}.{name}"


def _postback(action: dict[str, Any], where: str, problems: Problems) -> None:
    problems.text(action.get("data"), _at(where, "data"), DATA_LIMIT)
    for name in ("displayText", "fillInText", "text"):
        problems.text(action.get(name), _at(where, name), TEXT_LIMIT, measure=graphemes, required=False)
    problems.word(action.get("inputOption"), _at(where, "inputOption"), _INPUT_OPTIONS)
    if action.get("fillInText") and action.get("inputOption") != "openKeyboard":
        problems.add("inputOption must be openKeyboard", _at(where, "fillInText"))


def _message(action: dict[str, Any], where: str, problems: Problems) -> None:
    problems.text(action.get("text"), _at(where, "text"), TEXT_LIMIT, measure=graphemes)


def _uri(action: dict[str, Any], where: str, problems: Problems) -> None:
    problems.uri(action.get("uri"), _at(where, "uri"))
    desktop = action.get("altUri")
    if isinstance(desktop, dict):
        problems.uri(desktop.get("desktop"), _at(where, "altUri.desktop"), required=False)


def _datetimepicker(action: dict[str, Any], where: str, problems: Problems) -> None:
    problems.text(action.get("data"), _at(where, "data"), DATA_LIMIT)
    mode = action.get("mode")
    problems.word(mode, _at(where, "mode"), _MOMENTS, required=True)
    if not isinstance(mode, str) or mode not in _MOMENTS:
        return
    for name in ("initial", "min", "max"):
        value = action.get(name)
        if value is not None and not (isinstance(value, str) and _MOMENTS[mode].fullmatch(value)):
            problems.add("invalid date time", _at(where, name))


def _clipboard(action: dict[str, Any], where: str, problems: Problems) -> None:
    problems.text(action.get("clipboardText"), _at(where, "clipboardText"), CLIPBOARD_LIMIT)


def _richmenuswitch(action: dict[str, Any], where: str, problems: Problems) -> None:
    problems.text(action.get("richMenuAliasId"), _at(where, "richMenuAliasId"), ALIAS_LIMIT)
    problems.text(action.get("data"), _at(where, "data"), DATA_LIMIT)


_CHECKERS = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _datetimepicker,
    "clipboard": _clipboard,
    "richmenuswitch": _richmenuswitch,
}
