"""What reminding is about, and what comes of it: debts and people go in, digests and lines of the ledger come out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain.nagging.rules import USUAL, Audience, Step


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who may be told of a debt; one person may stand in several capacities."""

    person_id: int
    audience: Audience


@dataclass(frozen=True, slots=True)
class Debt:
    """One obligation as nagging sees it. Moments are aware; the Bangkok date of `due_at` counts.

    `owed` is the lifecycle's word; `returned` says it came and must be mended. `profile`: the name of its ladder.
    `school`: a school owes it, so that it rests in the schools' holidays.
    """

    obligation_id: int
    title: str
    subject: str
    unit: str
    opens_at: datetime
    due_at: datetime
    owed: bool
    returned: bool
    recipients: tuple[Recipient, ...]
    profile: str = USUAL
    school: bool = False


class NagKey(NamedTuple):
    """The ledger's unique key of one step told to one person. A new due date makes new keys."""

    rule: str
    obligation_id: int
    step: str
    due: date
    person_id: int


class NagLine(NamedTuple):
    """A line of the ledger: what was told to whom, and in which capacity of theirs. It is no part of the key."""

    key: NagKey
    audience: Audience


@dataclass(frozen=True, slots=True)
class Item:
    """A debt to be told of, the step it has reached, and in which capacity the person is told.

    `waits`: until when (aware) it may be left to an answer that carries it for nothing; None: it waits for nothing.
    """

    debt: Debt
    step: Step
    audience: Audience
    waits: datetime | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One message to one person: `items` with the earliest due first, then the person's other open debts.

    `lines` go into the ledger in the transaction that writes the message; of each key there is one.
    """

    person_id: int
    items: tuple[Item, ...]
    also: tuple[Debt, ...]
    lines: frozenset[NagLine]

    @property
    def keys(self) -> frozenset[NagKey]:
        """The keys of its lines."""
        return frozenset(line.key for line in self.lines)
