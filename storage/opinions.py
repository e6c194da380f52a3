"""What the members of a committee think of the forms that they screen."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import screening
from domain.screening import PATIENCE
from storage.rows import plain_rows
from storage.schema import Opinion, Person, Submission


class Opinions:
    """Rows about opinions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, obligation_ids: Collection[int]) -> dict[int, list[screening.Opinion]]:
        """What was said about each of these debts, whatever the version, the oldest first."""
        about = (Opinion.person_id, Person.name, Opinion.submission_id, Submission.version)
        query = (
            select(Opinion.obligation_id, *about, Opinion.passes, Opinion.words, Opinion.at)
            .join(Person, Person.id == Opinion.person_id)
            .join(Submission, Submission.id == Opinion.submission_id)
            .where(Opinion.obligation_id.in_(list(obligation_ids)), Opinion.passes.is_not(None))
            .order_by(Opinion.at, Opinion.person_id)
        )
        found: dict[int, list[screening.Opinion]] = {one: [] for one in obligation_ids}
        for debt, person, who, version_id, version, passes, words, at in plain_rows(self._session, query):
            found[debt].append(
                screening.Opinion(
                    person_id=person, who=who, version_id=version_id, version=version, passes=passes, words=words, at=at
                )
            )  # fmt: skip
        return found

    def given_by(self, person_id: int, versions: Collection[int]) -> set[int]:
        """Of which of these versions that person has said what they think, by the versions' ids."""
        given = (Opinion.person_id == person_id, Opinion.passes.is_not(None))
        query = select(Opinion.submission_id).where(*given, Opinion.submission_id.in_(list(versions)))
        return set(self._session.scalars(query))

    def given(self, versions: Collection[int]) -> set[tuple[int, int]]:
        """Who has said what they think of which of these versions: people's ids with versions'."""
        said = (Opinion.passes.is_not(None), Opinion.submission_id.in_(list(versions)))
        query = select(Opinion.person_id, Opinion.submission_id).where(*said)
        return {(person, version) for person, version in plain_rows(self._session, query)}

    def give(
        self, obligation_id: int, submission_id: int, person_id: int, *, passes: bool, words: str, now: datetime
    ) -> bool:  # fmt: skip
        """Keep what somebody thinks of a version; it takes the place of what they thought. False: they thought that."""
        row = self._row(obligation_id, submission_id, person_id)
        row.asked_at = None
        if row.passes == passes and row.words == words:
            return False
        row.passes, row.words, row.at = passes, words, now
        self._session.flush()
        return True

    def ask(self, obligation_id: int, submission_id: int, person_id: int, now: datetime) -> None:
        """Somebody is asked what of a version is to be mended, and of no other any more."""
        asked = select(Opinion).where(Opinion.person_id == person_id, Opinion.asked_at.is_not(None))
        for other in self._session.scalars(asked).all():
            self.leave(other)
        self._row(obligation_id, submission_id, person_id).asked_at = now
        self._session.flush()

    def asked(self, person_id: int, now: datetime) -> Opinion | None:
        """What somebody was asked about and has not answered, unless it is too long ago."""
        query = select(Opinion).where(Opinion.person_id == person_id, Opinion.asked_at > now - PATIENCE)
        return self._session.scalars(query).first()

    def leave(self, asked: Opinion) -> None:
        """Ask no more; what they thought before stands."""
        asked.asked_at = None
        if asked.passes is None:
            self._session.delete(asked)
        self._session.flush()

    def _row(self, obligation_id: int, submission_id: int, person_id: int) -> Opinion:
        key = {"submission_id": submission_id, "person_id": person_id}
        row = self._session.get(Opinion, key)
        if row is None:
            row = Opinion(**key, obligation_id=obligation_id, words="")
            self._session.add(row)
        return row
