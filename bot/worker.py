"""The worker: threads that empty the inbox and the outbox, and the metronome. SIGTERM finishes what is in hand."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.account_name import AccountName
from bot.bell import Bell
from bot.clock import Clock, stopwatch
from bot.courtesy import Courtesy
from bot.deliver import Deliverer
from bot.dispatch import Dispatcher
from bot.erasing import Eraser
from bot.fetch import Fetcher
from bot.group_members import GroupMembers
from bot.group_names import GroupNames
from bot.line.client import LineClient
from bot.menu_links import MenuLinks
from bot.menus import MenuRenewal
from bot.schedule import Beats, Metronome
from bot.work_meters import WorkMeters
from handlers.table import TIMERS
from reports.reading_room import ReadingRoom
from storage.presence import Presence
from storage.store import Store

log = structlog.get_logger()

IDLE = 0.25  # seconds between looks into an empty queue that nobody rang
REST = 5.0  # the same for all but one thread of a kind: that one wakes the others
AFTER_FAILURE = 2.0
# Fetching and sending wait for LINE, so several at once cost little; deeds compute.
DISPATCHERS, FETCHERS, DELIVERERS = 2, 4, 4
TO_A_NAME = 10.0  # seconds until a group that has just been bound is known by its name
TO_A_MEMBER = 30.0  # seconds until it is known where somebody who has just agreed may be mentioned
TO_ITS_NAME = 5.0  # seconds until this process asks LINE again what the account is called, if it did not say
TO_A_MENU = 5.0  # seconds until somebody who has just registered sees their own menu
ROLL_CALL = 1.0  # seconds between looks for workers that died


@dataclass
class Worker:
    """One process's share of the work."""

    store: Store
    line: LineClient
    presence: Presence
    courtesy: Courtesy
    dispatcher: Dispatcher
    fetcher: Fetcher
    deliverer: Deliverer
    room: ReadingRoom
    menus: MenuLinks
    menu_renewal: MenuRenewal
    group_names: GroupNames
    group_members: GroupMembers
    eraser: Eraser
    name: AccountName
    clock: Clock
    tick_seconds: float = 30
    meters: WorkMeters = field(default_factory=WorkMeters)
    inbox_bell: Bell = field(default_factory=Bell)
    _outbox_bell: Bell = field(default_factory=Bell)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _metronome: Metronome | None = None

    def start(self) -> None:
        """Start the threads, after the leases of dead workers have been freed."""
        self.presence.start()
        self._free_leases()
        self.courtesy.start()
        for name, count, one, bell in (
            ("dispatch", DISPATCHERS, self._dispatch_one, self.inbox_bell),
            ("fetch", FETCHERS, lambda: self.fetcher.fetch_one(self.clock), self.inbox_bell),
            (
                "deliver",
                DELIVERERS,
                lambda: self.deliverer.deliver_one(self.clock(), self.presence.number),
                self._outbox_bell,
            ),
        ):
            for number in range(count):
                args = (one, bell, REST if number else IDLE)
                thread = threading.Thread(target=self._loop, args=args, name=f"{name}-{number}", daemon=True)
                self._threads.append(thread)
                thread.start()
        hour = timedelta(hours=1).total_seconds()
        beats: Beats = {
            "nag": (self.tick_seconds, self.tick),
            "quota": (hour, self.ask_quota),
            "menus": (TO_A_MENU, self.menus.beat),
            "newer menus": (TO_A_MENU, self.menu_renewal.beat),
            "group names": (TO_A_NAME, self.group_names.beat),
            "group members": (TO_A_MEMBER, self.group_members.beat),
            "erase": (hour / 4, self.eraser.beat),
        }
        if not self.store.is_sqlite:
            beats["roll call"] = (ROLL_CALL, self._free_leases)
        led = {name: (every, self._if_leading(deed)) for name, (every, deed) in beats.items()}
        self._metronome = Metronome(
            {**led, "account name": (TO_ITS_NAME, self.name.ask)}, at_once=("quota", "account name")
        )
        self._metronome.start()
        gc.collect()  # what was loaded up to here stays to the end: no collection needs to look at it again
        gc.freeze()

    def stop(self) -> None:
        """Finish what is in hand and stop."""
        self._stopping.set()
        self.inbox_bell.ring()
        self._outbox_bell.ring()
        if self._metronome:
            self._metronome.stop()
        for thread in self._threads:
            thread.join()
        self.room.close()
        if self._threads:
            self.courtesy.stop()
        self.presence.stop()

    def tick(self) -> None:
        """One tick of every periodic deed, also when a clock has jumped."""
        ran = [self.dispatcher.run_timer(name, self.clock) for name in TIMERS]
        if any(ran):
            self._outbox_bell.ring()

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

    def _if_leading(self, deed: Callable[[], object]) -> Callable[[], None]:
        """The deed, done by one worker for all."""

        def beat() -> None:
            if self.presence.leads():
                deed()

        return beat

    def _free_leases(self) -> None:
        """Let others go on at once with what a dead worker had in hand. In SQLite this is the only worker."""
        with self.store.begin() as tx:
            if self.store.is_sqlite:
                tx.inbox.release_all()
                tx.outbox.release_all()
            else:
                living = self.presence.living()
                tx.inbox.release_dead(living)
                tx.outbox.release_dead(living)
            tx.commit()

    def _dispatch_one(self) -> bool:
        found = self.dispatcher.dispatch_one(self.clock())
        if found:
            self._outbox_bell.ring()
        return found

    def _loop(self, one: Callable[[], bool], bell: Bell, idle: float) -> None:
        while not self._stopping.is_set():
            strokes = bell.strokes()
            try:
                found = one()
            except Exception:  # allowed here: the queue outlives a database that is away for a moment
                log.exception("the loop stumbled", loop=threading.current_thread().name)
                self._stopping.wait(AFTER_FAILURE)
                continue
            if found:
                bell.ring()  # there may be more for the others
            else:
                bell.wait(strokes, idle)
