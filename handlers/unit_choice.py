"""The question which unit is meant, with a button for each: shared by the deeds that are told a unit by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.messages import Message
from domain.units.known import KnownUnit
from handlers.wording import units as words
from handlers.wording.voice import Voice

MOST_BUTTONS: Final = 10


def ask(voice: Voice, units: Sequence[KnownUnit], tap_prefix: str) -> Message:
    """Ask which of the units is meant, the likeliest first. A button sends back prefix:id."""
    shown = units[:MOST_BUTTONS]
    return words.which_unit(voice, shown, [f"{tap_prefix}:{unit.id}" for unit in shown], len(units) - len(shown))
