"""The clock tried out: the code that reminds and the code that counts what is sent, over a copy that is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Final

from bot.clock import stopwatch
from bot.post import post
from domain.rehearsal import Month, Rehearsal, Told
from domain.thai import end_of_day, local
from handlers import looking
from handlers.context import Context
from handlers.rehearsed import Known
from handlers.rehearsing import moments
from handlers.table import TIMERS
from storage.claiming import Budget
from storage.errors import AlreadyDoneError
from storage.quota import Figures
from storage.rehearsed import Parked
from storage.store import Transaction

PATIENCE: Final = 15.0  # seconds; an answer is wanted within fifty, and a country's office may have a long year
_TICK: Final = timedelta(seconds=30)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rehearser:
    """Ticks through the moments at which something can be told, as the worker ticks through all of them.

    Everything is planned, posted and sent as if; the month's quota holds back what it would hold back, and a new month
    lets go as the hourly look at LINE's figures does.
    """

    make_context: Callable[[Transaction, datetime], Context]
    patience: float | None = PATIENCE

    def rehearse(self, tx: Transaction, now: datetime, last: date) -> Rehearsal:
        """Whom the clock would tell what from now to the end of `last`. When patience ends, as far as it came."""
        with tx.tried_out() as trial:
            run = _Run(trial, self.make_context, trial.rehearsed.last_row())
            came_to = run.through(now, last, self.patience)
            told = run.told()
            months = run.months(told)
        reserve, whole = self.make_context(tx, now).reserve, came_to == last
        return Rehearsal(start=now, last=came_to, told=told, months=months, reserve=reserve, whole=whole)


class _Run:
    """One rehearsal over its own transaction."""

    def __init__(
        self, trial: Transaction, make_context: Callable[[Transaction, datetime], Context], last_row: int
    ) -> None:
        self._trial = trial
        self._make_context = make_context
        self._last_row = last_row
        self._parked: dict[int, tuple[datetime, Parked]] = {}
        self._day: date | None = None
        self._figures: dict[date, Figures] = {}  # by the first day of their month

    def through(self, now: datetime, last: date, patience: float | None) -> date:
        """Tick through it; returns the last day. Patience ends with a day: half of one would look like the whole."""
        began, start = stopwatch(), self._make_context(self._trial, now)
        queue = moments(start, last)
        heapify(queue)
        done: datetime | None = None
        while queue:
            at = heappop(queue)
            if at == done:
                continue
            is_next_day = done is not None and local(at).date() > local(done).date()
            if patience is not None and is_next_day and stopwatch() - began > patience:
                return local(at).date() - _DAY
            done = at
            for follows in self._tick(at):
                if at < follows <= end_of_day(last):
                    heappush(queue, follows)
        return last

    def _tick(self, at: datetime) -> list[datetime]:
        """Every timer at that moment, and what is sent of it; the moments at which something may follow from it."""
        ctx = self._make_context(self._trial, at)
        ctx = replace(ctx, looking=looking.at_once(ctx))
        self._look_at_quota(ctx)
        row = self._trial.rehearsed.last_row()
        for timer in TIMERS:
            try:
                post(ctx, TIMERS[timer](ctx), None)
            except AlreadyDoneError:
                continue
        told = self._trial.rehearsed.last_row() > row
        allowed = self._trial.quota.allowed(at, otherwise=ctx.monthly)
        parked = self._trial.rehearsed.send(at, Budget(allowance=allowed, reserve=ctx.reserve))
        self._figures[_month(local(at).date())] = self._trial.quota.figures(at, otherwise=ctx.monthly)
        self._parked |= {one.id: (at, one) for one in parked}
        waits = self._trial.rehearsed.next_try(at)
        return [
            *([waits] if waits is not None else []),
            *([at + _TICK] if parked else []),
            *([at + ctx.rules.apart] if told and _is_pressing(ctx) else []),
        ]

    def _look_at_quota(self, ctx: Context) -> None:
        """Once a day, as the worker does each hour: a new month has what the last had, and messages may be let go."""
        day = local(ctx.now).date()
        if self._day is not None and day != self._day:
            before = self._figures[_month(self._day)]
            if _month(day) != _month(self._day) and before.asked_at is not None:
                self._trial.quota.note(allowed=before.allowed, used=0, asked_at=ctx.now)
                self._trial.flush()
            left = self._trial.quota.figures(ctx.now, otherwise=ctx.monthly).left
            self._trial.undelivered.release_held(ctx.now, left=left, reserve=ctx.reserve)
        self._day = day

    def told(self) -> tuple[Told, ...]:
        """Every message that was written in it, with whom it is for."""
        parked = [one for _, one in self._parked.values()]
        written = self._trial.rehearsed.written_after(self._last_row)
        keys = [key for row in written for key in row.asks] + [key for row in parked for key in row.asks]
        known = Known(self._trial, keys)
        told = []
        for row in written:
            if row.sent:
                told.append(known.told(row, row.at, row.asks, held=False))
            elif row.id in self._parked:
                at, held = self._parked[row.id]
                told.append(known.told(row, at, held.asks, held=True))
        return tuple(told)

    def months(self, told: Sequence[Told]) -> tuple[Month, ...]:
        """What each month would cost, over all offices of the account."""
        found = []
        for first, figures in sorted(self._figures.items()):
            mine = [one for one in told if _month(one.day) == first]
            paid = sum(one.paid for one in mine)
            held = sum(one.cost for one in mine if one.held)
            used = max(figures.used - paid, 0)
            found.append(Month(first=first, allowed=figures.allowed, used=used, paid=paid, held=held))
        return tuple(found)


def _month(day: date) -> date:
    return day.replace(day=1)


def _is_pressing(ctx: Context) -> bool:
    """Whether any work that is open may be told of twice a day."""
    asked = (one for office in ctx.tx.people.offices() for one in ctx.tx.work.open_requirements(office.id, ctx.now))
    return any(ctx.rules.ladders[ctx.rules.profile_of(one.urgency)].breaks_through for one in asked)
