"""What was sent: every file as an upload, every version of every debt as a submission."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from storage.schema import Obligation, Requirement, Subject, Submission, Upload

_SISTERS = 10


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

    def withdraw(self, submission: Submission, now: datetime) -> None:
        """Take a version back: its content is erased and it does not count; its number stays used."""
        submission.withdrawn_at, submission.stands, submission.rows, submission.findings = now, False, [], []
        submission.beside = {}
        self._session.flush()

    def stand_best(self, obligation: Obligation) -> Submission | None:
        """Let the best version that is left count: the latest clean one, else the latest. None if none is left."""
        left = [s for s in self.of_obligation(obligation.id) if s.withdrawn_at is None]
        self.stand_none(obligation)
        heir = max(left, key=lambda s: (s.clean, s.version), default=None)
        if heir is not None:
            heir.stands = True
        self._session.flush()
        self._session.expire(obligation, ["standing"])
        return heir

    def stand_none(self, obligation: Obligation) -> None:
        """No version counts: there is nothing to report."""
        for version in self.of_obligation(obligation.id):
            version.stands = False
        self._session.flush()
        self._session.expire(obligation, ["standing"])

    def same_file(self, obligation_ids: Collection[int], sha256: str) -> Submission | None:
        """The version of one of these debts that is this very file, if it was sent before.

        Not of a debt of which somebody said later that there is nothing to report: there it says something new.
        """
        query = (
            select(Submission)
            .join(Upload)
            .join(Obligation, Obligation.id == Submission.obligation_id)
            .where(Obligation.state != "nil")
            .where(Submission.obligation_id.in_(list(obligation_ids)), Upload.sha256 == sha256)
            .where(Submission.withdrawn_at.is_(None))
            .order_by(Submission.version.desc())
        )
        return self._session.scalars(query).unique().first()

    def all_of_upload(self, upload_id: int) -> list[Submission]:
        """Everything the upload was taken for: a file may settle several debts."""
        query = select(Submission).where(Submission.upload_id == upload_id).order_by(Submission.id)
        return list(self._session.scalars(query).unique())

    def submission(self, submission_id: int) -> Submission | None:
        """The version with that id."""
        return self._session.get(Submission, submission_id)

    def with_receipts(self, office_id: int, receipt_nos: Collection[str]) -> dict[str, Submission]:
        """The office's versions with these receipt numbers; nothing for a number that was never given."""
        query = (
            select(Submission)
            .join(Requirement, Requirement.id == Submission.requirement_id)
            .where(Requirement.office_id == office_id, Submission.receipt_no.in_(list(receipt_nos)))
        )
        return {found.receipt_no: found for found in self._session.scalars(query).unique()} if receipt_nos else {}

    def last_upload_of(self, person_id: int) -> Upload | None:
        """The file a person sent last."""
        query = select(Upload).where(Upload.person_id == person_id).order_by(Upload.id.desc()).limit(1)
        return self._session.scalars(query).first()

    def previous_of(self, obligation: Obligation) -> Submission | None:
        """What the same unit reported of the same subject in the round before: the clean version that stands there.

        A subject that has another code this time is known by its title.
        """
        asked, subject = obligation.requirement, obligation.subject
        same = or_(Subject.code == subject.code, and_(Subject.kind == subject.kind, Subject.title == subject.title))
        query = (
            self._beside(obligation)
            .join(Subject, Subject.id == Obligation.subject_id)
            .where(same, Requirement.work == asked.work)
            .where(Requirement.period_end < asked.period_end)
            .order_by(Requirement.period_end.desc(), Requirement.due_at.desc())
            .limit(1)
        )
        return self._session.scalars(query).unique().first()

    def sisters_of(self, obligation: Obligation) -> list[Submission]:
        """What the same unit reported in the same form for other requirements of the same year and round, newest first.

        No more than ten: an E-MES round has six items.
        """
        asked = obligation.requirement
        query = (
            self._beside(obligation)
            .where(Requirement.fiscal_year_be == asked.fiscal_year_be, Requirement.round == asked.round)
            .order_by(Submission.id.desc())
            .limit(_SISTERS)
        )
        return list(self._session.scalars(query).unique())

    @staticmethod
    def _beside(obligation: Obligation) -> Select[Submission]:
        """Clean versions that stand, of the same unit and form, for other requirements."""
        asked = obligation.requirement
        return (
            select(Submission)
            .join(Obligation, Obligation.id == Submission.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(Obligation.unit_id == obligation.unit_id, Submission.stands, Submission.clean)
            .where(Requirement.office_id == asked.office_id, Requirement.form == asked.form, Requirement.id != asked.id)
        )

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
        rows: list[Any], findings: list[Any], portion: str = "", beside: dict[str, Any] | None = None,
    ) -> Submission:  # fmt: skip
        """Write the next version with the next receipt number of its requirement: ST-2570-R6/0007.

        `at`: when the file came; `portion`: which sheet or row of it; `beside`: what its further sheets say. `stands`:
        this version counts from now on instead of the earlier one. The requirement's row is locked meanwhile, so that
        two receipts never share a number.
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
            portion=portion,
            rows=rows,
            findings=findings,
            beside=beside or {},
        )
        submission.upload = upload
        self._session.add(submission)
        self._session.flush()
        self._session.expire(obligation, ["standing"])
        return submission

    def _largest(self, column: Any, where: Any) -> int | None:
        return self._session.scalar(select(func.max(column)).where(where))
