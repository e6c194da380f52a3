"""What was sent: every file as an upload, every version of every debt as a submission."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.schema import Obligation, Requirement, Submission, Upload


class Submissions:
    """Rows about what came in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_upload(self, upload: Upload) -> Upload:
        """Note a file that arrived."""
        self._session.add(upload)
        self._session.flush()
        return upload

    def upload(self, upload_id: int) -> Upload | None:
        """The upload with that id."""
        return self._session.get(Upload, upload_id)

    def upload_of_message(self, message_id: str, chat: str) -> Upload | None:
        """The upload that a message brought."""
        return self._session.scalars(select(Upload).where(Upload.message_id == message_id, Upload.chat == chat)).first()

    def latest_upload(self, person_id: int, outcomes: Collection[str], since: datetime) -> Upload | None:
        """The newest file of a person's that ended in one of these ways."""
        query = (
            select(Upload)
            .where(Upload.person_id == person_id, Upload.outcome.in_(list(outcomes)), Upload.arrived_at >= since)
            .order_by(Upload.arrived_at.desc(), Upload.id.desc())
        )
        return self._session.scalars(query.limit(1)).unique().first()

    def of_upload(self, upload_id: int) -> Submission | None:
        """What the upload was taken for."""
        return self._session.scalars(select(Submission).where(Submission.upload_id == upload_id)).unique().first()

    def withdraw(self, submission: Submission, obligation: Obligation, now: datetime) -> Submission | None:
        """Take a version back: its content is erased, its number stays used. Returns the version that stands now."""
        stood = submission.stands
        submission.withdrawn_at, submission.stands, submission.rows, submission.findings = now, False, [], []
        self._session.flush()
        if not stood:
            return obligation.standing
        left = [s for s in self.of_obligation(obligation.id) if s.withdrawn_at is None]
        heir = max(left, key=lambda s: (s.clean, s.version), default=None)
        if heir is not None:
            heir.stands = True
        self._session.flush()
        self._session.expire(obligation, ["standing"])
        return heir

    def same_file(self, obligation_ids: Collection[int], sha256: str) -> Submission | None:
        """The version of one of these debts that is this very file, if it was sent before."""
        query = (
            select(Submission)
            .join(Upload)
            .where(Submission.obligation_id.in_(list(obligation_ids)), Upload.sha256 == sha256)
            .where(Submission.withdrawn_at.is_(None))
            .order_by(Submission.version.desc())
        )
        return self._session.scalars(query).unique().first()

    def of_obligation(self, obligation_id: int) -> list[Submission]:
        """All versions, the oldest first."""
        query = select(Submission).where(Submission.obligation_id == obligation_id).order_by(Submission.version)
        return list(self._session.scalars(query).unique())

    def standing(self, office_id: int, states: Collection[str]) -> set[int]:
        """Those of the office's obligations in these states that have a version which counts."""
        query = (
            select(Submission.obligation_id)
            .join(Obligation, Obligation.id == Submission.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(Requirement.office_id == office_id, Submission.stands, Obligation.state.in_(list(states)))
        )
        return set(self._session.scalars(query))

    def receive(  # noqa: PLR0913 - a submission is these things
        self, *, obligation: Obligation, upload: Upload, at: datetime, clean: bool, stands: bool, sheet: str,
        rows: list[Any], findings: list[Any],
    ) -> Submission:  # fmt: skip
        """Write the next version with the next receipt number of its requirement: ST-2570-R6/0007.

        `at`: when the file came. `stands`: this version counts from now on instead of the earlier one. The
        requirement's row is locked meanwhile, so that two receipts never share a number.
        """
        requirement = self._session.scalars(
            select(Requirement).where(Requirement.id == obligation.requirement_id).with_for_update()
        ).one()
        if stands:
            earlier = update(Submission).where(Submission.obligation_id == obligation.id, Submission.stands)
            self._session.execute(earlier.values(stands=False))
        version = 1 + (self._largest(Submission.version, Submission.obligation_id == obligation.id) or 0)
        seq = 1 + (self._largest(Submission.receipt_seq, Submission.requirement_id == requirement.id) or 0)
        submission = Submission(
            obligation_id=obligation.id,
            requirement_id=requirement.id,
            upload_id=upload.id,
            version=version,
            receipt_seq=seq,
            receipt_no=f"{requirement.code}/{seq:04d}",
            received_at=at,
            clean=clean,
            stands=stands,
            sheet=sheet,
            rows=rows,
            findings=findings,
        )
        submission.upload = upload
        self._session.add(submission)
        self._session.flush()
        self._session.expire(obligation, ["standing"])
        return submission

    def _largest(self, column: Any, where: Any) -> int | None:
        return self._session.scalar(select(func.max(column)).where(where))
