"""A reminder that an officer asks for: who is written to of what, who has heard enough today, whom nobody reaches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Owing:
    """A debt that is owed now, and whose it is."""

    obligation_id: int
    unit_id: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom a reminder goes to. `debts`: ids of obligations by person, in the order given.

    `units`: how many units owe; `heard`: people left out because they were reminded today; `silent`: units that owe and
    of which nobody can be reached on LINE.
    """

    debts: Mapping[int, tuple[int, ...]]
    units: int
    heard: frozenset[int]
    silent: tuple[int, ...]


def asking(owing: Sequence[Owing], owners: Mapping[int, Sequence[int]], heard_today: Collection[int]) -> Asking:
    """Who is to be asked. `owners`: the people who settle a unit's debts and can be reached, by unit.

    Nobody hears twice of the same thing on one day, whoever asks.
    """
    debts: dict[int, list[int]] = {}
    left_out: set[int] = set()
    for one in owing:
        for person_id in owners.get(one.unit_id, ()):
            if person_id in heard_today:
                left_out.add(person_id)
            else:
                debts.setdefault(person_id, []).append(one.obligation_id)
    units = dict.fromkeys(one.unit_id for one in owing)
    silent = tuple(unit_id for unit_id in units if not owners.get(unit_id))
    return Asking({person_id: tuple(ids) for person_id, ids in debts.items()}, len(units), frozenset(left_out), silent)
