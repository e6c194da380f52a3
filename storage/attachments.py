"""Photos, documents and links that people sent, kept as evidence, and the debts they belong to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from storage.schema import Attachment, Document, Person, Submission, Upload

LINK = "link"  # the kind of what has no bytes of its own


class Evidence(NamedTuple):
    """What is kept for a debt, and who sent it. `sha256` None: a link, which stands in `name`."""

    obligation_id: int
    kind: str
    name: str
    sha256: str | None
    at: datetime
    sender: str


def _there() -> ColumnElement[bool]:
    """Not taken back and not erased."""
    return or_(Attachment.sha256.is_not(None), Attachment.link != "")


class Attachments:
    """Rows about what was kept."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(  # noqa: PLR0913 - one thing that was kept
        self,
        *,
        sender: Person,
        message_id: str,
        set_id: str | None,
        kind: str,
        sha256: str | None,
        now: datetime,
        name: str = "",
        link: str = "",
    ) -> Attachment:
        """Keep one for its sender's office. Those sent at once share `set_id`; words that were edited are kept once."""
        kept = self.of_message(message_id)
        if kept is None:
            kept = Attachment(
                office_id=sender.office_id, person_id=sender.id, message_id=message_id, set_id=set_id, received_at=now
            )
            self._session.add(kept)
        kept.kind, kept.sha256, kept.name, kept.link = kind, sha256, name, link
        self._session.flush()
        return kept

    def get(self, attachment_id: int) -> Attachment | None:
        """The one with that id."""
        return self._session.get(Attachment, attachment_id)

    def of_message(self, message_id: str) -> Attachment | None:
        """What was kept of that message."""
        return self._session.scalars(select(Attachment).where(Attachment.message_id == message_id)).first()

    def latest_of(self, person_id: int, kind: str, since: datetime) -> Attachment | None:
        """The last of that kind that somebody has sent since then and not taken back."""
        lately = (Attachment.person_id == person_id, Attachment.kind == kind, Attachment.received_at >= since)
        query = select(Attachment).where(*lately, _there()).order_by(Attachment.id.desc())
        return self._session.scalars(query.limit(1)).first()

    def of_person(self, person_id: int) -> list[Attachment]:
        """All that somebody sent and did not take back, the oldest first."""
        query = select(Attachment).where(Attachment.person_id == person_id, _there())
        return list(self._session.scalars(query.order_by(Attachment.id)))

    def around(self, one: Attachment, since: datetime) -> list[Attachment]:
        """What its sender has sent since then, and all of its set, the oldest first; locked: one answer wins."""
        near = Attachment.received_at >= since
        if one.set_id:
            near = or_(near, Attachment.set_id == one.set_id)
        query = select(Attachment).where(Attachment.person_id == one.person_id, near, _there()).order_by(Attachment.id)
        locked = query.with_for_update().execution_options(populate_existing=True)
        return list(self._session.scalars(locked))

    def of_debts(self, obligation_ids: Collection[int]) -> list[Evidence]:
        """All that is kept for these debts, the oldest first."""
        columns = (Attachment.obligation_id, Attachment.kind, Attachment.name, Attachment.link, Attachment.sha256)
        query = (
            select(*columns, Attachment.received_at, Person.name)
            .join(Person, Person.id == Attachment.person_id)
            .where(Attachment.obligation_id.in_(list(obligation_ids)), _there())
            .order_by(Attachment.id)
        )
        rows = self._session.execute(query)
        return [
            Evidence(debt, kind, name or link, sha256, at, sender)
            for debt, kind, name, link, sha256, at, sender in rows
            if debt is not None
        ]

    def of_debt(self, obligation_id: int) -> list[Attachment]:
        """All that is kept for a debt, the newest first."""
        query = select(Attachment).where(Attachment.obligation_id == obligation_id, _there())
        return list(self._session.scalars(query.order_by(Attachment.id.desc())))

    def counts(self, obligation_ids: Collection[int]) -> dict[int, int]:
        """How much is kept for each of these debts; those with nothing are missing."""
        query = (
            select(Attachment.obligation_id, func.count())
            .where(Attachment.obligation_id.in_(list(obligation_ids)), _there())
            .group_by(Attachment.obligation_id)
        )
        return {debt: count for debt, count in self._session.execute(query) if debt is not None}

    def just_meant(self, person_id: int, since: datetime) -> list[int]:
        """The debts somebody has sent a file or evidence for since then, the newest first."""
        files = (
            select(Submission.obligation_id, Submission.received_at)
            .join(Upload, Upload.id == Submission.upload_id)
            .where(Upload.person_id == person_id, Submission.received_at >= since, Submission.withdrawn_at.is_(None))
        )
        evidence = select(Attachment.obligation_id, Attachment.received_at).where(
            Attachment.person_id == person_id, Attachment.received_at >= since, Attachment.obligation_id.is_not(None)
        )
        meant: list[tuple[int | None, datetime]] = [
            (debt, at) for query in (files, evidence) for debt, at in self._session.execute(query)
        ]
        newest = sorted(meant, key=lambda one: one[1], reverse=True)
        return list(dict.fromkeys(debt for debt, _ in newest if debt is not None))

    def just_issued(self, person_id: int, since: datetime) -> list[str]:
        """The identities of the blanks that somebody was given since then, the newest first."""
        query = select(Document.about).where(
            Document.made_for_id == person_id, Document.kind == "blank", Document.made_at >= since
        )
        return [str(about.get("identity", "")) for about in self._session.scalars(query.order_by(Document.id.desc()))]
