"""Which unit a text names: by code, by name and the ways people write it. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from domain.plan import UnitKind
from domain.thai import normalise
from domain.units.codes import typed_codes
from domain.units.fit import MARGIN, Fit
from domain.units.index import UnitIndex
from domain.units.known import Found, KnownUnit, Naming, Nobody, Unsure
from domain.units.mentions import Mention, mentions, plain, with_places_shared
from domain.units.search import fits_of

_OFFICE: Final = re.compile(r"(?:สพ[ปมท]|ส[.\s]*พ[.\s]*[ปมท]|สำนักงานเขตพื้นที่|สนง\.?\s?เขต|สำนักงานเขต|เขตพื้นที่การศึกษา)")
_LONGEST: Final = 300  # characters; who writes more does not say which unit it is


class UnitNames:
    """The names of some units, ready to be asked: built once, then a text takes milliseconds among 29,000 units."""

    def __init__(self, units: Sequence[KnownUnit]) -> None:
        self._units = tuple(units)
        self._index = UnitIndex(self._units)

    def find(self, text: str) -> Naming:
        """The unit a text names, the units to be asked about, or nobody.

        A code decides unless a name in the same text says otherwise; a code that nobody has is no other's. Units of
        one name are always asked about, unless what stands behind it (a bracket, a district) tells them apart.
        """
        typed = typed_codes(plain(text[:_LONGEST]), self._index.codes)
        said = with_places_shared(mentions(typed.rest))
        by_code = list(dict.fromkeys(place for code in typed.known for place in self._index.codes[code]))
        by_name, sure = self._by_names(said)
        named = [place for places in by_name for place in places]
        if not by_code and not typed.stray:
            return self._naming(named, sure=sure)
        if by_name:
            agree = all(set(places) & set(by_code) for places in by_name)
            return self._naming(by_code if agree else [*by_code, *named], sure=agree and not typed.stray)
        unknown = any(mention.kinds is not None and mention.says_something() for mention in said)
        return self._naming(by_code, sure=not typed.stray and not unknown)

    def _naming(self, places: Sequence[int], *, sure: bool) -> Naming:
        units = tuple(self._units[place] for place in dict.fromkeys(places))
        if not units:
            return Nobody()
        return Found(units[0]) if sure and len(units) == 1 else Unsure(units)

    def _by_names(self, said: Sequence[Mention]) -> tuple[list[list[int]], bool]:
        """The units that each mention names which names any, and whether that is surely one and the same."""
        named: list[list[int]] = []
        clear: set[int] = set()
        for mention in said:
            fits = fits_of(mention, self._index)
            places, sure = _decide(fits)
            aside = mention.kinds is None and any(other.kinds is not None for other in said)
            if aside and any(fits[place].distance for place in places):
                continue  # what stands before โรงเรียน counts only where it is a name
            if places:
                named.append(places)
                clear |= {place for place in places if sure or not fits[place].distance}
        named = self._within_clusters(named)
        units = {place for places in named for place in places}
        return named, len(units) == 1 and units <= clear

    def _within_clusters(self, named: list[list[int]]) -> list[list[int]]:
        """A cluster named beside its schools is no second unit, but tells which of them is meant."""
        of_clusters = [places for places in named if {self._units[at].kind for at in places} == {UnitKind.CLUSTER}]
        others = [places for places in named if places not in of_clusters]
        clusters = {self._units[at].name for places in of_clusters for at in places}
        inside = [[at for at in places if self._units[at].cluster in clusters] for places in others]
        if not any(inside):
            return named
        return [within or places for within, places in zip(inside, others, strict=True)]


def _decide(fits: Mapping[int, Fit]) -> tuple[list[int], bool]:
    """The units a mention names, the nearest first, and whether it is surely that one."""
    meant = {place: fit for place, fit in fits.items() if fit.worth_asking}
    if not meant:
        return [], False
    best = min(fit.distance for fit in meant.values())
    rivals = sum(fit.distance < best + MARGIN for fit in fits.values()) if best else 0
    if rivals == 1 and next(fit for fit in meant.values() if fit.distance == best).overlooked:
        return [place for place, fit in meant.items() if fit.distance == best], True
    reach = best + MARGIN if best else 0
    near = [place for place, fit in meant.items() if fit.distance <= reach]
    return sorted(near, key=lambda place: (meant[place].distance, place)), best == 0 and len(near) == 1


@lru_cache(maxsize=4)
def _index(units: tuple[KnownUnit, ...]) -> UnitNames:
    return UnitNames(units)


def find_unit(text: str, units: Sequence[KnownUnit]) -> Naming:
    """What `UnitNames.find` says of a text, the index of these units being built when they are first asked about."""
    return _index(tuple(units)).find(text) if text.strip() else Nobody()


def find_unit_beside(text: str, beside: str, units: Sequence[KnownUnit]) -> Naming:
    """By the name alone; where that may be several, by the place that is told beside it too.

    What stands beside a name cannot name a unit that the name did not.
    """
    found = find_unit(text, units)
    if not isinstance(found, Unsure) or not beside:
        return found
    there = find_unit(f"{text} {beside}", units)
    return there if isinstance(there, Found) and there.unit in found.units else found


def names_the_office(text: str) -> bool:
    """Whether a text that names no unit names an area office: then it does not say which of its units is meant."""
    return _OFFICE.match(normalise(text)) is not None
