"""The year goes by: people act, the clock ticks, two workers share the work, die and are replaced. No time is slept.

The workers are the real dispatcher, fetcher, deliverer, quota keeper and timers over a real database. Time jumps from
one thing that happens to the next; where something still waits it is looked at again soon.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from bot.app import build_worker
from bot.config import Config
from bot.deliver import Deliverer
from bot.dispatch import Dispatcher
from bot.fetch import Fetcher
from bot.line.content import Gone, NotYet
from bot.line.rates import Rates
from bot.quota import QuotaKeeper
from domain.calendar import WorkCalendar
from domain.thai import BANGKOK, local
from handlers.table import TIMERS
from tests.stories.stage import settings_for
from tests.year.behaviour import Year
from tests.year.doing import Doing
from tests.year.dying import Died, Fate, MortalStore
from tests.year.office import Office
from tests.year.phones import Phones

TICKS = (time(9), time(13, 31), time(16, 10))  # on working days; 13.31 is after steps in hours fall due
SELDOM = (time(8, 40), time(11), time(12, 20), time(19))  # now and then, on all days
AGAIN = tuple(timedelta(minutes=minutes) for minutes in (0.5, 1, 2, 5, 10, 15))  # until what waits is looked at again
DIES_AT_A_COMMIT, DIES_IN_A_CALL, MEANWHILE = 0.0008, 0.002, 0.004
NOBODY_LOOKS, LONG = 0.2, (timedelta(hours=1), timedelta(hours=3), timedelta(hours=9))  # after a death
TWICE = 0.15  # of the ticks


@dataclass(frozen=True, slots=True)
class Hands:
    """What one worker works with."""

    dispatcher: Dispatcher
    fetcher: Fetcher
    deliverer: Deliverer


@dataclass
class Running:
    """A year in an office. `odds`: how often a process dies or another one gets in between, times the usual."""

    office: Office
    store: MortalStore
    config: Config
    phones: Phones
    year: Year
    dice: random.Random
    odds: float = 1.0
    ready: dict[str, datetime] = field(default_factory=dict)  # from when on LINE has the bytes of a file
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _agenda: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _hands: list[Hands] = field(default_factory=list)
    _turn: int = 0
    _mortal: bool = False  # a worker is at work, and may die
    _busy: bool = False  # another has got in between
    _looks_again: bool = False
    _pauses: Iterator[timedelta] = field(default_factory=lambda: iter(AGAIN))

    def __post_init__(self) -> None:
        self.clock, self.history = self.store.history.clock, self.store.history
        self.outages = [*self.year.outages]  # and more of them, when somebody dies and nobody looks
        settings = settings_for("http://127.0.0.1:9", Path(), 8000)
        self.dispatcher = build_worker(self.config, settings, self.store, self.clock.now).dispatcher
        self.store.fate = Fate(strikes=self._strikes, meanwhile=self._meanwhile)
        self.phones.meanwhile, self.phones.may_die = self._meanwhile, self._may_die_in_a_call
        self._restart()

    def run(self) -> None:
        """From the first act to the last day; at the end everything is worked off."""
        doing = Doing(self.office, self.store, self.phones, self.dice, self._settle, self._is_down, self.ready)
        for act in self.year.acts:
            self._at(act.at, partial(doing.do, act))
        for moment, tick in self._ticks():
            self._at(moment, tick)
        for _, end in self.year.outages:
            self._at(end, self._return)
        while self._agenda:
            at, _, thing = heapq.heappop(self._agenda)
            self.clock.reach(at)
            thing()

    def _at(self, moment: datetime, thing: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (moment, next(self._numbers), thing))

    def _ticks(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        day, calendar = self.office.size.first, WorkCalendar()
        while day <= self.office.size.last:
            yield datetime.combine(day, time(0, 10), BANGKOK), self._ask_quota
            some = self.dice.sample(SELDOM, k=self.dice.choice((0, 0, 1)))
            for clock in (*(TICKS if calendar.is_working_day(day) else ()), *some):
                yield datetime.combine(day, clock, BANGKOK), self._tick
            day += timedelta(days=1)

    def content(self, message_id: str, largest: int) -> NotYet | Gone:
        """The bytes of a file, as far as they matter here: not yet, or none."""
        assert largest
        return Gone("") if self.clock.now() >= self.ready[message_id] else NotYet("being prepared")

    def _tick(self) -> None:
        """A tick of every timer, sometimes again right after; then what follows."""
        if not self._is_down():
            self._alive(self._tick_of_all)
            if self.dice.random() < TWICE:
                self._alive(self._tick_of_all)
        self._settle()

    def _tick_of_all(self) -> None:
        hands = self._next_hands()
        hands.deliverer.quota.look(self.clock.now())
        for name in TIMERS:
            hands.dispatcher.run_timer(name, self.clock.now)

    def _ask_quota(self) -> None:
        if self.dice.random() < 0.05:
            self.phones.others_send(self.dice.randint(1, 4))
        if not self._is_down():
            self._alive(lambda: self._next_hands().deliverer.quota.look(self.clock.now()))

    def _settle(self) -> None:
        """Work off what can be worked off now; what has to wait is looked at again after some minutes."""
        if self._is_down():
            return
        while self._alive(self._step):
            self.clock.passes(0.05)
        with self.store.reading() as tx:
            waits = tx.inbox.oldest_waiting() is not None or tx.outbox.oldest_waiting() is not None
        over = local(self.clock.now()).date() > self.office.size.last + timedelta(days=2)
        if waits and not self._looks_again and not over:
            self._looks_again = True
            self._at(self.clock.now() + next(self._pauses, AGAIN[-1]), self._look_again)
        elif not waits:
            self._pauses = iter(AGAIN)

    def _look_again(self) -> None:
        self._looks_again = False
        self._settle()

    def _step(self) -> bool:
        """One thing, done by one of the workers."""
        hands, now = self._next_hands(), self.clock.now()
        return (
            hands.dispatcher.dispatch_one(now)
            or hands.fetcher.fetch_one(self.clock.now)
            or hands.deliverer.deliver_one(now)
        )

    def _next_hands(self) -> Hands:
        self._turn = self.dice.randrange(len(self._hands))
        return self._hands[self._turn]

    def _meanwhile(self) -> None:
        """While one is between two steps, another takes one."""
        if not self._mortal or self._busy or self.dice.random() >= MEANWHILE * self.odds:
            return
        self._busy = True
        try:
            others, now = self._hands[1 - self._turn], self.clock.now()
            deeds = (
                others.dispatcher.dispatch_one,
                others.deliverer.deliver_one,
                lambda now: self._ticks_too(others, now),
            )
            self.dice.choice(deeds)(now)
        finally:
            self._busy = False

    def _ticks_too(self, others: Hands, now: datetime) -> None:
        for name in ("nag", "asked reminders"):
            others.dispatcher.run_timer(name, lambda: now)

    def _alive(self, deed: Callable[[], Any]) -> bool:
        """Do something; when the process dies of it, another begins some seconds later."""
        self._mortal = True
        try:
            return bool(deed())
        except Died:
            self.clock.passes(self.dice.choice((3, 20, 90)))
            if self.dice.random() < NOBODY_LOOKS:
                now = self.clock.now()
                self.outages.append((now, now + self.dice.choice(LONG)))
                self._at(self.outages[-1][1], self._return)
            else:
                self._restart()
            return not self._is_down()
        finally:
            self._mortal = False

    def _is_down(self) -> bool:
        now = self.clock.now()
        return any(first <= now < last for first, last in self.outages)

    def _return(self) -> None:
        """After an outage there are new workers, whose first tick comes at once."""
        self._restart()
        self._tick()

    def _strikes(self) -> bool:
        return self._mortal and self.dice.random() < DIES_AT_A_COMMIT * self.odds

    def _may_die_in_a_call(self) -> None:
        if self._mortal and self.dice.random() < DIES_IN_A_CALL * self.odds:
            self.store.fate.deaths += 1
            raise Died

    def _restart(self) -> None:
        """New workers over what stands in the database, with the leases of the dead freed."""
        self._mortal, self._hands = False, [self._new_hands() for _ in range(2)]
        with self.store.begin() as tx:
            tx.inbox.release_all()
            tx.outbox.release_all()
            tx.commit()

    def _new_hands(self) -> Hands:
        quota = self.config.quota
        keeper = QuotaKeeper(self.store, self.phones, quota.monthly, quota.reserve)
        deliverer = Deliverer(self.store, self.phones, Rates(self.store), keeper)
        return Hands(self.dispatcher, Fetcher(self.store, self, 1_000_000), deliverer)
