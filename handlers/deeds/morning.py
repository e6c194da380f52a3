"""งานเช้านี้: each working morning officers get what they must see to; directors, once a week, what is very late.

Nobody is written to with nothing to say, nor while the paid messages that are left are kept for answers; typing the
words always answers, for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.circulars import is_pressing
from domain.critical_path import SHOWN as ON_PATH
from domain.critical_path import Ahead, critical_path
from domain.events import Incoming
from domain.messages import Outgoing, Push
from domain.morning import (
    MINUTES_UNTIL,
    Cutoffs,
    Facts,
    Unheard,
    Unspoken,
    cutoffs,
    is_morning,
    opens_the_week,
    pressing,
    topics,
)
from domain.phrases.understanding import Intent
from domain.plan import Role
from domain.rights import Right
from domain.thai import BANGKOK, local
from handlers import screening_waits
from handlers.facts import subject_of
from handlers.looking import each_office, stays_busy
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import morning as words

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from storage.morning import AheadRow
    from storage.schema import Person


def morning_list(event: Incoming, ctx: Context) -> list[Outgoing]:
    """The list in short, or all of it behind its button (morning:1)."""
    whole, office_id = bool(numbers(event)), ctx.me.office_id
    calendar = ctx.calendar(office_id)
    facts = _facts(office_id, calendar, ctx, most=words.CALLS_OF_ALL if whole else words.SHOWN)
    ctx.tx.audit.note(ctx.now, Noted.SHOW_MORNING, "morning", office_id=office_id, person_id=ctx.me.id)
    return reply(words.morning(ctx.voice, _view(facts, calendar, ctx), whole=whole))


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's deed: once each working morning to each officer, and once a week to directors."""
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    if left is not None and left <= ctx.reserve:
        stays_busy(ctx.offices(), ctx)  # a larger plan, a new month: it is said as soon as it can be paid for
        return []
    return each_office(lambda office_id: _office(office_id, ctx), ctx)


def _office(office_id: int, ctx: Context) -> list[Outgoing]:
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    if not is_morning(ctx.now, calendar, datetime.combine(today, ctx.rules.digest, BANGKOK)):
        return []
    said = _to_officers(office_id, calendar, ctx)
    return [*said, *_to_directors(office_id, calendar, ctx)] if opens_the_week(today, calendar) else said


def _to_officers(office_id: int, calendar: WorkCalendar, ctx: Context) -> list[Outgoing]:
    officers = _not_yet_told(ctx.tx.people.with_role(office_id, [Role.OFFICER]), str(local(ctx.now).date()), ctx)
    if not officers:
        return []
    facts = pressing(_facts(office_id, calendar, ctx, most=words.SHOWN), _cutoffs(calendar, ctx).today)
    if not topics(facts):
        return []
    # Whoever asks for it sees who is to be telephoned, and is noted; a message nobody asked for names units only.
    unnamed = replace(facts, calls=tuple(call._replace(people=()) for call in facts.calls))
    card = words.morning(ctx.voice, _view(unnamed, calendar, ctx), whole=False)
    return [Push(officer.line_user_id or "", (card,), once=key) for officer, key in officers]


def _to_directors(office_id: int, calendar: WorkCalendar, ctx: Context) -> list[Outgoing]:
    year, week, _ = local(ctx.now).isocalendar()
    officers = {officer.id for officer in ctx.tx.people.with_role(office_id, [Role.OFFICER])}
    heads = [p for p in ctx.tx.people.with_role(office_id, [Role.DIRECTOR, Role.DEPUTY]) if p.id not in officers]
    directors = _not_yet_told(heads, f"{year}-{week}", ctx)
    if not directors:
        return []
    before = _cutoffs(calendar, ctx).very_late
    late = ctx.tx.mornings.late(office_id, ctx.now, before)
    if not late:
        return []
    facts = Facts(late=tuple(late), late_units=ctx.tx.mornings.late_units(office_id, ctx.now, before))
    card = words.weekly(ctx.voice, _view(facts, calendar, ctx))
    return [Push(director.line_user_id or "", (card,), once=key) for director, key in directors]


def _not_yet_told(people: Iterable[Person], period: str, ctx: Context) -> list[tuple[Person, str]]:
    """Who can be written to and was not in that period, with the key that allows it once."""
    keyed = [(person, f"morning:{period}:{person.id}") for person in people if person.blocked_at is None]
    told = ctx.tx.outbox.have_once([key for _, key in keyed]) if keyed else ()
    return [(person, key) for person, key in keyed if key not in told]


def _cutoffs(calendar: WorkCalendar, ctx: Context) -> Cutoffs:
    return cutoffs(ctx.now, calendar, ctx.morning)


def _facts(office_id: int, calendar: WorkCalendar, ctx: Context, *, most: int) -> Facts:
    cut, asked = _cutoffs(calendar, ctx), ctx.tx.mornings
    calls, to_call = asked.calls(office_id, ctx.now, cut.soon, most=most)
    ahead, on_path = asked.ahead(office_id, ctx.now, most=ON_PATH)
    forms = ctx.in_office(office_id)
    debts = [_ahead(row, forms) for row in ahead]
    return Facts(
        late=tuple(asked.late(office_id, ctx.now, cut.late)),
        late_units=asked.late_units(office_id, ctx.now, cut.late),
        reviews=tuple(asked.reviews(office_id, ctx.now, cut.waited)),
        stuck=asked.stuck(office_id, ctx.now, cut.today),
        calls=tuple(calls),
        to_call=to_call,
        path=critical_path(debts, ctx.morning.needs, local(ctx.now).date(), calendar),
        on_path=on_path,
        later_dates=asked.later_dates(office_id),
        proposals=asked.proposals(office_id),
        unheard=_unheard(office_id, calendar, ctx),
        opinions=tuple(
            Unspoken(one.title, one.forms, len(one.members), one.since)
            for one in screening_waits.of_office(office_id, ctx)
        ),
        orders=asked.orders(office_id, cut.drafted),
        minutes=tuple(asked.minutes(office_id, ctx.now - MINUTES_UNTIL, cut.met)),
    )


def _unheard(office_id: int, calendar: WorkCalendar, ctx: Context) -> tuple[Unheard, ...]:
    """The circulars of which somebody is asked no more in writing, and has said nothing."""
    waiting = ctx.tx.circulars.waiting(office_id)
    on_line = {member.person_id for member in ctx.tx.people.reachable(office_id)} if waiting else ()
    found: dict[int, tuple[str, int]] = {}
    for one in waiting:
        circular, there = one.circular, one.person_id in on_line
        if is_pressing(one.unanswered, circular.sent_at, ctx.now, calendar, on_line=there):
            found[circular.id] = (circular.title, found.get(circular.id, ("", 0))[1] + 1)
    return tuple(Unheard(title, people) for title, people in found.values())


def _ahead(row: AheadRow, ctx: Context) -> Ahead:
    subject, _ = subject_of(ctx.forms[row.form], row.mark, row.subject_title)
    return Ahead(row.id, row.work, row.title, subject, row.unit, row.state, row.due_at, row.external_due_at)


def _view(facts: Facts, calendar: WorkCalendar, ctx: Context) -> words.MorningView:
    return words.MorningView(
        facts=facts,
        topics=topics(facts),
        today=local(ctx.now).date(),
        review_after=ctx.morning.review_after,
        calendar=calendar,
    )


DEED = Deed(
    name="morning list",
    do=morning_list,
    intents=frozenset({Intent.MORNING}),
    tap="morning",
    right=Right.SEE_ALL,
    private=True,
)
