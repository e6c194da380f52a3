"""Whom the clock would tell what on which day, if nobody did anything: the code that reminds, tried out and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.post import post
from domain.messages import Card, Push
from domain.thai import BANGKOK, local
from handlers.routing import Context
from handlers.table import TIMERS
from storage.store import Store, Transaction

_TELLING: Final = ("nag", "asked reminders", "morning", "group digests")  # the timers that write to people unasked
_DAY: Final = timedelta(days=1)
_HOURS: Final = tuple(time(hour, minute) for hour in range(8, 17) for minute in (0, 30))


@dataclass(frozen=True, slots=True)
class Told:
    """A message that would go to a person: when, to which LINE account, what its notification says."""

    at: datetime
    to: str
    words: str


def rehearse(
    store: Store, make_context: Callable[[Transaction, datetime], Context], first: date, last: date, digest: time
) -> list[Told]:
    """Tick through the Bangkok days from `first` to `last` at the digest's moment and every half hour of the day.

    Nothing of it stays: it is one transaction that is given up. In SQLite nobody else can write meanwhile.
    """
    told: list[Told] = []
    with store.begin() as tx, tx.tried_out():
        for at in _moments(first, last, digest):
            for timer in _TELLING:
                context = make_context(tx, at)
                pushes = TIMERS[timer](context)
                post(context, pushes, None)
                told += [Told(at, push.to, _words(push)) for push in pushes if isinstance(push, Push)]
    return told


def _moments(first: date, last: date, digest: time) -> Iterator[datetime]:
    day = first
    while day <= last:
        for clock in sorted({*_HOURS, digest}):
            yield datetime.combine(day, clock, BANGKOK)
        day += _DAY


def _words(push: Push) -> str:
    message = push.messages[0]
    return message.alt if isinstance(message, Card) else message.text


def by_day(told: list[Told]) -> dict[date, list[Told]]:
    """The same by Bangkok day."""
    days: dict[date, list[Told]] = {}
    for one in told:
        days.setdefault(local(one.at).date(), []).append(one)
    return days
