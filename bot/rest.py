"""A pause after LINE has refused: what can wait need not fill the log with the same line all day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Rest:
    """Lasts `length` from when it begins; a clock that was set back ends it."""

    length: timedelta
    _until: datetime | None = None

    def begin(self, now: datetime) -> None:
        """Rest from now on."""
        self._until = now + self.length

    def lasts(self, now: datetime) -> bool:
        """Whether it is not over."""
        return self._until is not None and now < self._until <= now + self.length
