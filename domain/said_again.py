"""A button that says what words mean which somebody has typed: nobody types anything twice.

It carries the id of the message, not the words: these are kept in one place, and are gone there once their sender has
taken them back. The data is `meant:<intent>:<id of the message>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TAP: Final = "meant"


@dataclass(frozen=True, slots=True)
class SaidAgain:
    """The id of the message ("" where there is none to answer again) and the name of what it means."""

    message_id: str
    meant: str = ""

    @property
    def data(self) -> str:
        """What the button carries."""
        return f"{TAP}:{self.meant}:{self.message_id}"


def said_again(data: str) -> SaidAgain | None:
    """What a button carries, None if it is another."""
    tap, *rest = data.split(":")
    return SaidAgain(message_id=rest[1], meant=rest[0]) if tap == TAP and len(rest) == len(("meant", "id")) else None
