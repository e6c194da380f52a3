"""What an officer must see to today: which topics, in what order, and whether it is worth a message.

Pure: facts go in as they were counted, sections come out. An officer who lets a form wait is chased like everybody
else, so overdue reviews stand first. A topic about which there is nothing to say is left out; with none left there is
no message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from domain.calendar import WorkCalendar
from domain.critical_path import Need, OnPath
from domain.thai import BANGKOK, local

SOON: Final = 7  # working days: what falls due by then and reaches nobody on LINE needs a telephone
PATH_PRESSES: Final = 10  # working days of slack from which on the path is told without being asked for
DRAFTED_FOR: Final = 5  # working days that an order may wait for its signature
MINUTES_AFTER: Final = 3  # working days
MINUTES_UNTIL: Final = timedelta(days=60)  # after a meeting; later nobody asks for them
LATE_FOR_DIRECTORS: Final = 7  # working days; what is later than that is told to directors, once a week
FRESH_FOR: Final = timedelta(hours=3)  # after the hour of the digests; a list that comes later is no morning list


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningRules:
    """`review_after`: working days a form may wait for an officer; `needs`: days of the office's steps, by work."""

    review_after: int = 3
    needs: Mapping[str, Need] = field(default_factory=dict)


class Late(NamedTuple):
    """A requirement of which something is past due: how many debts of how many units, and the oldest due moment."""

    title: str
    debts: int
    units: int
    oldest: datetime


class Review(NamedTuple):
    """A requirement of which something waits for an officer; `overdue` of them longer than they may.

    `oldest`: since when the first waits; None where that was never recorded.
    """

    title: str
    waiting: int
    overdue: int
    oldest: datetime | None


class Stuck(NamedTuple):
    """Messages held or refused, events parked, and files whose sender never said what they are for."""

    undelivered: int = 0
    parked: int = 0
    unanswered: int = 0


class Contact(NamedTuple):
    """Somebody who serves a unit. `blocked`: registered, and has blocked the account since."""

    name: str
    position: str
    blocked: bool


class Call(NamedTuple):
    """A unit that owes something soon or late and that nobody can be reached for on LINE."""

    unit: str
    debts: int
    first_due: datetime
    people: tuple[Contact, ...]


class Asked(NamedTuple):
    """Requests for later dates, proposals or drafts on which nothing was decided, and since when the first waits."""

    waiting: int = 0
    oldest: datetime | None = None


class Unheard(NamedTuple):
    """A circular that so many people have not acknowledged whom it takes a telephone to ask."""

    title: str
    people: int


class Unspoken(NamedTuple):
    """A requirement of which forms wait for a committee, so many of whose members have not spoken of all of them."""

    title: str
    forms: int
    members: int
    oldest: datetime


