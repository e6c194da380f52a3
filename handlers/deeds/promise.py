"""กำลังทำ, เดี๋ยวส่งวันศุกร์: somebody is on it and says until when; until then they are not reminded of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.audit import Noted
from domain.events import Incoming, Place, TextSaid
from domain.extensions import promised
from domain.messages import Outgoing
from domain.phrases.dates import find_day
from domain.phrases.understanding import Intent
from domain.thai import local
from handlers import extending, tasks_of
from handlers.facts import Task
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import promises as words
from handlers.wording.people import ask_in_private

_DEBT_AND_DAY = 2
_SOME = 3  # working days


def promise(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Take the day, or ask for it: promise:<debt, 0 for all of the speaker's>:<day>.

    Whoever quotes the bot in a group mostly talks to the others about it.
    """
    if event.place is Place.GROUP:
        talks = isinstance(event, TextSaid) and event.quoting
        return [] if talks else reply(ask_in_private(ctx.voice))
    meant = tasks_of.meant(ctx, event)
    tasks = meant.owed
    if not tasks:
        return tasks_of.nothing_of(meant, words.nothing_owed(ctx.voice), ctx)
    said = numbers(event)
    if len(said) == _DEBT_AND_DAY:
        taken, day = [t for t in tasks if said[0] in (0, t.id)], extending.day_of(str(said[1]))
        return _noted(taken, day, ctx) if taken and day else reply(words.nothing_owed(ctx.voice))
    today, calendar = local(ctx.now).date(), ctx.calendar(ctx.me.office_id)
    named = find_day(event.text, today, calendar) if isinstance(event, TextSaid) else None
    if named is None or named < today:
        return reply(words.by_when(ctx.voice, tasks, _choices(tasks, ctx)))
    return _noted(tasks, named, ctx) if len(tasks) == 1 else reply(words.which(ctx.voice, tasks, named))


def _choices(tasks: Sequence[Task], ctx: Context) -> list[tuple[words.When, date]]:
    """The next working day, a few later, the due day: those that are before it, each once."""
    today, calendar = local(ctx.now).date(), ctx.calendar(ctx.me.office_id)
    due = min(task.due for task in tasks)
    some = [
        (words.When.NEXT, calendar.add_working_days(today, 1)),
        (words.When.SOON, calendar.add_working_days(today, _SOME)),
    ]
    if due < today:
        return some
    return [*((when, day) for when, day in some if day < due), (words.When.DUE, due)]


def _noted(tasks: Sequence[Task], day: date, ctx: Context) -> list[Outgoing]:
    """Keep the promises, and take back what was about to be asked."""
    today, calendar = local(ctx.now).date(), ctx.calendar(ctx.me.office_id)
    kept = []
    for task in tasks:
        until = promised(max(day, today), task.due_at, today, calendar)
        ctx.tx.promises.make(task.id, ctx.me.id, until, ctx.now)
        ctx.tx.outbox.withdraw_about(task.id, ctx.now)
        debt = ctx.tx.work.obligation(task.id)
        if debt is not None:
            extending.note(Noted.PROMISE, debt, ctx, until=until.isoformat())
        kept.append((task, until))
    return reply(words.noted(ctx.voice, kept, later_than_due=any(day > task.due for task in tasks)))


def take_back(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Nothing is promised after all, and reminders go on: unpromise:<debt, 0 for all of the speaker's>."""
    said = numbers(event)
    promised = [one for one in tasks_of.my_tasks(ctx) if ctx.tx.promises.of(one.id, ctx.me.id) is not None]
    meant = [one for one in promised if said and said[0] in (0, one.id)]
    for task in meant:
        ctx.tx.promises.take_back(task.id, ctx.me.id)
        debt = ctx.tx.work.obligation(task.id)
        if debt is not None:
            extending.note(Noted.TAKE_BACK_PROMISE, debt, ctx)
    return reply(words.taken_back(ctx.voice, meant) if meant else words.nothing_promised(ctx.voice))


DEEDS = (
    Deed(name="promise", do=promise, intents=frozenset({Intent.PROMISE}), tap="promise"),
    Deed(name="take back a promise", do=take_back, tap="unpromise", private=True),
)
