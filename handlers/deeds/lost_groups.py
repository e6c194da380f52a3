"""The officers are told of bound groups that have put the bot out: all of them in one message, at most once a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.calendar import WorkCalendar
from domain.messages import Outgoing, Push
from domain.plan import Role
from domain.thai import local
from handlers import groups
from handlers.looking import each_office
from handlers.routing import Context
from handlers.wording import groups as words

if TYPE_CHECKING:
    from storage.schema import Chat


def tick(ctx: Context) -> list[Outgoing]:
    """Tell each office on the working day, at the hour of the day's reminders, after one was lost.

    The key is that day, so a second tick tells nothing anew, and what was missed while nobody ticked is caught up.
    """
    of_office: dict[int, list[Chat]] = {}
    for chat in ctx.tx.chats.lost():
        if chat.unit is not None and chat.unit.office_id is not None:
            of_office.setdefault(chat.unit.office_id, []).append(chat)
    return each_office(lambda office_id: _tell(office_id, of_office.get(office_id, []), ctx), ctx)


def _tell(office_id: int, chats: list[Chat], ctx: Context) -> list[Outgoing]:
    if not chats:
        return []
    calendar = ctx.calendar(office_id)
    today = local(ctx.now)
    if today.time() < ctx.rules.digest or not calendar.is_sending_time(ctx.now):
        return []
    days = {chat.id: _day_to_tell(chat.left_at, calendar, ctx) for chat in chats if chat.left_at is not None}
    due = [chat for chat in chats if chat.id in days and days[chat.id] <= today.date()]
    if not due:
        return []
    newest = max(days[chat.id] for chat in due)
    message = words.lost(ctx.voice, [groups.view(chat, ctx) for chat in due])
    officers = {
        f"groups lost:{newest}:{officer.id}": officer.line_user_id
        for officer in ctx.tx.people.with_role(office_id, [Role.OFFICER])
        if officer.line_user_id is not None and officer.blocked_at is None
    }
    told = ctx.tx.outbox.have_once(officers)
    return [Push(line, (message,), once=once) for once, line in officers.items() if once not in told]


def _day_to_tell(left_at: datetime, calendar: WorkCalendar, ctx: Context) -> date:
    """The first working day whose hour of reminders had not come when the group was lost."""
    there = local(left_at)
    if calendar.is_working_day(there.date()) and there.time() < ctx.rules.digest:
        return there.date()
    return calendar.add_working_days(there.date(), 1)
