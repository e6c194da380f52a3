"""What was decided about what came in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.schema.base import Base, Id


class Review(Base):
    """Somebody looked at a version and took it, or sent it back (ตรวจรับ, ส่งกลับแก้ไข). Kept for good, drafts excepted.

    `list_id`: the list from another system by which it was decided, together with all else of that list.

    `deed`: of `domain.lifecycle`. `status`: draft (the reason is still missing), done, undone. `submission_id` None: a
    claim without a file. `sender_id`: who sent it and is to be told; None where the officer did, and of a claim that
    nobody sent evidence for. What is decided in one go has one `at`. `bench`: whose decision it is, of
    `domain.reviewing`.
    """

    __tablename__ = "review"
    __table_args__ = (Index("ix_review_deed_at", "deed", "at"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    bench: Mapped[str] = mapped_column(default="review")
    deed: Mapped[str]
    status: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    before: Mapped[str]  # where the debt stood
    after: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    due_before: Mapped[datetime | None]
    due_after: Mapped[datetime | None]  # by when it is to be mended, where that is another moment
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("report_list.id"), index=True)
    told_at: Mapped[datetime | None]  # when its sender heard that it was accepted
