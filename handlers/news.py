"""Changes that officers make, and how people come to hear of them: with whatever comes next, or at once if it presses.

Whoever was reminded of a debt or is asked for it hears of the change, once. It costs nothing where an answer or a
reminder goes to them anyhow; only what presses is a message of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.lifecycle import State
from domain.messages import Message, Outgoing, Push
from domain.nagging import Audience, Recipient, recipients_of
from domain.news import LASTS, PRESSES_FOR, ChangedDebt, News, NewsKey, Stands, changed, presses, stands, still_to_hear
from handlers.facts import task_of
from handlers.postscripts import Postscript
from handlers.routing import Context
from handlers.wording import news as words

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from storage.news import Noticed
    from storage.schema import Obligation
    from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Before:
    """How a debt stood before an officer changed it."""

    debt: Obligation
    stands: Stands | None
    due: datetime

    @classmethod
    def of(cls, debt: Obligation) -> Before:
        """As it stands now."""
        return cls(debt, stands(State(debt.state)), debt.due_at)

    def became(self, after: Stands | None, due: datetime) -> list[ChangedDebt]:
        """What has become of it, if anything."""
        change = changed(self.debt.id, self.stands, self.due, after, due)
        return [] if change is None else [ChangedDebt(change, self.debt.unit_id, self.debt.requirement.opens_at)]


def keep(before: Iterable[Before], ctx: Context) -> None:
    """Keep what has changed since, for people to hear."""
    found = [found for one in before for found in one.became(stands(State(one.debt.state)), one.debt.due_at)]
    office_id = ctx.me.office_id
    keep_all(found, ctx.calendar(office_id), ctx.tx, ctx.now, office_id=office_id, made_by=ctx.me.id)


def keep_all(
    debts: Iterable[ChangedDebt], calendar: WorkCalendar, tx: Transaction, now: datetime, *, office_id: int,
    made_by: int | None,
) -> None:  # fmt: skip
    """Keep changes, for people to hear; what had not opened is no news. `made_by`: whose act it was, who need not."""
    changes = [(one.change, presses(one.change, now, calendar)) for one in debts if one.opened_at <= now]
    tx.news.add(changes, office_id=office_id, made_by=made_by, now=now)


def cost(debts: Sequence[Obligation], after: Stands, due: datetime | None, ctx: Context) -> words.Cost:
    """What it will cost to tell people at once of a change to these debts; nothing where it does not press."""
    return cost_of([one for debt in debts for one in Before.of(debt).became(after, due or debt.due_at)], ctx)


def cost_of(debts: Iterable[ChangedDebt], ctx: Context) -> words.Cost:
    """The same of changes that are known."""
    calendar = ctx.calendar(ctx.me.office_id)
    pressing = {
        one.change.obligation_id: one.unit_id
        for one in debts
        if one.opened_at <= ctx.now and presses(one.change, ctx.now, calendar)
    }
    hearers = _hearers(pressing.items(), ctx.me.office_id, ctx)
    people = {person for who in hearers.values() for person in who if person != ctx.me.id}
    month = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly)
    return words.Cost(len(people), month.left, at_once=calendar.is_sending_time(ctx.now))


def postscript(ctx: Context) -> Postscript | None:
    """What the speaker has not heard yet of what was changed for their units."""
    me = ctx.me
    found = ctx.tx.news.since(me.office_id, ctx.now - LASTS, ctx.my_units)
    if not found:
        return None
    told = _for_people(found, me.office_id, ctx, only=me.id).get(me.id)
    if told is None:
        return None
    return Postscript(_message(told, ctx), news=_keys(told, me.id))


def along(pushes: list[Outgoing], ctx: Context) -> list[Outgoing]:
    """The same reminders, each with what its person has not heard yet: that costs no message more."""
    if not pushes:
        return pushes
    untold = {line: one for office_id in ctx.offices() for line, one in _of_office(office_id, ctx).items()}
    return [_with(push, untold.get(push.to), ctx) if isinstance(push, Push) else push for push in pushes]


def pressing(office_id: int, ctx: Context) -> list[Outgoing]:
    """Messages to those who must hear of a change at once and have not yet, with all that they are to hear."""
    found = ctx.tx.news.since(office_id, ctx.now - PRESSES_FOR, pressing=True)
    if not _of_office(office_id, ctx, found):
        return []
    urgent = {one.change.id for one in found}
    return [
        Push(line, (_message(untold.news, ctx),), news=_keys(untold.news, untold.person_id))
        for line, untold in _of_office(office_id, ctx).items()
        if any(urgent & set(one.changes) for one in untold.news)
    ]


@dataclass(frozen=True, slots=True)
class _Untold:
    person_id: int
    news: list[News]


def _with(push: Push, untold: _Untold | None, ctx: Context) -> Push:
    if untold is None:
        return push
    return replace(
        push, messages=(*push.messages, _message(untold.news, ctx)), news=_keys(untold.news, untold.person_id)
    )


def _of_office(office_id: int, ctx: Context, found: Sequence[Noticed] | None = None) -> dict[str, _Untold]:
    """What people of an office have not heard yet, by LINE account."""
    found = ctx.tx.news.since(office_id, ctx.now - LASTS) if found is None else found
    if not found:
        return {}
    told = _for_people(found, office_id, ctx)
    lines = {member.person_id: member.line_user_id for member in ctx.tx.people.reachable(office_id)}
    return {lines[person]: _Untold(person, news) for person, news in told.items() if person in lines}


def _for_people(
    found: Sequence[Noticed], office_id: int, ctx: Context, *, only: int | None = None
) -> dict[int, list[News]]:  # fmt: skip
    """What each person (or that one) is to hear: of debts that still stand so, what was changed since they joined."""
    hearers = _hearers([(one.change.obligation_id, one.unit_id) for one in found], office_id, ctx)
    heard = ctx.tx.news.heard([one.change.id for one in found], only)
    theirs: dict[int, list[Noticed]] = {}
    for one in found:
        for person in hearers.get(one.change.obligation_id, ()):
            if person != one.made_by and only in {None, person}:
                theirs.setdefault(person, []).append(one)
    told, joined = {}, ctx.tx.news.joined(office_id)
    for person, ones in theirs.items():
        state = {one.change.obligation_id: State(one.state) for one in ones}
        changes = [one.change for one in ones if person in joined and joined[person] <= one.made_at]
        news = still_to_hear(changes, heard.get(person, ()))
        if still_so := [one for one in news if stands(state[one.obligation_id]) is one.stands]:
            told[person] = still_so
    return told


def _hearers(debts: Iterable[tuple[int, int]], office_id: int, ctx: Context) -> Mapping[int, Collection[int]]:
    """Who is to hear of changes, by debt: its owners, and heads who were reminded of it. `debts`: with their units."""
    of_unit = dict(debts)
    units = set(of_unit.values())
    if not units:
        return {}
    members = ctx.tx.people.reachable(office_id, units)
    recipients = recipients_of(members, units, {member.person_id for member in members})
    reminded = ctx.tx.news.reminded(of_unit.keys())

    def hears(one: Recipient, debt: int) -> bool:
        told = one.audience is Audience.HEAD and (one.person_id, debt) in reminded
        return told or one.audience is Audience.OWNER

    return {
        debt: {one.person_id for one in recipients.get(unit, ()) if hears(one, debt)} for debt, unit in of_unit.items()
    }


def _message(news: Sequence[News], ctx: Context) -> Message:
    debts = [(ctx.tx.work.obligation(one.obligation_id), one) for one in news]
    told = []
    for debt, one in debts:
        if debt is not None:
            office_id = debt.requirement.office_id
            form = ctx.in_office(office_id).forms[debt.requirement.form]
            task = task_of(debt, form, ctx.calendar(office_id), ctx.now, [debt.unit_id])
            told.append(words.Told(task, one))
    return words.news(ctx.voice, told)


def _keys(news: Sequence[News], person_id: int) -> tuple[NewsKey, ...]:
    return tuple(NewsKey(change, person_id) for one in news for change in one.changes)
