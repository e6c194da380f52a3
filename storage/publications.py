"""Public pages, their links, and how often they were opened."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.publishing import Audience, Change, Page
from storage.inserting import insert_new
from storage.schema import (
    Publication,
    PublicationFile,
    PublicationLine,
    PublicationLink,
    PublicationOpening,
)

PAGE: Final = -1  # as a file's place: the page itself
_BYTES: Final = 18  # of a link: nobody guesses as many


class Publications:
    """Rows about public pages."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, requirement_id: int) -> Publication | None:
        """The page of a requirement, locked; None while it was never made public."""
        query = select(Publication).where(Publication.requirement_id == requirement_id).with_for_update()
        return self._session.scalars(query.execution_options(populate_existing=True)).first()

    def get(self, publication_id: int, office_id: int) -> Publication | None:
        """The page of that office with that id, locked."""
        query = select(Publication).where(Publication.id == publication_id, Publication.office_id == office_id)
        return self._session.scalars(query.with_for_update().execution_options(populate_existing=True)).first()

    def of_office(self, office_id: int) -> list[Publication]:
        """The pages of an office, the newest first."""
        query = select(Publication).where(Publication.office_id == office_id)
        return list(self._session.scalars(query.order_by(Publication.published_at.desc(), Publication.id.desc())))

    def publish(
        self,
        requirement_id: int,
        office_id: int,
        page: Page,
        files: Sequence[tuple[str, str]],
        *,
        by: int,
        now: datetime,
    ) -> Publication:
        """Put a page out, or anew under its old links. `files`: name and SHA-256 of what stands behind it."""
        found = self.of(requirement_id)
        row = found or Publication(
            office_id=office_id,
            requirement_id=requirement_id,
            links=[
                PublicationLink(audience=one.value, place=place, token=secrets.token_urlsafe(_BYTES))
                for place, one in enumerate(Audience)
            ],
        )
        row.page, row.published_at, row.closed_at = page.to_json(), now, None
        row.files.clear()
        self._session.add(row)
        self._session.flush()
        row.files.extend(
            PublicationFile(publication_id=row.id, place=place, name=name, sha256=sha256)
            for place, (name, sha256) in enumerate(files)
        )
        self._note(row, Change.RENEWED if found else Change.PUBLISHED, by, now)
        self._session.refresh(row)
        return row

    def close(self, row: Publication, *, by: int, now: datetime) -> bool:
        """Take the page away; False if it was."""
        if row.closed_at is not None:
            return False
        row.closed_at = now
        self._note(row, Change.CLOSED, by, now)
        return True

    def open(self, row: Publication, *, by: int, now: datetime) -> bool:
        """Show it again as it was; False if it is open."""
        if row.closed_at is None:
            return False
        row.closed_at = None
        self._note(row, Change.OPENED, by, now)
        return True

    def behind(self, token: str) -> tuple[Publication, Audience] | None:
        """The page behind a link, and whose link it is; it may be closed."""
        query = (
            select(Publication, PublicationLink.audience)
            .join(PublicationLink, PublicationLink.publication_id == Publication.id)
            .where(PublicationLink.token == token)
        )
        found = self._session.execute(query).first()
        return (found[0], Audience(found[1])) if found else None

    def opened(self, publication_id: int, audience: Audience, day: date, place: int = PAGE) -> None:
        """Count an opening of the page, or of the file at that place."""
        key = {"publication_id": publication_id, "audience": audience.value, "day": day, "place": place}
        insert_new(self._session, PublicationOpening, {**key, "times": 0})
        more = update(PublicationOpening).values(times=PublicationOpening.times + 1)
        self._session.execute(more.filter_by(**key))

    def openings(self, publication_id: int) -> Mapping[tuple[Audience, bool], int]:
        """How often each audience has opened the page (False) and its files (True)."""
        is_file = PublicationOpening.place != PAGE
        query = (
            select(PublicationOpening.audience, is_file, func.sum(PublicationOpening.times))
            .where(PublicationOpening.publication_id == publication_id)
            .group_by(PublicationOpening.audience, is_file)
        )
        return {(Audience(who), bool(files)): int(times) for who, files, times in self._session.execute(query)}

    def _note(self, row: Publication, change: Change, by: int, now: datetime) -> None:
        self._session.add(PublicationLine(publication_id=row.id, change=change.value, at=now, by_id=by))
        self._session.flush()
