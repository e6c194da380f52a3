"""Inbox -> (fetch the file) -> deed -> one commit. Each call does one thing and says whether there was work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.line import inbound
from bot.line.content import Content, Gone, NotYet, TooLarge
from bot.post import Answer, post
from domain.errors import TidtamError
from domain.events import FileSent, Incoming, Place
from handlers import routing
from handlers.file_reading import FileRead
from handlers.routing import Context, Received
from handlers.table import DEEDS, TIMERS
from storage.errors import AlreadyDoneError
from storage.inbox import ATTEMPTS
from storage.schema import Inbox
from storage.store import Store, Transaction

log = structlog.get_logger()

CONTENT_WAIT = timedelta(seconds=2)
CONTENT_PATIENCE = timedelta(hours=1)


class WorkerDiedError(TidtamError):
    """The event took its worker with it at every attempt."""


class ContentSource(Protocol):
    """The part of LINE that fetching files needs."""

    def content(self, message_id: str, largest: int) -> Content | NotYet | Gone | TooLarge:
        """The bytes of a file somebody sent, at most so many."""
        ...

    def show_loading(self, user_id: str) -> None:
        """Show that an answer is being prepared."""
        ...


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Works off the inbox and the timers."""

    store: Store
    line: ContentSource
    make_context: Callable[[Transaction, datetime], Context]
    names: tuple[str, ...]
    largest_file: int
    read_file: Callable[[bytes, str], FileRead]

    def dispatch_one(self, now: datetime) -> bool:
        """Do the oldest event that may be done now; True if there was one."""
        with self.store.begin() as tx:
            row = tx.inbox.claim(now)
            tx.commit()
        if row is None:
            return False
        try:
            self._do(row, inbound.parse(row.payload, self.names), now)
        except AlreadyDoneError:
            log.warning("another worker took the event over", inbox=row.id)
        except Exception as failure:  # allowed here: a poisoned event must not stop the others
            log.exception("an event failed", inbox=row.id)
            self._failed(row, failure, now)
        return True

    def run_timer(self, name: str, now: datetime) -> bool:
        """Run a periodic deed, which only plans, and post what it says; False if another worker did the same.

        Between planning and posting things may come in: the ledger's key forbids a second digest, and sending looks
        again at every debt.
        """
        try:
            with self.store.reading() as tx:  # planning may take seconds, and webhooks must be kept meanwhile
                outgoing = TIMERS[name](self.make_context(tx, now))
            with self.store.begin() as tx:
                post(tx, outgoing, None, now)
                tx.audit.beat(name, now)
                tx.commit()
        except AlreadyDoneError:
            return False
        except Exception:  # allowed here: a failed tick is tried again by the next one
            log.exception("a periodic deed failed", timer=name)
            return False
        return True

    def _do(self, row: Inbox, event: Incoming, now: datetime) -> None:
        if row.attempts > ATTEMPTS:
            raise WorkerDiedError(row.id)
        received = None
        if isinstance(event, FileSent) and self._wanted(event, now):
            received = self._content(row, event, now)
            if received is None:
                return  # LINE is still preparing it; the event waits
        with self.store.begin() as tx:
            context = self.make_context(tx, now).about(event, received)
            outgoing = routing.answer(DEEDS, event, context)
            post(tx, [] if event.silent else outgoing, Answer.of(row, event), now)
            tx.inbox.finish(row)
            tx.commit()

    def _wanted(self, event: FileSent, now: datetime) -> bool:
        with self.store.reading() as tx:
            return routing.wants_file(event, self.make_context(tx, now).about(event, None))

    def _content(self, row: Inbox, event: FileSent, now: datetime) -> Received | None:
        """The file's bytes, fetched and kept before anything is thought about them; None: ask again later."""
        if not row.content:
            content, sha256 = self._fetch(row, event, now)
            if content == "not yet":
                return None
            row.content, row.sha256 = content, sha256
        with self.store.reading() as tx:
            data = tx.files.read(row.sha256) if row.sha256 else b""
        read = self.read_file(data, event.name) if row.sha256 else None  # slow: before the transaction is opened
        return Received(row.id, row.content, row.sha256 or "", data, row.received_at, read)

    def _fetch(self, row: Inbox, event: FileSent, now: datetime) -> tuple[str, str | None]:
        if event.size > self.largest_file:
            return self._note(row, "too_large", None, now)
        if event.place is Place.PRIVATE and event.user and not event.silent:
            self.line.show_loading(event.user)
        got = self.line.content(event.message_id, self.largest_file)
        if isinstance(got, NotYet) and now - row.received_at < CONTENT_PATIENCE:
            with self.store.begin() as tx:
                tx.inbox.postpone(row, now, CONTENT_WAIT)
                tx.commit()
            return "not yet", None
        if isinstance(got, TooLarge):
            return self._note(row, "too_large", None, now)
        if not isinstance(got, Content):
            return self._note(row, "gone", None, now)
        return self._note(row, "fetched", got, now)

    def _note(self, row: Inbox, content: str, got: Content | None, now: datetime) -> tuple[str, str | None]:
        with self.store.begin() as tx:
            sha256 = tx.files.keep(got.data, got.mime, now) if got else None
            tx.inbox.content_is(row.id, content, sha256)
            tx.commit()
        return content, sha256

    def _failed(self, row: Inbox, failure: Exception, now: datetime) -> None:
        why = f"{type(failure).__name__}: {failure}"
        try:
            with self.store.begin() as tx:
                if tx.inbox.failed(row, why, now):
                    self._say_sorry(tx, row, now)
                tx.commit()
        except AlreadyDoneError:
            log.warning("another worker took the event over", inbox=row.id)
        except Exception:  # the apology fails too: the event is parked without one
            log.exception("an event failed and its apology too", inbox=row.id)
            with self.store.begin() as tx:
                tx.inbox.failed(row, why, now)
                tx.commit()

    def _say_sorry(self, tx: Transaction, row: Inbox, now: datetime) -> None:
        event = inbound.parse(row.payload, self.names)
        outgoing = routing.give_up(event, self.make_context(tx, now).about(event, None))
        post(tx, [] if event.silent else outgoing, Answer.of(row, event), now)
