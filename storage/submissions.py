"""What was sent: every file as an upload, every version of every debt as a submission."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from storage.schema import Obligation, Requirement, Subject, Submission, Upload

_SISTERS = 10


class Previous(NamedTuple):
    """What came of an earlier round, the fiscal year (Buddhist) that it is of, and how its debt stands."""

    version: Submission
    year_be: int
    state: str


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

    def previous_of(self, obligation: Obligation) -> Previous | None:
        """What the same unit reported of the same subject in the round before: the clean version that stands there.

        A subject that has another code this time is known by its title.
        """
        one = Obligation.unit_id == obligation.unit_id
        return self._previous(obligation, one).get(obligation.unit_id)

    def previous_of_all(self, like: Obligation) -> dict[int, Previous]:
        """The same, by unit, of every unit that owes the same subject of the same requirement: one query for all."""
        return self._previous(like, self._owing(like))

    def _previous(self, like: Obligation, whose: ColumnElement[bool]) -> dict[int, Previous]:
        asked, subject = like.requirement, like.subject
        same = or_(Subject.code == subject.code, and_(Subject.kind == subject.kind, Subject.title == subject.title))
        latest = (Requirement.period_end.desc(), Requirement.due_at.desc(), Submission.id.desc())
        ranked = (
            self._beside(asked, whose, latest)
            .join(Subject, Subject.id == Obligation.subject_id)
            .where(same, Requirement.work == asked.work, Requirement.period_end < asked.period_end)
        )
        return {unit: Previous(one, year, state) for unit, one, year, state in self._first(ranked, 1)}

    def sisters_of(self, obligation: Obligation) -> list[Submission]:
        """What the same unit reported in the same form for other requirements of the same year and round, newest first.

        No more than ten: an E-MES round has six items.
        """
        one = Obligation.unit_id == obligation.unit_id
        return self._sisters(obligation, one).get(obligation.unit_id, [])

    def sisters_of_all(self, like: Obligation) -> dict[int, list[Submission]]:
        """The same, by unit, of every unit that owes the same subject of the same requirement: one query for all."""
        return self._sisters(like, self._owing(like))

    def _sisters(self, like: Obligation, whose: ColumnElement[bool]) -> dict[int, list[Submission]]:
        asked = like.requirement
        ranked = self._beside(asked, whose, (Submission.id.desc(),)).where(
            Requirement.fiscal_year_be == asked.fiscal_year_be, Requirement.round == asked.round
        )
        found: dict[int, list[Submission]] = {}
        for unit, one, _, _ in self._first(ranked, _SISTERS):
            found.setdefault(unit, []).append(one)
        return found

    @staticmethod
    def _owing(like: Obligation) -> ColumnElement[bool]:
        """Whose unit owes the same: asked of the database, as there may be more units than it takes parameters."""
        other = aliased(Obligation)
        same = (other.requirement_id == like.requirement_id, other.subject_id == like.subject_id)
        return Obligation.unit_id.in_(select(other.unit_id).where(*same))

    @staticmethod
    def _beside(
        asked: Requirement, whose: ColumnElement[bool], latest: Sequence[ColumnElement[Any]]
    ) -> Select[Any]:  # fmt: skip
        """Clean versions that stand, of those units and the same form, for other requirements; each unit's ranked."""
        place = func.row_number().over(partition_by=Obligation.unit_id, order_by=latest)
        return (
            select(
                Submission.id, Obligation.unit_id, Requirement.fiscal_year_be, Obligation.state, place.label("place")
            )
            .join(Obligation, Obligation.id == Submission.obligation_id)
            .join(Requirement, Requirement.id == Obligation.requirement_id)
            .where(whose, Submission.stands, Submission.clean)
            .where(Requirement.office_id == asked.office_id, Requirement.form == asked.form, Requirement.id != asked.id)
        )

    def _first(self, ranked: Select[Any], most: int) -> Iterator[tuple[int, Submission, int, str]]:
        """The first so many of each unit, in their order: unit, version, fiscal year, state of the debt."""
        rows = ranked.subquery()
        query = (
            select(rows.c.unit_id, Submission, rows.c.fiscal_year_be, rows.c.state)
            .join(rows, rows.c.id == Submission.id)
            .where(rows.c.place <= most)
            .order_by(rows.c.unit_id, rows.c.place)
        )
        return ((unit, one, year, state) for unit, one, year, state in self._session.execute(query).unique())

    def versions_of_all(self, like: Obligation, outcome: str) -> dict[int, list[Submission]]:
        """By debt, of all that owe the same subject: what came by files that ended so and was not withdrawn."""
        query = (
            select(Submission)
            .join(Upload)
            .join(Obligation, Obligation.id == Submission.obligation_id)
            .where(Obligation.requirement_id == like.requirement_id, Obligation.subject_id == like.subject_id)
            .where(Upload.outcome == outcome, Submission.withdrawn_at.is_(None))
            .order_by(Submission.obligation_id, Submission.version)
        )
        found: dict[int, list[Submission]] = {}
        for one in self._session.scalars(query).unique():
            found.setdefault(one.obligation_id, []).append(one)
        return found

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
