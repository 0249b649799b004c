"""The tables of what is kept of assembled facts, and whether they hold what was put there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Column, Connection, ForeignKey, Integer, LargeBinary, Table, UniqueConstraint, select

from communique.register.schema import CODE, NUMBER, metadata

# What facts were made of (``key``), for a scope: a pair of parties, or the whole register.
kept = Table(
    "kept",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("scope", CODE, nullable=False),
    Column("key", CODE, nullable=False),
    Column("pieces", Integer, nullable=False),
    UniqueConstraint("scope"),
)

# The facts themselves, some in each piece (:mod:`communique.assembly.keeping`), with a checksum.
kept_piece = Table(
    "kept_piece",
    metadata,
    Column("kept", NUMBER, ForeignKey("kept.number"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
    Column("seal", NUMBER, nullable=False),
)


def pieces_of(connection: Connection, number: int) -> list[tuple[bytes, int]]:
    """The pieces of what is kept under a number in their order, each with its seal."""
    query = select(kept_piece.c.packed, kept_piece.c.seal).where(kept_piece.c.kept == number)
    return [
        (bytes(row.packed), row.seal) for row in connection.execute(query.order_by(kept_piece.c.position))
    ]


def problems(connection: Connection) -> Iterator[str]:
    """Pieces that are not what was kept; a question does not use them."""
    for row in connection.execute(select(kept).order_by(kept.c.number)).all():
        found = pieces_of(connection, row.number)
        if len(found) != row.pieces:
            yield f"kept facts of {row.scope}: {len(found)} pieces of {row.pieces} are there"
        if any(zlib.crc32(piece) != seal for piece, seal in found):
            yield f"kept facts of {row.scope}: they are not what was kept"
