"""ไม่สะดวก ส่งตัวแทน: somebody invited cannot come, and may name who comes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.audit import Noted
from domain.circulars import Answer, Kind
from domain.committees import begins_with_title
from domain.events import Incoming, TextSaid
from domain.messages import Outgoing
from domain.phrases.asking import tidy
from domain.phrases.meetings import sends_nobody
from domain.phrases.understanding import Intent
from handlers import circulating
from handlers.routing import Context, Deed, argument, reply
from handlers.wording import meetings as words

if TYPE_CHECKING:
    from storage.schema import Meeting

KIND: Final = "delegate"
_LONGEST: Final = 100  # characters of a name


def decline(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Say that one cannot come: unable:<circular>, or typed of the next meeting to which one is invited."""
    number = _next_invitation(ctx) if isinstance(event, TextSaid) else argument(event) or 0
    circular = ctx.tx.circulars.get(number, ctx.me.office_id)
    if circular is None or circular.cancelled_at is not None or circular.kind not in {Kind.MEETING, Kind.VISIT}:
        return reply(words.no_invitation(ctx.voice))
    if circular.until is not None and ctx.now >= circular.until:
        return reply(words.no_invitation(ctx.voice))
    ctx.tx.circulars.answer(number, ctx.me.id, Answer.UNABLE, now=ctx.now)
    circulating.note(Noted.DECLINE, number, ctx)
    ctx.tx.registers.keep_draft(ctx.me.id, KIND, {"circular": number}, ctx.now)
    return reply(words.who_instead(ctx.voice))


def name_delegate(event: Incoming, ctx: Context) -> list[Outgoing]:
    """Who comes instead, typed."""
    found = ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now)
    if found is None or not isinstance(event, TextSaid):
        return reply(words.no_invitation(ctx.voice))
    number = int(found.said["circular"])
    ctx.tx.registers.drop_draft(ctx.me.id)
    name = tidy(event.text)[:_LONGEST]
    if sends_nobody(event.text) or (ctx.said is not None and ctx.said.intent is Intent.CANCEL_DIALOG) or not name:
        return reply(words.not_delegated(ctx.voice))
    ctx.tx.circulars.answer(number, ctx.me.id, Answer.DELEGATED, now=ctx.now, remark=name)
    circulating.note(Noted.DECLINE, number, ctx)
    return reply(words.delegated(ctx.voice, name))


def takes(event: TextSaid, ctx: Context, unclaimed: bool) -> bool:  # noqa: FBT001 - called by the table
    """Whether words name who comes instead: nobody else claims them, or they begin as a name does."""
    if ctx.person is None or ctx.said is None or ctx.tx.registers.draft(ctx.me.id, KIND, ctx.now) is None:
        return False
    gives_up = ctx.said.intent is Intent.CANCEL_DIALOG or sends_nobody(event.text)
    return unclaimed or not ctx.said.sure or gives_up or begins_with_title(event.text)


def _next_invitation(ctx: Context) -> int:
    """The circular of the next meeting to which the speaker is invited; 0 for none."""
    meetings: list[Meeting] = ctx.tx.meetings.to_come(ctx.me.office_id, ctx.now)
    mine = (one for one in meetings if any(member.person_id == ctx.me.id for member in one.members))
    return next((one.circular_id for one in mine if one.circular_id is not None), 0)


DECLINE = Deed(
    name="decline an invitation", do=decline, intents=frozenset({Intent.DECLINE}), tap="unable", private=True
)
ANSWER = Deed(name="name a delegate", do=name_delegate, tap="delegate", private=True)
DEEDS = (DECLINE, ANSWER)
