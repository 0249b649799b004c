"""Of a document, its author, the day of its last change, and the number of a ministry's release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """From 0004 to 0005: three columns more, empty in what is there, whose seals leave them out."""
    for name in ("author", "release"):
        op.add_column("document", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("document", sa.Column("modified", _code, nullable=True))
