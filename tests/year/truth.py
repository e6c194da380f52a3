"""What should have been: whose debt it is, who rested, what was planned when. It shares no code with the engine.

The steps of a debt and what rest means come from the second opinion of `tests.domain.reminder_reference`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise

from domain.calendar import WorkCalendar
from domain.nagging import Audience, Debt, Recipient, Rules
from domain.plan import Role
from domain.thai import local
from tests.domain.reminder_reference import Line, Reference
from tests.year.behaviour import schools_of
from tests.year.history import History, Moment
from tests.year.office import Office

_OF_UNIT = {
    Role.GROUP_STAFF: Audience.OWNER, Role.SCHOOL_STAFF: Audience.OWNER,
    Role.OFFICER: Audience.OWNER,  # of what the officer's own group owes
    Role.GROUP_HEAD: Audience.HEAD, Role.SCHOOL_DIRECTOR: Audience.HEAD,
}  # fmt: skip
_OF_OFFICE = {Role.OFFICER: Audience.OFFICER, Role.DIRECTOR: Audience.DIRECTOR}
URGENT = {"ด่วนที่สุด": "urgent", "": "usual"}


@dataclass(frozen=True, slots=True)
class Era:
    """A debt between two moments in which it was owed and due at one time, and counted as opened at one time."""

    debt: Debt
    since: Moment
    until: Moment


@dataclass
class Truth:
    """The office and its history, asked afterwards. `in_doubt`: the messages of which nobody knows what became."""

    office: Office
    history: History
    rules: Rules
    calendar: WorkCalendar
    in_doubt: frozenset[int] = frozenset()
    reference: Reference = field(init=False)

    def __post_init__(self) -> None:
        self.reference = Reference(self.rules, self.calendar)

    @cached_property
    def serving(self) -> dict[str, list[tuple[int, Audience]]]:
        """Who on LINE serves each unit (code) in which capacity; "" for the whole office."""
        person = {phone: one for one, phone in self.office.persons.items()}
        found: dict[str, list[tuple[int, Audience]]] = {}
        for phone, roles in self.office.roles().items():
            for unit, role in sorted(roles):
                if role in _OF_OFFICE:
                    found.setdefault("", []).append((person[phone], _OF_OFFICE[role]))
                if role in _OF_UNIT:
                    found.setdefault(unit, []).append((person[phone], _OF_UNIT[role]))
        return found

    @cached_property
    def schools(self) -> set[str]:
        """The codes of the schools."""
        return schools_of(self.office)

    @cached_property
    def numbered(self) -> dict[int, list[int]]:
        """The debts of each number that stands in messages."""
        found: dict[int, list[int]] = {}
        for debt in self.office.debts.values():
            found.setdefault(int(debt.asked.subjects[0].removeprefix("I")), []).append(debt.id)
        return found

    def hearers(self, debt: int, when: Moment) -> list[tuple[int, Audience]]:
        """Who may hear of a debt at that moment: with no staff that can be reached the head is asked instead."""
        serving = self.serving.get(self.office.debts[debt].unit, [])
        theirs = [one for one in serving if not self.history.is_blocked(one[0], when)]
        if not any(audience is Audience.OWNER for _, audience in theirs):
            theirs = [*((person, Audience.OWNER) for person, _ in theirs), *theirs]
        over = [one for one in self.serving[""] if not self.history.is_blocked(one[0], when)]
        return [*theirs, *over]

    def as_of(self, debt: int, when: Moment) -> Debt:
        """The debt as it stood at that moment."""
        owing, standing = self.office.debts[debt], self.history.standing(debt, when)
        return Debt(
            debt, owing.asked.title, "", owing.unit,
            opens_at=self.history.opened(debt, owing.asked.opens_at, when), due_at=standing.due_at,
            owed=standing.owed, returned=False, recipients=(), profile=URGENT[owing.asked.urgency],
            school=owing.unit in self.schools,
        )  # fmt: skip

    def plan(self, debt: Debt) -> list[Line]:
        """All its steps."""
        return self.reference.plan(debt)

    def rests(self, day: date, debt: Debt, person: int, audience: Audience, when: Moment) -> bool:
        """Whether that day, as things stood at that moment, nothing was to be said to the person about the debt."""
        rest = self.history.rest(debt.obligation_id, person, when)
        if not (rest.windows or rest.snoozes or rest.promises):
            return False
        return self.reference.rests(day, debt, Recipient(person, audience), rest)

    @cached_property
    def moments(self) -> list[Moment]:
        """When anything of general effect happened: blocks and rests of all kinds."""
        histories = (self.history.windows, self.history.snoozes, self.history.promises, self.history.blocked)
        return sorted({change[0] for kind in histories for changes in kind.values() for change in changes})

    def at(self, moment: datetime) -> Moment:
        """The last thing that had happened at that moment."""
        before = bisect_right(self.history.orders, moment, key=lambda one: one.at)
        return Moment(moment, self.history.orders[before - 1].order if before else 0)

    def eras(self, debt: int, last: datetime) -> Iterator[Era]:
        """The times in which it was owed, cut where its due date or its opening changed; up to `last`."""
        changes = [one.since for one in self.history.debts[debt]] + self.history.later_days.get(debt, [])
        ends = [*sorted(set(changes), key=lambda one: one.order), Moment(last, self.history.order + 1)]
        eras: list[Era] = []
        for since, until in pairwise(ends):
            found = self.as_of(debt, since)
            before = eras[-1] if eras else None
            if before is not None and before.until == since and before.debt == found:
                eras[-1] = Era(found, before.since, until)
            else:
                eras.append(Era(found, since, until))
        yield from (era for era in eras if era.debt.owed and local(era.debt.opens_at) <= era.until.at)
