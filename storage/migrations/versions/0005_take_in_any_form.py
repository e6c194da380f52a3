"""Offices teach forms of their own, a file may settle several debts, and evidence belongs to a debt."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _learnt_forms() -> None:
    op.create_table(
        "learnt_form",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("definition", Json, nullable=False),
        sa.Column("sha256", Words(), nullable=False),
        sa.Column("file_name", Words(), nullable=False),
        sa.Column("made_by_id", Id, nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("retired_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_learnt_form_made_by_id_person")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_learnt_form_office_id_unit")),
        sa.ForeignKeyConstraint(["sha256"], ["stored_file.sha256"], name=op.f("fk_learnt_form_sha256_stored_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learnt_form")),
        sa.UniqueConstraint("office_id", "name", "version", name=op.f("uq_learnt_form_office_id_name_version")),
    )
    op.create_index(op.f("ix_learnt_form_office_id"), "learnt_form", ["office_id"], unique=False)


def upgrade() -> None:
    _learnt_forms()
    with op.batch_alter_table("submission") as batch:
        batch.add_column(sa.Column("portion", Words(), nullable=False, server_default=""))
        batch.drop_constraint("uq_submission_upload_id", type_="unique")
        batch.create_unique_constraint("uq_submission_upload_id_obligation_id", ["upload_id", "obligation_id"])
    with op.batch_alter_table("attachment") as batch:
        batch.add_column(sa.Column("obligation_id", Id, nullable=True))
        batch.add_column(sa.Column("name", Words(), nullable=False, server_default=""))
        batch.add_column(sa.Column("link", Words(), nullable=False, server_default=""))
        batch.add_column(sa.Column("because", Json, nullable=False, server_default="[]"))
        batch.create_foreign_key("fk_attachment_obligation_id_obligation", "obligation", ["obligation_id"], ["id"])
        batch.create_index(batch.f("ix_attachment_obligation_id"), ["obligation_id"], unique=False)
    for table, columns in (("submission", ("portion",)), ("attachment", ("name", "link", "because"))):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.alter_column(column, server_default=None)
