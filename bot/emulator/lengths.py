"""How LINE counts characters ("Character counting in a text", docs/messaging-api/text-character-count)."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_SARA_AM = frozenset("\u0e33\u0eb3")  # letters by category, but they hang on the consonant before them
_EXTENDING = frozenset({"Mn", "Me", "Mc"})


def utf16_units(text: str) -> int:
    """Return the length in UTF-16 code units, which is how LINE measures message texts and mention indexes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Return the number of letters a reader sees, which is how LINE measures labels.

    Thai vowels and tone marks above and below do not count: `ส่งแบบฟอร์มที่นี่` is 17 code points and 11 letters.
    """
    count, joined, flag_open = 0, False, False
    for letter in text:
        if letter == _JOINER:
            joined = True
            continue
        if _hangs(letter):
            continue
        regional = "\U0001f1e6" <= letter <= "\U0001f1ff"
        if not joined and not (regional and flag_open):
            count += 1
        flag_open = regional and not flag_open
        joined = False
    return count


def _hangs(letter: str) -> bool:
    return (
        letter in _SARA_AM
        or unicodedata.category(letter) in _EXTENDING
        or "\U0001f3fb" <= letter <= "\U0001f3ff"  # skin tones
    )