class Unminuted(NamedTuple):
    """A meeting of which nobody has drafted minutes."""

    committee: str
    held_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An office's morning, as counted. `late_units`: over all requirements; `to_call`, `on_path`: how many there are.

    `late`, `reviews`, `calls`: oldest first; `calls` and `path` may hold fewer than there are.
    """

    late: tuple[Late, ...] = ()
    late_units: int = 0
    reviews: tuple[Review, ...] = ()
    stuck: Stuck = field(default_factory=Stuck)
    calls: tuple[Call, ...] = ()
    to_call: int = 0
    path: tuple[OnPath, ...] = ()
    on_path: int = 0
    later_dates: Asked = field(default_factory=Asked)
    proposals: Asked = field(default_factory=Asked)
    unheard: tuple[Unheard, ...] = ()
    opinions: tuple[Unspoken, ...] = ()
    orders: Asked = field(default_factory=Asked)
    minutes: tuple[Unminuted, ...] = ()


class Topic(StrEnum):
    """What a section is about."""

    OVERDUE_REVIEWS = "overdue reviews"
    LATE = "late"
    REVIEWS = "reviews"
    STUCK = "stuck"
    CALLS = "calls"
    UNHEARD = "unheard"  # circulars
    PATH = "path"
    LATER_DATES = "later dates"
    PROPOSALS = "proposals"  # before the director
    OPINIONS = "opinions"
    ORDERS = "orders"  # drafted, and not signed
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoffs:
    """Moments that separate, for questions to the database.

    `today`: Bangkok's midnight. `late`: what was due before it is late. `very_late`: what was due before it is late by
    more than LATE_FOR_DIRECTORS working days. `soon`: what is due before it is due within SOON working days or late.
    `waited`: what has waited since before it has waited too long. `drafted`: so have drafts of orders made before it.
    `met`: of what met before it there should be minutes.
    """

    today: datetime
    late: datetime
    very_late: datetime
    soon: datetime
    waited: datetime
    drafted: datetime
    met: datetime


def cutoffs(now: datetime, calendar: WorkCalendar, rules: MorningRules) -> Cutoffs:
    """The cutoffs of a moment. On a day off everything counts from the last working day before it."""
    today = local(now).date()
    worked = calendar.add_working_days(today, 0)
    return Cutoffs(
        today=_midnight(today),
        late=_midnight(worked),
        very_late=_midnight(calendar.add_working_days(worked, -LATE_FOR_DIRECTORS)),
        soon=_midnight(calendar.add_working_days(today, SOON) + timedelta(days=1)),
        waited=_midnight(calendar.add_working_days(worked, -rules.review_after)),
        drafted=_midnight(calendar.add_working_days(worked, -DRAFTED_FOR)),
        met=_midnight(calendar.add_working_days(worked, -MINUTES_AFTER)),
    )


def topics(facts: Facts) -> tuple[Topic, ...]:
    """What there is to say, most urgent first."""
    waiting, overdue = sum(r.waiting for r in facts.reviews), sum(r.overdue for r in facts.reviews)
    said = {
        Topic.OVERDUE_REVIEWS: overdue,
        Topic.LATE: len(facts.late),
        Topic.REVIEWS: waiting - overdue,
        Topic.STUCK: sum(facts.stuck),
        Topic.CALLS: facts.to_call,
        Topic.PATH: len(facts.path),
        Topic.LATER_DATES: facts.later_dates.waiting,
        Topic.PROPOSALS: facts.proposals.waiting,
        Topic.UNHEARD: len(facts.unheard),
        Topic.OPINIONS: len(facts.opinions),
        Topic.ORDERS: facts.orders.waiting,
        Topic.MINUTES: len(facts.minutes),
    }
    return tuple(topic for topic in Topic if said[topic])


def pressing(facts: Facts, today: datetime) -> Facts:
    """What of it is worth a message to somebody who has not asked: no path with time to spare, for one.

    Of messages that did not go out, and of every request for a later date, officers are told at once: alone, and such
    requests made since `today` began, they are no reason to write again. Nor are forms that came in today one alone,
    nor what waits for others: the director, of whose decision officers are told the moment it is made, a committee
    that is told itself, a signature, minutes.
    """
    waits = facts
    facts = replace(facts, proposals=Asked(), opinions=(), orders=Asked(), minutes=())
    oldest = facts.later_dates.oldest
    if oldest is not None and oldest >= today:
        facts = replace(facts, later_dates=Asked())
    told = replace(facts, path=tuple(one for one in facts.path if one.slack <= PATH_PRESSES))
    noticed = topics(told) == (Topic.STUCK,) and told.stuck.parked == told.stuck.unanswered == 0
    told = replace(told, stuck=Stuck()) if noticed else told
    older = replace(told, reviews=tuple(one for one in told.reviews if one.oldest is None or one.oldest < today))
    found = told if topics(older) else older
    if not topics(found):
        return found
    return replace(
        found, proposals=waits.proposals, opinions=waits.opinions, orders=waits.orders, minutes=waits.minutes
    )


def is_morning(now: datetime, calendar: WorkCalendar, hour: datetime) -> bool:
    """Whether the list goes out now: a working day's sending time, from the hour of the digests while it is fresh."""
    return hour <= now < hour + FRESH_FOR and calendar.is_sending_time(now)


def opens_the_week(today: date, calendar: WorkCalendar) -> bool:
    """Whether it is the first working day of its week: Monday, or the day after it when that is a day off."""
    sunday = today - timedelta(days=today.weekday() + 1)
    return calendar.add_working_days(sunday, 1) == today


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), BANGKOK)
