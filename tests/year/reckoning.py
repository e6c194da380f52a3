"""After the year: what phones received, held against what was true at that moment and what was planned.

A reminder counts where it was shown. It is judged by the moment at which it was taken for sending: what came in while
it was on its way nobody could know.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from domain.nagging import Audience, NagKey
from domain.thai import BANGKOK
from tests.domain.reminder_reference import Line
from tests.year.history import Moment
from tests.year.office import MARK
from tests.year.phones import Phones, Received
from tests.year.truth import Era, Truth
from tests.year.windows import told_by

ASKED = "asked:"
Outages = Sequence[tuple[datetime, datetime]]
_NAMED = re.compile(rf"{MARK} (\d+)")
_DAY = timedelta(days=1)


class Told(NamedTuple):
    """A reminder on a phone: of these lines of the ledger, to this person."""

    message: Received
    person: int
    keys: frozenset[NagKey]

    @property
    def at(self) -> datetime:
        """When it was taken for sending."""
        return self.message.claimed.at

    @property
    def is_asked(self) -> bool:
        """Whether an officer wanted it."""
        return any(key.rule.startswith(ASKED) for key in self.keys)


@dataclass
class Reckoning:
    """What was found, in words, and figures."""

    wrong: list[str] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    overruns: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def faults(self) -> list[str]:
        """Every promise that was broken."""
        named = {"wrong": self.wrong, "twice": self.duplicates, "missed": self.missed, "overrun": self.overruns}
        return [f"{kind}: {words}" for kind, found in named.items() for words in found]


def reckon(truth: Truth, phones: Phones, outages: Outages) -> Reckoning:
    """Open the books. `outages`: from when until when no worker lived."""
    made = Reckoning()
    told = list(_told(truth, phones))
    for one in told:
        made.wrong += _wrong(one, truth)
    made.duplicates += _twice(told, truth)
    made.missed += _missed(told, truth, phones, outages, made.counts)
    made.overruns += phones.overruns
    made.overruns += [f"{one.at:%Y-%m-%d %H:%M}: refused, and we knew" for one in phones.refusals if one.known]
    _count(made, told, truth, phones)
    return made


def _told(truth: Truth, phones: Phones) -> Iterator[Told]:
    """The messages that remind; behind an answer only if the reminder was not left out of it."""
    persons = {phone: person for person, phone in truth.office.persons.items()}
    for message in phones.received:
        keys = truth.history.asks.get(message.letter.outbox_id)
        whole = message.way == "push" or len(message.messages) == message.letter.parts
        if keys and whole and (message.way == "reply" or message.letter.nags):
            yield Told(message, persons[message.phone], frozenset(keys))


def _wrong(one: Told, truth: Truth) -> Iterator[str]:
    """What should not have been said at that moment."""
    claimed, words = one.message.claimed, f"{one.at:%Y-%m-%d %H:%M} {one.message.way} to {one.person}"
    if one.message.way == "push" and not _may_be_written_to(one, truth):
        yield f"{words}: outside sending time"
    for key in sorted(one.keys):
        if (why := _wrong_line(key, one, truth)) is not None:
            yield f"{words}: {key.obligation_id} step {key.step}: {why}"
    for number in {int(number) for number in _NAMED.findall(str(one.message.messages[-1]))}:
        if not _concerns(number, one.person, truth, one.message.first):
            yield f"{words}: names {MARK} {number}, which is not owed"


def _may_be_written_to(one: Told, truth: Truth) -> bool:
    if truth.reference.open_at(one.at):
        return True
    return one.is_asked and not truth.reference.open_at(one.message.letter.written_at)  # an officer insisted


def _wrong_line(key: NagKey, one: Told, truth: Truth) -> str | None:  # noqa: PLR0911 - a list of what can be wrong
    """What is wrong with one line of a reminder, None where nothing is."""
    claimed, history = one.message.claimed, truth.history
    debt = truth.as_of(key.obligation_id, claimed)
    capacities = [audience for person, audience in truth.hearers(key.obligation_id, claimed) if person == one.person]
    if not debt.owed:
        return "not owed"
    if history.lies_unread(key.obligation_id, claimed):
        return "its file lay unread"
    if debt.due_at.date() != key.due:
        return f"due on {debt.due_at.date()}, not on {key.due}"
    if not capacities:
        return "not theirs"
    if key.rule.startswith(ASKED):
        return None
    lines = [line for line in truth.plan(debt) if line.key == key.step]
    if not lines and key.step != "open":
        return "no such step"
    if lines and lines[0].moment > _looks_ahead(one, truth):
        return f"planned for {lines[0].moment:%Y-%m-%d %H:%M}"
    meant = [audience for audience in capacities if not lines or audience in lines[0].to]
    if not meant:
        return "not in that capacity"
    day = _looks_ahead(one, truth).date()
    if all(truth.rests(day, debt, one.person, audience, claimed) for audience in meant):
        return "rests"
    return None


def _looks_ahead(one: Told, truth: Truth) -> datetime:
    """Up to when steps may be told: what rides along with an answer tells what the next digest would."""
    if one.message.way == "push":
        return one.at
    written = one.message.letter.written_at
    digest = datetime.combine(written.date(), truth.rules.digest, BANGKOK)
    if written < digest and truth.calendar.is_working_day(written.date()):
        return digest
    return datetime.combine(truth.calendar.add_working_days(written.date(), 1), truth.rules.digest, BANGKOK)


def _concerns(number: int, person: int, truth: Truth, when: Moment) -> bool:
    """Whether anything with that number was owed by whom that person hears of."""
    return any(
        truth.history.standing(debt, when).owed and person in {who for who, _ in truth.hearers(debt, when)}
        for debt in truth.numbered[number]
    )


def _twice(told: list[Told], truth: Truth) -> Iterator[str]:
    """The same line told twice, or two ordinary messages to a person on one day."""
    lines: Counter[NagKey] = Counter(key for one in told for key in one.keys)
    yield from (f"{key} {times} times" for key, times in lines.items() if times > 1)
    days: dict[tuple[int, date], list[Told]] = defaultdict(list)
    for one in told:
        if not any(_is_loud(key, truth) for key in one.keys):
            days[one.person, one.at.date()].append(one)
    for (person, day), found in days.items():
        if len(found) > 1:
            yield f"{person} on {day}: {[f'{one.at:%H:%M} {sorted(one.keys)[0].rule}' for one in found]}"


def _is_loud(key: NagKey, truth: Truth) -> bool:
    """Whether it may be told beside the day's digest."""
    urgent = truth.office.debts[key.obligation_id].asked.urgency != ""
    return urgent and (key.step == "open" or key.step.endswith("h"))


