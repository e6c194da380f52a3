"""What the bot did not understand, and what an office has taught it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.schema import TaughtPhrase, UnclearPhrase


class Unclear(NamedTuple):
    """A sentence by the last row that has it, how often it was said, and when last."""

    id: int
    words: str
    times: int
    said_at: datetime


class Phrases:
    """Rows of both."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, office_id: int, person_id: int, message_id: str, key: str, words: str, now: datetime) -> None:
        """Keep a sentence, of which personal data was taken out before."""
        row = UnclearPhrase(
            office_id=office_id, person_id=person_id, message_id=message_id, key=key, words=words, said_at=now
        )
        self._session.add(row)

    def unclear(self, office_id: int, *, limit: int, after: int = 0) -> list[Unclear]:
        """The office's sentences, the most frequent first, of these the latest; `after` so many."""
        last, count = func.max(UnclearPhrase.id), func.count()
        grouped = (
            select(last.label("id"), count.label("count"))
            .where(UnclearPhrase.office_id == office_id)
            .group_by(UnclearPhrase.key)
            .order_by(count.desc(), last.desc())
            .limit(limit)
            .offset(after)
            .subquery()
        )
        query = (
            select(UnclearPhrase.id, UnclearPhrase.words, grouped.c.count, UnclearPhrase.said_at)
            .join(grouped, grouped.c.id == UnclearPhrase.id)
            .order_by(grouped.c.count.desc(), UnclearPhrase.id.desc())
        )
        return [Unclear(*row) for row in self._session.execute(query)]

    def how_many(self, office_id: int) -> int:
        """How many different sentences there are."""
        query = select(func.count(UnclearPhrase.key.distinct())).where(UnclearPhrase.office_id == office_id)
        return self._session.scalar(query) or 0

    def get(self, row_id: int, office_id: int) -> UnclearPhrase | None:
        """A sentence of the office."""
        query = select(UnclearPhrase).where(UnclearPhrase.id == row_id, UnclearPhrase.office_id == office_id)
        return self._session.scalars(query).first()

    def teach(self, row: UnclearPhrase, intent: str, by: int, now: datetime) -> TaughtPhrase:
        """Let a sentence stand for an intent in its office, and let go of it wherever it was kept as unclear.

        Of two officers who teach the same, the later one's meaning stands.
        """
        for other in self._standing(row.office_id, row.key):
            other.taken_back_by, other.taken_back_at = by, now
        self._session.flush()
        taught = TaughtPhrase(
            office_id=row.office_id, key=row.key, words=row.words, intent=intent, taught_by=by, taught_at=now,
            taken_back_by=None, taken_back_at=None,
        )  # fmt: skip
        self._session.add(taught)
        same = (UnclearPhrase.office_id == row.office_id, UnclearPhrase.key == row.key)
        self._session.execute(delete(UnclearPhrase).where(*same))
        self._session.flush()
        return taught

    def meaning(self, office_id: int, key: str) -> str | None:
        """What a sentence with that key stands for in the office; None where it was not taught."""
        return next((row.intent for row in self._standing(office_id, key)), None)

    def taught(self, office_id: int, *, limit: int) -> list[TaughtPhrase]:
        """What stands, the latest first."""
        mine = (TaughtPhrase.office_id == office_id, TaughtPhrase.taken_back_at.is_(None))
        query = select(TaughtPhrase).where(*mine).order_by(TaughtPhrase.id.desc()).limit(limit)
        return list(self._session.scalars(query))

    def take_back(self, row_id: int, office_id: int, by: int, now: datetime) -> TaughtPhrase | None:
        """Let a sentence of the office stand for nothing again; None where it does not stand."""
        query = select(TaughtPhrase).where(TaughtPhrase.id == row_id, TaughtPhrase.office_id == office_id)
        row = self._session.scalars(query.where(TaughtPhrase.taken_back_at.is_(None)).with_for_update()).first()
        if row is not None:
            row.taken_back_by, row.taken_back_at = by, now
        return row

    def erase(self, message_id: str) -> None:
        """Let go of a message that was taken back by its sender."""
        self._session.execute(delete(UnclearPhrase).where(UnclearPhrase.message_id == message_id))

    def _standing(self, office_id: int, key: str) -> list[TaughtPhrase]:
        query = select(TaughtPhrase).where(TaughtPhrase.office_id == office_id, TaughtPhrase.key == key)
        return list(self._session.scalars(query.where(TaughtPhrase.taken_back_at.is_(None))))
