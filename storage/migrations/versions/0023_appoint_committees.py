"""Orders appoint committees; their number and day are entered once they are signed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_SIGNED = sa.text("status = 'signed'")


def upgrade() -> None:
    op.create_table(
        "committee_order",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("preamble", Words(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("year_be", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("circular_id", Id, nullable=True),
        sa.Column("instead_of_id", Id, nullable=True),
        sa.Column("drafted_by", Id, nullable=False),
        sa.Column("drafted_at", UtcTime(), nullable=False),
        sa.Column("entered_by", Id, nullable=True),
        sa.Column("entered_at", UtcTime(), nullable=True),
        sa.Column("revoked_by", Id, nullable=True),
        sa.Column("revoked_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["circular_id"], ["circular.id"], name=op.f("fk_committee_order_circular_id_circular")),
        sa.ForeignKeyConstraint(["drafted_by"], ["person.id"], name=op.f("fk_committee_order_drafted_by_person")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_committee_order_entered_by_person")),
        sa.ForeignKeyConstraint(
            ["instead_of_id"], ["committee_order.id"], name=op.f("fk_committee_order_instead_of_id_committee_order")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_committee_order_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_committee_order_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(["revoked_by"], ["person.id"], name=op.f("fk_committee_order_revoked_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_order")),
    )
    op.create_index(
        "uq_committee_order_number",
        "committee_order",
        ["office_id", "year_be", "number"],
        unique=True,
        sqlite_where=_SIGNED,
        postgresql_where=_SIGNED,
    )
    op.create_index("ix_committee_order_office_id_status", "committee_order", ["office_id", "status"], unique=False)
    for column in ("requirement_id", "circular_id", "instead_of_id"):
        op.create_index(op.f(f"ix_committee_order_{column}"), "committee_order", [column], unique=False)
    op.create_table(
        "order_committee",
        sa.Column("id", Id, nullable=False),
        sa.Column("order_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("subject_id", Id, nullable=True),
        sa.Column("duties", Json, nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["committee_order.id"], name=op.f("fk_order_committee_order_id_committee_order")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_order_committee_subject_id_subject")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_committee")),
        sa.UniqueConstraint("order_id", "place", name=op.f("uq_order_committee_order_id_place")),
    )
    op.create_table(
        "order_member",
        sa.Column("committee_id", Id, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("duty", Words(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("name", Words(), nullable=False),
        sa.Column("position", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["order_committee.id"], name=op.f("fk_order_member_committee_id_order_committee")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_order_member_person_id_person")),
        sa.PrimaryKeyConstraint("committee_id", "place", name=op.f("pk_order_member")),
    )
    op.create_index(op.f("ix_order_member_person_id"), "order_member", ["person_id"], unique=False)
