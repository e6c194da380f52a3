"""A round as it happens, whoever is told what: who speaks when, and when each form comes in. Fixed beforehand.

So every way of reminding is measured on the same people. That nobody sends earlier for being reminded is the hardest
case for a planner: nothing that it says saves it anything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from domain.calendar import WorkCalendar
from domain.nagging import USUAL, Audience, Debt, Ladder, Recipient, Rules, Step
from domain.thai import BANGKOK

OWNER, HEAD = Audience.OWNER, Audience.HEAD
CALENDAR = WorkCalendar()
STEPS = (
    *(Step(at, (OWNER,)) for at in ("open", -7, -3, -1, 0, 1)), Step(3, (OWNER, HEAD)), Step(7, (OWNER, HEAD)),
)  # fmt: skip
RULES = Rules("ladder", {USUAL: Ladder(STEPS)}, time(9), 1)
LAST = 9  # working days after the due day; what has not come in by then is not waited for
# What part is still missing so many working days after the due day, and how many days a form takes beyond that
_MISSING = ((-7, 1.0), (-3, 0.6), (-1, 0.3), (1, 0.15), (3, 0.08), (7, 0.04), (LAST, 0.0))


class Speech(NamedTuple):
    """Somebody says something to the bot; `settles`: the obligation whose form they send with it."""

    at: datetime
    person: int
    settles: int | None


@dataclass(frozen=True, slots=True)
class Round:
    """`debts` as they open, by id; `speeches` in order of time; `members`: of the group of all units."""

    debts: dict[int, Debt]
    speeches: tuple[Speech, ...]
    members: int
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Its working days."""
        day = self.first
        while day <= self.last:
            yield day
            day = CALENDAR.add_working_days(day, 1)

    def settled_at(self) -> dict[int, datetime]:
        """When each obligation came in."""
        return {one.settles: one.at for one in self.speeches if one.settles is not None}


def make(seed: int, *, units: int, forms: int, talk: float = 0.1) -> Round:
    """A round of some units and forms. `talk`: how probably a person says something on a day, besides sending."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    people = _people(chance, units)
    due = [date(2027, 4, 2) + timedelta(days=chance.choice((0, 0, 0, 3, 5))) for _ in range(forms)]
    opens = datetime(2027, 3, 1, 8, 30, tzinfo=BANGKOK)
    debts, speeches = {}, []
    for unit, told in enumerate(people):
        together = chance.random()
        for form, day in enumerate(due):
            number = unit * forms + form
            due_at = datetime.combine(day, time(16, 30), BANGKOK)
            debts[number] = Debt(
                number, f"form {form}", "", f"unit {unit}", opens, due_at, owed=True, returned=False, recipients=told
            )
            days = _days(together if chance.random() < 0.5 else chance.random())
            sent = CALENDAR.add_working_days(day, days)
            owners = [one.person_id for one in told if one.audience is OWNER]
            speeches.append(Speech(_moment(chance, sent), chance.choice(owners), number))
    first, last = opens.date(), CALENDAR.add_working_days(max(due), LAST)
    everybody = sorted({one.person_id for told in people for one in told})
    round_ = Round(debts, (), units + 10, first, last)
    chats = [
        Speech(_moment(chance, day), person, None)
        for day in round_.days() for person in everybody if chance.random() < talk
    ]  # fmt: skip
    return replace(round_, speeches=tuple(sorted((*speeches, *chats), key=lambda one: (one.at, one.person))))


def _people(chance: random.Random, units: int) -> list[tuple[Recipient, ...]]:
    """One to three staff and a head in each unit; every fourth of the staff serves a neighbour as well."""
    staff = [[unit * 10 + number for number in range(chance.choice((1, 1, 2, 3)))] for unit in range(units)]
    serving = [list(theirs) for theirs in staff]
    for unit, theirs in enumerate(staff):
        for person in theirs:
            if units > 1 and chance.random() < 0.25:
                serving[(unit + chance.choice((1, 2))) % units].append(person)
    return [
        (*(Recipient(person, OWNER) for person in sorted(set(theirs))), Recipient(unit * 10 + 9, HEAD))
        for unit, theirs in enumerate(serving)
    ]


def _days(chance: float) -> int:
    """Working days from the due day to the sending of a form, of which that part comes later."""
    for (before, more), (after, less) in pairwise(_MISSING):
        if less <= chance <= more:
            return round(before + (after - before) * (more - chance) / (more - less))
    raise ValueError("a probability lies between 0 and 1")


def _moment(chance: random.Random, day: date) -> datetime:
    return datetime.combine(day, time(8), BANGKOK) + timedelta(minutes=chance.randrange(9 * 60))
