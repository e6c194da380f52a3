"""Whom the clock would tell what on which day, if nobody did anything: the code that reminds, tried out and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from rich.table import Table

from bot.post import post
from domain.calendar import WorkCalendar
from domain.messages import Card, Message, Push
from domain.thai import BANGKOK, local, weekday_date
from handlers.routing import Context
from handlers.table import TIMERS
from storage.store import Store, Transaction

_TELLING: Final = (
    "nag",
    "news",
    "asked reminders",
    "group digests",
)  # the timers that write to people unasked
_NAMED: Final = 3  # people in a line of the table
_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)
_HOURS: Final = tuple(time(hour, minute) for hour in range(8, 17) for minute in (0, 30))


@dataclass(frozen=True, slots=True)
class Told:
    """What a person would read: when, to which LINE account, what its notification says. A message may hold several."""

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
                told += [
                    Told(at, push.to, _words(message))
                    for push in pushes
                    if isinstance(push, Push)
                    for message in push.messages
                ]
    return told


def _moments(first: date, last: date, digest: time) -> Iterator[datetime]:
    day = first
    while day <= last:
        for clock in sorted({*_HOURS, digest}):
            yield datetime.combine(day, clock, BANGKOK)
        day += _DAY


def _words(message: Message) -> str:
    return message.alt if isinstance(message, Card) else message.text


def names(store: Store) -> dict[str, str]:
    """The names of everybody who can be written to, by LINE account."""
    with store.reading() as tx:
        members = [member for office in tx.people.offices() for member in tx.people.reachable(office.id)]
    return {member.line_user_id: member.name for member in members}


def shown(told: list[Told], called: Mapping[str, str]) -> Table:
    """A table of the days: how many people hear what, and the first of them by name."""
    table = Table("day", "time", "people", "of what", "who")
    for (day, words), same in _alike(told).items():
        who = ", ".join(called.get(one.to, "") for one in same[:_NAMED])
        more = " …" if len(same) > _NAMED else ""
        table.add_row(weekday_date(day), f"{local(same[0].at):%H.%M}", str(len(same)), words, who + more)
    return table


def days_off(calendar: WorkCalendar, first: date, last: date) -> list[tuple[date, str]]:
    """The days from `first` to `last` on which the office is closed, but for usual weekends, with their names."""
    days = (first + number * _DAY for number in range((last - first).days + 1))
    named = [(day, calendar.name_of_day_off(day) or "") for day in days]
    return [(day, name) for day, name in named if name and day.weekday() < _SATURDAY]


def _alike(told: list[Told]) -> dict[tuple[date, str], list[Told]]:
    """The same by Bangkok day and words."""
    alike: dict[tuple[date, str], list[Told]] = {}
    for one in told:
        alike.setdefault((local(one.at).date(), one.words), []).append(one)
    return alike
