"""The words of a form's choices, and what people write for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from domain.forms.keys import heading_key

_ALIKE: Final = 84.0
_CLEAR: Final = 6.0  # how much nearer the best word is than one of another choice
_SHORTEST_FUZZY: Final = 5
_NEAR: Final = 6  # words compared


class Choices:
    """The choices of one column, ready to be asked."""

    def __init__(self, choices: Mapping[str, Sequence[str]]) -> None:
        self._known = {heading_key(word): own for own, words in choices.items() for word in (own, *words)}

    def read(self, text: str) -> str | None:
        """The form's own word for what was written, None where it is none of them or may be two."""
        bare = text.partition("(")[0] or text
        for variant in (text, bare):
            key = heading_key(variant)
            if key in self._known:
                return self._known[key]
        key = heading_key(bare)
        if len(key) < _SHORTEST_FUZZY:
            return None
        near = process.extract(key, self._known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_NEAR)
        if not near:
            return None
        own, best = self._known[near[0][0]], near[0][1]
        rival = max((score for word, score, _ in near if self._known[word] != own), default=0.0)
        return own if best - rival >= _CLEAR else None
