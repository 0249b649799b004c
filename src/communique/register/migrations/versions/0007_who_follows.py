"""Of feeds that are followed, the changes that say who took each up."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From 0006 to 0007: a new table; of feeds that were taken up before, nobody wrote down by whom."""
    op.create_table(
        "feed_signed",
        sa.Column("feed", _number, autoincrement=False, nullable=False),
        sa.Column("change", _number, nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feed.number"], name=op.f("fk_feed_signed_feed")),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_feed_signed_change")),
        sa.PrimaryKeyConstraint("feed", name=op.f("pk_feed_signed")),
    )
