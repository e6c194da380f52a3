"""The analysis of a year's policy (the manual, work 1 step 1): what lacks, and what differs from the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from rapidfuzz.fuzz import ratio

from domain.plan import Plan, PlanIndicator, PlanPolicy, PlanSubject
from domain.thai import arabic, for_matching
from domain.years import of_year

# By which step a work's policy is analysed; its subjects, of a kind called as the work is, are what the analysis is of.
ANALYSED_BY: Final[Mapping[str, str]] = MappingProxyType({"strategy": "1"})
_ALIKE: Final = 75  # per cent; the same indicator in other words


class Change(StrEnum):
    """What became of something since the year before."""

    NEW = "new"
    SAME = "same"
    TARGET = "target"  # another target, or counted otherwise
    WORDING = "wording"  # the same in other words
    CUT = "cut"  # there was one, and is none


class Lack(StrEnum):
    """What a strategy still lacks before its analysis is whole."""

    POLICY = "policy"
    LEAD = "lead"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class ComparedIndicator:
    """An indicator beside the same one of the year before; `change` is None where that year is not known."""

    now: PlanIndicator
    before: PlanIndicator | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class ComparedStrategy:
    """A strategy beside the same one of the year before. What was cut is shown as it was."""

    now: PlanSubject
    before: PlanSubject | None
    change: Change | None
    indicators: tuple[ComparedIndicator, ...]


def strategies_of(plan: Plan) -> tuple[PlanSubject, ...]:
    """The subjects that the analysis is about."""
    return tuple(subject for subject in plan.subjects if subject.kind in ANALYSED_BY)


def lacks(subject: PlanSubject, policies: Sequence[PlanPolicy]) -> tuple[Lack, ...]:
    """What a strategy lacks. Without a single policy in the year none is missed."""
    found = {
        Lack.POLICY: bool(policies) and not subject.policy,
        Lack.LEAD: not subject.owners,
        Lack.INDICATORS: not subject.indicators,
    }
    return tuple(lack for lack, missing in found.items() if missing)


def is_analysed(plan: Plan) -> bool:
    """Whether the year's policy has been analysed: it is named, and every strategy under it has all it needs."""
    strategies = strategies_of(plan)
    return bool(plan.policies and strategies) and not any(lacks(one, plan.policies) for one in strategies)


def compared(now: Plan, before: Plan) -> tuple[ComparedStrategy, ...]:
    """Each strategy of a year beside that of the year before, what was cut behind the rest.

    A strategy is the same if it has the same code (its year apart) or the same name; an indicator if it has the same
    name, or the same number within the same strategy and nearly the same name.
    """
    old = list(strategies_of(before))
    known = bool(old)
    found: list[ComparedStrategy] = []
    pairs = _paired(strategies_of(now), old)
    for subject, other in pairs:
        indicators = tuple(_indicators(subject, other, known=known))
        found.append(ComparedStrategy(subject, other, _strategy_change(subject, other, known=known), indicators))
    gone = [subject for subject in old if not any(other is subject for _, other in pairs)]
    return (*found, *(_cut(subject) for subject in gone))


def _paired(now: Sequence[PlanSubject], before: Sequence[PlanSubject]) -> list[tuple[PlanSubject, PlanSubject | None]]:
    left = list(before)
    pairs: dict[int, PlanSubject] = {}
    for same in (_same_code, _same_title):  # a code before a name, for all of them
        for place, subject in enumerate(now):
            other = next((one for one in left if place not in pairs and same(subject, one)), None)
            if other is not None:
                pairs[place] = other
                left.remove(other)
    return [(subject, pairs.get(place)) for place, subject in enumerate(now)]


def _same_code(now: PlanSubject, before: PlanSubject) -> bool:
    return now.code == of_year(before.code, before.fiscal_year_be, now.fiscal_year_be)


def _same_title(now: PlanSubject, before: PlanSubject) -> bool:
    return for_matching(now.title) == for_matching(before.title)


def _strategy_change(now: PlanSubject, before: PlanSubject | None, *, known: bool) -> Change | None:
    if before is None:
        return Change.NEW if known else None
    return Change.SAME if _same_title(now, before) else Change.WORDING


def _indicators(now: PlanSubject, before: PlanSubject | None, *, known: bool) -> Iterator[ComparedIndicator]:
    left = list(before.indicators) if before else []
    pairs: dict[int, PlanIndicator] = {}
    for same in (_same_name, _nearly_same):
        for place, one in enumerate(now.indicators):
            other = next((old for old in left if place not in pairs and same(one, old)), None)
            if other is not None:
                pairs[place] = other
                left.remove(other)
    for place, one in enumerate(now.indicators):
        yield ComparedIndicator(one, pairs.get(place), _change(one, pairs.get(place), known=known))
    yield from (ComparedIndicator(old, old, Change.CUT) for old in left)


def _same_name(one: PlanIndicator, old: PlanIndicator) -> bool:
    return for_matching(one.name) == for_matching(old.name)


def _nearly_same(one: PlanIndicator, old: PlanIndicator) -> bool:
    alike = ratio(for_matching(one.name), for_matching(old.name)) >= _ALIKE
    return arabic(one.no) == arabic(old.no) and alike


def _change(now: PlanIndicator, before: PlanIndicator | None, *, known: bool) -> Change | None:
    if before is None:
        return Change.NEW if known else None
    if _aim(now) != _aim(before):
        return Change.TARGET
    return Change.SAME if _same_name(now, before) else Change.WORDING


def _aim(one: PlanIndicator) -> tuple[str, str]:
    return "".join(arabic(one.target).split()), for_matching(one.unit)


def _cut(subject: PlanSubject) -> ComparedStrategy:
    gone = tuple(ComparedIndicator(one, one, Change.CUT) for one in subject.indicators)
    return ComparedStrategy(replace(subject, policy=""), subject, Change.CUT, gone)
