"""Words somebody typed, carried by a button that says what they mean: nobody types anything twice.

The data of such a button is `meant:<intent>:<id of the quoted message>:<the words>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TAP: Final = "meant"
LONGEST: Final = 200  # characters of words; LINE takes 300 of data ("Action objects", postback)


@dataclass(frozen=True, slots=True)
class SaidAgain:
    """The words, the name of what they mean, and the id of the message that they quoted ("" for none)."""

    words: str
    meant: str = ""
    quotes: str = ""

    @property
    def data(self) -> str:
        """What the button carries."""
        return f"{TAP}:{self.meant}:{self.quotes}:{self.words}"


def said_again(data: str) -> SaidAgain | None:
    """What a button carries, None if it is another."""
    tap, *rest = data.split(":", 3)
    return SaidAgain(words=rest[2], meant=rest[0], quotes=rest[1]) if tap == TAP and len(rest) == len("iqw") else None
