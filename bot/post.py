"""Messages into the outbox: drawn for LINE and written in the transaction that changed the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot import full_text
from bot.line import ids, outbound
from domain.discreet import for_all
from domain.events import Incoming, Place
from domain.messages import GroupPush, Message, Outgoing, Push, Reply
from domain.thai import local
from handlers.group_gate import let_through
from handlers.routing import Context
from storage.outbox import REPLY_WINDOW, Letter
from storage.schema import Inbox


@dataclass(frozen=True, slots=True)
class Answer:
    """Where and until when an event can be answered for nothing, and who is told for money if that is missed.

    In a group that is whoever spoke: a push to a group costs as many messages as it has members.
    """

    chat: str | None
    token: str | None
    until: datetime

    @classmethod
    def of(cls, row: Inbox, event: Incoming) -> Answer:
        """How the event of an inbox row is answered."""
        chat = event.chat if event.place is Place.PRIVATE else event.user
        return cls(chat, event.reply_token, row.received_at + REPLY_WINDOW)


def post(ctx: Context, outgoing: Sequence[Outgoing], answer: Answer | None) -> None:
    """Draw the messages and put them into the outbox, in the transaction of `ctx` that changed the rest.

    All replies to one event become one row, because its token can be used once; so do pushes to one person. What a
    group may not hear is kept from it here, whoever says it.
    """
    outgoing = let_through(ctx, outgoing)
    _post_to_groups(ctx, [message for message in outgoing if isinstance(message, GroupPush)])
    _post_pushes(ctx, _joined([message for message in outgoing if isinstance(message, Push)]))
    replies = [message for message in outgoing if isinstance(message, Reply)]
    if replies and answer is not None:
        said = tuple(message for reply in replies for message in reply.messages)
        whole = replace(
            replies[-1],
            messages=said,
            worth_push=any(reply.worth_push for reply in replies),
            news=tuple(key for reply in replies for key in reply.news),
            circulars=tuple(key for reply in replies for key in reply.circulars),
        )
        _post_reply(ctx, whole, answer)


def _joined(pushes: Sequence[Push]) -> list[Push]:
    """The same pushes with neighbours to one person joined, where neither is a reminder nor may be sent once only."""
    joined: list[Push] = []
    newest: dict[str, int] = {}  # where the latest push to each person stands
    for push in pushes:
        at = newest.get(push.to)
        if at is not None and _is_plain(push) and _is_plain(joined[at]):
            joined[at] = replace(joined[at], messages=(*joined[at].messages, *push.messages))
        else:
            newest[push.to] = len(joined)
            joined.append(push)
    return joined


def _is_plain(push: Push) -> bool:
    return push.once is None and not push.asks and not push.news and not push.circulars


def _post_pushes(ctx: Context, pushes: Sequence[Push]) -> None:
    once = [push.once for push in pushes if push.once is not None]
    written = ctx.tx.outbox.have_once(once) if once else ()
    wanted = [push for push in pushes if push.once is None or push.once not in written]
    rows = ctx.tx.outbox.add_all([_letter(ctx, push) for push in wanted], ctx.now)
    asked = ((line, row_id) for push, row_id in zip(wanted, rows, strict=True) for line in push.asks)
    ctx.tx.nags.add(asked, planned_for=local(ctx.now).date())
    ctx.tx.news.told((key, row_id) for push, row_id in zip(wanted, rows, strict=True) for key in push.news)
    circulars = ((key, row_id) for push, row_id in zip(wanted, rows, strict=True) for key in push.circulars)
    ctx.tx.circulars.told(circulars, ctx.now)
    ctx.tx.undelivered.told([row_id for push in wanted for row_id in push.tells], ctx.now)


def _post_to_groups(ctx: Context, pushes: Sequence[GroupPush]) -> None:
    """Each with its lines in the groups' ledger; it counts as many messages as the group has members."""
    rows = ctx.tx.outbox.add_all([_letter_to_all(ctx, push) for push in pushes], ctx.now)
    told = ((key, row_id) for push, row_id in zip(pushes, rows, strict=True) for key in push.asks)
    ctx.tx.group_nags.add(told, planned_for=local(ctx.now).date())
    circulars = ((key, row_id) for push, row_id in zip(pushes, rows, strict=True) for key in push.circulars)
    ctx.tx.circulars.told(circulars, ctx.now)


def _letter_to_all(ctx: Context, push: GroupPush) -> Letter:
    if any(message.tells > push.hears for message in push.messages):
        raise ValueError("the group may not hear so much")
    if push.members < 1 or not (push.asks or push.circulars):
        raise ValueError("what a message to a group costs and is about must be known before it is sent")
    drawn = _drawn(ctx, push.messages, "", for_group=True)
    return Letter(way="push", chat=push.to, messages=drawn, nags=bool(push.asks), recipients=push.members)


def _letter(ctx: Context, push: Push) -> Letter:
    if not ids.is_person(push.to):
        raise ValueError("a push to a group would be read by all and cost as many messages as it has members")
    drawn = _drawn(ctx, push.messages, push.to, for_group=False)
    return Letter(way="push", chat=push.to, messages=drawn, once=push.once, nags=bool(push.asks))


def _post_reply(ctx: Context, reply: Reply, answer: Answer) -> None:
    for_group = ctx.place is Place.GROUP
    private = None if for_group else answer.chat  # a link in a group would be everybody's
    drawn = _drawn(ctx, reply.messages, private or "", for_group=for_group)
    if reply.carries and len(drawn) != len(reply.messages):  # no room: it comes by itself when it is due
        reply = replace(reply, messages=reply.messages[:-1], asks=(), told=())
        drawn = _drawn(ctx, reply.messages, private or "", for_group=for_group)
    if not drawn:
        return
    worth_push = reply.worth_push and answer.chat is not None
    if answer.token is None:
        if worth_push:
            without = drawn[:-1] if reply.carries else drawn
            ctx.tx.outbox.add(Letter(way="push", chat=answer.chat or "", messages=without), ctx.now)
        return
    letter = Letter(
        way="reply",
        chat=answer.chat or "",
        messages=drawn,
        reply_token=answer.token,
        reply_until=answer.until,
        worth_push=worth_push,
        carries=reply.carries,
    )
    row_id, today = ctx.tx.outbox.add(letter, ctx.now), local(ctx.now).date()
    ctx.tx.news.told((key, row_id) for key in reply.news)
    ctx.tx.circulars.told(((key, row_id) for key in reply.circulars), ctx.now)
    if (reply.asks and not ctx.tx.nags.add_carried(reply.asks, row_id, planned_for=today)) or (
        reply.told and not ctx.tx.group_nags.add_carried(reply.told, row_id, planned_for=today)
    ):
        ctx.tx.outbox.leave_out(row_id)


def _drawn(ctx: Context, messages: Sequence[Message], chat: str, *, for_group: bool) -> list[dict[str, Any]]:
    """The message objects; what LINE does not take in one call is behind a link on the last of them.

    What a group will read is masked here, in the one place that all messages pass.
    """
    if for_group:
        messages = [for_all(message) for message in messages]
    drawn = outbound.render(messages)
    if not drawn.overflow:
        return drawn.objects
    return outbound.closed(drawn, full_text.closing(ctx, chat, messages, drawn.overflow))
