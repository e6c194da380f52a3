"""By what each step of the manual is done here, so that whoever looks at the steps may begin with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from domain.orders import OrderKind
from domain.works import (
    ANNOUNCED_BY,
    APPOINTED_BY,
    BOUND_BY,
    MET_BY,
    PROPOSED_BY,
    PUBLISHED_BY,
    STEPS,
    SUMMED_BY,
    TOLD_BY,
    VISITED_BY,
    Sign,
)


class Doing(StrEnum):
    """What somebody begins with."""

    ANALYSE = "analyse"
    PROPOSE = "propose"
    APPOINT = "appoint"
    TELL_APPOINTED = "tell appointed"
    BIND = "bind"
    ANNOUNCE = "announce"
    SUM_UP = "sum up"
    PUBLISH = "publish"
    MEET = "meet"
    RESOLVE = "resolve"
    VISIT = "visit"
    SEND = "send"
    TELL_RESULT = "tell result"
    VERIFY = "verify"


class StepDeed(NamedTuple):
    """What a step is done by. `order`: what the order appoints, where it is one."""

    doing: Doing
    order: OrderKind | None = None


# By which step policies are analysed, and by which forms come back to be bound.
_ANALYSED_BY: Final = MappingProxyType({"strategy": "1"})
_BOUND_BY: Final = MappingProxyType({"strategy": "2.4", **BOUND_BY})
_SHOWN: Final[Mapping[Sign, Doing]] = MappingProxyType(
    {Sign.SCREENED: Doing.RESOLVE, Sign.DISPATCHED: Doing.SEND, Sign.VERIFIED: Doing.VERIFY}
)
AGAIN: Final = frozenset({Doing.BIND})  # what is done once more after its step shows as done
LAST: Final = frozenset({Doing.PUBLISH})  # what is left of a step that the director's order has recorded as done


def deeds_of(work: str, code: str) -> tuple[StepDeed, ...]:
    """What a work's step is done by, part by part in their order; none where it shows itself, or is done outside."""
    return _DEEDS.get((work, code), ())


def _shown() -> Iterator[tuple[tuple[str, str], StepDeed]]:
    for work, steps in STEPS.items():
        for step in steps:
            if step.sign is not None and step.sign in _SHOWN:
                yield (work, step.code), StepDeed(_SHOWN[step.sign])


def _orders() -> Iterator[tuple[tuple[str, str], StepDeed]]:
    for work, kinds in APPOINTED_BY.items():
        for kind, (appointed, told) in kinds.items():
            yield (work, appointed), StepDeed(Doing.APPOINT, kind)
            yield (work, told), StepDeed(Doing.TELL_APPOINTED)


def _by(codes: Mapping[str, str], doing: Doing) -> dict[tuple[str, str], StepDeed]:
    return {(work, code): StepDeed(doing) for work, code in codes.items()}


def _every() -> Iterator[tuple[tuple[str, str], StepDeed]]:
    """Each step with what it is done by; of several parts of one step that which comes first stands first."""
    yield from _shown()
    yield from _orders()
    for codes, doing in (
        (_ANALYSED_BY, Doing.ANALYSE),
        (PROPOSED_BY, Doing.PROPOSE),
        (_BOUND_BY, Doing.BIND),
        (MET_BY, Doing.MEET),
        (ANNOUNCED_BY, Doing.ANNOUNCE),
        (SUMMED_BY, Doing.SUM_UP),
        (PUBLISHED_BY, Doing.PUBLISH),
        (TOLD_BY, Doing.TELL_RESULT),
    ):
        yield from _by(codes, doing).items()
    for work, visits in VISITED_BY.items():
        yield from (((work, code), StepDeed(Doing.VISIT)) for code in visits)


def _gathered() -> Mapping[tuple[str, str], tuple[StepDeed, ...]]:
    found: dict[tuple[str, str], tuple[StepDeed, ...]] = {}
    for place, deed in _every():
        found[place] = (*found.get(place, ()), deed)
    return MappingProxyType(found)


_DEEDS: Final = _gathered()
