"""What units say that they have reported elsewhere, where the bot cannot look."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.rows import plain_rows
from storage.schema import Claim


class Claims:
    """Rows about claims. One that was taken back stays, and counts no more."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, obligation_id: int, person_id: int, now: datetime) -> None:
        """Keep that somebody says that it is reported."""
        self._session.add(Claim(obligation_id=obligation_id, person_id=person_id, at=now))
        self._session.flush()

    def take_back(self, obligation_id: int, now: datetime) -> None:
        """It is not reported after all."""
        stands = (Claim.obligation_id == obligation_id, Claim.taken_back_at.is_(None))
        self._session.execute(update(Claim).where(*stands).values(taken_back_at=now))

    def by(self, obligation_ids: Collection[int]) -> dict[int, int]:
        """Who said it last of each of these debts, by the debt's id; those of which nobody did are missing."""
        columns = (Claim.obligation_id, Claim.person_id)
        query = select(*columns).where(Claim.obligation_id.in_(list(obligation_ids)), Claim.taken_back_at.is_(None))
        rows = plain_rows(self._session, query.order_by(Claim.id))
        return {debt: person for debt, person in rows}  # noqa: C416 - no pairs

    def just_said(self, person_id: int, since: datetime) -> list[int]:
        """The debts of which somebody has said it since then, the newest first."""
        fresh = (Claim.person_id == person_id, Claim.at >= since, Claim.taken_back_at.is_(None))
        query = select(Claim.obligation_id).where(*fresh).order_by(Claim.id.desc())
        return list(dict.fromkeys(self._session.scalars(query)))
