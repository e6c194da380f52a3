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


def deed_of(work: str, code: str) -> StepDeed | None:
    """What a work's step is done by; None where it shows itself, or is done outside."""
    return _DEEDS.get((work, code))


def _shown() -> Iterator[tuple[tuple[str, str], StepDeed]]:
    for work, steps in STEPS.items():
        for step in steps:
            if step.sign is not None and step.sign in _SHOWN:
                yield (work, step.code), StepDeed(_SHOWN[step.sign])


def _orders() -> Iterator[tuple[tuple[str, str], StepDeed]]:
    """An order that tells by the step it appoints by is there to be drafted first."""
    for work, kinds in APPOINTED_BY.items():
        for kind, (appointed, told) in kinds.items():
            yield (work, told), StepDeed(Doing.TELL_APPOINTED)
            yield (work, appointed), StepDeed(Doing.APPOINT, kind)


def _by(codes: Mapping[str, str], doing: Doing) -> dict[tuple[str, str], StepDeed]:
    return {(work, code): StepDeed(doing) for work, code in codes.items()}


_DEEDS: Final[Mapping[tuple[str, str], StepDeed]] = MappingProxyType(
    {
        **dict(_shown()),
        **dict(_orders()),
        **_by(_ANALYSED_BY, Doing.ANALYSE),
        **_by(PROPOSED_BY, Doing.PROPOSE),
        **_by(_BOUND_BY, Doing.BIND),
        **_by(MET_BY, Doing.MEET),
        **_by(ANNOUNCED_BY, Doing.ANNOUNCE),
        **_by(SUMMED_BY, Doing.SUM_UP),
        **{place: one for place, one in _by(PUBLISHED_BY, Doing.PUBLISH).items() if place[0] not in PROPOSED_BY},
        **_by(TOLD_BY, Doing.TELL_RESULT),
        **{(work, code): StepDeed(Doing.VISIT) for work, codes in VISITED_BY.items() for code in codes},
    }
)
