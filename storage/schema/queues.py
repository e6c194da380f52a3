"""The inbox, the outbox, the month's quota, and heartbeats."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Double, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id

_IN_A_SET = text("set_id IS NOT NULL")
_UNSENT = text("status IN ('waiting', 'sending')")
_ON_ITS_WAY = text("tried AND status IN ('waiting', 'sending')")


class Inbox(Base):
    """An event as LINE sent it. Acknowledged only once this row is committed; `event_id` makes a repeat harmless.

    Status: waiting -> working (leased) -> done | dead. `conversation` keeps order inside one chat. `message_id` and
    `set_id` (photos sent at once) are LINE's, where the event has them.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_status_next_try_at", "status", "next_try_at"),
        Index("ix_inbox_conversation_status", "conversation", "status"),
        # Most events belong to no set: they need not pay for its index.
        Index("ix_inbox_set_id", "set_id", sqlite_where=_IN_A_SET, postgresql_where=_IN_A_SET),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    event_id: Mapped[str] = mapped_column(unique=True)
    conversation: Mapped[str]
    user_id: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str]
    message_id: Mapped[str | None] = mapped_column(index=True)
    set_id: Mapped[str | None]
    happened_ms: Mapped[int] = mapped_column(Id)
    received_at: Mapped[datetime]
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    worker: Mapped[int | None]  # who holds the lease, so that a dead one's is free at once; see `storage.presence`
    error: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))  # the content, once fetched
    content: Mapped[str] = mapped_column(default="")  # "", wanted, fetched, gone, too_large


class Outbox(Base):
    """A message to be sent, drawn when it was decided. `retry_key` is fixed here, so a repeat is LINE's 409.

    Status: waiting -> sending (leased) -> sent | withdrawn | expired | held | refused | uncertain.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_status_next_try_at", "status", "next_try_at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    way: Mapped[str]  # reply, push
    chat: Mapped[str] = mapped_column(index=True)
    reply_token: Mapped[str | None]
    reply_until: Mapped[datetime | None]
    worth_push: Mapped[bool] = mapped_column(default=False)
    messages: Mapped[list[Any]]
    retry_key: Mapped[str] = mapped_column(unique=True)
    once: Mapped[str | None] = mapped_column(unique=True)
    nags: Mapped[bool] = mapped_column(default=False)
    carries: Mapped[bool] = mapped_column(default=False)  # a reminder rides along: the last message of an answer
    recipients: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default="waiting")
    tried: Mapped[bool] = mapped_column(default=False)  # a call may have been made whose answer was never seen
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    worker: Mapped[int | None]
    sent_at: Mapped[datetime | None]
    paid: Mapped[int] = mapped_column(default=0)
    line_ids: Mapped[list[Any]] = mapped_column(default=list)
    error: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]  # when an officer was told that it could not be sent


# A morning's reminders wait by the ten thousand: the next message is found without sorting them all.
# Nor are they read to see what is on its way. What a month has paid for is counted before each message that costs.
Index("ix_outbox_on_its_way", Outbox.chat, sqlite_where=_ON_ITS_WAY, postgresql_where=_ON_ITS_WAY)
Index("ix_outbox_sent_at_paid", Outbox.sent_at, Outbox.paid)
Index("ix_outbox_unsent", Outbox.way.desc(), Outbox.nags, Outbox.id, sqlite_where=_UNSENT, postgresql_where=_UNSENT)


class SentMessage(Base):
    """A message of ours as LINE numbered it, so that a reply which quotes it is known to be meant for us."""

    __tablename__ = "sent_message"

    line_id: Mapped[str] = mapped_column(primary_key=True)
    chat: Mapped[str]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)


class RateBucket(Base):
    """What may still be called at once at one of LINE's endpoints, shared by all processes. See `storage.rates`."""

    __tablename__ = "rate_bucket"

    endpoint: Mapped[str] = mapped_column(primary_key=True)
    permits: Mapped[float] = mapped_column(Double)
    filled_at: Mapped[datetime]
    paused_until: Mapped[datetime | None]


class QuotaMonth(Base):
    """LINE's own figures for a month (YYYY-MM, Bangkok), as last asked. `allowed` None: unlimited."""

    __tablename__ = "quota_month"

    month: Mapped[str] = mapped_column(primary_key=True)
    allowed: Mapped[int | None]
    used: Mapped[int]
    asked_at: Mapped[datetime]


class Heartbeat(Base):
    """When a periodic deed last finished."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
