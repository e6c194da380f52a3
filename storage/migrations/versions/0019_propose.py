"""Matters are proposed to the director, and the orders given are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("title", Words(), nullable=False),
        sa.Column("lines", Json, nullable=False),
        sa.Column("proposed_at", UtcTime(), nullable=False),
        sa.Column("proposed_by", Id, nullable=False),
        sa.Column("shown_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_proposal_office_id_unit")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_proposal_proposed_by_person")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_proposal_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_office_id_proposed_at", "proposal", ["office_id", "proposed_at"], unique=False)
    op.create_index(op.f("ix_proposal_requirement_id"), "proposal", ["requirement_id"], unique=False)
    op.create_table(
        "proposal_order",
        sa.Column("id", Id, nullable=False),
        sa.Column("proposal_id", Id, nullable=False),
        sa.Column("order", Words(), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by_id", Id, nullable=True),
        sa.Column("written_by", Id, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_proposal_order_by_id_person")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_order_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["written_by"], ["person.id"], name=op.f("fk_proposal_order_written_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_order")),
    )
    op.create_index(op.f("ix_proposal_order_proposal_id"), "proposal_order", ["proposal_id"], unique=False)
