"""What is proposed to the director, and the order given (เกษียณสั่งการ): the manual, works 1, 2 and 4.

The bot never decides for the director. It keeps what the director tapped or typed, or what an officer writes down of an
order that was given on paper, and says which of the two it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

MAY_CHANGE_FOR: Final = timedelta(hours=1)  # an order that was given is changed by its giver no later


class Order(StrEnum):
    """What a director writes on a proposal."""

    NOTED = "noted"  # ทราบ
    AGREED = "agreed"  # เห็นชอบ
    ORDERED = "ordered"  # สั่งการ, in words
    SENT_BACK = "sent back"  # ส่งคืน, to be proposed anew

    @property
    def takes_words(self) -> bool:
        """Whether it says nothing without words."""
        return self in {Order.ORDERED, Order.SENT_BACK}

    @property
    def lets_go_on(self) -> bool:
        """Whether the work may go on: whatever is not sent back."""
        return self is not Order.SENT_BACK


def may_change(given_at: datetime, now: datetime) -> bool:
    """Whether an order may still be changed by whoever gave it."""
    return now < given_at + MAY_CHANGE_FOR
