"""Rounds of an office to drive reminders through, hour by hour: every turn a debt can take, and what befalls all.

A `Round` holds debts with all that happens to them, and the weather over the whole office: an outage, how often the
clock ticks, quiet days. `play` is the worker: it decides, and what it writes has to fit the ledger's unique key.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Protocol

from bot.config import load_config
from domain.calendar import WorkCalendar
from domain.nagging import Audience, Debt, Digest, NagKey, Recipient, Rest, Rules, Window
from domain.thai import BANGKOK
from tests.domain.reminder_reference import Reference, Told

RULES, CALENDAR = load_config().rules(), WorkCalendar()
HOUR = timedelta(hours=1)


def at(month: int, day: int, hour: int = 16, minute: int = 30) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BANGKOK)


DUE, FIRST, LAST = at(4, 7), at(3, 24, 0, 0), at(5, 7, 17, 0)  # 6 April and 13 to 15 April are days off


class Decide(Protocol):
    """The engine, or a mutant of it."""

    def __call__(
        self, now: datetime, debts: Sequence[Debt], rules: Rules, ledger: set[NagKey],
        last_told: Mapping[int, datetime], calendar: WorkCalendar, *, rest: Rest,
    ) -> list[Digest]: ...  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """What happens to one debt."""

    profile: str
    grace: bool  # it may come late; otherwise it is owed no longer when its last moment has passed
    extended: str  # no, before, after (the due day)
    day_off: bool  # it is due on one
    comes: str  # no, nil, returned
    spared: str  # no, snooze, promise


@dataclass(frozen=True)
class Tale:
    """A debt, and when what happens to it happens."""

    turn: Turn
    debt: Debt
    comes_in: datetime
    away: tuple[datetime, datetime]  # handed in, and sent back to be mended
    said: tuple[datetime, date]  # when somebody asked to be spared, and until when
    who: int  # who that is

    @classmethod
    def of(cls, number: int, turn: Turn, chance: random.Random) -> Tale:
        said = (
            (at(3, 31, 10), date(2027, 4, 2)), (at(4, 5, 10), date(2027, 4, 8)), (at(4, 12, 10), date(2027, 4, 23)),
            (at(3, 25, 10), date(2027, 3, 31)),
        )  # fmt: skip
        first = number // 2 * 10
        return cls(
            turn,
            _debt(number, turn, chance),
            comes_in=chance.choice((at(3, 31, 14), at(4, 8, 10), at(4, 19, 10))),
            away=chance.choice(((at(3, 30, 10), at(4, 5, 13)), (at(4, 5, 10), at(4, 7, 10)))),
            said=chance.choice(said),
            who=chance.choice((first + 1, first + 1, first + 3)),
        )

    def debt_at(self, now: datetime) -> Debt:
        """The debt as it is at that moment."""
        turn, due = self.turn, at(4, 6) if self.turn.day_off else DUE
        if turn.extended == "before" and now > at(4, 2, 11):
            due = at(4, 16)
        elif turn.extended == "after" and now > at(4, 9, 11):
            due = at(4, 20)
        came = (turn.comes == "nil" and now > self.comes_in) or (
            turn.comes == "returned" and self.away[0] < now < self.away[1]
        )
        owed = not came and (turn.grace or now <= due)
        return replace(self.debt, due_at=due, owed=owed, returned=turn.comes == "returned" and now >= self.away[1])


TURNS = [
    Turn(*turn) for turn in itertools.product(
        ("usual", "urgent"), (True, False), ("no", "before", "after"), (True, False), ("no", "nil", "returned"),
        ("no", "snooze", "promise"),
    )
]  # fmt: skip
OUTAGES = ("no", "a day", "three days")
TICKS = ("once", "twice", "two workers")
QUIET = {
    "no": (),
    "window": (Window(date(2027, 4, 1), date(2027, 4, 5)),),
    "school break": (Window(date(2027, 4, 2), date(2027, 4, 12), schools_only=True, heads_hear=True),),
}


@dataclass(frozen=True)
class Round:
    """Debts, and what befalls the office. `number` chooses dates among several."""

    number: int
    turns: tuple[Turn, ...]
    outage: str
    ticks: str
    quiet: str

    def is_down(self, now: datetime) -> bool:
        """Whether no worker runs."""
        early = self.number % 2 == 0
        first, days = {
            "no": (now + HOUR, 0), "a day": (at(4, 1, 0) if early else at(4, 7, 0), 1),
            "three days": (at(3, 30, 0) if early else at(4, 7, 0), 3),
        }[self.outage]  # fmt: skip
        return first <= now < first + timedelta(days=days)

    @cached_property
    def tales(self) -> list[Tale]:
        """What happens to each debt; the same whenever it is asked."""
        chance = random.Random(self.number)  # noqa: S311 - the same dates every time
        return [Tale.of(number, turn, chance) for number, turn in enumerate(self.turns)]

    def world(self, now: datetime) -> tuple[list[Debt], Rest]:
        """The debts as they are at that moment, and what rests."""
        snoozes: dict[int, date] = {}
        promises: dict[tuple[int, int], date] = {}
        for tale in self.tales:
            who, (said, until) = tale.who, tale.said
            if tale.turn.spared == "snooze" and now > said:
                snoozes[who] = max(until, snoozes.get(who, until))
            elif tale.turn.spared == "promise" and now > said:
                promises[tale.debt.obligation_id, who] = until
        return [tale.debt_at(now) for tale in self.tales], Rest(QUIET[self.quiet], snoozes, promises)


def _debt(number: int, turn: Turn, chance: random.Random) -> Debt:
    """Two neighbours have the same people: an owner, another who may be head as well, a head, and those above.

    The chair of a cluster may be a head besides.
    """
    first = number // 2 * 10
    people = [Recipient(first + 1, Audience.OWNER), Recipient(first + 2, Audience.OWNER)]
    people += [Recipient(first + 2 + chance.randrange(2), Audience.HEAD), Recipient(first + 4, Audience.OFFICER)]
    people += [Recipient(first + 5, Audience.DIRECTOR), Recipient(first + 3, Audience.CLUSTER_CHAIR)]
    people += [Recipient(first + 6, Audience.CLUSTER_CHAIR)]
    early = (at(3, 24, 8), at(3, 31, 15), at(4, 5, 8))
    opens = chance.choice((at(3, 24, 9, 40), at(4, 2, 10), at(4, 5, 9, 40)) if number % 2 else early)
    return Debt(
        number, f"แบบ {number}", "", "โรงเรียน", opens, DUE, owed=True, returned=False, recipients=tuple(people),
        profile=turn.profile, school=chance.random() < 0.8,
    )  # fmt: skip


def rounds(*, whole: bool = False) -> Iterator[Round]:
    """All the weather there is, over every turn (the whole product), or over an equal share of the turns."""
    turns = TURNS.copy()
    random.Random(5).shuffle(turns)  # noqa: S311 - the same order every time
    weather = list(itertools.product(OUTAGES, TICKS, QUIET))
    for number, (outage, ticks, quiet) in enumerate(weather):
        yield Round(number, tuple(turns if whole else turns[number :: len(weather)]), outage, ticks, quiet)


def moments(one: Round) -> Iterator[datetime]:
    """Every hour of the day at which a worker runs; of the night two stand for all."""
    now = FIRST
    while now <= LAST:
        if not one.is_down(now) and (now.hour in {0, 18} or 8 <= now.hour <= 16):
            yield now
        now += HOUR


def play(one: Round, decide: Decide) -> list[Told]:
    """What the engine tells in a round, in order of time and person."""
    ledger: set[NagKey] = set()
    last: dict[int, datetime] = {}
    told: list[Told] = []

    def write(digests: list[Digest], now: datetime) -> None:
        """As a transaction would: all of it, or nothing if a line stands there already."""
        if any(key in ledger for digest in digests for key in digest.keys):
            return
        for digest in digests:
            ledger.update(digest.keys)
            last[digest.person_id] = now
            shown = tuple((item.debt.obligation_id, item.step.key) for item in digest.items)
            told.append((now, digest.person_id, shown))

    for now in moments(one):
        debts, rest = one.world(now)
        workers = 2 if one.ticks == "two workers" else 1
        for planned in [decide(now, debts, RULES, ledger, last, CALENDAR, rest=rest) for _ in range(workers)]:
            write(planned, now)
        if one.ticks == "twice":
            write(decide(now, debts, RULES, ledger, last, CALENDAR, rest=rest), now)
    return told


@cache
def expected(one: Round) -> list[Told]:
    """What the reference tells in the same round, asked once an hour."""
    reference = Reference(RULES, CALENDAR)
    return [said for now in moments(one) for said in reference.tick(now, *one.world(now))]


def first_difference(one: Round, decide: Decide) -> str:
    """Where the engine and the reference part, "" if nowhere."""
    ours, theirs = play(one, decide), expected(one)
    for mine, other in itertools.zip_longest(ours, theirs):
        if mine != other:
            return f"{one.outage}, {one.ticks}, {one.quiet}: the engine tells {mine}, the reference {other}"
    return ""
