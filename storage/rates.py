"""How often LINE may be called, shared by all processes: a token bucket per endpoint, one row each.

Permits are taken in blocks by compare-and-set, so that nobody waits for a lock and two processes never take the same
ones. A row is made when its endpoint is first used; a full bucket is what a row that is missing stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from storage.inserting import insert_new
from storage.schema import RateBucket

_ROUNDING = 1e-9  # so that a permit whose time has come is there


@dataclass(frozen=True, slots=True)
class Limit:
    """A bucket of `capacity` permits that fills by `permits` every `period`."""

    permits: float
    period: timedelta
    capacity: float

    def filled(self, permits: float, elapsed: timedelta) -> float:
        """What a bucket with so many permits holds after that time; time that runs backwards adds nothing."""
        more = self.permits * max(elapsed, timedelta(0)) / self.period
        return min(self.capacity, permits + more)

    def time_for(self, permits: float) -> timedelta:
        """How long so many permits take to come."""
        return self.period * (permits / self.permits)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a bucket gave: `granted` permits, or none and the moment from which asking again is worth it."""

    granted: int
    again_at: datetime


@dataclass(frozen=True, slots=True)
class _Seen:
    """A row as it was read: what compare-and-set compares with."""

    permits: float
    filled_at: datetime
    paused_until: datetime | None


class RateBuckets:
    """Rows of the buckets."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, endpoint: str, limit: Limit, want: int, now: datetime) -> Taken:
        """Take up to `want` permits. Each failed comparison means that somebody else has got theirs."""
        while True:
            seen = self._seen(endpoint, limit, now)
            if seen.paused_until is not None and now < seen.paused_until:
                return Taken(0, seen.paused_until)
            has = limit.filled(seen.permits, now - seen.filled_at)
            granted = min(want, int(has + _ROUNDING))
            if granted == 0:
                return Taken(0, now + limit.time_for(1 - has))
            left = _Seen(max(has - granted, 0), max(now, seen.filled_at), None)
            if self._swap(endpoint, seen, left):
                return Taken(granted, now)

    def pause(self, endpoint: str, limit: Limit, until: datetime, now: datetime) -> None:
        """LINE says it is too much: nobody calls before that moment, and the bucket fills from empty after it."""
        while True:
            seen = self._seen(endpoint, limit, now)
            longest = max(until, seen.paused_until or until)
            if self._swap(endpoint, seen, _Seen(0, max(longest, seen.filled_at), longest)):
                return

    def _seen(self, endpoint: str, limit: Limit, now: datetime) -> _Seen:
        columns = (RateBucket.permits, RateBucket.filled_at, RateBucket.paused_until)
        query = select(*columns).where(RateBucket.endpoint == endpoint)
        row = self._session.execute(query).first()
        if row is None:
            full = {"endpoint": endpoint, "permits": limit.capacity, "filled_at": now, "paused_until": None}
            insert_new(self._session, RateBucket, full)
            row = self._session.execute(query).one()
        return _Seen(*row)

    def _swap(self, endpoint: str, seen: _Seen, new: _Seen) -> bool:
        statement = (
            update(RateBucket)
            .where(
                RateBucket.endpoint == endpoint,
                RateBucket.permits == seen.permits,
                RateBucket.filled_at == seen.filled_at,
                RateBucket.paused_until.is_not_distinct_from(seen.paused_until),
            )
            .values(permits=new.permits, filled_at=new.filled_at, paused_until=new.paused_until)
        )
        result = self._session.execute(statement.execution_options(synchronize_session=False))
        return cast("CursorResult[Any]", result).rowcount == 1
