"""What the clock remembers between two ticks: where there was nothing to say, and what has changed since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class ClockChange(Base):
    """Something was written that the clock may have to speak of: in an office, or nobody knows where (None).

    Written by `storage.watching` with the transaction that changed it; a row goes when the clock has looked since.
    """

    __tablename__ = "clock_change"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int | None]


class ClockLook(Base):
    """An office as the clock last found it: with nothing to say since `quiet_since` (None: with something to say).

    `coming`: what is expected of the month, as `handlers.looking` writes it.
    """

    __tablename__ = "clock_look"

    office_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    quiet_since: Mapped[datetime | None]
    coming: Mapped[dict[str, Any]]


class ClockRound(Base):
    """How many looks were kept: of two workers that tick at once only one may keep what it found."""

    __tablename__ = "clock_round"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    no: Mapped[int] = mapped_column(Id)
