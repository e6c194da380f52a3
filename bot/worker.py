"""The worker: threads that empty the inbox and the outbox, and the metronome. SIGTERM finishes what is in hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.clock import Clock, stopwatch
from bot.deliver import Deliverer
from bot.dispatch import Dispatcher
from bot.line.client import LineClient
from bot.schedule import Metronome
from storage.store import Store

log = structlog.get_logger()

IDLE = 0.25  # seconds between looks into an empty queue that nobody rang
AFTER_FAILURE = 2.0


@dataclass
class Worker:
    """One process's share of the work."""

    store: Store
    line: LineClient
    dispatcher: Dispatcher
    deliverer: Deliverer
    clock: Clock
    tick_seconds: float = 30
    inbox_bell: threading.Event = field(default_factory=threading.Event)
    _outbox_bell: threading.Event = field(default_factory=threading.Event)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _metronome: Metronome | None = None

    def start(self) -> None:
        """Start the threads. In SQLite this is the only worker, so leases of a dead one are released first."""
        if self.store.is_sqlite:
            with self.store.begin() as tx:
                tx.inbox.release_all()
                tx.outbox.release_all()
                tx.commit()
        for name, one, bell in (
            ("dispatch", self._dispatch_one, self.inbox_bell),
            ("deliver", lambda: self.deliverer.deliver_one(self.clock()), self._outbox_bell),
        ):
            thread = threading.Thread(target=self._loop, args=(one, bell), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._metronome = Metronome(
            {"nag": (self.tick_seconds, self.tick), "quota": (timedelta(hours=1).total_seconds(), self.ask_quota)}
        )
        self._metronome.start()

    def stop(self) -> None:
        """Finish what is in hand and stop."""
        self._stopping.set()
        self.inbox_bell.set()
        self._outbox_bell.set()
        if self._metronome:
            self._metronome.stop()
        for thread in self._threads:
            thread.join()

    def tick(self) -> None:
        """One tick of the reminders, also when a clock has jumped."""
        if self.dispatcher.run_timer("nag", self.clock()):
            self._outbox_bell.set()

    def wait_idle(self, timeout: float) -> bool:
        """Wait until inbox and outbox are empty; False if that took longer than `timeout` seconds."""
        until = stopwatch() + timeout
        while stopwatch() < until:
            with self.store.reading() as tx:
                if tx.inbox.oldest_waiting() is None and tx.outbox.oldest_waiting() is None:
                    return True
            self._stopping.wait(IDLE / 5)
        return False

    def ask_quota(self) -> None:
        """Keep LINE's own figures of the month, and let held messages go when there is room again."""
        self.deliverer.quota.look(self.clock())

    def _dispatch_one(self) -> bool:
        found = self.dispatcher.dispatch_one(self.clock())
        if found:
            self._outbox_bell.set()
        return found

    def _loop(self, one: Callable[[], bool], bell: threading.Event) -> None:
        while not self._stopping.is_set():
            try:
                found = one()
            except Exception:  # allowed here: the queue outlives a database that is away for a moment
                log.exception("the loop stumbled", loop=threading.current_thread().name)
                self._stopping.wait(AFTER_FAILURE)
                continue
            if not found:
                bell.wait(IDLE)
                bell.clear()
