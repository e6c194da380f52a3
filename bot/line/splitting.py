"""A long text in pieces, broken where a reader would pause and never inside a letter."""

from __future__ import annotations

import re
import unicodedata

from wcwidth import grapheme_boundary_before

# Where to break, best first. Thai puts no spaces between words, but a leading vowel always opens a syllable.
_PAUSES = (re.compile(r"\n\s*\n"), re.compile(r"\n+"), re.compile(r"\s+"), re.compile(r"(?=[เ-ไ])"))
_SARA_AM = "ำ"


def pieces(text: str, most: int) -> list[str]:
    """The whole text in pieces of at most `most` UTF-16 units, none of them blank; only blanks at the breaks are lost.

    Broken after a paragraph, a line, a space, or before a Thai leading vowel if there is one in the second half of
    the piece; else between two grapheme clusters. Only a single cluster longer than `most` is cut itself.
    """
    found: list[str] = []
    rest = text
    while (end := _reach(rest, most)) < len(rest):
        at = _break(rest, end)
        found.append(rest[:at].rstrip())
        rest = rest[at:]
    return [piece for piece in [*found, rest] if piece.strip()]


def _reach(text: str, most: int) -> int:
    """How many code points of the text fit into `most` UTF-16 units, of which one has at most two."""
    if 2 * len(text) <= most:
        return len(text)
    used = 0
    for index, char in enumerate(text[: most + 1]):
        used += 2 if char > "\uffff" else 1
        if used > most:
            return index
    return len(text)


def _break(text: str, end: int) -> int:
    for pause in _PAUSES:
        found = [at for match in pause.finditer(text, end // 2, end) if _opens(text, at := match.end())]
        if found:
            return found[-1]
    return grapheme_boundary_before(text, end + 1) or end


def _opens(text: str, at: int) -> bool:
    """Whether a piece may begin there: not inside a cluster, nor with a mark that would stand on nothing."""
    mark = text[at] == _SARA_AM or unicodedata.category(text[at]).startswith("M")
    return at > 0 and not mark and grapheme_boundary_before(text, at + 1) == at
