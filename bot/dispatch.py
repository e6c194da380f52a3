"""Inbox -> deed -> one commit. Each call does one thing and says whether there was work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.courtesy import Indicator
from bot.line import inbound
from bot.post import Answer, post
from bot.sent_together import Shown, album, brought, is_whole
from domain.errors import TidtamError
from domain.events import ButtonPressed, FileSent, Incoming, PhotoSent, Place, TextSaid
from domain.forms.definition import FormDefinition
from domain.said_again import said_again
from handlers import looking, routing
from handlers.file_reading import FAULT, FileRead
from handlers.looking import Batch, Tour
from handlers.own_forms import OwnForms
from handlers.routing import Context
from handlers.table import DEEDS, LOOKING_WHERE_NEEDED, TIMERS
from reports.seen import Shot
from storage.errors import AlreadyDoneError
from storage.inbox import ATTEMPTS, READY
from storage.schema import Inbox
from storage.store import Store, Transaction

log = structlog.get_logger()

MOST_LOOKED_AT = 10  # photos of a set for codes: that takes time, and one that names the work is enough
SET_WAIT = timedelta(milliseconds=500)


class WorkerDiedError(TidtamError):
    """The event took its worker with it at every attempt."""


@dataclass(frozen=True, slots=True)
class _Beats:
    """Whether a batch is followed by a beat; `silent`: whose beats are one commit at the end of the tick, if it is."""

    due: bool
    silent: list[str] | None

    def later(self, name: str) -> bool:
        """Leave the beat of a deed that wrote nothing to the end of the tick; False if there is no such end."""
        if self.silent is not None and self.due and name not in self.silent:
            self.silent.append(name)
        return self.silent is not None


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Works off the inbox and the timers. `courtesy` shows people that an answer is being prepared.

    `read_file` reads a file's bytes with the configured forms, and with those the sender's office taught.
    """

    store: Store
    courtesy: Indicator
    make_context: Callable[[Transaction, datetime], Context]
    names: tuple[str, ...]
    read_file: Callable[[bytes, str, Mapping[str, FormDefinition]], FileRead]
    look_at: Callable[..., Shot]
    learnt: OwnForms
    worker: int | None = None
    _looked: set[str] = field(default_factory=set)  # the deeds of the clock that have run since this process began
    _failing: set[str] = field(default_factory=set)  # those that could not be done everywhere when they last ran

    def dispatch_one(self, now: datetime) -> bool:
        """Do the oldest event that may be done now; True if there was one."""
        with self.store.begin() as tx:
            row = tx.inbox.claim(now, self.worker)
            tx.commit()
        if row is None:
            return False
        try:
            self._do(row, self._event(row), now)
        except AlreadyDoneError:
            log.warning("another worker took the event over", inbox=row.id)
        except Exception as failure:  # allowed here: a poisoned event must not stop the others
            log.exception("an event failed", inbox=row.id)
            self._failed(row, failure, now)
        return True

    def _event(self, row: Inbox) -> Incoming:
        """The event; where a button says what a message of theirs means, that message again, meant so."""
        event = inbound.parse(row.payload, self.names)
        said = said_again(event.data) if isinstance(event, ButtonPressed) else None
        if said is None:
            return event
        with self.store.reading() as tx:
            payload = tx.inbox.typed(said.message_id, event.chat, event.user or "")
        typed = inbound.parse(payload, self.names) if payload is not None else None
        if not isinstance(typed, TextSaid):
            return event  # taken back, or older than words are kept
        return replace(
            typed, event_id=event.event_id, at=event.at, reply_token=event.reply_token, silent=event.silent,
            addressed=True, quoting=False, edited=False, meant=said.meant,
        )  # fmt: skip

    def tick(self, clock: Clock) -> bool:
        """Run every periodic deed; False if other workers did all of them.

        Of those that have nothing to say or to remember all beats are one commit.
        """
        silent: list[str] = []
        ran = [self.run_timer(name, clock, silent) for name in TIMERS]
        if silent:
            self._beat(silent, clock())
        return any(ran)

    def _beat(self, names: list[str], now: datetime) -> None:
        try:
            with self.store.begin() as tx:
                tx.audit.beat(names, now)
                tx.commit()
        except Exception:  # allowed here: the next tick beats
            log.exception("no beat could be kept", timers=names)

    def run_timer(self, name: str, clock: Clock, silent: list[str] | None = None) -> bool:
        """Run a periodic deed, which only plans, and post what it says, so many offices at once; True if any was done.

        Between planning and posting things may come in: the ledger's key forbids a second digest, and sending looks
        again at every debt. If it fails for offices together, each of them is done by itself, so that what is broken
        in one leaves the others alone. The heart beats as batches are done; while anything fails it does not, which
        shows that something is wrong. `silent`: where the name goes instead of a beat if there is nothing to write.
        """
        try:
            tour = self._tour(name, clock())
        except Exception:  # allowed here: a failed tick is tried again by the next one
            log.exception("a periodic deed failed", timer=name)
            return False
        queue, done, failed, overtaken = deque(tour.batches(clock())), False, False, False
        while queue:
            batch = queue.popleft()
            beats = _Beats(not failed and (name not in self._failing or not queue), silent)
            try:
                self._run(name, clock(), tour, batch, beats)
                done = True
            except AlreadyDoneError:  # another worker does the same
                overtaken = True
            except Exception:  # allowed here: the others go on
                log.exception("a periodic deed failed", timer=name, offices=batch.offices)
                failed = True
                queue.extendleft(reversed(batch.apart()))
        (self._failing.add if failed else self._failing.discard)(name)
        if not failed and not overtaken:
            self._looked.add(name)
        return done

    def _tour(self, name: str, now: datetime) -> Tour:
        with self.store.reading() as tx:
            ctx = self.make_context(tx, now)
            if name in LOOKING_WHERE_NEEDED:
                return looking.where_needed(ctx, fresh=name not in self._looked)
            return looking.everywhere(ctx)

    def _run(self, name: str, now: datetime, tour: Tour, batch: Batch, beats: _Beats) -> None:
        deed = LOOKING_WHERE_NEEDED[name] if batch.reckons else TIMERS[name]
        with self.store.reading() as tx:  # planning may take seconds, and webhooks must be kept meanwhile
            ctx = self.make_context(tx, now)
            look = tour.look(batch, ctx)
            outgoing = deed(replace(ctx, looking=look))
        if outgoing or tour.changes is not None or not beats.later(name):
            with self.store.begin() as tx:
                tx.by_the_clock()
                ctx = self.make_context(tx, now)
                post(ctx, outgoing, None)
                tour.keep(look, ctx)
                if beats.due:
                    tx.audit.beat([name], now)
                tx.commit()
        tour.finished(look, ctx)

    def _do(self, row: Inbox, event: Incoming, now: datetime) -> None:
        if row.attempts > ATTEMPTS:
            raise WorkerDiedError(row.id)
        if isinstance(event, TextSaid | FileSent | PhotoSent) and self._is_outdated(row):
            return
        gathered = self._gathered(row, event, now)
        if gathered is None:
            return
        if routing.is_slow(DEEDS, event):
            self._show_loading(event)
        read, seen = self._read(row, event), self._look(row, event)  # slow: before the transaction is opened
        prepared = self._prepared(event, now)
        with self.store.begin() as tx:
            members = [member for member in tx.inbox.sent_with(row) if member.id in gathered]
            context = self.make_context(tx, now).about(event, brought(row, event, members, read, seen))
            context = replace(context, prepared=prepared)
            tx.concerns(context.person.office_id if context.person is not None else None)
            outgoing = routing.answer(DEEDS, event, context)
            post(context, [] if event.silent else outgoing, Answer.of(row, event))
            tx.inbox.finish(row, members)
            tx.commit()

    def _is_outdated(self, row: Inbox) -> bool:
        """Whether the message was taken back or edited since: then nothing is said about it."""
        with self.store.reading() as tx:
            if not tx.inbox.is_outdated(row):
                return False
        with self.store.begin() as tx:
            tx.inbox.lay_aside(row)
            tx.commit()
        return True

    def _gathered(self, row: Inbox, event: Incoming, now: datetime) -> frozenset[int] | None:
        """The ids of all that was sent together, bytes fetched; None if not all is here: the event has been put back.

        What comes after this moment has no bytes yet and waits for its own turn.
        """
        if not isinstance(event, FileSent | PhotoSent):
            return frozenset({row.id})
        with self.store.reading() as tx:
            wanted = routing.wants_content(event, self.make_context(tx, now).about(event))
        with self.store.begin() as tx:
            members = tx.inbox.sent_with(row)
            unfetched = tx.inbox.want_content(members) if wanted else 0
            if not unfetched and is_whole(event, members, now):
                return frozenset(member.id for member in members)
            tx.inbox.postpone(row, now, SET_WAIT if row.content in READY else timedelta(0))
            tx.commit()
        if wanted and row.content == "":
            self._show_loading(event)
        return None

    def _show_loading(self, event: Incoming) -> None:
        if event.place is Place.PRIVATE and event.user and not event.silent:
            self.courtesy.show_loading(event.user)

    def _read(self, row: Inbox, event: Incoming) -> tuple[bytes, FileRead | None]:
        if not isinstance(event, FileSent) or not row.sha256:
            return b"", None
        with self.store.reading() as tx:
            data = tx.files.read(row.sha256)
            sender = tx.people.by_line(event.user)
            own = self.learnt.of(tx, sender.office_id) if sender is not None else {}
        read = self.read_file(data, event.name, own)
        if read.detail.startswith(FAULT):
            log.error("a file could not be read", inbox=row.id, fault=read.detail)
        return data, read

    def _prepared(self, event: Incoming, now: datetime) -> object:
        """What the event's deed works out beforehand, reading only; None for most deeds."""
        if not routing.prepares(DEEDS, event):
            return None
        with self.store.reading() as tx:
            return routing.prepared(DEEDS, event, self.make_context(tx, now).about(event))

    def _look(self, row: Inbox, event: Incoming) -> Shown:
        """What is to be seen on the photos that came together, by their hashes."""
        if not isinstance(event, PhotoSent) or event.place is Place.GROUP:
            return {}
        with self.store.begin() as tx:
            photos = [photo.sha256 for photo in album(tx.inbox.sent_with(row), {}).photos if photo.kind == "image"]
        fetched = dict.fromkeys(sha256 for sha256 in photos if sha256)
        return {
            sha256: self.look_at(self.store.files.read(sha256), for_codes=place < MOST_LOOKED_AT)
            for place, sha256 in enumerate(fetched)
        }

    def _failed(self, row: Inbox, failure: Exception, now: datetime) -> None:
        why = f"{type(failure).__name__}: {failure}"
        try:
            with self.store.begin() as tx:
                if tx.inbox.failed(row, why, now) and not tx.inbox.is_left_to_others(row):
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
        context = self.make_context(tx, now).about(event)
        outgoing = routing.give_up(event, context)
        post(context, [] if event.silent else outgoing, Answer.of(row, event))
