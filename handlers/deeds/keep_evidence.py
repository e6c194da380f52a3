"""A link is kept as evidence, and the buttons that say which work evidence belongs to. Links are never opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.audit import Noted
from domain.events import ButtonPressed, TextSaid
from domain.links import find_links
from domain.messages import Outgoing
from handlers import evidence, tasks_of
from handlers.routing import Context, Deed, numbers, reply
from handlers.wording import evidence as words
from storage.attachments import LINK

if TYPE_CHECKING:
    from storage.schema import Attachment


def keep_link(event: TextSaid, ctx: Context) -> list[Outgoing]:
    """Note the addresses, ask which work they are for, and ask for the file itself."""
    kept = ctx.tx.attachments.add(
        sender=ctx.me,
        message_id=event.message_id or f"event:{event.event_id}",
        set_id=None,
        kind=LINK,
        sha256=None,
        now=ctx.now,
        link="\n".join(find_links(event.text)),
    )
    ctx.tx.audit.note(
        ctx.now, Noted.KEEP_EVIDENCE, str(kept.id), office_id=ctx.me.office_id, person_id=ctx.me.id,
        detail={"kind": LINK},
    )  # fmt: skip
    return reply(evidence.question(kept, 0, ctx))


def tie(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """The person has said which work it is for: evidence:<attachment>:<obligation>."""
    chosen = numbers(event)
    one = _own(chosen[:1], ctx)
    if one is None or len(chosen) != 2:  # noqa: PLR2004 - two ids
        return reply(words.is_gone(ctx.voice))
    if evidence.is_record(one, ctx):
        return _accepted(one, ctx)
    if chosen[1] not in evidence.allowed(ctx):
        return reply(words.not_your_work(ctx.voice))
    return reply(evidence.tie(one, chosen[1], ctx))


def leave(event: ButtonPressed, ctx: Context) -> list[Outgoing]:
    """It is for none of the works offered, not_evidence:<attachment>:<how many were offered>: ask about the next."""
    chosen = numbers(event)
    one = _own(chosen[:1], ctx)
    if one is None:
        return reply(words.is_gone(ctx.voice))
    if evidence.is_record(one, ctx):
        return _accepted(one, ctx)
    offered = chosen[1] if len(chosen) > 1 else 0
    if one.obligation_id is not None and not offered:  # tied without being asked: to which, then
        evidence.leave(one, ctx)
    if one.obligation_id is None and evidence.is_more_to_ask(offered, ctx):
        return reply(evidence.question(one, offered, ctx))
    return reply(evidence.leave(one, ctx))


def _own(ids: list[int], ctx: Context) -> Attachment | None:
    """The speaker's own, if it is still there."""
    one = ctx.tx.attachments.get(ids[0]) if ids else None
    there = one is not None and one.person_id == ctx.me.id and bool(one.sha256 or one.link)
    return one if there else None


def _accepted(one: Attachment, ctx: Context) -> list[Outgoing]:
    debt = ctx.tx.work.obligation(one.obligation_id or 0)
    return [] if debt is None else reply(words.accepted_already(ctx.voice, *tasks_of.tasks(ctx, [debt])))


DEEDS = (
    Deed(name="keep link", do=keep_link, links=True, private=True),
    Deed(name="tie evidence", do=tie, tap="evidence", private=True),
    Deed(name="leave evidence", do=leave, tap="not_evidence", private=True),
)
