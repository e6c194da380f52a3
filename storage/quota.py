"""The month's paid messages: what we have counted, what LINE says, and what is therefore left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session

from domain.thai import local
from storage.schema import Outbox, QuotaMonth


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A Bangkok month's paid messages. `allowed` None: unlimited; `line_used` and `asked_at` None: LINE never asked.

    `ours`: accepted by LINE for us this month, and on their way now. `used`: what is counted against the limit.
    """

    allowed: int | None
    line_used: int | None
    asked_at: datetime | None
    ours: int
    used: int

    @property
    def left(self) -> int | None:
        """How many may still be sent; None: as many as one likes."""
        return None if self.allowed is None else max(self.allowed - self.used, 0)

    @property
    def others(self) -> int | None:
        """What LINE counts and we did not send: greetings and campaigns of OA Manager, or another program."""
        return None if self.line_used is None else max(self.used - self.ours, 0)


def _paid_since() -> Select[int, int]:
    """Since `start`, and since `asked`, which may lie before it. Made once, because it is asked for all the time.

    What was tried and whose answer was never seen may be paid for already: it keeps its place until it is tried again.
    """

    def sent(since: str) -> ScalarSelect[int]:
        return (
            select(func.coalesce(func.sum(Outbox.paid), 0)).where(Outbox.sent_at >= bindparam(since)).scalar_subquery()
        )

    on_its_way = (Outbox.way == "push", Outbox.tried, Outbox.status.in_(("waiting", "sending")))
    going = select(func.coalesce(func.sum(Outbox.recipients), 0)).where(*on_its_way).scalar_subquery()
    return select(sent("start") + going, sent("asked") + going)


_PAID_SINCE: Final = _paid_since()


class Quotas:
    """LINE's figures as last asked, and our own count."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def allowed(self, now: datetime, *, otherwise: int | None) -> int | None:
        """How many paid messages the month has: LINE's word, or `otherwise` when it is not known."""
        line = self._line(now)
        return otherwise if line is None else line.allowed

    def figures(self, now: datetime, *, otherwise: int | None) -> Figures:
        """How the month stands. `otherwise`: what is allowed when LINE's own figure is not known.

        LINE's count may lag behind and includes what others send; ours includes what LINE has not counted yet. The
        larger of ours, and LINE's with what we sent since it was asked, is what is used.
        """
        start, line = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0), self._line(now)
        ours, since_asked = self._paid_since(start, start if line is None else line.asked_at)
        if line is None:
            return Figures(allowed=otherwise, line_used=None, asked_at=None, ours=ours, used=ours)
        used = max(ours, line.used + since_asked)
        return Figures(allowed=line.allowed, line_used=line.used, asked_at=line.asked_at, ours=ours, used=used)

    def queued(self) -> int:
        """How many paid messages are written and not on their way yet."""
        waiting = (Outbox.way == "push", Outbox.status == "waiting")
        return int(self._session.scalar(select(func.coalesce(func.sum(Outbox.recipients), 0)).where(*waiting)) or 0)

    def note(self, *, allowed: int | None, used: int, asked_at: datetime) -> None:
        """Keep LINE's own figures for the month."""
        month = f"{local(asked_at):%Y-%m}"
        self._session.merge(QuotaMonth(month=month, allowed=allowed, used=used, asked_at=asked_at))

    def _line(self, now: datetime) -> QuotaMonth | None:
        return self._session.get(QuotaMonth, f"{local(now):%Y-%m}", populate_existing=True)

    def _paid_since(self, start: datetime, asked: datetime) -> tuple[int, int]:
        """Sent since each, and on their way: in one statement, so that a message between the two is not missed."""
        ours, since_asked = self._session.execute(_PAID_SINCE, {"start": start, "asked": asked}).one()
        return int(ours), int(since_asked)
