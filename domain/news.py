"""What officers change about a debt after people were told of it, and how much of it somebody is still to hear.

Whoever has heard nothing of a change hears what came of all of them: a work called off and restored before they heard
of it is no news. Moments are aware.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.lifecycle import OWED, State
from domain.thai import local

LASTS: Final = timedelta(days=30)  # what was not told by then has been seen elsewhere
PRESSES_FOR: Final = timedelta(days=7)  # a long holiday may lie between the change and the next sending time
PRESSES_WITHIN: Final = 2  # working days to the due day: whoever is at work on what is called off hears it at once


class Stands(StrEnum):
    """Whether a debt is asked for, as its unit sees it."""

    ASKED = "asked"
    CALLED_OFF = "called off"
    EXEMPTED = "exempted"


_STANDS: Final[Mapping[State, Stands]] = MappingProxyType(
    {**dict.fromkeys(OWED, Stands.ASKED), State.CANCELLED: Stands.CALLED_OFF, State.EXEMPTED: Stands.EXEMPTED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one debt: how it stood and when it was due, before and from then on."""

    id: int
    obligation_id: int
    was: Stands
    due_before: datetime
    stands: Stands
    due: datetime


class ChangedDebt(NamedTuple):
    """A change, which unit's debt it is, and since when it was asked for before the change."""

    change: Change
    unit_id: int
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What somebody is to hear about a debt. `changes`: the ids of all that it comes of."""

    obligation_id: int
    was: Stands
    due_before: datetime
    stands: Stands
    due: datetime
    changes: tuple[int, ...]


class NewsKey(NamedTuple):
    """That a person has heard of a change."""

    news_id: int
    person_id: int


def stands(state: State) -> Stands | None:
    """How a debt in that state stands to its unit; None for one that has come in, of which there is no news."""
    return _STANDS.get(state)


def changed(
    obligation_id: int, was: Stands | None, due_before: datetime, after: Stands | None, due: datetime
) -> Change | None:
    """What has become of a debt; None for what has come in, about which nobody need hear, and for no difference."""
    if was is None or after is None or (was is after and due_before == due):
        return None
    return Change(id=0, obligation_id=obligation_id, was=was, due_before=due_before, stands=after, due=due)


def still_to_hear(changes: Iterable[Change], heard: Collection[int]) -> list[News]:
    """What comes, for each debt, of its changes (in their order) that were not heard (ids); of some, nothing."""
    untold: dict[int, list[Change]] = {}
    for change in changes:
        if change.id in heard:
            untold.pop(change.obligation_id, None)
        else:
            untold.setdefault(change.obligation_id, []).append(change)
    found = []
    for obligation_id, ones in untold.items():
        first, last = ones[0], ones[-1]
        moved = last.stands is Stands.ASKED and first.due_before != last.due
        if first.was is not last.stands or moved:
            ids = tuple(one.id for one in ones)
            found.append(News(obligation_id, first.was, first.due_before, last.stands, last.due, ids))
    return found


def presses(change: Change, now: datetime, calendar: WorkCalendar) -> bool:
    """Whether people must hear of it at once: it is due earlier, or soon and not to be done any more."""
    if change.stands is Stands.ASKED:
        return change.was is Stands.ASKED and change.due < change.due_before
    left = calendar.working_days_between(local(now).date(), local(change.due).date())
    return change.stands is Stands.CALLED_OFF and 0 <= left <= PRESSES_WITHIN
