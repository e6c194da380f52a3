"""A second opinion on reminders: day by day and by brute force. It shares plain values with the engine, no code.

Told of the world as it is at each moment, it says who is reminded of what. It is slow, short, and keeps its own memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from domain.calendar import WorkCalendar
from domain.nagging import Audience, Debt, Recipient, Rest, Rules
from domain.thai import BANGKOK

DAY, SLOT = timedelta(days=1), timedelta(minutes=10)
Told = tuple[datetime, int, tuple[tuple[int, str], ...]]  # when, whom, and of each debt the step shown


class Line(NamedTuple):
    """A step of one debt on the clock. `patience`: on how many days it may have been told in vain; None: any."""

    moment: datetime
    key: str
    to: tuple[Audience, ...]
    loud: bool
    patience: int | None


@dataclass
class Reference:
    """Everything it was asked to tell so far is in `told`, as (debt, due day, step, person)."""

    rules: Rules
    calendar: WorkCalendar
    told: set[tuple[int, date | None, str, int]] = field(default_factory=set)
    last: dict[int, datetime] = field(default_factory=dict)
    plans: dict[tuple[str, datetime, datetime], list[Line]] = field(default_factory=dict)

    def tick(self, now: datetime, debts: Sequence[Debt], rest: Rest) -> list[Told]:
        """What is said at this moment."""
        if not self.open_at(now) or now.time() < self.rules.digest:
            return []
        theirs: dict[int, list[Debt]] = {}
        for debt in sorted(debts, key=lambda one: (one.due_at, one.title)):
            for person in {one.person_id for one in debt.recipients} if debt.owed and debt.opens_at <= now else ():
                theirs.setdefault(person, []).append(debt)
        said = [one for person in sorted(theirs) if (one := self.to_person(now, person, theirs[person], rest))]
        for _, person, _ in said:
            self.last[person] = now
        return said

    def to_person(self, now: datetime, person: int, debts: list[Debt], rest: Rest) -> Told | None:
        last = self.last.get(person)
        again = last is not None and last.date() == now.date()
        if again and last is not None and now < last + self.rules.apart:
            return None
        reason, shown, memory = False, [], set()
        for debt in debts:
            news = list(self.untold(now, person, debt, rest))
            moved = any(fresh and (line.loud or not again) for line, fresh, _ in news)
            if news and (moved or not again):
                first, step, old = news[0][0].key, news[-1][0].key, news[-1][2]
                early = old and step.startswith("-") and not step.endswith("h")
                shown.append((debt.obligation_id, first if first == "open" and early else step))
                memory |= {self.name(debt, line.key, person) for line, _, _ in news}
            reason |= moved
        if not reason:
            return None
        self.told |= memory
        return now, person, tuple(shown)

    @staticmethod
    def name(debt: Debt, key: str, person: int) -> tuple[int, date | None, str, int]:
        return debt.obligation_id, None if key == "open" else debt.due_at.date(), key, person

    def untold(self, now: datetime, person: int, debt: Debt, rest: Rest) -> Iterator[tuple[Line, bool, bool]]:
        """Lines to be told to that person now, each with whether it is a reason to write and whether it is days old."""
        for line in self.plan(debt):
            if self.name(debt, line.key, person) in self.told:
                continue
            if line.moment > now:
                if line.key == "0" and self.is_early_day(now, person, debt, rest):
                    yield line, True, False
                continue
            for who in debt.recipients:
                if who.person_id == person and who.audience in line.to and not self.rests(now.date(), debt, who, rest):
                    chances = [day for day in days(line.moment.date(), now.date()) if self.calendar.is_working_day(day)]
                    missed = sum(not self.rests(day, debt, who, rest) for day in chances)
                    reason = line.patience is None or missed <= line.patience
                    yield line, reason, len(chances) > (line.patience or 0)

    def is_early_day(self, now: datetime, person: int, debt: Debt, rest: Rest) -> bool:
        """Whether an owner is told today of a due day to come, because it lies in quiet days."""
        owns = Recipient(person, Audience.OWNER) in debt.recipients
        wanted = any(line.key == "0" and Audience.OWNER in line.to for line in self.plan(debt))
        opened = [line.moment.date() for line in self.plan(debt) if line.key == "open"]
        return owns and wanted and now.date() == self.word_day(debt, rest) and all(day < now.date() for day in opened)

    def word_day(self, debt: Debt, rest: Rest) -> date:
        """The due day, or the last working day before it on which an office's quiet lets owners hear."""
        day, nobody = self.due_day(debt), Recipient(0, Audience.OWNER)
        while self.is_quiet(day, debt, nobody, rest):
            day -= DAY
            while not self.calendar.is_working_day(day):
                day -= DAY
        return day

    @staticmethod
    def is_quiet(day: date, debt: Debt, who: Recipient, rest: Rest) -> bool:
        for window in rest.windows:
            inside = window.first <= day <= (window.last or date.max)
            meant = not window.schools_only or (debt.school and who.audience in {Audience.OWNER, Audience.HEAD})
            if inside and meant and not (window.heads_hear and who.audience is Audience.HEAD):
                return True
        return False

    def rests(self, day: date, debt: Debt, who: Recipient, rest: Rest) -> bool:
        if self.is_quiet(day, debt, who, rest):
            return True
        if who.audience is Audience.OWNER and day == self.word_day(debt, rest):
            return False
        spared = (rest.snoozes.get(who.person_id), rest.promises.get((debt.obligation_id, who.person_id)))
        return any(until is not None and day <= until for until in spared)

    def due_day(self, debt: Debt) -> date:
        day = debt.due_at.date()
        while not self.calendar.is_working_day(day):
            day -= DAY
        return day

    def plan(self, debt: Debt) -> list[Line]:
        """All steps of a debt for two months after its due day, in order of time."""
        asked = (debt.profile, debt.opens_at, debt.due_at)
        if asked not in self.plans:
            lines: list[Line] = []
            opened = datetime.min.replace(tzinfo=BANGKOK)
            for step in self.rules.ladders[debt.profile].steps:
                loud, patience = step.at_once, self.rules.stale_after
                if step.at == "open":
                    opened = self.opening(debt, at_once=step.at_once)
                    lines.append(Line(opened, "open", step.to, loud, None))
                elif isinstance(step.at, int):
                    turns = range(step.at, 44, step.every) if step.every else (step.at,)
                    lines += [Line(self.days_from(debt, at), str(at), step.to, loud, patience) for at in turns]
                else:
                    moment = self.hours_before(debt, int(step.at.strip("-h")))
                    lines.append(Line(moment, step.at, step.to, loud=True, patience=0))
            kept = [one for one in lines if one.key == "open" or self.comes_after(one, opened)]
            self.plans[asked] = sorted(kept, key=lambda one: (one.moment, one.key != "open"))
        return self.plans[asked]

    @staticmethod
    def comes_after(line: Line, opened: datetime) -> bool:
        return line.moment > opened if line.key.endswith("h") else line.moment.date() > opened.date()

    def opening(self, debt: Debt, *, at_once: bool) -> datetime:
        first = datetime.combine(debt.opens_at.date(), self.rules.digest, BANGKOK)
        while first < debt.opens_at or not self.calendar.is_working_day(first.date()):
            first += DAY
        if not at_once and first.date() < debt.due_at.date():
            return first
        moment = debt.opens_at
        while not self.open_at(moment):
            moment += SLOT
        return moment

    def days_from(self, debt: Debt, count: int) -> datetime:
        day = self.due_day(debt)
        for _ in range(abs(count)):
            day += DAY if count > 0 else -DAY
            while not self.calendar.is_working_day(day):
                day += DAY if count > 0 else -DAY
        return datetime.combine(day, self.rules.digest, BANGKOK)

    def hours_before(self, debt: Debt, hours: int) -> datetime:
        moment, left = debt.due_at, timedelta(hours=hours)
        while left:
            moment -= SLOT
            left -= SLOT if self.open_at(moment) else timedelta(0)
        return moment

    def open_at(self, moment: datetime) -> bool:
        clock = moment.time()
        hours = time(8, 30) <= clock < time(12) or time(13) <= clock < time(16, 30)
        return hours and self.calendar.is_working_day(moment.date())


def days(first: date, end: date) -> Iterator[date]:
    """From the first day to the one before the last."""
    while first < end:
        yield first
        first += DAY
