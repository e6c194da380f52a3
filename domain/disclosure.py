"""What may be said where many read along: each message says how much it tells, each group how much it may hear."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Tells(IntEnum):
    """How much a message gives away, from what anybody may read to what is for one person alone."""

    MANNERS = 0  # how to use the bot, where to ask, what this group is bound to
    FIGURES = 1  # how many of what work, the number of a receipt
    NAMES = 2  # whose: units by name
    PERSONAL = 3  # for one person: never in a group


class GroupSays(StrEnum):
    """The setting of a group: what the bot may say there."""

    COUNTS = "counts"
    NAMES = "names"
    NOTHING = "nothing"

    @property
    def most(self) -> Tells:
        """The most that a message may tell there."""
        return {GroupSays.COUNTS: Tells.FIGURES, GroupSays.NAMES: Tells.NAMES, GroupSays.NOTHING: Tells.MANNERS}[self]

    @property
    def without_names(self) -> GroupSays:
        """The same setting where nobody has said who reads along: never names."""
        return GroupSays.COUNTS if self is GroupSays.NAMES else self
