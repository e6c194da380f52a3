"""Figures of a work are made public behind links, whose openings are counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Json, UtcTime, Words

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=False),
        sa.Column("page", Json, nullable=False),
        sa.Column("published_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_publication_office_id_unit")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_publication_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("requirement_id", name=op.f("uq_publication_requirement_id")),
    )
    op.create_index("ix_publication_office_id_published_at", "publication", ["office_id", "published_at"])
    op.create_table(
        "publication_link",
        sa.Column("publication_id", Id, nullable=False),
        sa.Column("audience", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("token", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_publication_link_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("publication_id", "audience", name=op.f("pk_publication_link")),
        sa.UniqueConstraint("token", name=op.f("uq_publication_link_token")),
    )
    op.create_table(
        "publication_file",
        sa.Column("publication_id", Id, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("sha256", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_publication_file_publication_id_publication")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_publication_file_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("publication_id", "place", name=op.f("pk_publication_file")),
    )
    op.create_table(
        "publication_line",
        sa.Column("id", Id, nullable=False),
        sa.Column("publication_id", Id, nullable=False),
        sa.Column("change", Words(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_publication_line_publication_id_publication")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_publication_line_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_line")),
    )
    op.create_index(op.f("ix_publication_line_publication_id"), "publication_line", ["publication_id"])
    op.create_table(
        "publication_opening",
        sa.Column("publication_id", Id, nullable=False),
        sa.Column("audience", Words(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_publication_opening_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("publication_id", "audience", "day", "place", name=op.f("pk_publication_opening")),
    )
