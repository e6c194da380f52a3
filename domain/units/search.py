"""Which units one mention may be of, and how well it fits each: spelt out, cut short, misspelt."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from domain.plan import UnitKind
from domain.units.fit import CONTRADICTED, MARGIN, Fit, allowed, read_tail
from domain.units.index import UnitIndex
from domain.units.mentions import AT, Mention, Start
from domain.units.spelling import numbers, telling, without_sort

_SHORTEST: Final = 3  # letters of the beginning of a name that stand for it
_NAMED: Final = 5  # letters of a name that is noticed further on in the text
_RIVALS: Final = 70.0  # likeness at which a group's cut-off name may be another's worn one
_MOST_SPANS: Final = 16  # stretches of a mention that are looked at for misspelt names


def fits_of(mention: Mention, index: UnitIndex) -> dict[int, Fit]:
    """How the mention fits each unit it may be of, by place. Misspelt names are looked for where none is right."""
    search = _Search(mention, index)
    starts = mention.starts(index.towns)
    for start in starts:
        search.spelt_out(start)
    if any(fit.distance == 0 for fit in search.fits.values()):
        return search.fits
    spans = [(start, end) for start in starts for end in mention.stops(start.at)]
    for start, end in spans[:_MOST_SPANS]:
        search.cut_short(start, end)
        search.misspelt(start, end)
    return search.fits


@dataclass
class _Search:
    mention: Mention
    index: UnitIndex
    fits: dict[int, Fit] = field(default_factory=dict)
    _reach: int = sys.maxsize  # what is further off than this is no rival of the best

    def spelt_out(self, start: Start) -> None:
        """Units whose name begins here and is right to the letter, or what may mean them."""
        text = self.mention.text
        after_sort = len(text) - len(without_sort(text[start.at :]))
        for end in range(start.at + 1, len(text) + 1):
            key = text[start.at : end]
            if at := self.index.names.get(key):
                self._take(start, end, at, Fit(0, 0, telling(key)))
            if at := self.index.hints.get(key):
                self._take(start, end, at, Fit(0, CONTRADICTED, len(key)))
            if start.at < after_sort < end and (at := self.index.names.get(text[after_sort:end])):
                # วัดใหม่ is not บ้านใหม่, but may have been meant
                self._take(start, end, at, Fit(0, CONTRADICTED, end - after_sort))

    def cut_short(self, start: Start, end: int) -> None:
        """Units whose name begins so. Groups are called by the beginning of their long names; a school only with ฯ."""
        key = self.mention.text[start.at : end]
        if len(key) < _SHORTEST:
            return
        begun = self.index.beginning(key)
        for name in begun:
            for place in self.index.names[name]:
                of_group = self.index.spellings[place].unit.kind is UnitKind.GROUP
                clear = of_group or end in self.mention.cut_off
                self._take(start, end, (place,), Fit(1, 0, telling(name)) if clear else Fit(0, MARGIN, telling(key)))
        for name in self.index.numbered(key):
            self._take(start, end, self.index.names[name], Fit(1, 0, telling(name)))
        if begun:  # ส่งเสริมการศึกษา is the beginning of one name, and another one with a word left out
            self._take(start, end, self.index.groups_like(key, _RIVALS), Fit(1, 0, len(key)))

    def misspelt(self, start: Start, end: int) -> None:
        """Units whose name is spelt nearly so."""
        key = self.mention.text[start.at : end]
        if len(key) < _SHORTEST or AT in key:
            return
        for name in self.index.worn(key):
            self._take(start, end, self.index.names[name], Fit(1, 0, telling(name)))
        near = self.index.near(key, MARGIN)
        if allowed(len(key)) >= MARGIN and all(wrong >= MARGIN for _, wrong in near):
            near = self.index.near(key, MARGIN + 1)
        for name, wrong in near:
            odd = 0 if numbers(name) == numbers(key) else CONTRADICTED
            self._take(start, end, self.index.names[name], Fit(wrong, odd, telling(name)))

    def _take(self, start: Start, end: int, places: Iterable[int], fit: Fit) -> None:
        """Keep how these units fit, named from start to end, where they fit better than before and are no also-rans."""
        before = start.slips + start.strange
        for place in places:
            spelling = self.index.spellings[place]
            reach = min(self._reach, self.fits[place].distance - 1 if place in self.fits else self._reach)
            if before + fit.distance > reach:
                continue
            if self.mention.kinds is not None and spelling.unit.kind not in self.mention.kinds:
                continue
            tail = read_tail(self.mention, end, spelling, names_follow=self._last_name > end)
            elsewhere = len(start.place) if start.place and start.place not in spelling.places else 0
            whole = Fit(
                fit.slips + start.slips + tail.slips,
                fit.strange + start.strange + elsewhere + tail.strange,
                fit.telling + tail.telling,
                tail.beside,
            )
            if whole.distance <= reach:
                self.fits[place] = whole
                if whole.worth_asking:
                    self._reach = min(self._reach, whole.distance + MARGIN)

    @cached_property
    def _last_name(self) -> int:
        """Where the last name of whole words begins after the first word; 0 where there is none."""
        text, ends = self.mention.text, self.mention.ends
        return max(
            (a for a in ends for b in ends if b - a >= _NAMED and text[a:b] in self.index.names),
            default=0,
        )
