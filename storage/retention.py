"""What is too old is erased, a batch at a time: the content goes, that something was there stays.

Files taken for an obligation, their receipts and its evidence are official records and are not looked at here; what
still waits to be done or sent is not either. Each call takes few statements, whatever the size of its batch.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, case, cast, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from storage import pictures
from storage.files import FOR_ONE_PERSON, OUT_OF_TIME, OVER, Files
from storage.schema import Attachment, Document, Inbox, Outbox, SentMessage, Submission, UnclearPhrase, Upload

BATCH = 200  # rows; nobody's webhook waits long for the transaction of so few
NOBODY = "-"  # instead of an account in rows that need one; LINE has no such account
NO_EVENT, NO_MESSAGES = "{}", "[]"  # what is left of a payload
SETTLED = ("sent", "withdrawn", "expired", "uncertain")  # nothing will be sent of these any more
UNDONE = "dead"  # an event that was given up: it stays visible, without its words


class Retention:
    """Erasing by age. Each method treats one batch and returns its ids in their order, none when nothing is left.

    `before`: what came earlier is too old; `after`: the last id of the batch before, so that no row is looked at twice.
    """

    def __init__(self, session: Session, files: Files) -> None:
        self._session = session
        self._files = files

    def words(self, before: datetime, after: int) -> list[int]:
        """What was typed, and everything else that LINE told of finished events: whose they were, too."""
        return self._events(("done",), before, after)

    def unclear(self, before: datetime, after: int) -> list[int]:
        """What was typed and not understood, and is kept so that it may be taught."""
        query = select(UnclearPhrase.id).where(UnclearPhrase.said_at < before, UnclearPhrase.id > after)
        ids = list(self._session.scalars(query.order_by(UnclearPhrase.id).limit(BATCH)))
        self._session.execute(delete(UnclearPhrase).where(UnclearPhrase.id.in_(ids)))
        return ids

    def parked_events(self, before: datetime, after: int) -> list[int]:
        """The same of events that were given up."""
        return self._events((UNDONE,), before, after)

    def answers(self, before: datetime, after: int) -> list[int]:
        """What the bot said, wherever nothing is to be sent any more."""
        return self._messages(SETTLED, before, after)

    def refused_messages(self, before: datetime, after: int) -> list[int]:
        """Messages LINE refused: after so long nobody has them sent again."""
        ids = self._messages(("refused",), before, after)
        self._session.execute(update(Outbox).where(Outbox.id.in_(ids)).values(status="expired"))
        return ids

    def documents(self, before: datetime, after: int, now: datetime) -> list[int]:
        """Files made for one person's eyes; their links are over."""
        query = select(Document.id, Document.sha256).where(Document.kind.in_(FOR_ONE_PERSON), Document.made_at < before)
        rows = self._session.execute(query.where(Document.id > after).order_by(Document.id).limit(BATCH)).all()
        self._session.execute(delete(Document).where(Document.id.in_([row.id for row in rows])))
        return self._without_bytes(rows, now)

    def uploads(self, before: datetime, after: int, now: datetime) -> list[int]:
        """Files that belong to no work, with their names."""
        placed = exists().where(Submission.upload_id == Upload.id)
        query = select(Upload.id, Upload.sha256).where(Upload.arrived_at < before, Upload.outcome.not_in(OVER), ~placed)
        rows = self._session.execute(query.where(Upload.id > after).order_by(Upload.id).limit(BATCH)).all()
        ids = [row.id for row in rows]
        self._session.execute(update(Upload).where(Upload.id.in_(ids)).values(outcome=OUT_OF_TIME, name=""))
        events = select(Upload.inbox_id).where(Upload.id.in_(ids))
        self._session.execute(update(Inbox).where(Inbox.id.in_(events)).values(sha256=None))
        return self._without_bytes(rows, now)

    def attachments(self, before: datetime, after: int, now: datetime) -> list[int]:
        """Photos, documents and links that belong to no debt; what belongs to one is a record."""
        loose = (Attachment.obligation_id.is_(None), or_(Attachment.sha256.is_not(None), Attachment.link != ""))
        query = select(Attachment.id, Attachment.sha256).where(Attachment.received_at < before, *loose)
        rows = self._session.execute(query.where(Attachment.id > after).order_by(Attachment.id).limit(BATCH)).all()
        ids = [row.id for row in rows]
        copies = pictures.drop(self._session, ids)
        erased = update(Attachment).where(Attachment.id.in_(ids))
        self._session.execute(erased.values(sha256=None, name="", link=""))
        self._files.erase_unused({row.sha256 for row in rows if row.sha256} | copies, now)
        return ids

    def fetched(self, before: datetime, after: int, now: datetime) -> list[int]:
        """What was fetched for an event and is no upload: the event alone would keep its bytes for ever."""
        uploaded = exists().where(Upload.inbox_id == Inbox.id)
        query = select(Inbox.id, Inbox.sha256).where(
            Inbox.sha256.is_not(None), Inbox.received_at < before, Inbox.status.in_(("done", UNDONE)), ~uploaded
        )
        rows = self._session.execute(query.where(Inbox.id > after).order_by(Inbox.id).limit(BATCH)).all()
        self._session.execute(update(Inbox).where(Inbox.id.in_([row.id for row in rows])).values(sha256=None))
        return self._without_bytes(rows, now)

    def _events(self, statuses: Collection[str], before: datetime, after: int) -> list[int]:
        query = select(Inbox.id).where(
            Inbox.status.in_(statuses), Inbox.received_at < before, cast(Inbox.payload, String) != NO_EVENT
        )
        ids = list(self._session.scalars(query.where(Inbox.id > after).order_by(Inbox.id).limit(BATCH)))
        private = case((Inbox.conversation == Inbox.user_id, NOBODY), else_=Inbox.conversation)
        erased: dict[str, Any] = {"payload": {}, "error": "", "user_id": None, "conversation": private}
        self._session.execute(update(Inbox).where(Inbox.id.in_(ids)).values(erased))
        return ids

    def _messages(self, statuses: Collection[str], before: datetime, after: int) -> list[int]:
        query = select(Outbox.id).where(
            Outbox.status.in_(statuses), Outbox.created_at < before, cast(Outbox.messages, String) != NO_MESSAGES
        )
        ids = list(self._session.scalars(query.where(Outbox.id > after).order_by(Outbox.id).limit(BATCH)))
        self._session.execute(delete(SentMessage).where(SentMessage.outbox_id.in_(ids)))
        erased: dict[str, Any] = {"messages": [], "chat": NOBODY, "reply_token": None, "error": ""}
        self._session.execute(update(Outbox).where(Outbox.id.in_(ids)).values(erased))
        return ids

    def _without_bytes(self, rows: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> list[int]:
        self._files.erase_unused({row.sha256 for row in rows}, now)
        return [row.id for row in rows]
