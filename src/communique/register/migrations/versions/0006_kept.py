"""Facts that were assembled, kept for the next question."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """From 0005 to 0006: new tables, nothing that was there is touched."""
    op.create_table(
        "kept",
        sa.Column("number", _number, nullable=False),
        sa.Column("scope", _code, nullable=False),
        sa.Column("key", _code, nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_kept")),
        sa.UniqueConstraint("scope", name=op.f("uq_kept_scope")),
    )
    op.create_table(
        "kept_piece",
        sa.Column("kept", _number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("seal", _number, nullable=False),
        sa.ForeignKeyConstraint(["kept"], ["kept.number"], name=op.f("fk_kept_piece_kept")),
        sa.PrimaryKeyConstraint("kept", "position", name=op.f("pk_kept_piece")),
    )
