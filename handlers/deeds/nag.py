"""The clock's deed: plan the reminders of every office. It only reads; what it says is posted afterwards.

The whole country may be one office, so everything is read as plain rows, each kind once, and sentences are made for
the digests alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from domain.messages import Message, Outgoing, Push
from domain.nagging import (
    OPEN,
    USUAL,
    Digest,
    Means,
    NagKey,
    Outlook,
    Way,
    Worth,
    carried,
    decide,
    left_unsaid,
    left_waiting,
    next_digest,
    recipients_of,
    ways,
)
from domain.plan import Role
from domain.rights import Right
from domain.thai import local
from handlers import news
from handlers.due_in_groups import named
from handlers.facts import Task, days_left
from handlers.looking import stays_busy
from handlers.postscripts import Postscript
from handlers.reminder_rounds import STATES, Round, outlook_of, rest_of, round_of
from handlers.reminding import Names
from handlers.routing import Context
from handlers.wording import nags as words

if TYPE_CHECKING:
    from storage.work import Owed


def tick(ctx: Context) -> list[Outgoing]:
    """Decide for each office, and turn what is to be written now into messages. Sending re-checks every debt."""
    month = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly)
    limited = month.left is not None
    offices = [round_of(office_id, ctx, looks_ahead=limited) for office_id in ctx.offices()]
    rounds = [one for one in offices if one is not None]
    stays_busy([one.office_id for one in rounds if one.digests], ctx)  # written now or left waiting
    digests = [digest for one in rounds for digest in one.digests]
    found = _ways(rounds, digests, month.left, ctx) if digests else {}
    if limited and ctx.looking is not None and ctx.looking.elsewhere:  # others are to leave them room
        ctx.looking.coming |= {
            one.office_id: one.coming + left_unsaid(one.digests, found, one.ledger) for one in rounds
        }
    if not digests:
        return []
    written = {person_id for person_id, way in found.items() if way is Way.PUSH}
    left_out = {person_id for person_id, way in found.items() if way is Way.NO_ROOM}
    reminders = news.along([push for one in rounds for push in _pushes(one, written, ctx)], ctx)
    return [*reminders, *(push for one in rounds for push in _to_officers(one, left_out, ctx))]


def _ways(rounds: Sequence[Round], digests: Sequence[Digest], left: int | None, ctx: Context) -> Mapping[int, Way]:
    """The way of each digest, by its person. All offices share the account's messages."""
    if left is None:
        return {digest.person_id: Way.PUSH for digest in digests}
    room = max(0, left - ctx.reserve - ctx.tx.quota.queued())
    elsewhere = [] if ctx.looking is None else [ctx.looking.expected(one, ctx) for one in ctx.looking.elsewhere]
    means = Means(room, sum((*(one.coming for one in rounds), *elsewhere), start=Outlook()))
    ledger: AbstractSet[NagKey] = frozenset().union(*(one.ledger for one in rounds))
    if means.suffice(len(digests)):
        return {digest.person_id: Way.PUSH for digest in digests}
    groups = [group for one in rounds for group in named(one.office_id, one.owed.values(), ctx)]
    return ways(ctx.now, digests, ledger, means, groups)


def reckon(ctx: Context) -> list[Outgoing]:
    """Before anything is said: what offices need of this month of which that is not known, from today on."""
    if ctx.looking is not None:
        ctx.looking.coming |= {one: outlook_of(one, ctx, with_today=True) for one in ctx.offices()}
    return []


def _to_officers(of_office: Round, left_out: Collection[int], ctx: Context) -> list[Outgoing]:
    """Once a day: which units must hear by telephone of what is due or has opened, as there is no message left."""
    items = [item for digest in of_office.digests if digest.person_id in left_out for item in digest.items]
    units = dict.fromkeys(one.debt.unit for one in items if Worth.of(one.step, one.audience) <= Worth.OPENING)
    if not units:
        return []
    officers = ctx.tx.people.with_role(of_office.office_id, [Role.OFFICER])
    message, day = words.no_room(ctx.voice, list(units)), local(ctx.now).date()
    return [
        Push(officer.line_user_id or "", (message,), once=f"no room:{day}:{officer.id}")
        for officer in officers
        if officer.blocked_at is None
    ]


