"""Where a requirement stands among the manual's steps: what was recorded, and what shows itself.

The order of the steps is a default, not a lock: any may be recorded at any time, and one that shows itself needs no
record. Nothing here decides for the director; it says what has been done and what is usually next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.lifecycle import SIDE_STATES, State
from domain.works import Sign, Step

_S = State
_BEYOND: Final[Mapping[Sign, frozenset[State]]] = MappingProxyType(
    {
        Sign.SCREENED: frozenset({_S.SCREENED, _S.ENDORSED, _S.DISPATCHED, _S.PUBLISHED}),
        Sign.DISPATCHED: frozenset({_S.DISPATCHED, _S.PUBLISHED}),
        Sign.VERIFIED: frozenset({_S.VERIFIED, _S.DISPATCHED, _S.PUBLISHED}),
        Sign.PUBLISHED: frozenset({_S.PUBLISHED}),
    }
)


class Record(NamedTuple):
    """That somebody said a step is done: when (aware), who (a person's id), and in which document or words."""

    code: str
    at: datetime
    by: int | None
    about: str


class Part(NamedTuple):
    """So many of all."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A step, and whether it is done. `record`: who said so, if anybody; `part`: how much of it, where that shows.

    `looked`: who worked on it last, when and by what, done or not.
    """

    step: Step
    done: bool
    record: Record | None = None
    part: Part | None = None
    looked: Record | None = None


def standing(
    steps: Sequence[Step],
    records: Mapping[str, Record],
    *,
    opened: bool,
    states: Sequence[State],
    looked: Record | None = None,
) -> tuple[Standing, ...]:
    """Each step of a work. `records`: by the step's code; `opened`: the form is out; `states`: of all its obligations.

    `looked`: who worked on one of the steps last.

    What is not to be done any more (nothing to report, exempted, called off) counts neither way.
    """
    asked = [state for state in states if state not in SIDE_STATES]
    found = (_standing(step, records.get(step.code), asked, opened=opened) for step in steps)
    return tuple(replace(one, looked=looked) if looked and looked.code == one.step.code else one for one in found)


def _standing(step: Step, record: Record | None, asked: Sequence[State], *, opened: bool) -> Standing:
    if step.sign is None or step.sign is Sign.OPENED:
        return Standing(step, record is not None or (step.sign is not None and opened), record)
    there = sum(state in _BEYOND[step.sign] for state in asked)
    return Standing(step, record is not None or 0 < len(asked) == there, record, Part(there, len(asked)))


def following(steps: Sequence[Standing]) -> Standing | None:
    """What is usually done next: the first step that is not; None when all are."""
    return next((one for one in steps if not one.done), None)
