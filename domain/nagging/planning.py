"""When the steps of a ladder fall for one debt, and which of them have passed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from domain.calendar import WorkCalendar
from domain.nagging.debts import Debt
from domain.nagging.rules import OPEN, Audience, Rules, Step
from domain.thai import BANGKOK, local


class Asked(NamedTuple):
    """What the steps of a debt depend on: the name of its ladder, and when (aware) it opens and is due."""

    profile: str
    opens_at: datetime
    due_at: datetime


class Coming(NamedTuple):
    """A step still to come: its Bangkok day, and how many working days after the due day (negative: before) that is."""

    day: date
    step: Step
    days: int


@dataclass(frozen=True, slots=True)
class Passed:
    """A step whose planned moment has passed; a step that comes again as its latest turn.

    `fresh`: it is a reason to write, even if every working day since could have told it. `limit`: on how many days
    before today it may have been told in vain; None for an opening, which never goes stale. `waits`: the last day to
    which it may be left to an answer that carries it for nothing; None: it waits for nothing.
    """

    step: Step
    key: str
    day: date
    fresh: bool
    limit: int | None
    waits: date | None


def next_digest(now: datetime, calendar: WorkCalendar, rules: Rules) -> datetime:
    """The first digest moment (aware) after this one: of today if it is still to come, else of the next working day."""
    today = local(now).date()
    moment = datetime.combine(today, rules.digest, BANGKOK)
    if now < moment and calendar.is_working_day(today):
        return moment
    return datetime.combine(calendar.add_working_days(today, 1), rules.digest, BANGKOK)


def planned_at(debt: Debt, step: Step, calendar: WorkCalendar, rules: Rules) -> datetime:
    """When a step of a debt falls, aware; of one that comes again, its first turn.

    Days count working days from the due day, at the digest hour; when that is a day off, from the last working day
    before it. Hours count office hours back from the last moment. "open" is the first digest hour at or after the
    opening; if that is not before the due day, or if it is told at once, the first working moment after the opening.
    """
    return _Planner(debt.opens_at, debt.due_at, calendar, rules.digest).planned(step)


def passed_steps(now: datetime, rules: Rules, calendar: WorkCalendar) -> Callable[[Asked], tuple[Passed, ...]]:
    """A function to the passed steps of a debt in order of time; worked out once per ladder, opening and due date.

    The opening notice stands for every step planned up to that day: nobody is told twice in a day of one thing, and
    what is asked for at short notice skips the steps it has no days for.
    """

    @cache
    def passed(asked: Asked) -> tuple[Passed, ...]:
        planner = _Planner(asked.opens_at, asked.due_at, calendar, rules.digest)
        return _passed(planner, rules.ladders[asked.profile].steps, now, rules.stale_after)

    return passed


def steps_between(asked: Asked, after: date, until: date, rules: Rules, calendar: WorkCalendar) -> list[Coming]:
    """The steps of a debt that fall after a Bangkok day and up to another, rest not reckoned."""
    planner = _Planner(asked.opens_at, asked.due_at, calendar, rules.digest)
    steps = rules.ladders[asked.profile].steps
    opening = next((planner.planned(step) for step in steps if step.at == OPEN), None)
    turns = ((at, step) for step in steps for at in planner.turns_until(step, until))
    return [
        Coming(day, step, planner.days_from_due(day))
        for at, step in turns
        if planner.counts(at, step, opening) and after < (day := local(at).date()) <= until
    ]


def early_word(debt: Debt, day: date, calendar: WorkCalendar, rules: Rules) -> Passed | None:
    """What owners are told on that day in place of the due day, on which nobody is; None if there is no such step.

    An opening notice that comes no earlier says the due date itself.
    """
    steps = rules.ladders[debt.profile].steps
    planner = _Planner(debt.opens_at, debt.due_at, calendar, rules.digest)
    opening = next((planner.planned(step) for step in steps if step.at == OPEN), None)
    last = next((step for step in steps if step.at == 0 and Audience.OWNER in step.to), None)
    if last is None or not planner.counts(datetime.combine(day, rules.digest, BANGKOK), last, opening):
        return None
    told = replace(last, to=(Audience.OWNER,))
    return Passed(told, last.key, day, fresh=True, limit=rules.stale_after, waits=None)


def _passed(planner: _Planner, steps: tuple[Step, ...], now: datetime, stale_after: int) -> tuple[Passed, ...]:
    today = local(now).date()
    opening = next((planner.planned(step) for step in steps if step.at == OPEN), None)
    turns = (turn for step in steps for turn in planner.turns(step, now))
    planned = [(at, step) for at, step in turns if planner.counts(at, step, opening)]
    planned.sort(key=lambda pair: (pair[0], pair[1].at != OPEN))
    found = []
    for at, step in planned:
        limit = None if step.at == OPEN else stale_after if step.hours is None else 0
        day = local(at).date()
        fresh = limit is None or planner.calendar.working_days_between(day, today) <= limit
        found.append(Passed(step, step.key, day, fresh, limit, planner.waits(step, day, today, stale_after)))
    return tuple(found)


class _Planner:
    """The steps of debts with one opening and one last moment. What is due on a day off is due before it."""

    def __init__(self, opens_at: datetime, due_at: datetime, calendar: WorkCalendar, digest: time) -> None:
        self.calendar = calendar
        self._opens_at = local(opens_at)
        self._due_at = local(due_at)
        self._due_day = calendar.add_working_days(self._due_at.date(), 0)
        self._digest = digest

    def planned(self, step: Step) -> datetime:
        if step.at == OPEN:
            return self._opening(at_once=step.at_once)
        if step.hours is not None:
            return self._hours_before_the_last_moment(step.hours)
        day = self.calendar.add_working_days(self._due_day, int(step.at))
        return datetime.combine(day, self._digest, BANGKOK)

    def turns(self, step: Step, now: datetime) -> Iterator[tuple[datetime, Step]]:
        """The step if it has passed; of one that comes again, the latest turn that has, under its own key."""
        if step.every is not None:
            since = self.calendar.working_days_between(self._due_day, local(now).date()) - int(step.at)
            step = replace(step, at=int(step.at) + max(0, since) // step.every * step.every, every=None)
        planned = self.planned(step)
        if planned <= now:
            yield planned, step

    def turns_until(self, step: Step, until: date) -> Iterator[datetime]:
        """When the step falls, and falls again if it comes again, up to that day."""
        planned = self.planned(step)
        while local(planned).date() <= until:
            yield planned
            if step.every is None:
                return
            step = replace(step, at=int(step.at) + step.every)
            planned = self.planned(step)

    def days_from_due(self, day: date) -> int:
        """Working days from the due day to that one; negative before it."""
        return self.calendar.working_days_between(self._due_day, day)

    def counts(self, planned: datetime, step: Step, opening: datetime | None) -> bool:
        """Whether the step is not one that the opening stands for, or that was planned before there was any debt."""
        if step.at == OPEN or opening is None:
            return planned >= self._opens_at
        return planned > opening if step.hours is not None else local(planned).date() > local(opening).date()

    def waits(self, step: Step, planned: date, today: date, stale_after: int) -> date | None:
        """The last day on which the step is fresh, before the due day: on it, and for haste, nothing waits."""
        if step.breaks_through or today == self._due_day:
            return None
        last = self.calendar.add_working_days(planned, stale_after)
        if today < self._due_day:
            last = min(last, self.calendar.add_working_days(self._due_day, -1))
        return max(last, today)

    def _opening(self, *, at_once: bool) -> datetime:
        opening = self._opens_at.date()
        if not self.calendar.is_working_day(opening) or self._opens_at.time() > self._digest:
            opening = self.calendar.add_working_days(opening, 1)
        if at_once or opening >= self._due_at.date():
            return self.calendar.next_working_moment(self._opens_at)
        return datetime.combine(opening, self._digest, BANGKOK)

    def _hours_before_the_last_moment(self, hours: int) -> datetime:
        day, left = self._due_day, timedelta(hours=hours)
        latest = min(self._due_at, datetime.combine(day, time.max, BANGKOK))
        while True:
            for opens, closes in self._open_hours(day):
                until = min(closes, latest)
                if until - left >= opens:
                    return until - left
                left -= max(timedelta(0), until - opens)
            day = self.calendar.add_working_days(day, -1)

    def _open_hours(self, day: date) -> list[tuple[datetime, datetime]]:
        """The two halves of a working day, the later first."""
        hours = self.calendar.hours
        halves = ((hours.lunch[1], hours.closes), (hours.opens, hours.lunch[0]))
        return [(datetime.combine(day, a, BANGKOK), datetime.combine(day, b, BANGKOK)) for a, b in halves]
