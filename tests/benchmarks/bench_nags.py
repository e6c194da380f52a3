"""Seconds to plan a tick for the whole country: 29,000 units, four debts each.

Run: python -m tests.benchmarks.bench_nags
"""

from __future__ import annotations

import resource
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from time import perf_counter

from domain.calendar import WorkCalendar
from domain.nagging import USUAL, Audience, Debt, Digest, Ladder, NagKey, Recipient, Rules, Step, decide
from domain.thai import BANGKOK

UNITS = 29_000
OWNER, HEAD, OFFICER = Audience.OWNER, Audience.HEAD, Audience.OFFICER
STEPS = (
    *(Step(at, (OWNER,)) for at in ("open", -7, -3, -1, 0, 1)), Step(3, (OWNER, HEAD)), Step(7, (OWNER, HEAD, OFFICER)),
)  # fmt: skip
RULES = Rules("ladder", {USUAL: Ladder(STEPS)}, time(9), 1)
DUE = datetime(2027, 4, 2, 16, 30, tzinfo=BANGKOK)


def country() -> list[Debt]:
    """Every unit owes four forms with four due dates, three days apart; two people and an officer hear of each."""
    return [
        Debt(
            unit * 4 + form, f"form {form}", "", f"unit {unit}",
            opens_at=DUE - timedelta(days=40), due_at=DUE - timedelta(days=form * 3),
            owed=unit % 3 != 0, returned=False,
            recipients=(Recipient(unit * 2, OWNER), Recipient(unit * 2 + 1, HEAD), Recipient(-unit % 200 - 1, OFFICER)),
        )
        for unit in range(UNITS) for form in range(4)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: what it was about, seconds, digests."""

    label: str
    seconds: float
    digests: int


def measure() -> list[Decided]:
    """Time the worst moments: the first digest ever, a tick with nothing to say, and a late catch-up."""
    debts = country()
    ledger: set[NagKey] = set()
    last: dict[int, datetime] = {}
    start = datetime(2027, 3, 24, 9, tzinfo=BANGKOK)
    found = []
    for label, now in (
        ("first digest hour", start),
        ("a minute later, nothing to say", start + timedelta(minutes=1)),
        ("the next morning, a full ledger", start + timedelta(days=1)),
        ("after the due day, heads and officers too", datetime(2027, 4, 19, 9, tzinfo=BANGKOK)),
    ):
        digests, one = _timed(label, now, debts, ledger, last)
        found.append(one)
        for digest in digests:
            ledger |= digest.keys
            last[digest.person_id] = now
    return found


def _timed(
    label: str, now: datetime, debts: list[Debt], ledger: set[NagKey], last: dict[int, datetime]
) -> tuple[list[Digest], Decided]:
    start = perf_counter()
    digests = decide(now, debts, RULES, ledger, last, WorkCalendar())
    return digests, Decided(label, perf_counter() - start, len(digests))


def main() -> None:
    """Print the figures."""
    for one in measure():
        print(f"{one.label:42} {one.seconds:6.2f} s  {one.digests:7,} digests")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
