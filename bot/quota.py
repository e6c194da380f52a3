"""The month's paid messages: asking LINE how many there are, and letting held messages go when there is room again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.line.client import Quota
from storage.store import Store

log = structlog.get_logger()

NOT_AGAIN_BEFORE = timedelta(minutes=1)


class QuotaSource(Protocol):
    """The part of LINE that tells its figures."""

    def quota(self) -> Quota | None:
        """LINE's own figures for the month; None when it cannot be asked now."""
        ...


@dataclass(frozen=True, slots=True)
class QuotaKeeper:
    """`allowance`: paid messages a month when LINE's own figure is not known; `reserve`: what reminders leave over."""

    store: Store
    line: QuotaSource
    allowance: int
    reserve: int

    def ask(self, now: datetime) -> None:
        """Keep LINE's own figures. `now` is before the call: what is sent meanwhile counts twice rather than never."""
        quota = self.line.quota()
        if quota is None:
            return
        with self.store.begin() as tx:
            tx.quota.note(allowed=quota.allowed, used=quota.used, asked_at=now)
            tx.commit()

    def ask_after_refusal(self, now: datetime) -> None:
        """LINE says that the limit is reached, which our figures did not know: ask, but not for each message."""
        with self.store.reading() as tx:
            asked_at = tx.quota.figures(now, otherwise=self.allowance).asked_at
        if asked_at is None or now - asked_at >= NOT_AGAIN_BEFORE:
            self.ask(now)

    def look(self, now: datetime) -> None:
        """The hourly look: ask LINE, and let held messages go if a new month or a larger plan has made room."""
        self.ask(now)
        with self.store.begin() as tx:
            left = tx.quota.figures(now, otherwise=self.allowance).left
            released = tx.undelivered.release_held(now, left=left, reserve=self.reserve)
            tx.commit()
        if released:
            log.info("held messages go out", messages=released, left=left)
