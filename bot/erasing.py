"""What is too old is erased once a night, in batches that nobody has to wait for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from domain.audit import Noted
from domain.keeping import Terms
from domain.thai import local
from storage.store import Store, Transaction

NAME = "erase"  # of its heartbeat
HOUR = 2  # of the night in Bangkok; a machine that was off then does it when it is on again
Batch = Callable[[Transaction, int], list[int]]


@dataclass(frozen=True, slots=True)
class Eraser:
    """Keeps to the terms that the notice promises."""

    store: Store
    terms: Terms
    clock: Clock

    def beat(self) -> None:
        """What the metronome calls: one query unless it is time."""
        now = self.clock()
        with self.store.reading() as tx:
            last = tx.audit.last_beat(NAME)
        if last is None or last < _last_night(now):
            self.erase(now)

    def erase(self, now: datetime) -> dict[str, int]:
        """Erase all that is too old; how many of each kind that was, which the audit trail keeps."""
        erased = {name: count for name, batch in self._steps(now).items() if (count := self._all(batch))}
        with self.store.begin() as tx:
            if erased:
                tx.audit.note(now, Noted.ERASE_OLD, "terms", detail=erased)
            tx.audit.beat([NAME], now)
            tx.commit()
        return erased

    def _all(self, batch: Batch) -> int:
        """Every batch in a transaction of its own."""
        count = after = 0
        while True:
            with self.store.begin() as tx:
                ids = batch(tx, after)
                tx.commit()
            if not ids:
                return count
            count, after = count + len(ids), ids[-1]

    def _steps(self, now: datetime) -> dict[str, Batch]:
        words, answers, unplaced, parked = (
            now - timedelta(days=days)
            for days in (self.terms.words, self.terms.answers, self.terms.unplaced, self.terms.parked)
        )
        return {
            "events": lambda tx, after: tx.retention.words(words, after),
            "unclear phrases": lambda tx, after: tx.retention.unclear(words, after),
            "messages": lambda tx, after: tx.retention.answers(answers, after),
            "documents": lambda tx, after: tx.retention.documents(answers, after, now),
            "uploads": lambda tx, after: tx.retention.uploads(unplaced, after, now),
            "attachments": lambda tx, after: tx.retention.attachments(unplaced, after, now),
            "fetched": lambda tx, after: tx.retention.fetched(unplaced, after, now),
            "parked events": lambda tx, after: tx.retention.parked_events(parked, after),
            "refused messages": lambda tx, after: tx.retention.refused_messages(parked, after),
        }


def _last_night(now: datetime) -> datetime:
    """The latest moment at which it should have been done."""
    tonight = local(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return tonight if tonight <= now else tonight - timedelta(days=1)
