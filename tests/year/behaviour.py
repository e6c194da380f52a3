"""What people do in a year, as data: who says, taps or sends what and when. Drawn from a seed before the year begins.

Everything goes through the inbox and the real deeds, as typed words and the data of buttons. Two deeds stand in for
what needs more than an event: a file (see `standing_in`), and an officer's sending back of what came.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from domain.calendar import WorkCalendar
from domain.plan import Role, UnitKind
from domain.thai import BANGKOK
from tests.year.office import OFFICERS, Office, Owing

DAY = timedelta(days=1)
_STAFF = {Role.GROUP_STAFF, Role.SCHOOL_STAFF}

# How a unit takes what it is asked for: out of a hundred.
COURSES: Mapping[str, int] = MappingProxyType(
    {
        "early": 16, "near": 24, "due day": 14, "late": 16, "very late": 8, "nil": 5, "mended": 9, "unread": 3,
        "never": 5,
    }
)  # fmt: skip


@dataclass(frozen=True, order=True, slots=True)
class Act:
    """Something somebody does. `kind`: tap, words, file, block, back; or what an officer does to all that waits."""

    at: datetime
    phone: str
    kind: str
    what: str = ""


@dataclass(frozen=True)
class Year:
    """All that is going to happen. `outages`: from when until when no worker lives."""

    acts: tuple[Act, ...]
    outages: tuple[tuple[datetime, datetime], ...]


@dataclass
class Behaviour:
    """Draws a year for an office."""

    office: Office
    dice: random.Random

    def __post_init__(self) -> None:
        self.calendar = WorkCalendar()
        self.officer = self.office.phones[OFFICERS[0]]
        roles = self.office.roles()
        self.staff: dict[str, list[str]] = defaultdict(list)
        for phone in sorted(roles):
            for unit, role in sorted(roles[phone]):
                if role in _STAFF or self.dice.random() < 0.3:
                    self.staff[unit].append(phone)

    def year(self) -> Year:
        """Everything, in order of time."""
        last = datetime.combine(self.office.size.last, time(23), BANGKOK)
        acts = [*self._of_units(), *self._of_people(), *self._of_officers()]
        return Year(tuple(sorted(act for act in acts if act.at <= last)), tuple(self._outages()))

    def _of_units(self) -> Iterator[Act]:
        """What is due together goes together, mostly: one file for several debts."""
        due: dict[tuple[str, datetime, datetime], list[Owing]] = defaultdict(list)
        for debt in self.office.debts.values():
            due[debt.unit, debt.asked.opens_at, debt.asked.due_at].append(debt)
        for (unit, opens, last), debts in sorted(due.items(), key=lambda one: (one[0][1], one[0])):
            alike = self.dice.random() < 0.7
            for some in [debts] if alike else [[debt] for debt in debts]:
                yield from self._course(self.staff.get(unit) or [self.officer], some, opens, last)

    def _course(self, people: Sequence[str], debts: Sequence[Owing], opens: datetime, due: datetime) -> Iterator[Act]:
        dice, who = self.dice, self.dice.choice(people)
        course = dice.choices(list(COURSES), list(COURSES.values()))[0]
        ids = " ".join(str(debt.id) for debt in debts)
        span = max((due - opens).days, 1)
        yield from self._before(who, debts, opens, due)
        if course == "never":
            yield self._exempt(debts, due + dice.randint(15, 40) * DAY)
        elif course == "nil":
            at = self._clock(opens + dice.randint(0, span) * DAY, opens)
            yield from (
                Act(at + n * timedelta(minutes=1), who, "tap", f"nil:{debt.id}:1") for n, debt in enumerate(debts)
            )
        elif course == "mended":
            first = self._clock(opens + dice.randint(1, span + 2) * DAY, opens)
            back, again = first + dice.randint(1, 5) * DAY, first + dice.randint(6, 14) * DAY
            faulty = dice.random() < 0.4
            yield Act(first, who, "file", f"{ids} {'faulty' if faulty else 'clean'}")
            if not faulty:
                yield from (Act(back, self.officer, "tap", f"sentbackhere:{debt.id}") for debt in debts)
            yield Act(again, who, "file", f"{ids} clean")
        else:
            yield Act(self._comes(course, opens, due), who, "unread" if course == "unread" else "file", f"{ids} clean")

    def _comes(self, course: str, opens: datetime, due: datetime) -> datetime:
        dice, span = self.dice, max((due - opens).days, 1)
        day = {
            "early": opens + dice.randint(0, max(span // 2, 0)) * DAY,
            "near": due - dice.randint(0, min(span, 5)) * DAY,
            "due day": due,
            "late": due + dice.randint(1, 8) * DAY,
            "very late": due + dice.randint(9, 32) * DAY,
            "unread": due - dice.randint(-1, 2) * DAY,
        }[course]
        if course == "unread":  # just before the hour of the digests, and its bytes take time
            return max(datetime.combine(day.date(), time(8, 58), BANGKOK), opens + timedelta(minutes=1))
        return self._clock(day, opens)

    def _clock(self, day: datetime, opens: datetime) -> datetime:
        """Some time of that day at which people do such things, after the opening."""
        hour = self.dice.choices((7, 8, 9, 10, 11, 13, 14, 15, 16, 20), (1, 3, 4, 3, 2, 3, 3, 3, 2, 1))[0]
        at = datetime.combine(day.date(), time(hour, self.dice.randrange(60), self.dice.randrange(60)), BANGKOK)
        return max(at, opens + timedelta(minutes=5))

    def _before(self, who: str, debts: Sequence[Owing], opens: datetime, due: datetime) -> Iterator[Act]:
        """What people ask for before it is in: a later day, time, their list."""
        dice, debt = self.dice, self.dice.choice(debts)
        if dice.random() < 0.06:
            later = self.calendar.add_working_days(due.date(), dice.randint(2, 8))
            at = self._clock(due - dice.randint(-2, 3) * DAY, opens)
            yield Act(at, who, "tap", f"extend:{debt.id}:{later:%Y%m%d}:0:รอข้อมูลจากโรงเรียน")
            yield Act(at + timedelta(hours=dice.choice((1, 3, 26))), self.officer, "decide")
        if dice.random() < 0.08:
            at = self._clock(due - dice.randint(-3, 4) * DAY, opens)
            yield Act(at, who, "tap", f"promise:{debt.id}:{at + dice.randint(0, 5) * DAY:%Y%m%d}")
        if dice.random() < 0.25:
            yield Act(self._clock(due - dice.randint(-2, 8) * DAY, opens), who, "words", "งานของฉัน")

    def _exempt(self, debts: Sequence[Owing], day: datetime) -> Act:
        """An officer gives up waiting: a unit is let off."""
        ids = " ".join(str(debt.id) for debt in debts)
        return Act(self._clock(day, day - DAY), self.officer, "exempt", ids)

    def _of_people(self) -> Iterator[Act]:
        """Who wants to be let be, and who leaves and comes back."""
        dice = self.dice
        for phone in sorted(self.office.phones.values()):
            if phone == self.officer:
                continue
            for day in self._days(every=90):
                at = self._clock(day, day)
                kind = dice.choices(("snooze", "wake", "block"), (6, 1, 2))[0]
                if kind == "block":
                    yield Act(at, phone, "block")
                    yield Act(at + dice.choice((2, 9, 40)) * DAY, phone, "back")
                elif kind == "snooze":
                    until = at.date() + dice.choice((0, 0, 1, 3, 10)) * DAY
                    yield Act(at, phone, "tap", f"snooze:{until.toordinal()}")
                else:
                    yield Act(at, phone, "tap", "wake")

    def _of_officers(self) -> Iterator[Act]:
        """Quiet days, school breaks, reminders of their own, shifts for all, works called off, exemptions undone."""
        dice = self.dice

        def tap(at: datetime, data: str) -> Act:
            return Act(at, self.officer, "tap", data)

        for day in self._days(every=45):
            first = day.date() + dice.randint(0, 4) * DAY
            last = first + dice.choice((0, 1, 3)) * DAY
            yield tap(self._clock(day, day), f"quiet:{first.toordinal()}:{last.toordinal()}:0")
        for day in self._days(every=100):
            first = day.date() + 3 * DAY
            yield tap(self._clock(day, day), f"quiet:{first.toordinal()}:{(first + 12 * DAY).toordinal()}:1")
        for day in self._days(every=9):
            yield Act(self._clock(day, day), self.officer, "remind", dice.choice(("now", "now", "later", "insist")))
        yield from self._about_works()
        for debt in dice.sample(sorted(self.office.debts), k=max(2, len(self.office.debts) // 100)):
            owing = self.office.debts[debt]
            at = self._clock(owing.asked.due_at - dice.randint(-4, 6) * DAY, owing.asked.opens_at)
            yield tap(at, f"exempt:{debt}:1:โรงเรียนปิด")
            if dice.random() < 0.4:
                yield tap(at + 2 * DAY, f"unexempt:{debt}")

    def _about_works(self) -> Iterator[Act]:
        """Some are due later for everybody, some are called off."""
        dice = self.dice
        asked = sorted(
            {(debt.asked.opens_at, debt.asked.due_at, debt.requirement_id) for debt in self.office.debts.values()}
        )
        for opens, due, requirement in asked:
            if dice.random() < 0.05:
                later = self.calendar.add_working_days(due.date(), dice.randint(2, 7))
                at = self._clock(due - dice.randint(-1, 4) * DAY, opens)
                yield Act(at, self.officer, "tap", f"shiftgo:{requirement}:{later:%Y%m%d}1630:0")
            elif dice.random() < 0.03:
                at = self._clock(due - dice.randint(-5, 5) * DAY, opens)
                yield Act(at, self.officer, "tap", f"cancelwork:{requirement}:1:ไม่ต้องรายงานแล้ว")

    def _outages(self) -> Iterator[tuple[datetime, datetime]]:
        """Hours, and now and then days."""
        for day in self._days(every=16):
            first = datetime.combine(day.date(), time(self.dice.choice((0, 8, 8, 12, 15)), 50), BANGKOK)
            lasts = self.dice.choice((0.5, 1.5, 3, 3, 8, 26, 75))
            yield first, first + timedelta(hours=lasts)

    def _days(self, *, every: int) -> Iterator[datetime]:
        """Days at random, so many apart on average."""
        day: date = self.office.size.first
        while True:
            day += max(1, round(self.dice.expovariate(1 / every))) * DAY
            if day > self.office.size.last:
                return
            yield datetime.combine(day, time(0), BANGKOK)


def schools_of(office: Office) -> set[str]:
    """The codes of the schools, which rest in the schools' holidays."""
    return {unit.code for unit in office.plan.units if unit.kind is UnitKind.SCHOOL}
