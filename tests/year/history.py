"""What was true when: every change of a debt, a rest, a person or a message, in the order in which it was committed.

It reads nothing of the engine's: rows tell it what became of them when they are written, and it only remembers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain.nagging import NagKey, Rest, Window
from domain.thai import local
from storage.schema import Extension, Inbox, Nag, Obligation, Outbox, Person, Promise, Quiet, Snooze
from tests.year.clock import Clock

_COLUMNS: dict[type, tuple[str, ...]] = {
    Obligation: ("id", "state", "due_at"),
    Extension: ("obligation_id", "status"),
    Person: ("id", "blocked_at"),
    Snooze: ("person_id", "until"),
    Promise: ("obligation_id", "person_id", "until"),
    Quiet: ("id", "first", "last", "schools_only", "ended_at"),
    Inbox: ("event_id", "status"),
    Outbox: ("id", "retry_key", "reply_token", "created_at", "messages", "way", "nags"),
    Nag: ("rule", "obligation_id", "step", "due", "person_id", "audience", "outbox_id"),
}
_OWED = {"pending", "returned"}
_DAY = timedelta(days=1)


class Moment(NamedTuple):
    """When something was: the clock's time, and its place among all that happened."""

    at: datetime
    order: int


class Standing(NamedTuple):
    """A debt from a moment on."""

    since: Moment
    owed: bool
    due_at: datetime


class Letter(NamedTuple):
    """A message as it was written: how many parts it had, and what it asked for; None where it asks for nothing."""

    outbox_id: int
    written_at: datetime
    parts: int
    way: str
    nags: bool


@dataclass
class History:
    """Everything worth remembering. Moments are Bangkok's."""

    clock: Clock
    order: int = 0
    orders: list[Moment] = field(default_factory=list)  # every moment there was
    debts: dict[int, list[Standing]] = field(default_factory=lambda: defaultdict(list))
    later_days: dict[int, list[Moment]] = field(default_factory=lambda: defaultdict(list))  # extensions approved
    blocked: dict[int, list[tuple[Moment, bool]]] = field(default_factory=lambda: defaultdict(list))
    snoozes: dict[int, list[tuple[Moment, date | None]]] = field(default_factory=lambda: defaultdict(list))
    promises: dict[tuple[int, int], list[tuple[Moment, date]]] = field(default_factory=lambda: defaultdict(list))
    windows: dict[int, list[tuple[Moment, Window | None]]] = field(default_factory=lambda: defaultdict(list))
    letters: dict[str, Letter] = field(default_factory=dict)  # by retry key, and by reply token
    asks: dict[int, dict[NagKey, str]] = field(default_factory=lambda: defaultdict(dict))  # as what, by outbox row
    unread: dict[str, tuple[Moment, list[int]]] = field(default_factory=dict)  # files not looked at yet, by event
    lay_unread: dict[int, list[tuple[Moment, Moment]]] = field(default_factory=lambda: defaultdict(list))  # by debt

    def now(self) -> Moment:
        """The present moment; nothing else has the same."""
        self.order += 1
        self.orders.append(Moment(local(self.clock.now()), self.order))
        return self.orders[-1]

    @staticmethod
    def snapshot(row: Any, *, gone: bool = False) -> tuple[type, tuple[Any, ...]] | None:
        """What is remembered of a row that was just written, or deleted; None where nothing is."""
        table = type(row)
        if table not in _COLUMNS or (gone and table is not Snooze):
            return None
        values = {name: getattr(row, name) for name in _COLUMNS[table]}
        if gone:
            values["until"] = None
        if table is Outbox:
            values["messages"] = len(values["messages"])
        return table, tuple(values.values())

    def committed(self, rows: Iterable[tuple[type, tuple[Any, ...]]]) -> None:
        """These rows stand from now on."""
        now = self.now()
        for table, row in rows:
            getattr(self, f"_{table.__name__.lower()}")(now, *row)

    def _obligation(self, now: Moment, debt: int, state: str, due_at: datetime) -> None:
        standing = Standing(now, state in _OWED, local(due_at))
        before = self.debts[debt]
        if not before or before[-1][1:] != standing[1:]:
            before.append(standing)

    def _extension(self, now: Moment, debt: int, status: str) -> None:
        if status == "approved":
            self.later_days[debt].append(now)

    def _person(self, now: Moment, person: int, blocked_at: datetime | None) -> None:
        self.blocked[person].append((now, blocked_at is not None))

    def _snooze(self, now: Moment, person: int, until: date | None) -> None:
        self.snoozes[person].append((now, until))

    def _promise(self, now: Moment, debt: int, person: int, until: date) -> None:
        self.promises[debt, person].append((now, until))

    def _quiet(
        self, now: Moment, quiet: int, first: date, last: date | None, schools: bool, ended: datetime | None
    ) -> None:
        if ended is not None:
            before = local(ended).date() - _DAY
            last = before if last is None else min(last, before)
        lasts = last is None or first <= last
        window = Window(first, last, schools_only=schools, heads_hear=schools) if lasts else None
        self.windows[quiet].append((now, window))

    def _outbox(self, _now: Moment, outbox_id: int, key: str, token: str | None, *letter: Any) -> None:
        written, parts, way, nags = letter
        self.letters[key] = Letter(outbox_id, local(written), parts, way, nags)
        if token is not None:  # as it was first written: a reminder may be left out of it since
            self.letters.setdefault(token, self.letters[key])

    def _inbox(self, now: Moment, event_id: str, status: str) -> None:
        if status not in {"done", "dead"}:
            return
        since, debts = self.unread.pop(event_id, (now, []))
        for debt in debts:
            self.lay_unread[debt].append((since, now))

    def _nag(self, _now: Moment, *key: Any) -> None:
        *line, audience, outbox_id = key
        self.asks[outbox_id][NagKey(*line)] = audience

    def standing(self, debt: int, when: Moment) -> Standing:
        """How a debt stood at a moment."""
        known = self.debts[debt]
        return known[max(bisect_right(known, when.order, key=lambda one: one.since.order) - 1, 0)]

    def opened(self, debt: int, opens_at: datetime, when: Moment) -> datetime:
        """When a debt counts as opened: one that was given a later day, when it was given it."""
        times = [one.at for one in self.later_days.get(debt, ()) if one.order <= when.order]
        return max([local(opens_at), *times])

    def lies_unread(self, debt: int, when: Moment) -> bool:
        """Whether the very file that settles it lay in the inbox at that moment."""
        return any(a.order <= when.order < b.order for a, b in self.lay_unread.get(debt, ()))

    def is_blocked(self, person: int, when: Moment) -> bool:
        """Whether we knew that the person cannot be reached."""
        return _latest(self.blocked.get(person, ()), when) is True

    def rest(self, debt: int, person: int, when: Moment) -> Rest:
        """What rested at that moment, as far as it concerns that debt and person."""
        windows = (_latest(versions, when) for versions in self.windows.values())
        snooze = _latest(self.snoozes.get(person, ()), when)
        promise = _latest(self.promises.get((debt, person), ()), when)
        return Rest(
            tuple(window for window in windows if window is not None),
            {person: snooze} if snooze is not None else {},
            {(debt, person): promise} if promise is not None else {},
        )


def _latest(versions: Iterable[tuple[Moment, Any]], when: Moment) -> Any:
    found = None
    for since, value in versions:
        if since.order > when.order:
            break
        found = value
    return found
