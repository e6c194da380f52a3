"""The names and codes of many units, laid out so that a text can be looked up in them quickly."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from domain.plan import UnitKind
from domain.units.known import KnownUnit
from domain.units.spelling import Spelling, numbers, spelling_of, worn

_MOST_BEGUN: Final = 12  # names of one beginning: more are no question for buttons
_MOST_MEANT: Final = 10  # units of one patron (ประชานุเคราะห์): where there are more, it is no hint
_PAIRS_A_SLIP: Final = 3  # pairs of neighbouring letters that one slip can change: two letters swapped

Places = Sequence[int]  # of units, in the order they were given


class UnitIndex:
    """Units by code, by name, by what may mean them, and by names that are nearly so."""

    def __init__(self, units: Sequence[KnownUnit]) -> None:
        self.spellings: tuple[Spelling, ...] = tuple(map(spelling_of, units))
        self.names: Mapping[str, Places] = _by_key(spelling.names for spelling in self.spellings)
        hints = _by_key(spelling.hints for spelling in self.spellings)
        self.hints: Mapping[str, Places] = {hint: at for hint, at in hints.items() if len(at) <= _MOST_MEANT}
        self.codes: Mapping[str, Places] = _by_key(unit.codes for unit in units)
        self.towns: frozenset[str] = frozenset(town for spelling in self.spellings for town in spelling.places)
        self._groups = [at for at, unit in enumerate(units) if unit.kind is UnitKind.GROUP]
        self._sorted = sorted(self.names)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        self._by_pair: dict[tuple[int, str], list[str]] = defaultdict(list)  # length of the name, two letters in it
        self._worn: dict[str, list[str]] = defaultdict(list)
        self._numbered: dict[str, list[str]] = defaultdict(list)
        for name in self._sorted:
            self._by_length[len(name)].append(name)
            for pair in _pairs(name):
                self._by_pair[len(name), pair].append(name)
            self._worn[worn(name)].append(name)
            if number := numbers(name):
                self._numbered[number].append(name)

    def beginning(self, key: str) -> list[str]:
        """Names that begin so."""
        first = bisect_left(self._sorted, key)
        return list(takewhile(lambda name: name.startswith(key), self._sorted[first : first + _MOST_BEGUN]))

    def numbered(self, key: str) -> list[str]:
        """Names that begin so and have the number it ends with (ไทยรัฐ 31)."""
        number = numbers(key)
        begun = key.removesuffix(number)
        return [name for name in self._numbered.get(number, ()) if begun and name.startswith(begun)]

    def worn(self, key: str) -> list[str]:
        """Names that are the same but for the marks that get lost."""
        return self._worn.get(worn(key), [])

    def near(self, key: str, most: int) -> list[tuple[str, int]]:
        """Every name with at most so many wrong letters, and how many."""
        found = []
        for length in range(len(key) - most, len(key) + most + 1):
            names = self._sharing(key, length, most * _PAIRS_A_SLIP + 1)
            near = process.extract(key, names, scorer=OSA.distance, score_cutoff=most, limit=None)
            found += [(name, int(wrong)) for name, wrong, _ in near]
        return found

    def _sharing(self, key: str, length: int, pairs: int) -> Collection[str]:
        """Names of a length with one of the rarest `pairs` of neighbouring letters of the key: one is left unharmed."""
        lists = sorted((self._by_pair.get((length, pair), []) for pair in _pairs(key)), key=len)
        return set().union(*lists[:pairs]) if len(lists) >= pairs else self._by_length.get(length, [])

    def groups_like(self, key: str, likeness: float) -> list[int]:
        """Mission groups one of whose names is so much like it, from 0 to 100."""
        return [
            place
            for place in self._groups
            if any(fuzz.ratio(key, name) >= likeness for name in self.spellings[place].names)
        ]


def _pairs(key: str) -> set[str]:
    return set(map("".join, pairwise(key)))


def _by_key(keys_of_units: Iterator[tuple[str, ...]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, keys in enumerate(keys_of_units):
        for key in keys:
            found.setdefault(key, []).append(place)
    return found
