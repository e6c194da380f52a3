"""ข้อความที่ส่งไม่ออก: whom the bot could not reach with what, and a button that sends it after all.

An officer hears of it once a day without asking: behind the next answer, which is free, or by a push while there are
paid messages left.
"""

from __future__ import annotations

from datetime import datetime

from domain.audit import Noted
from domain.events import Incoming
from domain.messages import Outgoing, Push
from domain.phrases.understanding import Intent
from domain.rights import Right, roles_with
from domain.thai import local
from handlers.postscripts import Postscript
from handlers.routing import Context, Deed, reply
from handlers.wording import undelivered as words
from storage.undelivered import notice_key

SHOWN = 10


def undelivered(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """List what did not go out to people of the speaker's office."""
    office_id = ctx.me.office_id
    messages = ctx.tx.undelivered.of_office(office_id, ctx.now, limit=SHOWN)
    if not messages:
        return reply(words.nothing(ctx.voice))
    ctx.tx.audit.note(ctx.now, Noted.SHOW_UNDELIVERED, "outbox", office_id=office_id, person_id=ctx.me.id)
    if ctx.may(Right.SEND_AGAIN):
        _note_told(ctx, _untold(ctx, office_id))
    view = words.UndeliveredView(
        messages=tuple(words.Unsent(m.name, m.unit, m.said, m.status, m.written_at) for m in messages),
        count=ctx.tx.undelivered.count(office_id, ctx.now),
        left=_left(ctx),
        may_send=ctx.may(Right.SEND_AGAIN),
    )
    return reply(words.listed(ctx.voice, view))


def send_again(_event: Incoming, ctx: Context) -> list[Outgoing]:
    """Let the office's messages go after all, as far as there are paid messages left."""
    if _left(ctx) == 0:
        return reply(words.no_room(ctx.voice))
    count = ctx.tx.undelivered.requeue(ctx.me.office_id, ctx.now)
    ctx.tx.audit.note(
        ctx.now, Noted.SEND_AGAIN, "outbox", office_id=ctx.me.office_id, person_id=ctx.me.id, detail={"messages": count}
    )
    return reply(words.on_their_way(ctx.voice, count) if count else words.nothing(ctx.voice))


def postscript(ctx: Context) -> Postscript | None:
    """Behind an answer to an officer who has not heard of it today: how many did not go out."""
    if not ctx.may(Right.SEND_AGAIN) or not (ids := _untold(ctx, ctx.me.office_id)) or _heard_today(ctx, ctx.me.id):
        return None
    _note_told(ctx, ids)
    return Postscript(words.notice(ctx.voice, len(ids)))


def tick(ctx: Context) -> list[Outgoing]:
    """Once a day in office hours, while it can be paid for: tell every officer what nobody has been told of."""
    where = ctx.tx.undelivered.untold_in(ctx.now) if _left(ctx) != 0 else ()
    return [push for office_id in ctx.offices() if office_id in where for push in _office(office_id, ctx)]


def _office(office_id: int, ctx: Context) -> list[Outgoing]:
    ids = ctx.tx.undelivered.untold(office_id, ctx.now, since=ctx.now)
    if not ids or not ctx.calendar(office_id).is_sending_time(ctx.now):
        return []
    notice = words.notice(ctx.voice, len(ids))
    return [
        Push(officer.line_user_id or "", (notice,), once=notice_key(officer.id, ctx.now), tells=tuple(ids))
        for officer in ctx.tx.people.with_role(office_id, roles_with(Right.SEND_AGAIN))
        if officer.blocked_at is None and not _heard_today(ctx, officer.id)
    ]


def _untold(ctx: Context, office_id: int) -> list[int]:
    """What nobody was told of before today: what one officer has heard of, another still may."""
    return ctx.tx.undelivered.untold(office_id, ctx.now, since=_today(ctx))


def _note_told(ctx: Context, ids: list[int]) -> None:
    ctx.tx.undelivered.told(ids, ctx.now)
    ctx.tx.audit.note(ctx.now, Noted.TOLD_UNDELIVERED, str(ctx.me.id), office_id=ctx.me.office_id, person_id=ctx.me.id)


def _heard_today(ctx: Context, person_id: int) -> bool:
    told = ctx.tx.audit.count(Noted.TOLD_UNDELIVERED, str(person_id), since=_today(ctx)) > 0
    return told or ctx.tx.undelivered.noticed(person_id, ctx.now)


def _today(ctx: Context) -> datetime:
    return local(ctx.now).replace(hour=0, minute=0, second=0, microsecond=0)


def _left(ctx: Context) -> int | None:
    return ctx.tx.quota.figures(ctx.now, otherwise=ctx.monthly).left


DEEDS = (
    Deed(
        name="undelivered", do=undelivered, intents=frozenset({Intent.UNDELIVERED}), right=Right.SEE_ALL, private=True
    ),
    Deed(name="send again", do=send_again, tap="resend", right=Right.SEND_AGAIN, private=True),
)
