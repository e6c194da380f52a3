"""After the year: what phones received, held against what was true at that moment and what was planned.

A reminder counts where it was shown. It is judged by the moment at which it was taken for sending: what came in while
it was on its way nobody could know.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.nagging import Audience, Debt, NagKey
from domain.thai import BANGKOK
from tests.year.history import Moment
from tests.year.missing import Outages, missed
from tests.year.office import MARK
from tests.year.phones import Phones
from tests.year.told import ASKED, Told, told_by_phones
from tests.year.truth import Truth

_NEWS = "แจ้งการเปลี่ยนแปลง"
TWO_MONTHS = 43
_NAMED = re.compile(rf"{MARK} (\d+)")


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
    told = list(told_by_phones(truth, phones))
    for one in told:
        made.wrong += _wrong(one, truth)
    made.duplicates += _twice(told, truth)
    made.missed += missed(told, truth, phones, outages, made.counts)
    made.overruns += phones.overruns
    made.overruns += [f"{one.at:%Y-%m-%d %H:%M}: refused, and we knew" for one in phones.refusals if one.known]
    _count(made, told, truth, phones)
    return made


def _wrong(one: Told, truth: Truth) -> Iterator[str]:
    """What should not have been said at that moment."""
    words = f"{one.at:%Y-%m-%d %H:%M} {one.message.way} to {one.person}"
    if one.message.way == "push" and not _may_be_written_to(one, truth):
        yield f"{words}: outside sending time"
    for key in sorted(one.keys):
        if (why := _wrong_line(key, one, truth)) is not None:
            yield f"{words}: {key.obligation_id} step {key.step}: {why}"
    for number in {int(number) for number in _NAMED.findall(str(_reminder(one.message.messages)))}:
        if not _concerns(number, one.person, truth, one.message.first):
            yield f"{words}: names {MARK} {number}, which is not owed"


def _reminder(messages: Sequence[object]) -> object:
    """The last of them, if it is not what has been changed: that names what is owed no more."""
    return messages[-2] if len(messages) > 1 and _NEWS in str(messages[-1]) else messages[-1]


def _may_be_written_to(one: Told, truth: Truth) -> bool:
    if truth.reference.open_at(one.at):
        return True
    return one.is_asked and not truth.reference.open_at(one.message.letter.written_at)  # an officer insisted


def _wrong_line(key: NagKey, one: Told, truth: Truth) -> str | None:
    """What is wrong with one line of a reminder, None where nothing is."""
    claimed = one.message.claimed
    debt = truth.as_of(key.obligation_id, claimed)
    capacities = [audience for person, audience in truth.hearers(key.obligation_id, claimed) if person == one.person]
    if not debt.owed:
        return "not owed"
    if truth.history.lies_unread(key.obligation_id, claimed):
        return "its file lay unread"
    if debt.due_at.date() != key.due:
        return f"due on {debt.due_at.date()}, not on {key.due}"
    if not capacities:
        return "not theirs"
    if one.lines[key] not in capacities:
        return f"told as {one.lines[key]}"
    return None if key.rule.startswith(ASKED) else _wrong_step(key, debt, capacities, one, truth)


def _wrong_step(key: NagKey, debt: Debt, capacities: Sequence[Audience], one: Told, truth: Truth) -> str | None:
    """Whether the step was planned for then, for somebody in one of these capacities, who did not rest."""
    line = next((line for line in truth.plan(debt) if line.key == key.step), None)
    up_to = _looks_ahead(one, truth)
    if line is None and key.step != "open" and not _is_beyond(key.step):
        return "no such step"  # but an opening told before a later day was given has no place any more
    if line is not None and line.moment > up_to and not _is_early_word(line.moment.date(), key, debt, one, truth):
        return f"planned for {line.moment:%Y-%m-%d %H:%M}"
    meant = [audience for audience in capacities if line is None or audience in line.to]
    if not meant:
        return "not in that capacity"
    days = {up_to.date(), one.message.letter.written_at.date()}  # what waits, or what is to come
    rests = all(truth.rests(day, debt, one.person, audience, one.message.claimed) for audience in meant for day in days)
    return "rests" if rests else None


def _is_early_word(day: date, key: NagKey, debt: Debt, one: Told, truth: Truth) -> bool:
    """Whether it is the due day's word, told before quiet days that hold the due day."""
    rest = truth.history.rest(debt.obligation_id, one.person, one.message.claimed)
    return key.step == "0" and any(
        window.covers(day) and (debt.school or not window.schools_only) for window in rest.windows
    )


def _is_beyond(step: str) -> bool:
    """Whether it comes after all that the second opinion plans: two months of working days."""
    return step.isdecimal() and int(step) > TWO_MONTHS


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
            yield f"{person} on {day}: {[f'{one.at:%H:%M} {min(one.keys).rule}' for one in found]}"


def _is_loud(key: NagKey, truth: Truth) -> bool:
    """Whether it may be told beside the day's digest."""
    urgent = truth.office.debts[key.obligation_id].asked.urgency != ""
    return urgent and (key.step == "open" or key.step.endswith("h"))


def _count(made: Reckoning, told: list[Told], truth: Truth, phones: Phones) -> None:
    """The figures of the year."""
    settled = sum(any(one.owed for one in stands) and not stands[-1].owed for stands in truth.history.debts.values())
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
