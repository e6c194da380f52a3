"""How many friends and blockers there were, at any moment since the beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FriendCount:
    """From `at` on: people who ever became friends, and people who block the account."""

    at: datetime
    followers: int
    blocks: int


class FriendCounts:
    """The counts as they changed."""

    def __init__(self) -> None:
        self._changes: list[FriendCount] = []

    def note(self, at: datetime, followers: int, blocks: int) -> None:
        """Keep the counts when they differ from the last ones."""
        last = self._changes[-1] if self._changes else FriendCount(at, 0, 0)
        if (last.followers, last.blocks) != (followers, blocks):
            self._changes.append(FriendCount(at, followers, blocks))

    def before(self, moment: datetime) -> FriendCount:
        """Return the counts just before a moment."""
        known = [change for change in self._changes if change.at < moment]
        return known[-1] if known else FriendCount(moment, 0, 0)
