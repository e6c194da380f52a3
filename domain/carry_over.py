"""A year's strategies and the rounds in which they are reported, carried over to the next: what is new, what is there.

Nothing of the year before changes, and what the next year has already stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from typing import Final

from domain.calendar import WorkCalendar
from domain.plan import Plan, PlanPolicy, PlanRequirement, PlanSubject
from domain.policies import ANALYSED_BY, strategies_of
from domain.thai import BANGKOK, fiscal_year_be, local
from domain.years import of_year, same_day

_MARK: Final = 4  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """What carrying over to a year would make there, and what is there already.

    `rounds`: each round of the year before with what it becomes. `next_year`: the next year's plan as it stands.
    """

    to_year: int
    next_year: Plan
    policies: tuple[PlanPolicy, ...]
    strategies: tuple[PlanSubject, ...]
    rounds: tuple[tuple[PlanRequirement, PlanRequirement], ...]
    strategies_there: tuple[PlanSubject, ...]
    rounds_there: tuple[PlanRequirement, ...]

    @property
    def from_year(self) -> int:
        """The year that is carried over."""
        return self.to_year - 1

    @property
    def indicators(self) -> int:
        """How many indicators come with the strategies."""
        return sum(len(one.indicators) for one in self.strategies)

    @property
    def mark(self) -> int:
        """Changes with anything that would be made: a yes to one preview is no yes to another."""
        made = repr((self.to_year, self.policies, self.strategies, self.rounds))
        return int.from_bytes(blake2b(made.encode(), digest_size=_MARK).digest())

    def plan(self, *, rounds: bool) -> Plan:
        """What is to be loaded: only what is new; the rounds too if they are wanted."""
        made = tuple(after for _, after in self.rounds) if rounds else ()
        return replace(
            self.next_year,
            units=(),
            policies=self.policies,
            subjects=self.strategies,
            requirements=made,
            days_off=(),
            working_days=(),
        )

    def whole(self) -> Plan:
        """The next year's plan with what would be made put in, as a workbook to edit."""
        return replace(
            self.next_year,
            policies=(*self.next_year.policies, *self.policies),
            subjects=(*self.next_year.subjects, *self.strategies),
            requirements=(*self.next_year.requirements, *(after for _, after in self.rounds)),
        )


def years_to_carry_to(today: date) -> tuple[int, int]:
    """The fiscal years to which officers carry over in the chat: this one, and the next."""
    this = fiscal_year_be(today)
    return this, this + 1


def carry_over(before: Plan, after: Plan, to_year: int, calendar: WorkCalendar, taken: Collection[str]) -> CarryOver:
    """What carrying `before` over to `to_year` would make, where the plan stands as in `after`.

    Indicators keep their targets and owners; last year's results, letters and their dates are left behind. A round
    keeps its day and month, moved back to a working day. Codes and titles that name the year name the next one. A
    strategy is there already if its code or its number is; a round if its code is among `taken`, the codes of all that
    the office asks for.
    """
    policies, under = _policies(before, after, to_year)
    strategies: dict[str, PlanSubject] = {}
    there: dict[str, PlanSubject] = {}
    codes_before = {one.code for one in before.subjects}
    for one in strategies_of(before):
        made = _strategy(one, to_year, under, codes_before)
        known = next((old for old in after.subjects if _is_same(old, made)), None)
        if known is None:
            strategies[one.code] = made
        else:
            there[one.code] = known
    codes = {old: one.code for old, one in (strategies | there).items()}
    owned = {one.code for one in (*strategies.values(), *after.subjects) if one.owners}
    reported = [one for one in before.requirements if one.work in ANALYSED_BY]
    moved = [(one, _round(one, to_year, codes, owned, calendar)) for one in reported]
    asked = [(one, made) for one, made in moved if made.subjects]
    return CarryOver(
        to_year=to_year,
        next_year=after,
        policies=policies,
        strategies=tuple(strategies.values()),
        rounds=tuple((one, made) for one, made in asked if made.code not in taken),
        strategies_there=tuple(there.values()),
        rounds_there=tuple(made for _, made in asked if made.code in taken),
    )


def _policies(before: Plan, after: Plan, to_year: int) -> tuple[tuple[PlanPolicy, ...], dict[str, str]]:
    """The policies that the next year lacks, and by the code of each policy what it is called there."""
    made: list[PlanPolicy] = []
    called: dict[str, str] = {"": ""}
    for one in before.policies:
        code = of_year(one.code, one.fiscal_year_be, to_year)
        known = next((old for old in after.policies if old.code == code or old.no == one.no), None)
        called[one.code] = known.code if known else code
        if known is None:
            made.append(replace(one, code=code, fiscal_year_be=to_year, letter_no="", letter_on=None))
    return tuple(made), called


def _strategy(one: PlanSubject, to_year: int, policies: Mapping[str, str], codes: Collection[str]) -> PlanSubject:
    """The strategy as the next year has it. Where another one's code would be its own, it keeps the code it has."""
    code = of_year(one.code, one.fiscal_year_be, to_year)
    return replace(
        one,
        code=one.code if code in codes else code,
        fiscal_year_be=to_year,
        policy=policies.get(one.policy or "", ""),
        indicators=tuple(replace(indicator, baseline="") for indicator in one.indicators),
    )


def _is_same(there: PlanSubject, made: PlanSubject) -> bool:
    return there.code == made.code or (there.kind, there.no) == (made.kind, made.no)


def _round(
    one: PlanRequirement, to_year: int, codes: Mapping[str, str], owned: Collection[str], calendar: WorkCalendar
) -> PlanRequirement:
    years = to_year - one.fiscal_year_be
    code = of_year(one.code, one.fiscal_year_be, to_year)
    subjects = tuple(codes[subject] for subject in one.subjects if subject in codes)
    return replace(
        one,
        code=code if code != one.code else f"{code}-{to_year}",
        title=of_year(one.title, one.fiscal_year_be, to_year),
        fiscal_year_be=to_year,
        period_start=same_day(one.period_start, years),
        period_end=same_day(one.period_end, years),
        opens_at=_moved(one.opens_at, years, calendar),
        due_at=_moved(one.due_at, years, calendar),
        external_due_at=_moved(one.external_due_at, years, calendar) if one.external_due_at else None,
        subjects=tuple(subject for subject in subjects if subject in owned),
    )


def _moved(moment: datetime, years: int, calendar: WorkCalendar) -> datetime:
    """The same day, month and hour so many years later, on that working day or the one before."""
    there = local(moment)
    day = calendar.add_working_days(same_day(there.date(), years), 0)
    return datetime.combine(day, there.time(), BANGKOK)
