"""Files and photos: fetched from LINE at once and kept, apart from the deeds, so that a slow one holds up nobody else.

LINE deletes them; ours stay. Each call does one thing and says whether there was work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.line import inbound
from bot.line.content import Content, Gone, NotYet, TooLarge
from domain.events import FileSent
from storage.errors import AlreadyDoneError
from storage.inbox import ATTEMPTS
from storage.schema import Inbox
from storage.store import Store

log = structlog.get_logger()

SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(seconds=60)
PATIENCE = timedelta(hours=1)  # so long LINE may need to prepare a file, or be away


class ContentSource(Protocol):
    """The part of LINE that fetching needs."""

    def content(self, message_id: str, largest: int) -> Content | NotYet | Gone | TooLarge:
        """The bytes somebody sent, if they are no more than `largest`."""
        ...


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches what the inbox waits for. `largest`: bytes a file may have.

    `expect` is called when a file is on its way that somebody will have to read.
    """

    store: Store
    line: ContentSource
    largest: int
    worker: int | None = None
    expect: Callable[[], None] = lambda: None

    def fetch_one(self, now: Callable[[], datetime]) -> bool:
        """Fetch for the oldest event that waits for its bytes; True if there was one."""
        with self.store.begin() as tx:
            row = tx.inbox.claim_fetch(now(), self.worker)
            tx.commit()
        if row is None:
            return False
        try:
            self._fetch(row, now)
        except AlreadyDoneError:
            log.warning("the event was taken over or taken back", inbox=row.id)
        return True

    def _fetch(self, row: Inbox, now: Callable[[], datetime]) -> None:
        event = inbound.parse(row.payload)
        size = event.size if isinstance(event, FileSent) else 0
        if row.attempts > ATTEMPTS:  # it took its worker with it every time
            self._note(row, "gone", None, now())
        elif size > self.largest:
            self._note(row, "too_large", None, now())
        else:
            if isinstance(event, FileSent):
                self.expect()
            self._ask(row, now)

    def _ask(self, row: Inbox, now: Callable[[], datetime]) -> None:
        got = self.line.content(row.message_id or "", self.largest)
        match got:
            case Content():
                self.store.files.keep(got.data)  # slow, so before the transaction is opened
                self._note(row, "fetched", got, now())
            case NotYet() if now() - row.received_at < PATIENCE:
                waited = now() - row.received_at
                with self.store.begin() as tx:
                    tx.inbox.postpone(row, now(), min(max(waited / 4, SHORTEST_WAIT), LONGEST_WAIT))
                    tx.commit()
            case TooLarge():
                self._note(row, "too_large", None, now())
            case _:
                self._note(row, "gone", None, now())

    def _note(self, row: Inbox, content: str, got: Content | None, now: datetime) -> None:
        with self.store.begin() as tx:
            sha256 = tx.files.keep(got.data, got.mime, now) if got else None
            tx.inbox.content_is(row, content, sha256, now)
            tx.commit()
