"""Which unit a text names: by code, by name and the ways people write it. Never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from domain.known_units import Found, KnownUnit, Naming, Nobody, Unsure
from domain.plan import UnitKind
from domain.unit_codes import typed_codes
from domain.unit_fit import MARGIN, Fit
from domain.unit_index import UnitIndex
from domain.unit_mentions import Mention, mentions, plain, with_places_shared
from domain.unit_search import fits_of

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
        if not by_code and not typed.stray:
            return self._naming(by_name, sure=sure)
        agree = [place for place in by_code if place in by_name]
        if not by_name:
            odd = typed.stray or any(mention.kinds is not None and mention.says_something() for mention in said)
            return self._naming(by_code, sure=not odd)
        if by_code == agree and not typed.stray:
            return self._naming(by_code, sure=True)
        return self._naming([*by_code, *by_name], sure=False)

    def _naming(self, places: Sequence[int], *, sure: bool) -> Naming:
        units = tuple(self._units[place] for place in dict.fromkeys(places))
        if not units:
            return Nobody()
        return Found(units[0]) if sure and len(units) == 1 else Unsure(units)

    def _by_names(self, said: Sequence[Mention]) -> tuple[list[int], bool]:
        """The units named, and whether that is sure."""
        found: dict[int, bool] = {}
        clusters: set[str] = set()
        for mention in said:
            fits = fits_of(mention, self._index)
            places, sure = _decide(fits)
            aside = mention.kinds is None and any(other.kinds is not None for other in said)
            if aside and any(fits[place].distance for place in places):
                continue  # what stands before โรงเรียน counts only where it is a name
            found |= {place: sure or not fits[place].distance for place in places}
            if mention.kinds is not None and UnitKind.CLUSTER in mention.kinds:
                clusters |= {self._units[place].name for place in places}
        # A cluster named beside one of its schools says where the school is.
        inside = [place for place in found if self._units[place].cluster in clusters]
        named = inside or list(found)
        return named, len(named) == 1 and found[named[0]]


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
