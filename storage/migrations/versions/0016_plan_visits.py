"""Visits are planned, with who presents what and what is laid ready."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, UtcTime, Words

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("requirement_id", Id, nullable=True),
        sa.Column("begins_at", UtcTime(), nullable=False),
        sa.Column("place", Words(), nullable=False),
        sa.Column("circular_id", Id, nullable=True),
        sa.Column("planned_by", Id, nullable=False),
        sa.Column("planned_at", UtcTime(), nullable=False),
        sa.Column("called_off_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["circular_id"], ["circular.id"], name=op.f("fk_visit_circular_id_circular")),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_visit_office_id_unit")),
        sa.ForeignKeyConstraint(["planned_by"], ["person.id"], name=op.f("fk_visit_planned_by_person")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_visit_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_office_id_begins_at", "visit", ["office_id", "begins_at"], unique=False)
    op.create_index(op.f("ix_visit_requirement_id"), "visit", ["requirement_id"], unique=False)
    op.create_index(op.f("ix_visit_circular_id"), "visit", ["circular_id"], unique=False)
    op.create_table(
        "visit_presenter",
        sa.Column("visit_id", Id, autoincrement=False, nullable=False),
        sa.Column("subject_id", Id, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("begins_at", UtcTime(), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_presenter_person_id_person")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_visit_presenter_subject_id_subject")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_presenter_visit_id_visit")),
        sa.PrimaryKeyConstraint("visit_id", "subject_id", name=op.f("pk_visit_presenter")),
    )
    op.create_index(op.f("ix_visit_presenter_person_id"), "visit_presenter", ["person_id"], unique=False)
    op.create_table(
        "visit_item",
        sa.Column("visit_id", Id, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("done_at", UtcTime(), nullable=True),
        sa.Column("done_by", Id, nullable=True),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_visit_item_done_by_person")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_item_visit_id_visit")),
        sa.PrimaryKeyConstraint("visit_id", "place", name=op.f("pk_visit_item")),
    )
