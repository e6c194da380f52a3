"""Who said that a unit has reported elsewhere is kept, and the lists from there by which it was decided about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim",
        sa.Column("id", Id, nullable=False),
        sa.Column("obligation_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("taken_back_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_claim_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_claim_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_obligation_id"), "claim", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_claim_person_id"), "claim", ["person_id"], unique=False)
    op.create_table(
        "report_list",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("upload_id", Id, nullable=False),
        sa.Column("shown_at", UtcTime(), nullable=False),
        sa.Column("status", Words(), nullable=False),
        sa.Column("confirmed_at", UtcTime(), nullable=True),
        sa.Column("confirmed_by_id", Id, nullable=True),
        sa.Column("counts", Json, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_report_list_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_report_list_requirement_id_requirement")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_report_list_subject_id_subject")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_report_list_upload_id_upload")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_report_list_confirmed_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_list")),
    )
    op.create_index(op.f("ix_report_list_office_id"), "report_list", ["office_id"], unique=False)
    op.create_index(op.f("ix_report_list_upload_id"), "report_list", ["upload_id"], unique=False)
    op.create_index(op.f("ix_report_list_confirmed_by_id"), "report_list", ["confirmed_by_id"], unique=False)
    op.create_index("ix_report_list_requirement_id_id", "report_list", ["requirement_id", "id"], unique=False)
    with op.batch_alter_table("review") as batch:
        batch.add_column(sa.Column("list_id", Id, nullable=True))
        batch.create_foreign_key(op.f("fk_review_list_id_report_list"), "report_list", ["list_id"], ["id"])
    op.create_index(op.f("ix_review_list_id"), "review", ["list_id"], unique=False)
