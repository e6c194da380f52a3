"""Who is to be reminded of what, now. Pure: the ledger of what was told goes in, the digests to send come out.

A step is due when its planned moment has passed and the ledger lacks its key, never because "today equals". So a
missed tick is caught up, a double tick says nothing, and a moved due date re-arms by itself: the due date is part
of the key. A step older than `stale_after` working days is no reason to write; it rides along in the next digest.
One digest per person per day, from the digest hour on, only in sending time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from typing import Final, Literal, NamedTuple

from domain.calendar import WorkCalendar
from domain.thai import BANGKOK, local

OPEN: Final = "open"


class Audience(StrEnum):
    """In what capacity a person is told."""

    OWNER = "owner"  # whoever may settle the debt
    HEAD = "head"  # ผอ.กลุ่ม, ผอ.โรงเรียน
    OFFICER = "officer"  # the monitoring section


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: working days from the due day (negative: before), or "open"; and who is told."""

    at: int | Literal["open"]
    to: tuple[Audience, ...]

    @property
    def key(self) -> str:
        """Its name in the ledger: "open", "-7", "0", "3"."""
        return str(self.at)


@dataclass(frozen=True, slots=True)
class Rules:
    """A ladder with its name, the hour of the digests (Bangkok), and the working days a step stays fresh."""

    rule: str
    steps: tuple[Step, ...]
    digest: time
    stale_after: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who may be told of a debt; one person may stand in several capacities."""

    person_id: int
    audience: Audience


@dataclass(frozen=True, slots=True)
class Debt:
    """One obligation as nagging sees it. Moments are aware; the Bangkok date of `due_at` counts.

    `owed` is the lifecycle's word; `returned` says it came and must be mended.
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


class NagKey(NamedTuple):
    """The ledger's unique key of one step told to one person. A new due date makes new keys."""

    rule: str
    obligation_id: int
    step: str
    due: date
    person_id: int


@dataclass(frozen=True, slots=True)
class Item:
    """A debt to be told of, the step it has reached, and in which capacity the person is told."""

    debt: Debt
    step: Step
    audience: Audience


@dataclass(frozen=True, slots=True)
class Digest:
    """One message to one person: `items` with the earliest due first, then the person's other open debts.

    `keys` go into the ledger in the transaction that writes the message.
    """

    person_id: int
    items: tuple[Item, ...]
    also: tuple[Debt, ...]
    keys: frozenset[NagKey]


@dataclass(frozen=True, slots=True)
class _Passed:
    """A step whose planned moment has passed."""

    step: Step
    key: str
    fresh: bool


Passed = tuple[_Passed, ...]


class _Told:
    """The ledger, asked by key. That a work has opened is told once, whatever becomes of its due date."""

    def __init__(self, ledger: Collection[NagKey]) -> None:
        self.keys = ledger if isinstance(ledger, AbstractSet) else frozenset(ledger)

    def opening(self, key: NagKey) -> bool:
        """Whether the person was told of this opening under whatever due date."""
        return (key.rule, key.obligation_id, key.person_id) in self._opened

    @cached_property
    def _opened(self) -> frozenset[tuple[str, int, int]]:
        return frozenset((key.rule, key.obligation_id, key.person_id) for key in self.keys if key.step == OPEN)


def planned_at(debt: Debt, step: Step, calendar: WorkCalendar, rules: Rules) -> datetime:
    """When a step of a debt falls, at the digest hour of a working day, aware.

    Offsets count working days from the due day; when that is a day off, from the last working day before it.
    "open" is the first digest hour at or after the opening; if that is not before the due day, the first
    working moment after the opening (work asked for today or tomorrow).
    """
    return _planned(debt.opens_at, _day(debt.due_at), step, calendar, rules)


def decide(
    now: datetime,
    debts: Sequence[Debt],
    rules: Rules,
    ledger: Collection[NagKey],
    last_digest: Mapping[int, date],
    calendar: WorkCalendar,
) -> list[Digest]:
    """The digests to send at this moment (aware), by person id; linear in the number of debts.

    `last_digest` is the Bangkok day of each person's last digest. Heads and officers get only debts with a step
    addressed to them; owners also see, as `also`, their other open debts. An opening notice never goes stale, and
    an extension does not repeat it: let `ledger` hold the keys of earlier due dates too.
    """
    today = _day(now)
    if not calendar.is_sending_time(now) or local(now).time() < rules.digest:
        return []
    told = _Told(ledger)
    may_hear = _may_hear(last_digest, today)
    passed = _passed_steps(now, rules, calendar)
    live = [(debt, passed(debt)) for debt in debts if debt.owed and debt.opens_at <= now]
    reached = {
        key.person_id
        for debt, steps in live
        if (fresh := [one for one in steps if one.fresh])
        for key, _, _ in _untold(debt, fresh, rules.rule, told, may_hear)
    }
    return _digests(live, rules, told, reached)


