"""The decision: what was told, what is owed and who rests go in, the digests to send at this moment come out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from domain.calendar import WorkCalendar
from domain.nagging.debts import Debt, Digest, Item, NagKey, NagLine, Recipient
from domain.nagging.planning import Asked, Passed, early_word, passed_steps
from domain.nagging.rest import Rest
from domain.nagging.resting import Resting
from domain.nagging.rules import OPEN, Audience, Rules
from domain.thai import BANGKOK, local

_NO_REST: Final = Rest()
_DAY: Final = timedelta(days=1)
_CLOSENESS: Final = {
    one: near
    for near, one in enumerate(
        (Audience.OWNER, Audience.HEAD, Audience.CLUSTER_CHAIR, Audience.OFFICER, Audience.DIRECTOR)
    )
}


def decide(  # noqa: PLR0913 - everything that a pure decision depends on
    now: datetime,
    debts: Sequence[Debt],
    rules: Rules,
    ledger: Collection[NagKey],
    last_told: Mapping[int, datetime],
    calendar: WorkCalendar,
    *,
    rest: Rest = _NO_REST,
) -> list[Digest]:
    """The digests to send at this moment (aware), by person id; linear in the number of debts.

    `last_told`: when each person was last reminded; what is before today does not matter. The first reminder of a day
    is the digest of all there is to say; after it only steps that break through are told, and what else is untold of
    the same debts. Only debts with a step addressed to them reach heads, officers and directors; owners also see, as
    `also`, their other open debts. An opening notice never goes stale, and an extension does not repeat it: let
    `ledger` hold the keys of earlier due dates too. Of people who cannot be told now it may lack any.
    """
    if not calendar.is_sending_time(now) or local(now).time() < rules.digest:
        return []
    resting = Resting(rest, _day(now), calendar)
    round_ = _Round(rules, _day(now), _Told(ledger), _Hearing(now, rules, last_told), resting)
    passed = passed_steps(now, rules, calendar)
    live = [(debt, passed(_asked(debt))) for debt in debts if debt.owed and debt.opens_at <= now]
    if rest.windows:
        live = [(debt, (*steps, *_early(debt, round_.resting, now, rules, calendar))) for debt, steps in live]
    reached = {person for debt, steps in live for person in round_.with_reason(debt, steps)}
    return round_.digests(live, reached)


def _early(debt: Debt, resting: Resting, now: datetime, rules: Rules, calendar: WorkCalendar) -> list[Passed]:
    """The word of the due day, today, where quiet days would swallow it."""
    today = _day(now)
    if resting.last_day(debt) != today or today >= calendar.add_working_days(_day(debt.due_at), 0):
        return []
    word = early_word(debt, today, calendar, rules)
    return [word] if word else []


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


class _Hearing:
    """Who may be told now: everybody not yet told today; beside the digest, whoever was told long enough ago."""

    def __init__(self, now: datetime, rules: Rules, last_told: Mapping[int, datetime]) -> None:
        today = _day(now)
        self.heard = {person: at for person, at in last_told.items() if _day(at) >= today}
        self._until = now - rules.apart

    def may_hear(self, person: int) -> bool:
        """Whether there is time for a word, if it is one that breaks through."""
        at = self.heard.get(person)
        return at is None or at <= self._until


class _Round:
    """One decision. `news`: of a debt, what each capacity of each person is still to be told."""

    def __init__(self, rules: Rules, today: date, told: _Told, hearing: _Hearing, resting: Resting) -> None:
        self._rule = rules.rule
        self._last_call = rules.last_call
        self._today = today
        self._told = told
        self._hearing = hearing
        self.resting = resting

    def with_reason(self, debt: Debt, steps: Sequence[Passed]) -> Iterator[int]:
        """The people who are to be written to because of this debt."""
        reasons = steps if self.resting.anything else [one for one in steps if one.fresh]
        for key, one, audience in self._untold(debt, reasons):
            person = key.person_id
            if person in self._hearing.heard and not one.step.breaks_through:
                continue
            if one.fresh or self._is_kept_fresh(one, debt, person, audience):
                yield person

    def _is_kept_fresh(self, one: Passed, debt: Debt, person: int, audience: Audience) -> bool:
        """Whether rest has kept a step from being told, which it does not age on."""
        return one.limit is not None and not self.resting.is_stale(one.day, one.limit, debt, person, audience)

    def _untold(
        self, debt: Debt, steps: Sequence[Passed], among: AbstractSet[int] | None = None
    ) -> Iterator[tuple[NagKey, Passed, Audience]]:
        """The steps not yet told, for each person (of these) who may hear of the debt now, in each capacity."""
        told = self._told
        due = _day(debt.due_at)
        hearers = self._hearers(debt, among) if steps else ()
        for one in steps if hearers else ():
            for recipient in hearers:
                if recipient.audience in one.step.to:
                    key = NagKey(self._rule, debt.obligation_id, one.key, due, recipient.person_id)
                    if key not in told.keys and not (one.key == OPEN and told.opening(key)):
                        yield key, one, recipient.audience

    def _hearers(self, debt: Debt, among: AbstractSet[int] | None) -> Sequence[Recipient]:
        """Who may hear of the debt now, in which capacity. What nobody has asked for costs nothing."""
        hearers: Sequence[Recipient] = debt.recipients
        if among is not None:
            hearers = [one for one in hearers if one.person_id in among]
        if self._hearing.heard:
            hearers = [one for one in hearers if self._hearing.may_hear(one.person_id)]
        if self.resting.anything:
            hearers = [one for one in hearers if not self.resting.today(debt, one.person_id, one.audience)]
        return hearers

    def digests(self, live: Sequence[tuple[Debt, Sequence[Passed]]], people: set[int]) -> list[Digest]:
        """The digests of the people who have a reason; stale steps ride along."""
        items: dict[int, list[Item]] = {person: [] for person in sorted(people)}
        also: dict[int, list[Debt]] = {person: [] for person in people}
        lines: dict[int, set[NagLine]] = {person: set() for person in people}
        theirs = [pair for pair in live if any(one.person_id in people for one in pair[0].recipients)]
        for debt, steps in sorted(theirs, key=lambda pair: _urgency(pair[0])):
            news = self._news(debt, steps, people)
            for person, heard in news.items():
                items[person].append(self._item(debt, person, [(one, audience) for _, one, audience in heard]))
                lines[person].update(_lines(heard))
            for person in self._others(debt, people) - news.keys():
                also[person].append(debt)
        return [Digest(who, tuple(mine), tuple(also[who]), frozenset(lines[who])) for who, mine in items.items()]

    def _item(self, debt: Debt, person: int, heard: Sequence[tuple[Passed, Audience]]) -> Item:
        """A debt in a person's digest, from its untold steps in order of time."""
        audience = _closest(audience for _, audience in heard)
        reached = _reached(heard[0][0], heard[-1][0])
        return Item(debt, reached.step, audience, self._waits(reached, debt, person, audience))

    def _waits(self, one: Passed, debt: Debt, person: int, audience: Audience) -> datetime | None:
        """Until when it can wait before a day of rest comes between."""
        if one.waits is None:
            return None
        day = one.waits
        if self.resting.anything:
            day = self._today
            while day < one.waits and not self.resting.on(day + _DAY, debt, person, audience):
                day += _DAY
        return datetime.combine(day, self._last_call, BANGKOK)

    def _news(
        self, debt: Debt, steps: Sequence[Passed], people: set[int]
    ) -> dict[int, list[tuple[NagKey, Passed, Audience]]]:
        """What each of the people is told of the debt: beside the digest only if it has a reason of its own."""
        news: dict[int, list[tuple[NagKey, Passed, Audience]]] = {}
        for found in self._untold(debt, steps, among=people):
            news.setdefault(found[0].person_id, []).append(found)
        if self._hearing.heard and any(person in self._hearing.heard for person in news):
            urgent = set(self.with_reason(debt, steps))
            news = {who: heard for who, heard in news.items() if who in urgent or who not in self._hearing.heard}
        return news

    def _others(self, debt: Debt, people: set[int]) -> set[int]:
        """Whose other open debt it is: owners who get their digest and do not rest."""
        return {
            one.person_id
            for one in self._hearers(debt, people)
            if one.audience is Audience.OWNER and one.person_id not in self._hearing.heard
        }


def _lines(heard: Iterable[tuple[NagKey, Passed, Audience]]) -> Iterator[NagLine]:
    """One line of each step, in the closest of the capacities in which it is told."""
    capacities: dict[NagKey, list[Audience]] = {}
    for key, _, audience in heard:
        capacities.setdefault(key, []).append(audience)
    return (NagLine(key, _closest(audiences)) for key, audiences in capacities.items())


def _closest(audiences: Iterable[Audience]) -> Audience:
    return min(audiences, key=_CLOSENESS.__getitem__)


def _reached(first: Passed, last: Passed) -> Passed:
    """The step a debt is told at, from its first and last untold one: the last.

    A step before the due day that is days old does not outdo an opening notice still untold: a person told late is
    first told what it is about. From the due day on the opening is past telling.
    """
    before_due = isinstance(last.step.at, int) and last.step.at < 0
    return first if first.step.at == OPEN and not last.fresh and before_due else last


def _urgency(debt: Debt) -> tuple[datetime, str, str, int]:
    return (debt.due_at, debt.title, debt.subject, debt.obligation_id)


def _asked(debt: Debt) -> Asked:
    return Asked(debt.profile, debt.opens_at, debt.due_at)


def _day(moment: datetime) -> date:
    return local(moment).date()
