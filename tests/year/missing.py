"""Steps planned for somebody who could have been told all the while, and was not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from domain.nagging import Audience, NagKey
from domain.thai import BANGKOK
from tests.domain.reminder_reference import Line
from tests.year.history import Moment
from tests.year.office import CLOSES
from tests.year.phones import Phones
from tests.year.told import Told
from tests.year.truth import Era, Truth
from tests.year.windows import SAME_DAY, told_by

Outages = Sequence[tuple[datetime, datetime]]  # from when until when no worker lived
_DAY = timedelta(days=1)
_LATE = timedelta(hours=2.5)  # before the end of a window: who lives then tells what was not told before


def missed(told: Sequence[Told], truth: Truth, phones: Phones, outages: Outages, counts: Counter[str]) -> Iterator[str]:
    """The missed ones in words; `counts` is told how many there were of each kind."""
    heard: dict[tuple[int, int], list[tuple[datetime, NagKey]]] = defaultdict(list)
    days: dict[tuple[int, date], list[Told]] = defaultdict(list)
    for one in told:
        days[one.person, one.at.date()].append(one)
        for key in one.keys:
            heard[key.obligation_id, one.person].append((one.at, key))
    judge = _Judge(truth, phones, outages, days)
    for due in _steps(truth):
        counts["steps planned"] += 1
        if _was_told(heard[due.era.debt.obligation_id, due.person], due.line, due.end, due.era):
            counts["steps told in time"] += 1
        elif any(
            _was_told(heard[due.era.debt.obligation_id, other], due.line, due.end, due.era)
            for other in judge.who_hear_as_well(due)
        ):
            counts["steps told to another of the unit, as messages were short"] += 1
        elif (why := judge.excuse(due)) is not None:
            counts[f"steps not told: {why}"] += 1
        else:
            debt, at = due.era.debt.obligation_id, f"{due.line.moment:%Y-%m-%d %H:%M}"
            yield f"{debt} step {due.line.key} of {at} to {due.person} ({due.audience})"


@dataclass(frozen=True, slots=True)
class _Due:
    """A step that somebody was to be told in some capacity, and the end of its window."""

    era: Era
    line: Line
    end: datetime
    person: int
    audience: Audience


def _steps(truth: Truth) -> Iterator[_Due]:
    """All steps whose whole window lies in a time in which the debt was owed as it then stood."""
    last = datetime.combine(truth.office.size.last, CLOSES, BANGKOK)
    for debt in truth.office.debts:
        for era in truth.eras(debt, last):
            for line in truth.plan(era.debt):
                end = told_by(line, truth.calendar)
                if line.moment < era.since.at or end > era.until.at:
                    continue
                hearers = truth.hearers(debt, truth.at(line.moment))
                yield from (_Due(era, line, end, *hearer) for hearer in hearers if hearer[1] in line.to)


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
    _to_come: dict[datetime, set[tuple[date, str, Audience]]] = field(default_factory=dict)

    def who_hear_as_well(self, due: _Due) -> list[int]:
        """In a month of so many messages: the others who speak for the unit in the same capacity."""
        if due.audience not in (Audience.OWNER, Audience.HEAD) or self.phones.room_at(due.end) is None:
            return []
        hearers = self.truth.hearers(due.era.debt.obligation_id, self.truth.at(due.line.moment))
        return [person for person, audience in hearers if audience is due.audience and person != due.person]

    def excuse(self, due: _Due) -> str | None:
        """None where there is none."""
        start, last = self.truth.at(due.line.moment), self.truth.at(due.end)
        reasons = {
            "no worker": partial(self._was_away, due.end),
            "rest": partial(self._rested, due, last),
            "blocked, or another serves": partial(self._changed, due, start, last),
            "quota": partial(self._is_tight, start, due.end),
            "kept for what is worth more": partial(self._is_kept, due),
            "its file lay unread": partial(self._lay_unread, due),
            "in doubt": partial(self._is_in_doubt, due),
            "heard other things that day": partial(self._heard_other_things, due.line, due.end, due.person),
        }
        return next((why for why, holds in reasons.items() if holds()), None)

    def _is_in_doubt(self, due: _Due) -> bool:
        """Whether it was tried, LINE never said what became of it, and so it is not sent again (decision 2)."""
        keys = (self.truth.history.asks[row] for row in self.truth.in_doubt)
        debt, day = due.era.debt.obligation_id, due.era.debt.due_at.date()
        wanted = (debt, due.line.key, day, due.person)
        return any((key.obligation_id, key.step, key.due, key.person_id) == wanted for asked in keys for key in asked)

    def _lay_unread(self, due: _Due) -> bool:
        spans = self.truth.history.lay_unread.get(due.era.debt.obligation_id, ())
        return any(first.at <= due.end and last.at >= due.line.moment for first, last in spans)

    def _was_away(self, end: datetime) -> bool:
        """Whether no worker lived in the last hours of the window, in which it would have been told at the latest."""
        return any(first < end and until > end - _LATE for first, until in self.outages)

    def _rested(self, due: _Due, last: Moment) -> bool:
        day = due.line.moment.date()
        while day <= due.end.date():
            changes = [one for one in self.truth.moments if one.at.date() == day]
            moments = [self.truth.at(datetime.combine(day, time(8), BANGKOK)), *changes, last]
            if any(self.truth.rests(day, due.era.debt, due.person, due.audience, when) for when in moments):
                return True
            day += _DAY
        return False

    def _changed(self, due: _Due, start: Moment, last: Moment) -> bool:
        """Whether the person did not hear of it in that capacity all the while."""
        among = [one for one in self.truth.moments if start.order <= one.order <= last.order]
        debt, hearer = due.era.debt.obligation_id, (due.person, due.audience)
        hears = all(hearer in self.truth.hearers(debt, one) for one in (start, *among, last))
        return not hears or self.phones.was_away(self.truth.office.persons[due.person], start.at, last.at)

    def _is_tight(self, start: Moment, end: datetime) -> bool:
        tight = self.phones.tight.get(f"{end:%Y-%m}") or self.phones.tight.get(f"{start.at:%Y-%m}")
        return tight is not None and tight.at <= end

    def _is_kept(self, due: _Due) -> bool:
        """Whether all that was still to come in the month might have taken what was left of its messages."""
        room = self.phones.room_at(due.end)
        if room is None or due.line.key in SAME_DAY or due.line.key.endswith("h"):
            return False
        officers = sum(audience is Audience.OFFICER for _, audience in self.truth.serving.get("", ()))
        asked = self._asked_after(due.end)
        return room <= len(asked) + officers * len({day for day, _, _ in asked})

    def _asked_after(self, end: datetime) -> set[tuple[date, str, Audience]]:
        """On which days of the rest of the month a unit is to be told something in which capacity, as things stand."""
        if end not in self._to_come:
            now = self.truth.at(end)
            standing = [self.truth.as_of(debt, now) for debt in self.truth.office.debts]
            self._to_come[end] = {
                (line.moment.date(), debt.unit, audience)
                for debt in standing if debt.owed
                for line in self.truth.plan(debt) if line.moment > end and line.moment.month == end.month
                for audience in line.to
            }  # fmt: skip
        return self._to_come[end]

    def _heard_other_things(self, line: Line, end: datetime, person: int) -> bool:
        """Whether the day's one message had gone before the step came up, or an officer had spoken in its place."""
        found = self.days.get((person, end.date()), [])
        if line.loud:
            return any(end - one.at < self.truth.rules.apart for one in found)
        return any(one.is_asked or one.message.letter.written_at < line.moment for one in found)