def _digests(live: Sequence[tuple[Debt, Passed]], rules: Rules, told: _Told, people: set[int]) -> list[Digest]:
    """The digests of the people who have a reason; stale steps ride along."""
    items: dict[int, list[Item]] = {person: [] for person in sorted(people)}
    also: dict[int, list[Debt]] = {person: [] for person in people}
    keys: dict[int, set[NagKey]] = {person: set() for person in people}
    theirs = [pair for pair in live if any(one.person_id in people for one in pair[0].recipients)]
    for debt, steps in sorted(theirs, key=lambda pair: _urgency(pair[0])):
        news: dict[int, list[tuple[_Passed, Audience]]] = {}
        for key, one, audience in _untold(debt, steps, rules.rule, told, people.__contains__):
            keys[key.person_id].add(key)
            news.setdefault(key.person_id, []).append((one, audience))
        for person, heard in news.items():
            audience = min((capacity for _, capacity in heard), key=_CLOSENESS.__getitem__)
            items[person].append(Item(debt, _reached(heard[0][0], heard[-1][0]), audience))
        for person in (_owners(debt) & people) - news.keys():
            also[person].append(debt)
    return [Digest(who, tuple(mine), tuple(also[who]), frozenset(keys[who])) for who, mine in items.items()]


def _reached(first: _Passed, last: _Passed) -> Step:
    """The step a debt is told at, from its first and last untold one: the last.

    A stale step before the due day does not outdo an opening notice still untold: a person told late is first
    told what it is about. After the due day the opening is past telling.
    """
    before_due = last.step.at != OPEN and last.step.at < 0
    return first.step if first.step.at == OPEN and not last.fresh and before_due else last.step


_CLOSENESS: Final = {Audience.OWNER: 0, Audience.HEAD: 1, Audience.OFFICER: 2}


def _untold(
    debt: Debt, steps: Iterable[_Passed], rule: str, told: _Told, wanted: Callable[[int], bool]
) -> Iterator[tuple[NagKey, _Passed, Audience]]:
    """The steps not yet told, for each wanted person they address."""
    due = _day(debt.due_at)
    for one in steps:
        for recipient in debt.recipients:
            if recipient.audience in one.step.to and wanted(recipient.person_id):
                key = NagKey(rule, debt.obligation_id, one.key, due, recipient.person_id)
                if key not in told.keys and not (one.key == OPEN and told.opening(key)):
                    yield key, one, recipient.audience


def _passed_steps(now: datetime, rules: Rules, calendar: WorkCalendar) -> Callable[[Debt], Passed]:
    """A function from a debt to its passed steps in order of time; worked out once per opening and due date."""
    known: dict[tuple[datetime, datetime], Passed] = {}

    def passed(debt: Debt) -> Passed:
        moments = (debt.opens_at, debt.due_at)
        steps = known.get(moments)
        if steps is None:
            steps = known[moments] = _passed(debt.opens_at, _day(debt.due_at), now, rules, calendar)
        return steps

    return passed


def _passed(opens_at: datetime, due: date, now: datetime, rules: Rules, calendar: WorkCalendar) -> Passed:
    planned = [(_planned(opens_at, due, step, calendar, rules), step) for step in rules.steps]
    planned.sort(key=lambda pair: (pair[0], pair[1].at != OPEN))
    today = _day(now)
    return tuple(
        _Passed(step, step.key, step.at == OPEN or _age(at, today, calendar) <= rules.stale_after)
        for at, step in planned
        if opens_at <= at <= now
    )


def _planned(opens_at: datetime, due: date, step: Step, calendar: WorkCalendar, rules: Rules) -> datetime:
    if step.at != OPEN:
        day = calendar.add_working_days(calendar.add_working_days(due, 0), step.at)
        return datetime.combine(day, rules.digest, BANGKOK)
    opening = _day(opens_at)
    if not calendar.is_working_day(opening) or local(opens_at).time() > rules.digest:
        opening = calendar.add_working_days(opening, 1)
    if opening >= due:
        return calendar.next_working_moment(opens_at)
    return datetime.combine(opening, rules.digest, BANGKOK)


def _may_hear(last_digest: Mapping[int, date], today: date) -> Callable[[int], bool]:
    heard = {person for person, day in last_digest.items() if day >= today}
    return lambda person: person not in heard


def _owners(debt: Debt) -> set[int]:
    return {one.person_id for one in debt.recipients if one.audience is Audience.OWNER}


def _urgency(debt: Debt) -> tuple[datetime, str, str, int]:
    return (debt.due_at, debt.title, debt.subject, debt.obligation_id)


def _age(planned: datetime, today: date, calendar: WorkCalendar) -> int:
    return calendar.working_days_between(_day(planned), today)


def _day(moment: datetime) -> date:
    return local(moment).date()
