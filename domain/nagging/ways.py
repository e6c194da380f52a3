"""How each digest goes out when the month's messages are short.

While there is enough for everybody, everybody is told at once. When there is not, a reminder waits for an answer that
carries it for nothing; whoever has said nothing by its last call is written to then. That is the cheapest there is,
whatever people do: a message before the last call can only be one that an answer, or the form, would have saved. A unit
speaks through any one of its people, so one of them is written to, and at the next step one who was told less. What a
LINE group hears by name is not told to its people again, where that costs fewer messages than they would. The last
messages are kept for what is worth most.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.nagging.debts import Digest, Item, NagKey
from domain.nagging.outlook import OF_THE_UNIT, Outlook, Worth
from domain.nagging.rules import OPEN, Audience
from domain.thai import local

_ON_ITS_WAY: Final = timedelta(minutes=10)  # what came up since is not waiting, it is about to be told


class Way(StrEnum):
    """What becomes of a digest at this moment."""

    PUSH = "push"
    WAIT = "wait"  # for an answer that carries it for nothing
    SHARED = "shared"  # others of the units have heard it, or hear it now
    GROUP = "group"  # it waits for the digest of a LINE group, which names the unit
    NO_ROOM = "no room"  # the messages left are kept for what is worth more


@dataclass(frozen=True, slots=True)
class Means:
    """`room`: messages that reminders may still use this month, None: any number; `coming`: what is expected of it."""

    room: int | None = None
    coming: Outlook = field(default_factory=Outlook)

    def suffice(self, now: int) -> bool:
        """Whether everybody can be told, so many of them now."""
        return self.room is None or now + self.coming.everybody <= self.room


@dataclass(frozen=True, slots=True)
class Named:
    """A LINE group's digest that is still to come today: what it costs, and of which obligations it names the units."""

    chat: str
    members: int
    debts: frozenset[int]


class Hearing(NamedTuple):
    """That an obligation is heard of in a capacity. `person` 0: any of its people will do; overseers hear each."""

    debt: int
    audience: Audience
    person: int


_Unheard = Mapping[int, Mapping[Hearing, datetime | None]]  # by person, until when each can wait


def ways(
    now: datetime, digests: Sequence[Digest], ledger: AbstractSet[NagKey], means: Means, groups: Sequence[Named] = ()
) -> dict[int, Way]:
    """The way of each digest, by its person. `ledger`: all that was asked about their debts, of everybody."""
    if means.suffice(len(digests)):
        return dict.fromkeys((one.person_id for one in digests), Way.PUSH)
    unheard = {one.person_id: _unheard(one, ledger) for one in digests}
    free = [one for one in digests if unheard[one.person_id]]
    found = {person: Way.WAIT if theirs else Way.SHARED for person, theirs in unheard.items()}
    called = {
        hearing for theirs in unheard.values() for hearing, waits in theirs.items() if waits is None or waits <= now
    }
    often = Counter(key.person_id for key in ledger)
    chosen = _fewest(called, free, unheard, often)
    for group in sorted(groups, key=lambda one: (one.members, one.chat)):
        others = {hearing for hearing in called if hearing.debt not in group.debts}
        without = _fewest(others, free, unheard, often)
        if group.members <= len(chosen) - len(without):
            found.update((one.person_id, Way.GROUP) for one in chosen if one not in without)
            called, chosen = others, without
    heard = {hearing for one in chosen for hearing in unheard[one.person_id]}
    found.update((one.person_id, Way.SHARED) for one in free if unheard[one.person_id].keys() <= heard)
    found.update(_within(means, chosen))
    return found


def left_unsaid(digests: Sequence[Digest], found: Mapping[int, Way], ledger: AbstractSet[NagKey]) -> Outlook:
    """What of an office's digests is still to be paid for: to be added to what it expects of the days to come.

    `found`: the way of each by its person. It counts as it did when it was weighed, so that others leave room for it.
    """
    waiting = [one for one in digests if found.get(one.person_id) is not Way.PUSH]
    if not waiting:
        return Outlook()
    paid = [one for one in waiting if found.get(one.person_id) in {Way.WAIT, Way.NO_ROOM}]
    unheard = {one.person_id: _unheard(one, ledger) for one in paid}
    must = {hearing for theirs in unheard.values() for hearing in theirs}
    often = Counter(key.person_id for key in ledger)
    fewest = Counter(_worth(one) for one in _fewest(must, paid, unheard, often))
    return Outlook(len(waiting), {worth: float(messages) for worth, messages in fewest.items()})


