"""What a round costs in messages, by us and by the ways in which offices do it today, on the same behaviour.

Run: python -m tests.benchmarks.bench_costs
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import mean
from time import perf_counter

from domain.nagging import USUAL, Asked, Debt, Means, Outlook, outlook
from domain.thai import local
from tests.costs.behaviour import CALENDAR, RULES, Round, make
from tests.costs.optimum import fewest, missed, must_be_heard
from tests.costs.policies import (
    ENOUGH,
    SHORT,
    Told,
    group_push_per_form,
    one_to_one_digest,
    one_to_one_per_form,
    ours,
)

UNITS, FORMS, ROUNDS = 150, 4, 5
SMALL = 60
PLANS = (200, 300, 500, 1000)


@dataclass(frozen=True, slots=True)
class Costs:
    """Messages of one round, on average, and seconds to play it. `small`: ours and the fewest, of small rounds."""

    group_per_form: float
    one_per_form: float
    one_digest: float
    everybody: float
    ours: float
    free: float
    fewest: float
    missed: int
    seconds: float
    small: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Month:
    """A round under a limit: messages paid, the most of a month, what nobody heard in time, of how much."""

    limit: int
    paid: int
    most: int
    missed: int
    due_missed: int
    of: int


def measure() -> Costs:
    """A district's rounds, and small ones beside the exact optimum."""
    rounds = [make(seed, units=UNITS, forms=FORMS) for seed in range(ROUNDS)]
    began = perf_counter()
    short = [ours(one, _short) for one in rounds]
    seconds = (perf_counter() - began) / ROUNDS
    little = [make(seed, units=6 + seed % 5, forms=1 + seed % 4) for seed in range(SMALL)]
    return Costs(
        mean(map(group_push_per_form, rounds)),
        mean(map(one_to_one_per_form, rounds)),
        mean(map(one_to_one_digest, rounds)),
        mean(ours(one, lambda *_: ENOUGH).paid for one in rounds),
        mean(one.paid for one in short),
        mean(one.free for one in short),
        mean(map(fewest, rounds)),
        sum(len(missed(one, told.hearings)) for one, told in zip(rounds, short, strict=True)),
        seconds,
        (sum(ours(one, _short).paid for one in little), sum(map(fewest, little))),
    )


def months() -> list[Month]:
    """The same round with plans of different sizes."""
    return [_month(make(0, units=UNITS, forms=FORMS), limit) for limit in PLANS]


def _short(_now: datetime, _debts: Sequence[Debt], _told: Told) -> Means:
    return SHORT


def _month(round_: Round, limit: int) -> Month:
    paid_by: dict[tuple[int, int], int] = {}  # up to the end of each month

    def means(now: datetime, debts: Sequence[Debt], told: Told) -> Means:
        before = max((paid for month, paid in paid_by.items() if month < (now.year, now.month)), default=0)
        paid_by[now.year, now.month] = told.paid
        return Means(limit - (told.paid - before), _coming(now, debts))

    result = ours(round_, means)
    ends = [0, *(paid for _, paid in sorted(paid_by.items())[:-1]), result.paid]
    late = missed(round_, result.hearings)
    due = [one for one in late if one.step in ("-1", "0")]
    return Month(
        limit,
        result.paid,
        max(after - before for before, after in pairwise(ends)),
        len(late),
        len(due),
        len([*must_be_heard(round_)]),
    )


def _coming(now: datetime, debts: Sequence[Debt]) -> Outlook:
    today = local(now).date()
    until = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    owing: dict[int, set[Asked]] = {}
    hearers = {}
    for debt in debts:
        if debt.owed:
            unit = int(debt.unit.split()[1])
            owing.setdefault(unit, set()).add(Asked(USUAL, debt.opens_at, debt.due_at))
            hearers[unit] = debt.recipients
    return outlook(today, CALENDAR.add_working_days(until, -1), owing, hearers, RULES, CALENDAR)


def main() -> None:
    """Print the figures."""
    got = measure()
    print(got)
    for name in ("group_per_form", "one_per_form", "one_digest", "everybody", "fewest"):
        print(f"{name:15} {getattr(got, name):8.0f}  ours is 1/{getattr(got, name) / got.ours:.1f}")
    print(f"gap {got.ours / got.fewest - 1:.1%}, small {got.small[0] / got.small[1] - 1:.1%}")
    for month in months():
        print(month)


if __name__ == "__main__":
    main()
