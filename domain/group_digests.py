"""What a LINE group is told without asking: that a work of its unit falls due tomorrow or today, and how much is in.

A push to a group costs as many messages as it has members, so it is for groups that somebody has chosen, once a day,
and only while what reminders may use allows all of it. Where somebody speaks with the bot before, it rides along with
the answer, which costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple, TypeVar

from domain.calendar import WorkCalendar
from domain.thai import BANGKOK

RULE: Final = "group digest"
HOUR: Final = time(13, 30)  # people are back from lunch; the private reminders went out in the morning
FRESH_FOR: Final = timedelta(hours=2)
LAST: Final = "0"
STEPS: Final[Mapping[str, int]] = {"-1": -1, LAST: 0}  # working days from the due day, by their names in the ledger
_Costly = TypeVar("_Costly")


class GroupNagKey(NamedTuple):
    """The ledger's unique key of one step of a requirement told to one group. A new due date makes new keys."""

    rule: str
    requirement_id: int
    step: str
    due: date
    chat: str


class Owing(NamedTuple):
    """A unit that owes."""

    unit_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a requirement is in under a group's unit. `missing`: the units that owe, each once."""

    total: int
    owed: int
    missing: tuple[Owing, ...]


def is_time(now: datetime, today: date, calendar: WorkCalendar) -> bool:
    """Whether groups are told now: a working day's sending time, from HOUR while it is fresh."""
    start = datetime.combine(today, HOUR, BANGKOK)
    return start <= now < start + FRESH_FOR and calendar.is_sending_time(now)


def step_of(today: date, due: date, calendar: WorkCalendar) -> str | None:
    """The step a requirement due on that day has reached today; None on all other days."""
    return next((key for key, days in STEPS.items() if _day_of(due, days, calendar) == today), None)


def is_worth_its_messages(members: int, units: int) -> bool:
    """Whether a group costs no more than a message to each unit that it names: asked where messages are short."""
    return 0 < members <= units


def affordable(wanted: Iterable[tuple[_Costly, int]], left: int | None) -> list[_Costly]:
    """Of what costs so many messages each, in its order, what all can be paid of what is left (None: everything)."""
    taken: list[_Costly] = []
    for item, cost in wanted:
        if left is None or cost <= left:
            taken.append(item)
            left = None if left is None else left - cost
    return taken


def _day_of(due: date, days: int, calendar: WorkCalendar) -> date:
    last = calendar.add_working_days(due, 0)  # what is due on a day off is due before it
    return calendar.add_working_days(last, days)