def _missed(
    told: list[Told], truth: Truth, phones: Phones, outages: Outages, counts: Counter[str]
) -> Iterator[str]:
    """Steps planned for somebody who could have been told all the while, and was not."""
    heard: dict[tuple[int, int], list[tuple[datetime, NagKey]]] = defaultdict(list)
    days: dict[tuple[int, date], list[Told]] = defaultdict(list)
    for one in told:
        days[one.person, one.at.date()].append(one)
        for key in one.keys:
            heard[key.obligation_id, one.person].append((one.at, key))
    judge = _Judge(truth, phones, outages, days)
    last = datetime.combine(truth.office.size.last, time(16, 30), BANGKOK)
    for debt in truth.office.debts:
        for era in truth.eras(debt, last):
            for line in truth.plan(era.debt):
                end = told_by(line, truth.calendar)
                if line.moment < era.since.at or end > era.until.at:
                    continue
                for person, audience in truth.hearers(debt, truth.at(line.moment)):
                    if audience not in line.to:
                        continue
                    counts["steps planned"] += 1
                    if _was_told(heard[debt, person], line, end, era):
                        counts["steps told in time"] += 1
                    elif (why := judge.excuse(era, line, end, person, audience)) is None:
                        yield f"{debt} step {line.key} of {line.moment:%Y-%m-%d %H:%M} to {person} ({audience})"
                    else:
                        counts[f"steps not told: {why}"] += 1


