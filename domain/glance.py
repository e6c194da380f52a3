"""How a debt looks at a glance: a handful of moods instead of all states, and counts of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.lifecycle import ACCEPTED, State, is_owed

SOON: Final = 3  # working days


class Glance(StrEnum):
    """The moods, the one that wants most first."""

    LATE = "late"  # owed, and its due day has passed
    MEND = "mend"  # owed: it came and went back
    SOON = "soon"  # owed, and due within three working days
    OWED = "owed"
    WAITS = "waits"  # it is in, and the office has not looked at it
    DONE = "done"
    NONE = "none"  # nothing to report, or let off


ORDER: Final = {glance: place for place, glance in enumerate(Glance)}
SENT: Final = frozenset({Glance.WAITS, Glance.DONE, Glance.NONE})


def glance_of(state: State, days_left: int) -> Glance:
    """The mood of a debt; `days_left`: working days to its due day, negative when it has passed."""
    if state in ACCEPTED:
        return Glance.DONE
    if state in (State.SUBMITTED, State.CLAIMED):
        return Glance.WAITS
    if not is_owed(state):
        return Glance.NONE
    if days_left < 0:
        return Glance.LATE
    if state is State.RETURNED:
        return Glance.MEND
    return Glance.SOON if days_left <= SOON else Glance.OWED


def most_wanting(glances: Iterable[Glance]) -> Glance:
    """Of several debts in one place the mood to be shown. ValueError for none."""
    return min(glances, key=ORDER.__getitem__)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many debts there are of each mood, in the order of the moods; those of which there are none are missing."""

    counts: tuple[tuple[Glance, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.counts)

    @property
    def sent(self) -> int:
        """Those that are owed no more."""
        return sum(count for glance, count in self.counts if glance in SENT)

    def of(self, glance: Glance) -> int:
        """How many of one mood."""
        return dict(self.counts).get(glance, 0)


def tally(glances: Iterable[Glance]) -> Tally:
    """Count them."""
    found = Counter(glances)
    return Tally(tuple((glance, found[glance]) for glance in Glance if found[glance]))
