"""Photos are looked at and gathered to the albums of projects; a file's further sheets are kept with what it says."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("submission") as batch:
        batch.add_column(sa.Column("beside", Json, nullable=False, server_default="{}"))
    with op.batch_alter_table("submission") as batch:
        batch.alter_column("beside", server_default=None)
    op.create_table(
        "picture",
        sa.Column("attachment_id", Id, autoincrement=False, nullable=False),
        sa.Column("print_sha256", Words(), nullable=True),
        sa.Column("wide", sa.Integer(), nullable=False),
        sa.Column("tall", sa.Integer(), nullable=False),
        sa.Column("sent_wide", sa.Integer(), nullable=False),
        sa.Column("sent_tall", sa.Integer(), nullable=False),
        sa.Column("sharpness", sa.Integer(), nullable=False),
        sa.Column("fingerprint", Words(), nullable=False),
        sa.Column("fault", Words(), nullable=False),
        sa.Column("obligation_id", Id, nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("caption", Words(), nullable=False),
        sa.Column("out_at", UtcTime(), nullable=True),
        sa.Column("out_by", Id, nullable=True),
        sa.Column("upload_id", Id, nullable=True),
        sa.Column("place", Words(), nullable=False),
        sa.ForeignKeyConstraint(["attachment_id"], ["attachment.id"], name=op.f("fk_picture_attachment_id_attachment")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_picture_obligation_id_obligation")),
        sa.ForeignKeyConstraint(["out_by"], ["person.id"], name=op.f("fk_picture_out_by_person")),
        sa.ForeignKeyConstraint(
            ["print_sha256"], ["stored_file.sha256"], name=op.f("fk_picture_print_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_picture_upload_id_upload")),
        sa.PrimaryKeyConstraint("attachment_id", name=op.f("pk_picture")),
        sa.UniqueConstraint("obligation_id", "no", name=op.f("uq_picture_obligation_id_no")),
    )
    op.create_index(op.f("ix_picture_print_sha256"), "picture", ["print_sha256"], unique=False)
    op.create_index(op.f("ix_picture_upload_id"), "picture", ["upload_id"], unique=False)
    op.create_table(
        "album",
        sa.Column("obligation_id", Id, autoincrement=False, nullable=False),
        sa.Column("warned_at", UtcTime(), nullable=True),
        sa.Column("confirmed_at", UtcTime(), nullable=True),
        sa.Column("confirmed_by", Id, nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_album_confirmed_by_person")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_album_obligation_id_obligation")),
        sa.PrimaryKeyConstraint("obligation_id", name=op.f("pk_album")),
    )
