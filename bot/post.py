"""Messages into the outbox: drawn for LINE and written in the transaction that changed the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.line import outbound
from domain.events import Incoming, Place
from domain.messages import Outgoing, Push, Reply
from domain.thai import local
from storage.outbox import REPLY_WINDOW, Letter
from storage.schema import Inbox
from storage.store import Transaction


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


def post(tx: Transaction, outgoing: Sequence[Outgoing], answer: Answer | None, now: datetime) -> None:
    """Draw the messages and put them into the outbox, in the transaction that changed the rest."""
    _post_pushes(tx, [message for message in outgoing if isinstance(message, Push)], now)
    for message in outgoing:
        if isinstance(message, Reply) and answer is not None:
            _post_reply(tx, message, answer, now)


def _post_pushes(tx: Transaction, pushes: Sequence[Push], now: datetime) -> None:
    wanted = [push for push in pushes if push.once is None or not tx.outbox.has_once(push.once)]
    ids = tx.outbox.add_all([_letter(push) for push in wanted], now)
    asked = ((key, row_id) for push, row_id in zip(wanted, ids, strict=True) for key in push.asks)
    tx.nags.add(asked, planned_for=local(now).date())
    tx.undelivered.told([row_id for push in wanted for row_id in push.tells], now)


def _letter(push: Push) -> Letter:
    drawn = outbound.render(push.messages)
    return Letter(way="push", chat=push.to, messages=drawn, once=push.once, nags=bool(push.asks))


def _post_reply(tx: Transaction, reply: Reply, answer: Answer, now: datetime) -> None:
    drawn = outbound.render(reply.messages)
    if not drawn:
        return
    worth_push = reply.worth_push and answer.chat is not None
    if answer.token is None:
        if worth_push:
            tx.outbox.add(Letter(way="push", chat=answer.chat or "", messages=drawn), now)
        return
    letter = Letter(
        way="reply",
        chat=answer.chat or "",
        messages=drawn,
        reply_token=answer.token,
        reply_until=answer.until,
        worth_push=worth_push,
    )
    tx.outbox.add(letter, now)
