"""The month's paid messages (docs "Messaging API pricing": a message is counted per person it is sent to)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bot.emulator.clock import VirtualClock


class Quota:
    """Counts recipients per calendar month.

    `limit` is messages a month (None: no limit). LINE does not publish in which zone the month turns;
    `zone` hours east of UTC decides it here (7: Thailand).
    """

    def __init__(self, clock: VirtualClock, limit: int | None, zone: int = 7) -> None:
        self.limit = limit
        self._clock = clock
        self._zone = timedelta(hours=zone)
        self._used: Counter[str] = Counter()

    def used(self) -> int:
        """Return the recipients counted in the present month."""
        return self._used[self._month()]

    def take(self, recipients: int) -> bool:
        """Count `recipients` if the month's limit allows all of them; otherwise count nothing and return False."""
        if self.limit is not None and self.used() + recipients > self.limit:
            return False
        self._used[self._month()] += recipients
        return True

    def use_up(self, leaving: int = 0) -> None:
        """Pretend the month is spent but for `leaving` messages: for tests of what happens at the end."""
        if self.limit is not None:
            self._used[self._month()] = max(0, self.limit - leaving)

    def _month(self) -> str:
        return (self._clock.now() + self._zone).strftime("%Y-%m")
