"""Circulars (หนังสือเวียน): what people are told and asked to acknowledge, and when they are asked once more.

An order, an appointment, a result: whatever the manual says somebody is to be told of goes through here, so that who
has seen it is known (the manual, work 1, steps 2.2, 3.1, 3.2, 4.2 and 6). Whoever has answered is left in peace.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.thai import local

ASK_AGAIN_AFTER: Final = 3  # working days without an answer
MESSAGES: Final = 3  # what somebody is told and asked again, for money, of one circular; then it takes a telephone
CALL_FOR: Final = 10  # working days in which the morning's list names whom to telephone; then only who asks hears of it
MENTIONS: Final = 6  # the same with what rides along with answers


class Kind(StrEnum):
    """What a circular is about."""

    ORDER = "order"  # คำสั่ง
    MEETING = "meeting"
    VISIT = "visit"
    RESULT = "result"  # of an evaluation by สพฐ.
    NEWS = "news"  # anything else that an office makes known


class Answer(StrEnum):
    """What somebody says to a circular; each of them is an answer."""

    ACKNOWLEDGED = "acknowledged"  # รับทราบ
    UNABLE = "unable"  # ไม่สะดวก
    DELEGATED = "delegated"  # ส่งตัวแทน, whose name is the remark


class CircularKey(NamedTuple):
    """A line of the ledger: the person is told of the circular for the `turn`-th time, counted from 0."""

    circular_id: int
    person_id: int
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCircular:
    """What is to be told. `parts`: what each person, by id, is in it (กรรมการและเลขานุการ); "": nothing in particular.

    `lines`: sentences for everybody. `document_id`: what each may open. `until`: aware, from when nobody is asked any
    more because it is over; None: there is no such moment.
    """

    kind: Kind
    title: str
    parts: Mapping[int, str]
    lines: tuple[str, ...] = ()
    requirement_id: int | None = None
    document_id: int | None = None
    until: datetime | None = None
    in_groups: bool = False


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Somebody who has not answered a circular: how often they were told of it, and when last (aware)."""

    turns: int = 0
    last: datetime | None = None
    until: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether nothing is left to be asked."""
        return self.until is not None and now >= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a circular stands: so many people, so many of whom have answered so."""

    people: int
    answers: Mapping[Answer, int] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many have said anything."""
        return sum(self.answers.values())


def is_to_be_told(one: Unanswered, now: datetime, calendar: WorkCalendar, hour: time) -> bool:
    """Whether a message goes to them now, in the office's sending time: the first at once, others in the morning.

    `hour`: Bangkok's, from which the day's reminders go out.
    """
    if one.is_over(now) or one.turns >= MESSAGES:
        return False
    if one.last is None:
        return True
    there = local(now)
    return there.time() >= hour and _waited(one.last, now, calendar) >= ASK_AGAIN_AFTER


def may_ride_along(one: Unanswered, now: datetime) -> bool:
    """Whether an answer to something else may carry it: not twice on a day, and not for ever."""
    if one.is_over(now) or one.turns >= MENTIONS:
        return False
    return one.last is None or local(one.last).date() < local(now).date()


def needs_a_call(one: Unanswered, sent_at: datetime, now: datetime, calendar: WorkCalendar, *, on_line: bool) -> bool:
    """Whether somebody should be telephoned: they cannot be written to, or were asked as often as anybody is."""
    if one.is_over(now):
        return False
    if not on_line:
        return True
    last = one.last or sent_at
    return one.turns >= MESSAGES and _waited(last, now, calendar) >= ASK_AGAIN_AFTER


def is_pressing(one: Unanswered, sent_at: datetime, now: datetime, calendar: WorkCalendar, *, on_line: bool) -> bool:
    """Whether the officer is told in the morning to telephone somebody: each morning for two weeks, not for ever."""
    if not needs_a_call(one, sent_at, now, calendar, on_line=on_line):
        return False
    since = (one.last or sent_at) if on_line else sent_at
    return _waited(since, now, calendar) <= CALL_FOR


def _waited(since: datetime, now: datetime, calendar: WorkCalendar) -> int:
    return calendar.working_days_between(local(since).date(), local(now).date())
