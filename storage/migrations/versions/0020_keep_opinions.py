"""What the members of a committee think of a form is kept, and of each decision whose it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("review") as batch:
        batch.add_column(sa.Column("bench", Words(), nullable=False, server_default="review"))
    with op.batch_alter_table("review") as batch:
        batch.alter_column("bench", server_default=None)
    op.create_table(
        "opinion",
        sa.Column("submission_id", Id, autoincrement=False, nullable=False),
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=True),
        sa.Column("words", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=True),
        sa.Column("asked_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_opinion_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_opinion_person_id_person")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_opinion_submission_id_submission")),
        sa.PrimaryKeyConstraint("submission_id", "person_id", name=op.f("pk_opinion")),
    )
    op.create_index(op.f("ix_opinion_obligation_id"), "opinion", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_opinion_person_id"), "opinion", ["person_id"], unique=False)
