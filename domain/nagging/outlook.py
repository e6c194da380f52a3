"""What reminding is going to cost up to a day, as an expectation in messages.

So the month's last ones are not gone when the reminders worth most are due.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import Final

from domain.calendar import WorkCalendar
from domain.nagging.debts import Recipient
from domain.nagging.planning import Asked, Coming, steps_between
from domain.nagging.rules import OPEN, Audience, Rules, Step
from domain.thai import local

OF_THE_UNIT: Final = frozenset({Audience.OWNER, Audience.HEAD})  # any one of whom speaks for the unit
# What part is still owed so many working days after the due day, between these points in a straight line. An assumption
# until an office has rounds of its own to go by: nearly all a week before, a third on the day before.
_STILL_OWED: Final = ((-7, 1.0), (-3, 0.6), (-1, 0.3), (1, 0.15), (5, 0.1))


class Worth(IntEnum):
    """How much a reminder is worth its message: 0 most."""

    DUE = 0  # tomorrow, today, or in hours
    OPENING = 1  # nobody can do what they have not heard of
    LATE = 2
    EARLY = 3
    OVERSIGHT = 4  # officers and directors, who have lists of their own

    @classmethod
    def of(cls, step: Step, audience: Audience) -> Worth:
        """The worth of a step to somebody in that capacity."""
        if audience not in OF_THE_UNIT:
            return cls.OVERSIGHT
        if step.breaks_through or step.at in (-1, 0):
            return cls.DUE
        if step.at == OPEN:
            return cls.OPENING
        return cls.EARLY if isinstance(step.at, int) and step.at < 0 else cls.LATE


@dataclass(frozen=True, slots=True)
class Outlook:
    """Messages to be expected. `everybody`: when all who may be told are; `fewest`: one of each unit, by worth."""

    everybody: float = 0.0
    fewest: Mapping[Worth, float] = field(default_factory=dict)

    def before(self, worth: Worth) -> float:
        """What is to come that is worth more."""
        return sum(messages for other, messages in self.fewest.items() if other < worth)

    def __add__(self, other: Outlook) -> Outlook:
        """Both together, as of two offices with one account."""
        both = {worth: self.fewest.get(worth, 0.0) + other.fewest.get(worth, 0.0) for worth in Worth}
        return Outlook(self.everybody + other.everybody, both)


def outlook(
    today: date,
    until: date,
    owing: Mapping[int, Iterable[Asked]],
    hearers: Mapping[int, Sequence[Recipient]],
    rules: Rules,
    calendar: WorkCalendar,
) -> Outlook:
    """What the days after today, up to `until` (Bangkok days), are expected to cost.

    `owing`: by unit what it owes or is going to; `hearers`: by unit who is told. One message a day for a person, and,
    for the fewest, for a unit and capacity. Units that owe the same are reckoned once. Free answers are not reckoned
    with.
    """

    @cache
    def coming(asked: Asked) -> tuple[tuple[Coming, float], ...]:
        steps = steps_between(asked, today, until, rules, calendar)
        now = _still_owed(calendar.working_days_between(local(asked.due_at).date(), today))
        return tuple((one, _still_owed(one.days) / now) for one in steps)

    alike: Counter[tuple[frozenset[Asked], tuple[tuple[Audience, int], ...]]] = Counter()
    overseers: dict[Audience, set[int]] = defaultdict(set)
    for unit_id, asked in owing.items():
        told = hearers.get(unit_id, ())
        for one in told:
            if one.audience not in OF_THE_UNIT:
                overseers[one.audience].add(one.person_id)
        counted = Counter(one.audience for one in told if one.audience in OF_THE_UNIT)
        theirs = tuple(sorted(counted.items()))
        alike[frozenset(asked), theirs] += 1
    told_of = overseers.keys() - {Audience.OFFICER}
    everybody, fewest, overseen = 0.0, defaultdict[Worth, float](float), set[tuple[Audience, date]]()
    for (debts, people_told), units in alike.items():
        steps = [one for debt in debts for one in coming(debt)]
        overseen |= {(audience, one.day) for one, _ in steps for audience in one.step.to if audience in told_of}
        for audience, people in people_told:
            for worth, share in _days_told(steps, audience):
                everybody += units * share * people
                fewest[worth] += units * share
    mornings = calendar.working_days_between(today, until)  # officers have a list each morning
    lists = sum(len(overseers[audience]) for audience, _ in overseen) + len(overseers[Audience.OFFICER]) * mornings
    fewest[Worth.OVERSIGHT] += lists
    return Outlook(everybody + lists, dict(fewest))


def _days_told(steps: Iterable[tuple[Coming, float]], audience: Audience) -> list[tuple[Worth, float]]:
    """Of each day on which somebody in that capacity is told: the worth of the message, how probably it is sent."""
    days: dict[date, tuple[Worth, float]] = {}
    for one, share in steps:
        if audience in one.step.to:
            worth, so_far = days.get(one.day, (Worth.OVERSIGHT, 0.0))
            days[one.day] = min(worth, Worth.of(one.step, audience)), max(share, so_far)
    return list(days.values())


def _still_owed(days: int) -> float:
    for (before, more), (after, less) in pairwise(_STILL_OWED):
        if days <= after:
            return more + (less - more) * max(0, days - before) / (after - before)
    return _STILL_OWED[-1][1]
