"""Members of a committee hear that forms wait to be screened: behind an answer once a day, else in a message.

The manual, work 1, step 3.3. The message is paid for once a requirement and person, and not for those who have heard of
it behind an answer since the forms wait.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.messages import Outgoing, Push
from domain.morning import is_morning
from domain.thai import BANGKOK, local
from handlers import opining, screening_waits
from handlers.looking import each_office, stays_busy
from handlers.postscripts import Postscript
from handlers.routing import Context
from handlers.wording import screenings as words

if TYPE_CHECKING:
    from domain.calendar import WorkCalendar
    from storage.people import Member


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer to a member: how many forms they have not spoken of."""
    today = local(ctx.now).replace(hour=0, minute=0, second=0, microsecond=0)
    if _heard(ctx.me.id, today, ctx):
        return None
    open_ = opining.Own(ctx).open
    if not open_:
        return None
    ctx.tx.audit.note(ctx.now, Noted.TOLD_TO_SCREEN, str(ctx.me.id), office_id=ctx.me.office_id, person_id=ctx.me.id)
    return Postscript(words.waits_for_you(ctx.voice, [(one.title, one.waiting - one.given) for one in open_]))


def tick(ctx: Context) -> list[Outgoing]:
    """The clock's part: on a working morning, while the month's reserve is not touched."""
    left = ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left
    if left is not None and left <= ctx.reserve:
        stays_busy(ctx.offices(), ctx)
        return []
    return each_office(lambda office_id: _office(office_id, ctx), ctx)


def _office(office_id: int, ctx: Context) -> list[Push]:
    calendar, today = ctx.calendar(office_id), local(ctx.now).date()
    if not is_morning(ctx.now, calendar, datetime.combine(today, ctx.rules.digest, BANGKOK)):
        return []
    waits = [one for one in screening_waits.of_office(office_id, ctx) if _waited(one.since, calendar, ctx)]
    people = {member.person_id: member for member in ctx.tx.people.reachable(office_id)} if waits else {}
    asked = [(people[person], one, left) for one in waits for person, left in one.members.items() if person in people]
    told = ctx.tx.outbox.have_once([_key(person, one) for person, one, _ in asked]) if asked else set()
    return [
        _push(person, one, left, ctx)
        for person, one, left in asked
        if _key(person, one) not in told and not _heard(person.person_id, one.since, ctx)
    ]


def _waited(since: datetime, calendar: WorkCalendar, ctx: Context) -> bool:
    """Whether it waits since a working day before today: what came in an hour ago may ride along first."""
    return calendar.working_days_between(local(since).date(), local(ctx.now).date()) >= 1


def _push(person: Member, waits: screening_waits.Waits, left: int, ctx: Context) -> Push:
    message = words.waits_for_you(ctx.voice, [(waits.title, left)])
    return Push(person.line_user_id, (message,), once=_key(person, waits))


def _key(person: Member, waits: screening_waits.Waits) -> str:
    return f"to screen:{waits.id}:{person.person_id}"


def _heard(person_id: int, since: datetime, ctx: Context) -> bool:
    return ctx.tx.audit.count(Noted.TOLD_TO_SCREEN, str(person_id), since=since) > 0
