"""The clock's deed: plan the reminders of every office. It only reads; what it says is posted afterwards.

The whole country may be one office, so everything is read as plain rows, each kind once, and sentences are made for
the digests alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from domain.lifecycle import OWED
from domain.messages import Message, Outgoing, Push
from domain.nagging import OPEN, USUAL, Digest, Rest, decide, next_digest
from domain.plan import UnitKind
from domain.rights import Right
from domain.thai import local
from handlers import news
from handlers.facts import Task, days_left
from handlers.postscripts import Postscript
from handlers.reminding import Names, clusters_heard, recipients_of
from handlers.routing import Context
from handlers.wording import nags as words

if TYPE_CHECKING:
    from datetime import date

    from storage.people import Member
    from storage.work import Owed

_STATES = [state.value for state in OWED]


def tick(ctx: Context) -> list[Outgoing]:
    """Decide for each office, and turn each digest into one message. Sending re-checks every debt."""
    return news.along([push for office in ctx.tx.people.offices() for push in _office(office.id, ctx)], ctx)


def _office(office_id: int, ctx: Context) -> list[Outgoing]:
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    if not calendar.is_sending_time(ctx.now) or local(ctx.now).time() < ctx.rules.digest:
        return []
    requirements = {r.id: r for r in ctx.tx.work.open_requirements(office_id, ctx.now)}
    pressing = {
        r.id for r in requirements.values() if ctx.rules.ladders[ctx.rules.profile_of(r.urgency)].breaks_through
    }
    told, members = ctx.tx.nags.last_told(office_id, today), ctx.tx.people.reachable(office_id)
    untold = {m.person_id for m in members if m.person_id not in told}
    again = {who for who, at in told.items() if at <= ctx.now - ctx.rules.apart} if pressing else set()
    if not untold and not again:
        return []
    rest, schools = _rest(office_id, ctx, today)
    names = Names.of(office_id, ctx.in_office(office_id), requirements, schools)
    clusters = clusters_heard(office_id, members, ctx)
    recipients = recipients_of(members, names.units, untold | again, clusters)
    rows = (row for row in ctx.tx.work.owed(office_id, _STATES, ctx.now) if row.unit_id in recipients)
    owed = {row.id: row for row in rows if untold or row.requirement_id in pressing}
    debts = [names.debt(row, recipients[row.unit_id]) for row in owed.values()]
    ledger = ctx.tx.nags.ledger(office_id, _STATES, today, pressing)
    digests = decide(ctx.now, debts, ctx.rules, ledger, told, calendar, rest=rest)
    return _pushes(office_id, digests, members, names, owed, ctx) if digests else []


def postscript(ctx: Context) -> Postscript | None:
    """What the next digest would tell the speaker, behind an answer: that costs nothing, and is not pushed then.

    Whoever was reminded today hears nothing more, and overseers have lists of their own. The first word about a work
    is a message of its own, which stands out and can be found again.
    """
    me, calendar = ctx.me, ctx.calendar(ctx.me.office_id)
    if ctx.may(Right.SEE_ALL):
        return None
    owed = {row.id: row for row in ctx.tx.work.owed(me.office_id, _STATES, ctx.now, ctx.my_units)}
    today = local(ctx.now).date()
    if not owed or ctx.tx.nags.was_told(me.id, today) or ctx.tx.rests.snoozed_until(me.id, today) is not None:
        return None
    at = next_digest(ctx.now, calendar, ctx.rules)
    requirements = {r.id: r for r in ctx.tx.work.open_requirements(me.office_id, ctx.now)}
    rest, schools = _rest(me.office_id, ctx, local(at).date())
    names = Names.of(me.office_id, ctx, requirements, schools)
    recipients = recipients_of(ctx.tx.people.reachable(me.office_id, ctx.my_units), ctx.my_units, {me.id})
    mine = {unit_id: tuple(one for one in who if one.person_id == me.id) for unit_id, who in recipients.items()}
    debts = [names.debt(row, mine[row.unit_id]) for row in owed.values() if row.unit_id in mine]
    digests = decide(at, debts, ctx.rules, ctx.tx.nags.of_person(me.id, owed), {}, calendar, rest=rest)
    if not digests or any(item.step.at == OPEN for item in digests[0].items):
        return None
    message = _message(digests[0], me.name, _tasks(me.office_id, names, owed, ctx), ctx)
    return Postscript(message, asks=tuple(sorted(digests[0].keys)))


def _rest(office_id: int, ctx: Context, today: date) -> tuple[Rest, Collection[int]]:
    """What rests, and the ids of the schools where only they do."""
    rests = ctx.tx.rests
    windows = rests.windows(office_id)
    of_schools = any(window.schools_only for window in windows)
    schools = ctx.tx.people.ids_of_kind(office_id, UnitKind.SCHOOL) if of_schools else ()
    return Rest(windows, rests.snoozes(office_id, today), rests.promises(office_id, _STATES)), schools


def _pushes(
    office_id: int, digests: Sequence[Digest], members: Iterable[Member], names: Names, owed: Mapping[int, Owed],
    ctx: Context,
) -> list[Outgoing]:  # fmt: skip
    """Each digest in words, as a message to its person."""
    people, task = {m.person_id: m for m in members}, _tasks(office_id, names, owed, ctx)
    return [
        Push(
            people[digest.person_id].line_user_id,
            (_message(digest, people[digest.person_id].name, task, ctx),),
            asks=tuple(sorted(digest.keys)),
        )
        for digest in digests
    ]


def _tasks(office_id: int, names: Names, owed: Mapping[int, Owed], ctx: Context) -> Callable[[int], Task]:
    """From an obligation's id to its facts; those of a debt are found once, whoever hears of it."""
    with_file = ctx.tx.submissions.standing(office_id, _STATES)
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
