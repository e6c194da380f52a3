"""The ladders of reminders as data: which steps there are, who is told at each, and what chooses a ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

OPEN: Final = "open"
USUAL: Final = "usual"  # the ladder of everything whose urgency chooses no other


class Audience(StrEnum):
    """In what capacity a person is told."""

    OWNER = "owner"  # whoever may settle the debt
    HEAD = "head"  # ผอ.กลุ่ม, ผอ.โรงเรียน
    OFFICER = "officer"  # the monitoring section
    CLUSTER_CHAIR = "cluster_chair"  # ประธานกลุ่มโรงเรียน, of what the schools of the cluster owe
    DIRECTOR = "director"  # ผอ.เขต and the deputies


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of a ladder, and who is told.

    `at`: working days from the due day (negative: before it), "open", or office hours before the last moment ("-3h").
    `every`: from `at` on it comes again after so many working days, as long as the debt is owed. `at_once`: it may be
    told to somebody who has had the day's digest; steps in hours always may.
    """

    at: int | str
    to: tuple[Audience, ...]
    every: int | None = None
    at_once: bool = False

    @property
    def key(self) -> str:
        """Its name in the ledger: "open", "-7", "0", "3", "-3h"."""
        return str(self.at)

    @property
    def hours(self) -> int | None:
        """How many office hours before the last moment it falls; None for a step in days and for the opening."""
        return int(self.at[1:-1]) if isinstance(self.at, str) and self.at != OPEN else None

    @property
    def breaks_through(self) -> bool:
        """Whether it may be told beside the day's digest."""
        return self.at_once or self.hours is not None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps, and the words of urgency (ชั้นความเร็ว) that choose them."""

    steps: tuple[Step, ...]
    urgency: tuple[str, ...] = ()

    @property
    def breaks_through(self) -> bool:
        """Whether any step may be told beside the day's digest."""
        return any(step.breaks_through for step in self.steps)


@dataclass(frozen=True)
class Rules:
    """The office's ladders by name (`USUAL` is one of them), and what holds for all of them.

    `rule`: their common name in the ledger. `digest`: the hour of the digests (Bangkok); `last_call`: the hour at which
    what waited for a free answer waits no longer. `stale_after`: the days on
    which a step could have been told before it is no reason to write any more. `apart`: the least time between two
    reminders to one person.
    """

    rule: str
    ladders: Mapping[str, Ladder]
    digest: time
    stale_after: int
    apart: timedelta = field(default=timedelta(hours=2))
    last_call: time = time(14, 30)

    def profile_of(self, urgency: str) -> str:
        """The name of the ladder for what is asked with this urgency."""
        return self._profiles.get("".join(urgency.split()), USUAL)

    @cached_property
    def _profiles(self) -> dict[str, str]:
        named = self.ladders.items()
        return {"".join(word.split()): name for name, ladder in named for word in ladder.urgency}
