"""How a round stands: how many are in, to be mended, missing, late; and how late. One source for chat and reports.

Exempted and cancelled obligations are not expected. A nil report is an answer and counts as in.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol, TypeVar

from domain.calendar import WorkCalendar
from domain.lifecycle import State, is_owed
from domain.thai import local

NOT_EXPECTED: Final = frozenset({State.EXEMPTED, State.CANCELLED})


class Obliged(Protocol):
    """What the figures need to know of an obligation; moments are aware, `submitted_at` None until something came."""

    @property
    def state(self) -> State:
        """Where it stands."""

    @property
    def due_at(self) -> datetime:
        """Its last moment."""

    @property
    def submitted_at(self) -> datetime | None:
        """When it first came in clean."""


ObligedT = TypeVar("ObligedT", bound=Obliged)
KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of obligations. expected = done + to_fix + missing; late is the part of to_fix and missing past due."""

    expected: int = 0
    done: int = 0
    to_fix: int = 0
    missing: int = 0
    late: int = 0
    came_late: int = 0  # done, but after the due moment

    @property
    def owed(self) -> int:
        """How many are still to come, mended ones included."""
        return self.to_fix + self.missing

    @property
    def percent(self) -> int:
        """Whole per cent in, rounded down: 100 only when all are in, and when nothing is expected."""
        return self.done * 100 // self.expected if self.expected else 100


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late, in whole Bangkok days and in working days. Both are 0 on the due day itself, after the hour."""

    days: int
    working_days: int


def standing(obligations: Iterable[Obliged], now: datetime) -> Standing:
    """The figures of these obligations at a moment (aware)."""
    counted = [one for one in obligations if one.state not in NOT_EXPECTED]
    owed = [one for one in counted if is_owed(one.state)]
    done = [one for one in counted if not is_owed(one.state)]
    to_fix = sum(one.state is State.RETURNED for one in owed)
    return Standing(
        expected=len(counted),
        done=len(done),
        to_fix=to_fix,
        missing=len(owed) - to_fix,
        late=sum(one.due_at < now for one in owed),
        came_late=sum(one.submitted_at is not None and one.submitted_at > one.due_at for one in done),
    )


def standing_by(
    obligations: Iterable[ObligedT], now: datetime, key: Callable[[ObligedT], KeyT]
) -> dict[KeyT, Standing]:
    """The figures of each part: by unit, by subject, by whatever `key` gives; in the order first met."""
    parts: dict[KeyT, list[ObligedT]] = {}
    for one in obligations:
        parts.setdefault(key(one), []).append(one)
    return {part: standing(members, now) for part, members in parts.items()}


def lateness(obligation: Obliged, now: datetime, calendar: WorkCalendar) -> Lateness | None:
    """How late this one is (if owed) or came (if in); None when it is in time or not expected.

    Working days are counted from the due day, itself not counted: due Friday, sent Monday is one.
    """
    if obligation.state in NOT_EXPECTED:
        return None
    end = now if is_owed(obligation.state) else obligation.submitted_at
    if end is None or end <= obligation.due_at:
        return None
    due, day = _day(obligation.due_at), _day(end)
    return Lateness((day - due).days, calendar.working_days_between(due, day))


def _day(moment: datetime) -> date:
    return local(moment).date()
