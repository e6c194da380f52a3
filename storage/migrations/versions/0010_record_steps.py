"""The manual's steps of a requirement can be recorded as done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "step_record",
        sa.Column("id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("about", Words(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_step_record_by_id_person")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_step_record_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_record")),
        sa.UniqueConstraint("requirement_id", "code", name=op.f("uq_step_record_requirement_id_code")),
    )
    op.create_index(op.f("ix_step_record_requirement_id"), "step_record", ["requirement_id"], unique=False)
