"""Long lists in pages, with tokens that lead to the next page and live 24 hours."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.emulator.clock import VirtualClock

TOKEN_LIFE = timedelta(hours=24)


class BadStartError(Exception):
    """The continuation token is unknown, of another list, or too old."""


@dataclass(frozen=True, slots=True)
class _Place:
    of: str
    index: int
    until: datetime


class Pages:
    """Remembers where the next page of which list begins."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._places: dict[str, _Place] = {}

    def page(self, of: str, everything: Sequence[str], start: str | None, size: int) -> tuple[list[str], str | None]:
        """Return one page of the list named `of`, and the token of the next (None at the end).

        `start` is the token of this page, None for the first. Raises BadStartError when it leads nowhere.
        """
        begin = self._begin(of, start)
        end = begin + size
        following = None
        if end < len(everything):
            following = secrets.token_urlsafe(24)
            self._places[following] = _Place(of, end, self._clock.now() + TOKEN_LIFE)
        return list(everything[begin:end]), following

    def _begin(self, of: str, start: str | None) -> int:
        if start is None:
            return 0
        place = self._places.get(start)
        if place is None or place.of != of or self._clock.now() > place.until:
            raise BadStartError
        return place.index
