"""Judgements: what an analyst decided, and the claims that each is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """From 0001 to 0002: two new tables, nothing that was there is touched."""
    op.create_table(
        "judgement",
        sa.Column("number", _number, nullable=False),
        sa.Column("id", _code, nullable=False),
        sa.Column("action", _code, nullable=False),
        sa.Column("scope", _code, nullable=False),
        sa.Column("subject", _code, nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("document", _number, nullable=True),
        sa.Column("undoes", _number, nullable=True),
        sa.Column("change", _number, nullable=False),
        sa.CheckConstraint("length(id) = 64", name=op.f("ck_judgement_id")),
        sa.ForeignKeyConstraint(["document"], ["document.number"], name=op.f("fk_judgement_document")),
        sa.ForeignKeyConstraint(["undoes"], ["judgement.number"], name=op.f("fk_judgement_undoes")),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_judgement_change")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgement")),
        sa.UniqueConstraint("id", name=op.f("uq_judgement_id")),
    )
    op.create_index(op.f("ix_judgement_subject"), "judgement", ["subject"])
    op.create_table(
        "anchor",
        sa.Column("judgement", _number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("claim", _number, nullable=False),
        sa.ForeignKeyConstraint(["judgement"], ["judgement.number"], name=op.f("fk_anchor_judgement")),
        sa.ForeignKeyConstraint(["claim"], ["claim.number"], name=op.f("fk_anchor_claim")),
        sa.PrimaryKeyConstraint("judgement", "position", name=op.f("pk_anchor")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_anchor_claim"), "anchor", ["claim"])
