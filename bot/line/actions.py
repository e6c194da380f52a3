"""Buttons -> LINE's action objects."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, assert_never

from bot.line import limits
from domain.messages import Action, Moment, Open, Pick, Say, Tap
from domain.thai import local

Json = dict[str, Any]

_UNITS_A_CLUSTER = 4  # generous for Thai; what stacks more marks on a letter than that is no word


def draw_action(action: Action, label_clusters: int) -> Json:
    """The action object, its label shortened to so many clusters.

    Raises ValueError for what must not be shortened: the words a Say types (kept short by `handlers.wording`), the
    data of a Tap or Pick (a word and numbers, by the deed that reads it), and a link (by `bot.links`).
    """
    label = {"label": _short(" ".join(action.label.split()), label_clusters)}
    match action:
        case Say():
            _at_most(limits.SAID, limits.graphemes(action.text), "words to type", action.text)
            return {"type": "message", **label, "text": action.text}
        case Tap():
            return {
                "type": "postback",
                **label,
                "data": _data(action),
                "displayText": _short(action.shown, limits.SAID),
            }
        case Open():
            _at_most(limits.URI, len(action.url), "link", action.url)
            return {"type": "uri", **label, "uri": action.url}
        case Pick():
            return {
                "type": "datetimepicker",
                **label,
                "data": _data(action),
                "mode": action.mode.value,
                **_range(action),
            }
        case _:
            assert_never(action)


def _short(text: str, clusters: int) -> str:
    return limits.cut_units(limits.cut_clusters(text, clusters), _UNITS_A_CLUSTER * clusters)


def _data(action: Tap | Pick) -> str:
    _at_most(limits.POSTBACK_DATA, limits.utf16_units(action.data), "data", action.data)
    return action.data


def _at_most(most: int, length: int, what: str, text: str) -> None:
    if length > most:
        raise ValueError(f"{what} too long ({length} of {most}): {text[:40]}")


def _range(pick: Pick) -> Json:
    given = {"initial": pick.initial, "min": pick.earliest, "max": pick.latest}
    return {name: _on_the_wire(moment) for name, moment in given.items() if moment is not None}


def _on_the_wire(moment: Moment) -> str:
    match moment:
        case datetime():
            return f"{local(moment):%Y-%m-%dT%H:%M}"
        case date():
            return moment.isoformat()
        case time():
            return f"{moment:%H:%M}"
        case _:
            assert_never(moment)
