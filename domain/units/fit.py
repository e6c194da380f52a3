"""How well a mention fits one unit: what is misspelt, and what nothing about the unit explains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from domain.units.mentions import AT, Mention
from domain.units.spelling import Spelling, numbers

MARGIN: Final = 2  # a second unit so many letters further off is no rival
CONTRADICTED: Final = 3  # as many strange letters as it takes to be never alone
_SHORTEST_PART: Final = 3  # letters of a patron's name that stand for the whole
_ONE_SLIP, _TWO_SLIPS = 5, 9  # telling letters a name must have for one or two wrong ones to be overlooked


class Fit(NamedTuple):
    """How far a mention is from a unit, in letters.

    `slips`: misspelt in the name; `beside`: misspelt in what stands beside it (patron, place); `strange`: explained by
    nothing; `telling`: those that tell the unit from others.
    """

    slips: int
    strange: int
    telling: int
    beside: int = 0

    @property
    def distance(self) -> int:
        """All the letters that speak against it."""
        return self.slips + self.beside + self.strange

    @property
    def overlooked(self) -> bool:
        """Whether so little is misspelt that the name is still clear, and nothing is left unexplained."""
        return self.strange == 0 and self.slips <= allowed(self.telling) and self.distance <= MARGIN

    @property
    def worth_asking(self) -> bool:
        """Whether the unit may be meant at all."""
        near = self.slips <= min(allowed(self.telling) + 1, MARGIN)
        return near and (not self.strange or not self.slips or self.telling >= _SHORTEST_PART)


def allowed(letters: int) -> int:
    """How many wrong letters a name of so many telling letters can bear."""
    return 2 if letters >= _TWO_SLIPS else 1 if letters >= _ONE_SLIP else 0


class _Tail(NamedTuple):
    """What stands after a name, as one unit explains it.

    `slips`: letters of the name that may have been read as talk; `beside`, `strange`: as in a Fit; `telling`: letters
    of a patron that confirm the name.
    """

    slips: int
    beside: int
    strange: int
    telling: int


def read_tail(mention: Mention, at: int, unit: Spelling, *, names_follow: bool) -> _Tail:
    """What stands behind a name: the unit's patron, its place, ordinary talk, or letters that nothing explains.

    `names_follow`: another unit is named further on, so that talk explains itself only.
    """
    slips = beside = strange = telling = 0
    while at < len(mention.text):
        if not names_follow and mention.talk_begins(at):
            break
        patron = _patron(mention, at, unit)
        part = patron or _place(mention, at, unit)
        if part is not None:
            beside, telling = beside + part.wrong, telling + (part.end - at if patron else 0)
            at = part.end
            continue
        talk, end = mention.talk(at), mention.word_end(at)
        slips, strange = slips + (talk or 0), strange + (end - at if talk is None else 0)
        at = end
    return _Tail(slips, beside, strange, telling)


class _Part(NamedTuple):
    """An explained part of a tail: where it ends, and how many of its letters are wrong."""

    end: int
    wrong: int


def _patron(mention: Mention, at: int, unit: Spelling) -> _Part | None:
    word = mention.text[at : mention.word_end(at)]
    if part := _whole(mention, at, unit.patrons):
        return part
    if any(_stands_for(word, patron) for patron in unit.patrons):
        return _Part(at + len(word), 0)
    return _misspelt(mention, at, unit.patrons)


def _place(mention: Mention, at: int, unit: Spelling) -> _Part | None:
    at += len(AT) if mention.text.startswith(AT, at) else 0
    return _whole(mention, at, unit.places) or _misspelt(mention, at, unit.places)


def _whole(mention: Mention, at: int, keys: Iterable[str]) -> _Part | None:
    """The longest of the keys that stands here; a short one only as a word of its own."""
    ends = [at + len(key) for key in keys if mention.text.startswith(key, at)]
    ends = [end for end in ends if end in mention.bounds or end - at > _SHORTEST_PART + 1]
    return _Part(max(ends), 0) if ends else None


def _misspelt(mention: Mention, at: int, keys: Iterable[str]) -> _Part | None:
    """The word, or all that is left, where it is one of the keys with a few letters wrong."""
    near = [
        (wrong, end)
        for end in (len(mention.text), mention.word_end(at))
        for key in keys
        if numbers(key) == numbers(text := mention.text[at:end])
        and (wrong := OSA.distance(text, key, score_cutoff=allowed(len(key)))) <= allowed(len(key))
    ]
    if not near:
        return None
    wrong, end = min(near)
    return _Part(end, wrong)


def _stands_for(word: str, patron: str) -> bool:
    """Whether a word is a patron's name cut short (ประชาฯ), or its number alone (๙๙๙)."""
    number = numbers(word)
    beginning = word.removesuffix(number)
    if number and number != numbers(patron):
        return False
    return patron.startswith(beginning) and (len(beginning) >= _SHORTEST_PART or (not beginning and bool(number)))
