"""All that is known of one debt, for the page about it. Whoever asks has been shown the debt by `storage.boards`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.extensions import Standing
from storage.files import OVER
from storage.reviews import DONE
from storage.rows import plain_rows
from storage.schema import Attachment, Extension, Person, Review, Submission, Upload


class Version(NamedTuple):
    """A version of what was sent. `kept`: the file can still be opened."""

    id: int
    number: int
    receipt_no: str
    at: datetime
    clean: bool
    stands: bool
    withdrawn: bool
    findings: Sequence[Any]
    file: str
    sha256: str
    upload_id: int
    kept: bool
    sender_id: int
    sender: str


class Decision(NamedTuple):
    """What somebody decided about it."""

    at: datetime
    deed: str
    bench: str
    reason: str
    due_after: datetime | None
    by: str


class Later(NamedTuple):
    """A request for a later day."""

    at: datetime
    wanted: datetime
    reason: str
    status: str
    granted: datetime | None
    answer: str


class Piece(NamedTuple):
    """A piece of evidence. `sha256` None: a link, which stands in `name`."""

    id: int
    kind: str
    name: str
    sha256: str | None
    at: datetime
    sender_id: int
    sender: str


class BoardDebts:
    """Rows about one debt, the newest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def versions(self, debt_id: int) -> list[Version]:
        """All versions, also those that were taken back."""
        of_version = (Submission.id, Submission.version, Submission.receipt_no, Submission.received_at)
        marks = (Submission.clean, Submission.stands, Submission.withdrawn_at, Submission.findings)
        of_file = (Upload.name, Upload.sha256, Upload.id, Upload.outcome, Person.id, Person.name)
        query = (
            select(*of_version, *marks, *of_file)
            .join(Upload, Upload.id == Submission.upload_id)
            .join(Person, Person.id == Upload.person_id)
            .where(Submission.obligation_id == debt_id)
            .order_by(Submission.version.desc())
        )
        return [_version(row) for row in plain_rows(self._session, query)]

    def decisions(self, debt_id: int) -> list[Decision]:
        """What was decided on the benches and holds."""
        columns = (Review.at, Review.deed, Review.bench, Review.reason, Review.due_after, Person.name)
        query = (
            select(*columns)
            .join(Person, Person.id == Review.by_id)
            .where(Review.obligation_id == debt_id, Review.status == DONE)
            .order_by(Review.id.desc())
        )
        return [Decision._make(row) for row in plain_rows(self._session, query)]

    def later(self, debt_id: int) -> list[Later]:
        """Requests for a later day, drafts left out."""
        columns = (Extension.asked_at, Extension.wanted, Extension.reason, Extension.status)
        query = (
            select(*columns, Extension.granted, Extension.answer)
            .where(Extension.obligation_id == debt_id, Extension.status != Standing.DRAFT)
            .order_by(Extension.id.desc())
        )
        return [Later._make(row) for row in plain_rows(self._session, query)]

    def evidence(self, debt_id: int) -> list[Piece]:
        """What is kept besides and was not taken back."""
        columns = (Attachment.id, Attachment.kind, Attachment.name, Attachment.link, Attachment.sha256)
        query = (
            select(*columns, Attachment.received_at, Person.id, Person.name)
            .join(Person, Person.id == Attachment.person_id)
            .where(Attachment.obligation_id == debt_id)
            .where(or_(Attachment.sha256.is_not(None), Attachment.link != ""))
            .order_by(Attachment.id.desc())
        )
        return [
            Piece(piece, kind, name or link, sha256, at, sender_id, sender)
            for piece, kind, name, link, sha256, at, sender_id, sender in plain_rows(self._session, query)
        ]


def _version(row: Any) -> Version:
    version, no, receipt, at, clean, stands, withdrawn_at, findings, name, sha256, upload, outcome, person, sender = row
    return Version(
        id=version, number=no, receipt_no=receipt, at=at, clean=clean, stands=stands,
        withdrawn=withdrawn_at is not None, findings=findings, file=name, sha256=sha256, upload_id=upload,
        kept=withdrawn_at is None and outcome not in OVER, sender_id=person, sender=sender,
    )  # fmt: skip
