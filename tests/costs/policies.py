"""What a round costs in messages: by our engine and planner, and by the ways in which offices do it today."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from domain.nagging import (
    Audience,
    Debt,
    Digest,
    Means,
    NagKey,
    Outlook,
    Way,
    carried,
    decide,
    left_waiting,
    next_digest,
    planned_at,
    ways,
)
from domain.thai import BANGKOK
from tests.costs.behaviour import CALENDAR, RULES, STEPS, Round, Speech

ENOUGH, SHORT = Means(), Means(10**9, Outlook(everybody=math.inf))
HOURS = (time(9), time(11), time(13, 30), RULES.last_call, time(16))


@dataclass
class Told:
    """How it went. `hearings`: obligation, step, capacity and person, each with when; of them `free` behind answers."""

    paid: int = 0
    free: int = 0
    without_room: int = 0
    hearings: dict[NagKey, datetime] = field(default_factory=dict)


def ours(round_: Round, means: Callable[[datetime, list[Debt], Told], Means]) -> Told:
    """The engine and the planner, moment by moment; whoever speaks hears behind the answer what waits or is to come.

    `means`: what may be used at a moment, by what is owed and how it went so far.
    """
    told, last = Told(), dict[int, datetime]()
    debts = dict(round_.debts)
    for now, speech in _moments(round_):
        if speech is None:
            digests = decide(now, list(debts.values()), RULES, told.hearings.keys(), last, CALENDAR)
            found = ways(now, digests, told.hearings.keys(), means(now, list(debts.values()), told)) if digests else {}
            for digest in digests:
                told.paid += found[digest.person_id] is Way.PUSH
                told.without_room += found[digest.person_id] is Way.NO_ROOM
                if found[digest.person_id] is Way.PUSH:
                    _hear(told, last, digest, now)
            continue
        if speech.settles is not None:
            debts[speech.settles] = replace(debts[speech.settles], owed=False)
        if speech.person not in last or last[speech.person].date() < now.date():
            mine = [one for one in debts.values() if any(who.person_id == speech.person for who in one.recipients)]
            behind = _carried(now, mine, speech.person, told)
            if behind is not None:
                told.free += 1
                _hear(told, last, behind, now)
    return told


def _hear(told: Told, last: dict[int, datetime], digest: Digest, now: datetime) -> None:
    last[digest.person_id] = now
    for key in digest.keys:
        told.hearings.setdefault(key, now)


def _carried(now: datetime, debts: list[Debt], person: int, told: Told) -> Digest | None:
    waiting = _digest_of(left_waiting(now, CALENDAR), debts, person, told)
    coming = _digest_of(next_digest(now, CALENDAR, RULES), debts, person, told)
    return carried(now, waiting, coming)


def _digest_of(at: datetime, debts: list[Debt], person: int, told: Told) -> Digest | None:
    digests = decide(at, debts, RULES, told.hearings.keys(), {}, CALENDAR)
    return next((one for one in digests if one.person_id == person), None)


def _moments(round_: Round) -> Iterator[tuple[datetime, Speech | None]]:
    looks = [(datetime.combine(day, hour, BANGKOK), None) for day in round_.days() for hour in HOURS]
    said = [(one.at, one) for one in round_.speeches]
    yield from sorted((*looks, *said), key=lambda pair: (pair[0], pair[1] is not None))


def group_push_per_form(round_: Round) -> int:
    """Each step of each form into the group, as long as anybody owes it."""
    return sum(round_.members for _, _ in _asked(round_, lambda debt: debt.title))


def one_to_one_per_form(round_: Round) -> int:
    """Each step of each form to each unit that owes it: to one of its people, and to its head."""
    return sum(1 for _ in _asked(round_, lambda debt: f"{debt.title} {debt.unit}"))


def one_to_one_digest(round_: Round) -> int:
    """The same with all that a unit is told on one day in one message."""
    return len({(unit, at.date(), audience) for unit, (at, audience) in _asked(round_, lambda debt: debt.unit)})


def _asked(round_: Round, about: Callable[[Debt], str]) -> Iterator[tuple[str, tuple[datetime, Audience]]]:
    """What is asked for at which step's moment in which capacity, each once; `about` says what makes two one."""
    came, seen = round_.settled_at(), set[tuple[str, datetime, Audience]]()
    for debt in round_.debts.values():
        for step in STEPS:
            at = planned_at(debt, step, CALENDAR, RULES)
            for audience in step.to if at < came[debt.obligation_id] else ():
                asked = (about(debt), at, audience)
                if asked not in seen:
                    seen.add(asked)
                    yield asked[0], asked[1:]


def days_late(told: Told, round_: Round) -> timedelta:
    """How long after its moment a step was heard, on average; what was heard before it counts as not late."""
    late = [
        max(timedelta(0), at - planned_at(round_.debts[key.obligation_id], step, CALENDAR, RULES))
        for key, at in told.hearings.items() for step in STEPS if step.key == key.step
    ]  # fmt: skip
    return sum(late, timedelta(0)) / max(1, len(late))
