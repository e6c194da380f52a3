"""What comes in is reviewed: taken, or sent back with a reason."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("submission_id", Id, nullable=True),
        sa.Column("deed", Words(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("by_id", Id, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("before", Words(), nullable=False),
        sa.Column("after", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("due_before", UtcTime(), nullable=True),
        sa.Column("due_after", UtcTime(), nullable=True),
        sa.Column("sender_id", Id, nullable=True),
        sa.Column("told_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_review_by_id_person")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_review_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_review_office_id_unit")),
        sa.ForeignKeyConstraint(["sender_id"], ["person.id"], name=op.f("fk_review_sender_id_person")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_review_submission_id_submission")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    for column in ("by_id", "obligation_id", "office_id", "sender_id"):
        op.create_index(op.f(f"ix_review_{column}"), "review", [column], unique=False)
    op.create_index("ix_review_deed_at", "review", ["deed", "at"], unique=False)