def postscript(ctx: Context) -> Postscript | None:
    """What waits for such an answer, or what the next digest would say: it costs nothing, and is not pushed then.

    Whoever was reminded today hears nothing more, and overseers have lists of their own. The first word about a work
    is a message of its own, which stands out and can be found again, unless messages are short and it waits already.
    """
    me, calendar, today = ctx.me, ctx.calendar(ctx.me.office_id), local(ctx.now).date()
    if ctx.may(Right.SEE_ALL):
        return None
    owed = {row.id: row for row in ctx.tx.work.owed(me.office_id, STATES, ctx.now, ctx.my_units)}
    if not owed or ctx.tx.nags.was_told(me.id, today) or ctx.tx.rests.snoozed_until(me.id, today) is not None:
        return None
    requirements = {r.id: r for r in ctx.tx.work.open_requirements(me.office_id, ctx.now)}
    rest, schools = rest_of(me.office_id, ctx, today)
    names = Names.of(me.office_id, ctx, requirements, schools)
    recipients = recipients_of(ctx.tx.people.reachable(me.office_id, ctx.my_units), ctx.my_units, {me.id})
    mine = {unit_id: tuple(one for one in who if one.person_id == me.id) for unit_id, who in recipients.items()}
    debts = [names.debt(row, mine[row.unit_id]) for row in owed.values() if row.unit_id in mine]
    told = ctx.tx.nags.of_person(me.id, owed)

    def digest_at(moment: datetime) -> Digest | None:
        return next(iter(decide(moment, debts, ctx.rules, told, {}, calendar, rest=rest)), None)

    waiting = digest_at(left_waiting(ctx.now, calendar))
    digest = carried(ctx.now, waiting, digest_at(next_digest(ctx.now, calendar, ctx.rules)))
    if digest is None:
        return None
    message = _message(digest, me.name, _tasks(me.office_id, names, owed, ctx), ctx)
    return Postscript(message, asks=tuple(sorted(digest.lines)))


def _pushes(of_office: Round, written: Collection[int], ctx: Context) -> list[Outgoing]:
    """Each digest that is written, as a message to its person."""
    digests = [digest for digest in of_office.digests if digest.person_id in written]
    if not digests:
        return []
    people = {m.person_id: m for m in of_office.members}
    task = _tasks(of_office.office_id, of_office.names, of_office.owed, ctx)
    return [
        Push(
            people[digest.person_id].line_user_id,
            (_message(digest, people[digest.person_id].name, task, ctx),),
            asks=tuple(sorted(digest.lines)),
        )
        for digest in digests
    ]


def _tasks(office_id: int, names: Names, owed: Mapping[int, Owed], ctx: Context) -> Callable[[int], Task]:
    """From an obligation's id to its facts; those of a debt are found once, whoever hears of it."""
    with_file = ctx.tx.submissions.standing(office_id, STATES)
    calendar = ctx.calendar(office_id)

    @cache
    def task(obligation_id: int) -> Task:
        row = owed[obligation_id]
        left = days_left(row.due_at, calendar, ctx.now)
        return names.task(row, days_left=left, has_file=obligation_id in with_file)

    return task


def _message(digest: Digest, name: str, task: Callable[[int], Task], ctx: Context) -> Message:
    items = [
        words.Asked(
            task(item.debt.obligation_id),
            item.audience,
            opening=item.step.at == OPEN,
            by_the_hour=item.debt.profile != USUAL,
        )
        for item in digest.items
    ]
    also = [task(debt.obligation_id) for debt in digest.also]
    return words.digest(ctx.voice, name, items, also)
