"""The clock of the year, moved by the simulation alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Clock:
    """An aware moment that only grows."""

    moment: datetime

    def now(self) -> datetime:
        """The present moment."""
        return self.moment

    def reach(self, moment: datetime) -> None:
        """Let time pass up to a moment, unless that is over already."""
        self.moment = max(self.moment, moment)

    def passes(self, seconds: float) -> None:
        """Let some time pass."""
        self.moment += timedelta(seconds=seconds)