def _was_told(heard: list[tuple[datetime, NagKey]], line: Line, end: datetime, era: Era) -> bool:
    """In the very step, or by a later message that names the debt."""
    due = era.debt.due_at.date()
    for at, key in heard:
        itself = key.step == line.key and (key.due == due or key.step == "open")
        if at <= end and (itself or at >= line.moment):
            return True
    return False


@dataclass
class _Judge:
    """Says why somebody could not be told."""

    truth: Truth
    phones: Phones
    outages: Outages
    days: dict[tuple[int, date], list[Told]]

    def excuse(self, era: Era, line: Line, end: datetime, person: int, audience: Audience) -> str | None:
        """None where there is none."""
        start, last = self.truth.at(line.moment), self.truth.at(end)
        if self._was_away(end):
            return "no worker"
        if self._rested(era, line, end, person, audience, last):
            return "rest"
        if self._changed(era, person, audience, start, last):
            return "blocked, or another serves"
        if self._is_tight(start, end):
            return "quota"
        if any(a.at <= end and b.at >= line.moment for a, b in self.truth.history.lay_unread.get(era.debt.obligation_id, ())):
            return "its file lay unread"
        if self._heard_other_things(line, end, person):
            return "heard other things that day"
        return None

    def _was_away(self, end: datetime) -> bool:
        """Whether no worker lived in the last hours of the window, in which it would have been told at the latest."""
        return any(first < end and until > end - timedelta(hours=2.5) for first, until in self.outages)

    def _rested(self, era: Era, line: Line, end: datetime, person: int, audience: Audience, last: Moment) -> bool:
        day = line.moment.date()
        while day <= end.date():
            changes = [one for one in self.truth.moments if one.at.date() == day]
            moments = [self.truth.at(datetime.combine(day, time(8), BANGKOK)), *changes, last]
            if any(self.truth.rests(day, era.debt, person, audience, when) for when in moments):
                return True
            day += _DAY
        return False

    def _changed(self, era: Era, person: int, audience: Audience, start: Moment, last: Moment) -> bool:
        """Whether the person did not hear of it in that capacity all the while."""
        among = [one for one in self.truth.moments if start.order <= one.order <= last.order]
        phone = self.truth.office.persons[person]
        hears = all((person, audience) in self.truth.hearers(era.debt.obligation_id, one) for one in (start, *among, last))
        return not hears or self.phones.was_away(phone, start.at, last.at)

    def _is_tight(self, start: Moment, end: datetime) -> bool:
        tight = self.phones.tight.get(f"{end:%Y-%m}") or self.phones.tight.get(f"{start.at:%Y-%m}")
        return tight is not None and tight.at <= end

    def _heard_other_things(self, line: Line, end: datetime, person: int) -> bool:
        """Whether the day's one message had gone before the step came up, or an officer had spoken in its place."""
        found = self.days.get((person, end.date()), [])
        if line.loud:
            return any(end - one.at < self.truth.rules.apart for one in found)
        return any(one.is_asked or _decided(one) < line.moment for one in found)


def _decided(one: Told) -> datetime:
    return one.message.letter.written_at


def _count(made: Reckoning, told: list[Told], truth: Truth, phones: Phones) -> None:
    """The figures of the year."""
    settled = sum(
        any(one.owed for one in stands) and not stands[-1].owed for stands in truth.history.debts.values()
    )
    pushes = [one for one in phones.received if one.way == "push"]
    made.counts.update(
        {
            "obligations": len(truth.office.debts), "obligations settled": settled,
            "messages pushed": len(pushes), "reminders pushed": sum(one.message.way == "push" for one in told),
            "reminders carried free": sum(one.message.way == "reply" for one in told),
            "answers": sum(one.way == "reply" for one in phones.received),
            "refused by the month's limit": len(phones.refusals), "paid": sum(phones.used.values()),
            "known keys sent again": phones.calls["409"],
            "answers lost": phones.calls["lost"], "5xx": phones.calls["broken"],
            "wrong": len(made.wrong), "duplicates": len(made.duplicates), "missed": len(made.missed),
            "overruns": len(made.overruns),
        }
    )  # fmt: skip

