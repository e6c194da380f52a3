"""A whole year from a seed: move in, draw what happens, let it happen, open the books."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time

from sqlalchemy import event, select

import bot.deliver
import bot.dispatch
from bot.config import Config
from domain.calendar import WorkCalendar
from domain.thai import BANGKOK
from storage.schema import Outbox
from storage.store import Store
from tests.year.behaviour import Behaviour
from tests.year.clock import Clock
from tests.year.dying import MortalStore
from tests.year.history import History
from tests.year.office import Size, move_in
from tests.year.phones import Phones
from tests.year.reckoning import Reckoning, reckon
from tests.year.running import Running
from tests.year.standing_in import TABLE
from tests.year.truth import Truth


def play(store: Store, config: Config, size: Size, seed: int, *, odds: float = 1.0) -> Reckoning:
    """Play it in an empty database. `odds`: how often processes die and get between each other, times the usual."""
    _write_fast(store)
    clock = Clock(datetime.combine(size.first, time(0), BANGKOK))
    history = History(clock)
    mortal = MortalStore(store.engine, store.files, history=history)
    office = move_in(mortal, size, seed)
    year = Behaviour(office, random.Random(seed + 1)).year()  # noqa: S311 - a year that can be repeated
    dice = random.Random(seed + 2)  # noqa: S311
    phones = Phones(history, random.Random(seed + 3), _limits(size, dice), reserve=config.quota.reserve)  # noqa: S311
    running = Running(office, mortal, config, phones, year, dice, odds)
    with _standing_in(seed):
        running.run()
    with store.reading() as tx:
        in_doubt = frozenset(tx._session.scalars(select(Outbox.id).where(Outbox.status == "uncertain")))
    truth = Truth(office, history, config.rules(), _calendar(office.plan.days_off), in_doubt)
    made = reckon(truth, phones, running.outages)
    made.counts.update({"crashes": mortal.fate.deaths, "outages": len(running.outages), "acts": len(year.acts)})
    with store.reading() as tx:
        made.wrong += [f"{n} events were given up" for status, n in tx.inbox.counts().items() if status == "dead"]
    return made


def _write_fast(store: Store) -> None:
    """Nobody cuts the power here: SQLite need not wait for the disk."""
    if store.is_sqlite:
        store.engine.dispose()
        event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))


def _calendar(days_off: object) -> WorkCalendar:
    return WorkCalendar(extra_days_off=dict(days_off))  # type: ignore[call-overload]


def _limits(size: Size, dice: random.Random) -> Callable[[str], int | None]:
    """A month allows plenty, or any number, or, one time in four, less than is wanted."""
    plenty, little = size.debts, max(60, size.debts // 25)
    drawn: dict[str, int | None] = {}

    def limit(month: str) -> int | None:
        if month not in drawn:
            drawn[month] = dice.choice((plenty, plenty, None, little))
        return drawn[month]

    return limit


@contextmanager
def _standing_in(seed: int) -> Iterator[None]:
    """The table of deeds with those that stand in for files; and nothing in the machine that a seed does not decide."""
    real, watch = vars(bot.dispatch)["DEEDS"], vars(bot.deliver)["stopwatch"]
    state = random.getstate()
    random.seed(seed)  # the jitter of waits
    vars(bot.dispatch)["DEEDS"], vars(bot.deliver)["stopwatch"] = TABLE, lambda: 0.0
    try:
        yield
    finally:
        vars(bot.dispatch)["DEEDS"], vars(bot.deliver)["stopwatch"] = real, watch
        random.setstate(state)