def left_waiting(now: datetime, calendar: WorkCalendar) -> datetime:
    """The moment of which is asked what waits for an answer now: what the clock has left untold for long enough.

    On a day off that is now: nothing waits then, and what was left on the day before may lie in a rest that has begun.
    """
    moment = calendar.last_working_moment(now - _ON_ITS_WAY)
    return moment if local(moment).date() == local(now).date() else now


def carried(now: datetime, waiting: Digest | None, coming: Digest | None) -> Digest | None:
    """What an answer at this moment carries for nothing to somebody who was not reminded today.

    `waiting`: what they would be written now; `coming`: what the next digest is going to say. The latter if it holds
    all of the former and nothing that can only be said then: that a work has opened, or that it is late.
    """
    if coming is None or not all(_is_sayable(item, now) for item in coming.items):
        return waiting
    return coming if waiting is None or waiting.keys <= coming.keys else waiting


def _is_sayable(item: Item, now: datetime) -> bool:
    at = item.step.at
    return at != OPEN and (item.debt.due_at <= now or not (isinstance(at, int) and at > 0))


def _within(means: Means, chosen: Iterable[Digest]) -> Iterable[tuple[int, Way]]:
    """Those worth most are sent; of what is left, what is expected for better ones is kept."""
    room = means.room or 0
    for digest in sorted(chosen, key=lambda one: (_worth(one), -len(one.items), one.person_id)):
        goes = room - means.coming.before(_worth(digest)) >= 1
        room -= goes
        yield digest.person_id, Way.PUSH if goes else Way.NO_ROOM


def _worth(digest: Digest) -> Worth:
    return min(Worth.of(item.step, item.audience) for item in digest.items)


def _unheard(digest: Digest, ledger: AbstractSet[NagKey]) -> dict[Hearing, datetime | None]:
    """What of a digest nobody else has heard who hears it as well as its person, and until when it can wait."""
    rule, who = next(iter(digest.lines)).key.rule, digest.person_id
    return {
        Hearing(item.debt.obligation_id, item.audience, 0 if item.audience in OF_THE_UNIT else who): item.waits
        for item in digest.items
        if item.audience not in OF_THE_UNIT or not _heard_by_others(item, who, rule, ledger)
    }


def _heard_by_others(item: Item, person_id: int, rule: str, ledger: AbstractSet[NagKey]) -> bool:
    debt, due = item.debt, local(item.debt.due_at).date()
    return any(
        NagKey(rule, debt.obligation_id, item.step.key, due, other.person_id) in ledger
        for other in debt.recipients
        if other.audience is item.audience and other.person_id != person_id
    )


def _fewest(
    must: AbstractSet[Hearing], among: Iterable[Digest], unheard: _Unheard, often: Mapping[int, int]
) -> list[Digest]:
    """Few of these people through whom all is heard that must be heard now; of equal ones, those told least so far.

    A greedy cover: whoever hears most of what must be heard comes first, then, of them, whoever hears most besides;
    nobody stays without whom all would be heard as well.
    """
    people = {one.person_id: one for one in among if not must.isdisjoint(unheard[one.person_id])}
    left, besides = set(must), {hearing for person in people for hearing in unheard[person]}

    def rank(person: int) -> tuple[int, int, int, int]:
        theirs = unheard[person].keys()
        return -len(theirs & left), -len(theirs & besides), often.get(person, 0), person

    queue = [(rank(person), person) for person in people]
    heapq.heapify(queue)
    chosen: list[int] = []
    while left:
        _, person = heapq.heappop(queue)
        now = rank(person)
        if queue and queue[0][0] < now:
            heapq.heappush(queue, (now, person))
            continue
        chosen.append(person)
        left -= unheard[person].keys()
        besides -= unheard[person].keys()
    return [people[person] for person in _needed(chosen, must, unheard)]


def _needed(chosen: Sequence[int], must: AbstractSet[Hearing], unheard: _Unheard) -> list[int]:
    by_how_many = Counter(hearing for person in chosen for hearing in unheard[person].keys() & must)
    kept = []
    for person in reversed(chosen):
        theirs = unheard[person].keys() & must
        if all(by_how_many[hearing] > 1 for hearing in theirs):
            by_how_many.subtract(theirs)
        else:
            kept.append(person)
    return kept[::-1]
