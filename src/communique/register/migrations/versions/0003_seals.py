"""Seals, a checksum beside what is stored, filled for what is there; and a table of sketches, filled when the upgrade is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from communique.register import seals

revision = "0003"
down_revision = "0002"

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SOME = 500

# For each table: its key, what its seal is made from, and how.
_QUERIES = {
    "document": ("number", "SELECT number AS key, * FROM document WHERE number"),
    "change": ("number", "SELECT number AS key, * FROM change WHERE number"),
    "claim": (
        "number",
        "SELECT claim.number AS key, document.id AS document_id, claim.id, claim.json FROM claim"
        " JOIN reading ON reading.number = claim.reading"
        " JOIN document ON document.number = reading.document WHERE claim.number",
    ),
    "body": ("document", "SELECT document AS key, raw FROM body WHERE document"),
}
_MAKERS: dict[str, Callable[[Mapping[str, Any]], int]] = {
    "document": seals.of_document,
    "change": seals.of_change,
    "claim": lambda row: seals.of_claim(row["document_id"], row["id"], row["json"]),
    "body": lambda row: seals.of_bytes(row["raw"]),
}


def upgrade() -> None:
    """From 0002 to 0003: a column more in four tables, and a new table."""
    for table in _QUERIES:
        column = sa.Column("seal", _number, nullable=False, server_default=sa.text("-1"))
        op.add_column(table, column)
        _fill(table)
    op.create_table(
        "sketch",
        sa.Column("document", _number, autoincrement=False, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], name=op.f("fk_sketch_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_sketch")),
    )


def _fill(table: str) -> None:
    """The seals of the rows of a table, some hundreds at a time."""
    connection = op.get_bind()
    key, query = _QUERIES[table]
    column = query.rpartition(" ")[2]
    some = sa.text(f"{query} > :after ORDER BY {column} LIMIT {_SOME}")
    put = sa.text(f"UPDATE {table} SET seal = :seal WHERE {key} = :key")  # noqa: S608 - our own names
    after = 0
    while rows := connection.execute(some, {"after": after}).mappings().all():
        connection.execute(put, [{"key": row["key"], "seal": _MAKERS[table](dict(row))} for row in rows])
        after = rows[-1]["key"]
