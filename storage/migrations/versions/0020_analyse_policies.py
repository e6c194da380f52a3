"""The policies of a fiscal year are kept, with the strategies under them and what the analysis says of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.schema.base import Id, Words

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "policy",
        sa.Column("id", Id, nullable=False),
        sa.Column("office_id", Id, nullable=False),
        sa.Column("fiscal_year_be", sa.Integer(), nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("document", Words(), nullable=False),
        sa.Column("letter_no", Words(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("note", Words(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["unit.id"], name=op.f("fk_policy_office_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint(
            "office_id", "fiscal_year_be", "code", name=op.f("uq_policy_office_id_fiscal_year_be_code")
        ),
    )
    _column("subject", "note")
    _reference("subject", "policy_id", "policy")
    _column("indicator", "source")
    _column("indicator", "baseline")
    _reference("indicator", "answers_id", "unit")


def _column(table: str, name: str) -> None:
    """Words of which nothing has been said yet."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, Words(), nullable=False, server_default=""))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(name, server_default=None)


def _reference(table: str, name: str, to: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, Id, nullable=True))
        batch.create_foreign_key(op.f(f"fk_{table}_{name}_{to}"), to, [name], ["id"])
    op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
