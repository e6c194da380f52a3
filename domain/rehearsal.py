"""What came of a rehearsal: whom the clock would tell what when, if nobody did anything, and what it would cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from domain.calendar import WorkCalendar
from domain.nagging import OPEN, Audience, Window
from domain.thai import local

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
AT_LEAST: Final = timedelta(days=30)
AFTER_DUE: Final = 10  # working days: the ladder has reached the directors by then
AT_MOST: Final = timedelta(days=184)


class Kind(StrEnum):
    """What sort of message it is."""

    REMINDER = "reminder"
    ASKED = "asked"  # an officer asked for it
    MORNING = "morning"  # the list of officers, and the weekly counts of directors
    GROUP = "group"  # what a LINE group hears
    NOTICE = "notice"  # of messages that did not go out, of people who wait, of groups that were lost


@dataclass(frozen=True, slots=True)
class Asking:
    """A step of a work that a message tells of. `step`: as the ledger has it; `due`: the Bangkok day."""

    title: str
    step: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message. `words`: what its notification says; `cost`: paid messages; `held`: not sent, for want of quota.

    `name`: of the person or the group; `unit`: whose, as staff call it; `audience`: in what capacity, where known.
    """

    at: datetime
    to: str
    words: str
    kind: Kind
    cost: int
    held: bool = False
    asks: tuple[Asking, ...] = ()
    office_id: int = 0
    name: str = ""
    unit: str = ""
    audience: Audience | None = None

    @property
    def day(self) -> date:
        """The Bangkok day."""
        return local(self.at).date()

    @property
    def paid(self) -> int:
        """What it takes of the month."""
        return 0 if self.held else self.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Paid messages of a Bangkok month over the whole account. `allowed` None: unlimited.

    `used`: before the rehearsal; `paid`: in it; `held`: what it could not pay.
    """

    first: date
    allowed: int | None
    used: int
    paid: int
    held: int

    @property
    def left(self) -> int | None:
        """What is left at its end; None: as many as one likes."""
        return None if self.allowed is None else max(self.allowed - self.used - self.paid, 0)


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that falls on a day off or a quiet day and is told on another. `why`: the day's name; "" where quiet."""

    title: str
    step: str
    planned: date
    told: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """From `start` to the end of the Bangkok day `last`. `reserve`: messages of a month that reminders leave over.

    `whole`: it came as far as it was asked to.
    """

    start: datetime
    last: date
    told: tuple[Told, ...]
    months: tuple[Month, ...]
    reserve: int
    whole: bool = True

    def of(self, office_id: int, first: date, titles: frozenset[str] | None) -> Rehearsal:
        """What concerns one office from a day on, and with `titles` only what tells of these works.

        What the months cost stays that of the account: all of it comes out of one quota.
        """
        told = (one for one in self.told if one.office_id == office_id and one.day >= first)
        kept = (one for one in told if titles is None or any(asking.title in titles for asking in one.asks))
        return replace(self, told=tuple(kept))

    @property
    def months_concerned(self) -> list[Month]:
        """The present month, and those in which something would be sent or held."""
        return [month for month in self.months if month.paid or month.held or month is self.months[0]]

    @property
    def days(self) -> dict[date, list[Told]]:
        """The messages of each day that has any, in order."""
        days: dict[date, list[Told]] = {}
        for one in sorted(self.told, key=lambda one: one.at):
            days.setdefault(one.day, []).append(one)
        return days


@dataclass(frozen=True, slots=True)
class Reason:
    """People who hear of the same steps, of the same sort, at the same moment."""

    at: datetime
    kind: Kind
    words: str
    asks: tuple[Asking, ...]
    audience: Audience | None
    told: tuple[Told, ...]

    @property
    def cost(self) -> int:
        """What they cost together."""
        return sum(one.paid for one in self.told)

    @property
    def held(self) -> int:
        """Of how many of them the message would not go out."""
        return sum(one.held for one in self.told)


def reasons(told: Iterable[Told]) -> list[Reason]:
    """The messages with the same moment, sort, steps and capacity together, in order of time."""
    alike: dict[tuple[datetime, Kind, tuple[Asking, ...], str], list[Told]] = {}
    for one in sorted(told, key=lambda one: one.at):
        alike.setdefault((one.at, one.kind, one.asks, one.audience or ""), []).append(one)
    return [
        Reason(at, kind, same[0].words, asks, same[0].audience, tuple(same))
        for (at, kind, asks, _), same in alike.items()
    ]


def until(today: date, dues: Iterable[date], calendar: WorkCalendar) -> date:
    """How far to rehearse when nobody says: the round of the nearest due day to its end, but a month at least.

    A round is worth seeing whole, since the directors hear last; what is further away than `AT_MOST` changes too much
    till then.
    """
    coming = min((due for due in dues if due >= today), default=None)
    whole = today if coming is None else calendar.add_working_days(coming, AFTER_DUE)
    return min(max(whole, today + AT_LEAST), today + AT_MOST)


def moves(
    told: Iterable[Told], opens: Mapping[str, date], calendar: WorkCalendar, quiet: Sequence[Window]
) -> list[Moved]:
    """The steps that fall on a named day off or on a quiet day when only weekends are left out, with the day they go.

    `opens`: the opening day of each work, by its title.
    """
    first: dict[Asking, date] = {}
    for one in told:
        for asking in one.asks:
            first[asking] = min(first.get(asking, one.day), one.day)
    found = []
    for asking, day in first.items():
        planned = _planned(asking, opens)
        if planned is None or planned == day:
            continue
        silent = any(window.covers(planned) for window in quiet)
        name = calendar.name_of_day_off(planned)
        if silent or (name and planned.weekday() < _SATURDAY):
            found.append(Moved(asking.title, asking.step, planned, day, name or ""))
    return sorted(found, key=lambda one: (one.planned, one.title, one.step))


def _planned(asking: Asking, opens: Mapping[str, date]) -> date | None:
    """The day of a step if there were no holidays; None for what is counted in hours or asked for by an officer."""
    if asking.step == OPEN:
        return opens.get(asking.title)
    try:
        count = int(asking.step)
    except ValueError:
        return None
    day, left = asking.due, abs(count)
    while left:
        day += _DAY if count > 0 else -_DAY
        left -= day.weekday() < _SATURDAY
    return day
