"""What the members of a committee think of a form, before anything is resolved about it (the manual, work 1, step 3.3).

Members give opinions, whoever keeps the committee's minutes records what it resolved: nothing is resolved by counting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

PATIENCE: Final = timedelta(minutes=15)  # with a member who was asked what is to be mended


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a member thinks of a version of a form. `words`: what is to be mended, "" where it passes.

    `version_id`: which one they saw; `version`: its number among the form's versions.
    """

    person_id: int
    who: str
    version_id: int
    version: int
    passes: bool
    words: str
    at: datetime


class Tally(NamedTuple):
    """How many think that it passes, and how many that it should be mended."""

    passes: int
    mend: int

    @property
    def only_passes(self) -> bool:
        """Whether somebody has given an opinion, and nobody wants anything mended."""
        return self.passes > 0 and not self.mend


def about(opinions: Iterable[Opinion], version_id: int) -> tuple[Opinion, ...]:
    """The opinions about that version, the oldest first."""
    return tuple(sorted((one for one in opinions if one.version_id == version_id), key=lambda one: one.at))


def tally(opinions: Iterable[Opinion]) -> Tally:
    """How many think what."""
    said = [one.passes for one in opinions]
    return Tally(sum(said), len(said) - sum(said))


def wanted(opinions: Iterable[Opinion]) -> tuple[str, ...]:
    """What is to be mended, in the members' words, each once."""
    return tuple(dict.fromkeys(one.words for one in opinions if not one.passes and one.words))
