"""What an agency asks for is put before the director, and each topic is given to those who prepare it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Words

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agency_request") as batch:
        batch.add_column(sa.Column("inside_due_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("form", Words(), nullable=False, server_default=""))
    with op.batch_alter_table("agency_request") as batch:
        batch.alter_column("form", server_default=None)
    with op.batch_alter_table("proposal") as batch:
        batch.add_column(sa.Column("request_id", Id, nullable=True))
        batch.create_foreign_key("fk_proposal_request_id_agency_request", "agency_request", ["request_id"], ["id"])
        batch.create_index(batch.f("ix_proposal_request_id"), ["request_id"], unique=False)
    op.create_table(
        "topic_unit",
        sa.Column("topic_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["topic_id"], ["request_topic.id"], name=op.f("fk_topic_unit_topic_id_request_topic")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_topic_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("topic_id", "unit_id", name=op.f("pk_topic_unit")),
    )
    op.create_index(op.f("ix_topic_unit_unit_id"), "topic_unit", ["unit_id"], unique=False)
