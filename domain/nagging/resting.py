"""Who is left alone on which day, and how old a step is: days on which it could not be told do not age it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from domain.calendar import WorkCalendar
from domain.nagging.debts import Debt
from domain.nagging.rest import Rest, Window
from domain.nagging.rules import Audience
from domain.thai import local

_DAY: Final = timedelta(days=1)
_OF_THE_UNIT: Final = frozenset({Audience.OWNER, Audience.HEAD})
_NOBODY: Final[frozenset[Audience]] = frozenset()


class Resting:
    """Rest, asked about one debt, person and capacity. Today and the calendar are fixed, so that answers are kept."""

    def __init__(self, rest: Rest, today: date, calendar: WorkCalendar) -> None:
        self._rest = rest
        self._today = today
        self._calendar = calendar
        self._quiet: dict[tuple[date, bool], frozenset[Audience]] = {}
        self._last_days: dict[tuple[date, bool], date] = {}
        self._stale: dict[tuple[date, int, bool, Audience], bool] = {}
        self.anything = bool(rest.windows or rest.snoozes or rest.promises)

    def today(self, debt: Debt, person: int, audience: Audience) -> bool:
        """Whether nothing is said today about that debt to that person in that capacity."""
        return self.on(self._today, debt, person, audience)

    def last_day(self, debt: Debt) -> date:
        """The day on which owners are told of the due day: itself, or the last working day before it without quiet."""
        key = (local(debt.due_at).date(), debt.school)
        if key not in self._last_days:
            day = self._calendar.add_working_days(key[0], 0)
            while self._rest.windows and Audience.OWNER in self._quiet_for(day, debt.school):
                day = self._calendar.add_working_days(day, -1)
            self._last_days[key] = day
        return self._last_days[key]

    def is_stale(self, planned: date, limit: int, debt: Debt, person: int, audience: Audience) -> bool:
        """Whether more than `limit` days have passed, from the planned day to yesterday, on which it could be told."""
        if self._until(debt, person) is not None:
            return self._has_aged(planned, limit, debt, person, audience)
        key = (planned, limit, debt.school, audience)
        if key not in self._stale:
            self._stale[key] = self._has_aged(planned, limit, debt, person, audience)
        return self._stale[key]

    def _has_aged(self, planned: date, limit: int, debt: Debt, person: int, audience: Audience) -> bool:
        """Counted backwards from yesterday: what is not fresh is found out after a few days."""
        day, age = self._today - _DAY, 0
        while day >= planned and age <= limit:
            age += self._calendar.is_working_day(day) and not self.on(day, debt, person, audience)
            day -= _DAY
        return age > limit

    def on(self, day: date, debt: Debt, person: int, audience: Audience) -> bool:
        """The same of another day."""
        if self._rest.windows and audience in self._quiet_for(day, debt.school):
            return True
        until = self._until(debt, person)
        return until is not None and day <= until and not self._must_hear(day, debt, audience)

    def _until(self, debt: Debt, person: int) -> date | None:
        """The last day on which the person is left alone about the debt; days before count as rest as well."""
        snoozed = self._rest.snoozes.get(person)
        promised = self._rest.promises.get((debt.obligation_id, person)) if self._rest.promises else None
        return max(snoozed, promised) if snoozed and promised else snoozed or promised

    def _must_hear(self, day: date, debt: Debt, audience: Audience) -> bool:
        """Whoever owes it is told on its last working day, or on the day for it, whatever they asked for."""
        return audience is Audience.OWNER and day == self.last_day(debt)

    def _quiet_for(self, day: date, school: bool) -> frozenset[Audience]:  # noqa: FBT001 - a fact of the debt
        known = self._quiet.get((day, school))
        if known is None:
            known = self._quiet[day, school] = _quiet(self._rest.windows, day, of_school=school)
        return known


def _quiet(windows: tuple[Window, ...], day: date, *, of_school: bool) -> frozenset[Audience]:
    """The capacities in which nobody is told that day."""
    covering = [window for window in windows if window.covers(day) and (of_school or not window.schools_only)]
    return _NOBODY.union(*(_left_alone(window) for window in covering))


def _left_alone(window: Window) -> frozenset[Audience]:
    who = _OF_THE_UNIT if window.schools_only else frozenset(Audience)
    return who - {Audience.HEAD} if window.heads_hear else who
