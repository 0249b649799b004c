"""The tables of a register; ``migrations/versions`` brings a database to this shape.

What a document says is never overwritten: a new reading of a document replaces the one before as the current
one and leaves its claims where they are. Rows point at each other by small numbers; what others see are
content ids.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from communique.register.seals import UNSEALED

# The newest migration; a test holds it against the folder, so that opening need not look there.
HEAD: Final = "0008"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
# Ids, codes and days: compared byte by byte on every back end, whatever the server's language.
CODE: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _number() -> Column[int]:
    return Column("number", NUMBER, primary_key=True)


def _to(table: str, name: str, **options: Any) -> Column[int]:
    """A column that points at a row of another table."""
    options.setdefault("nullable", False)
    return Column(name, NUMBER, ForeignKey(f"{table}.number"), **options)


def _code(name: str, nullable: bool = False) -> Column[str]:
    return Column(name, CODE, nullable=nullable)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _later(name: str) -> Column[str]:
    """A text that rows of older registers do not have: empty there."""
    return Column(name, Text, nullable=False, server_default=text("''"))


def _seal() -> Column[int]:
    """The checksum of a row (see :mod:`communique.register.seals`)."""
    return Column("seal", NUMBER, nullable=False, server_default=text(str(UNSEALED)))


meta = Table("meta", metadata, Column("name", CODE, primary_key=True), _text("value"))

# Every change to the register: when, by whom, what was done to which id or path, and why.
change = Table(
    "change",
    metadata,
    _number(),
    _code("at"),
    _text("actor"),
    _code("what"),
    _code("subject"),
    _text("cause"),
    _seal(),
    Index(None, "subject"),
    CheckConstraint("at <> '' AND actor <> '' AND what <> '' AND cause <> ''", name="said"),
)

document = Table(
    "document",
    metadata,
    _number(),
    _code("id"),
    _text("title"),
    _text("publisher"),
    _text("url"),
    _code("published", nullable=True),
    _code("day", nullable=True),
    _text("language"),
    Column("place", Text),
    _code("dated", nullable=True),
    Column("agency", Text),
    _text("path"),
    _text("media_type"),
    _later("author"),
    _code("modified", nullable=True),
    _later("release"),
    _to("change", "change"),
    _seal(),
    UniqueConstraint("id"),
    Index(None, "day"),
    CheckConstraint("length(id) = 64", name="id"),
)

# Apart from ``document``, so that lists of documents need not read past the texts.
body = Table(
    "body",
    metadata,
    _to("document", "document", primary_key=True, autoincrement=False),
    _text("text"),
    Column("raw", LargeBinary),
    _seal(),
)

# What is needed of a text to tell copies of it (Sketch.pack); follows from the text, so it may be missing.
sketch = Table(
    "sketch",
    metadata,
    _to("document", "document", primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
)

# One pass of a reader over a document; the current one is not replaced.
reading = Table(
    "reading",
    metadata,
    _number(),
    _to("document", "document"),
    _code("reader"),
    _to("change", "change"),
    _to("change", "replaced", nullable=True),
    Index(None, "document"),
    Index(
        "uq_reading_current",
        "document",
        unique=True,
        sqlite_where=text("replaced IS NULL"),
        postgresql_where=text("replaced IS NULL"),
    ),
)

# ``json`` is Claim.to_json() and decides; the other columns repeat of it what is searched for.
claim = Table(
    "claim",
    metadata,
    _number(),
    _code("id"),
    _code("said"),
    _to("reading", "reading"),
    Column("position", Integer, nullable=False),
    _code("kind"),
    _code("equipment", nullable=True),
    _code("mode", nullable=True),
    _code("status", nullable=True),
    _code("first_day", nullable=True),
    _code("last_day", nullable=True),
    _code("reader"),
    _code("rule"),
    Column("confidence", Float(53), nullable=False),
    _text("json"),
    _seal(),
    UniqueConstraint("reading", "id"),
    UniqueConstraint("reading", "position"),
    Index(None, "id"),
    Index(None, "said"),
    Index(None, "kind"),
    Index(None, "equipment"),
    CheckConstraint("length(id) = 64", name="id"),
    CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
)

# Where in the document's text the words stand that make a claim; the words themselves are in its JSON.
evidence = Table(
    "evidence",
    metadata,
    _to("claim", "claim", primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, nullable=False),
    Column("past", Integer, nullable=False),
    CheckConstraint("0 <= first AND first < past", name="span"),
    sqlite_with_rowid=False,
)

# The parties that a claim puts into relation (Claim.members), with the slot that names each.
claim_party = Table(
    "claim_party",
    metadata,
    _to("claim", "claim", primary_key=True, autoincrement=False),
    Column("role", CODE, primary_key=True),
    Column("party", CODE, primary_key=True),
    Index(None, "party", "claim"),
    sqlite_with_rowid=False,
)

# What somebody decided about claims, facts, a document or an earlier judgement. Who, when and why is said by
# ``change``; ``json`` holds what an edit sets. Nothing here is ever overwritten: an undo is a judgement too.
judgement = Table(
    "judgement",
    metadata,
    _number(),
    _code("id"),
    _code("action"),
    _code("scope"),
    _code("subject"),
    _text("json"),
    _to("document", "document", nullable=True),
    _to("judgement", "undoes", nullable=True),
    _to("change", "change"),
    UniqueConstraint("id"),
    Index(None, "subject"),
    CheckConstraint("length(id) = 64", name="id"),
)

# The claims that a judgement is about, as the reading of that day made them: by their words it is found again
# when a newer reader makes other claims. ``part`` tells apart what is merged, or what is split off.
anchor = Table(
    "anchor",
    metadata,
    _to("judgement", "judgement", primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, nullable=False),
    _to("claim", "claim"),
    Index(None, "claim"),
    sqlite_with_rowid=False,
)

# A path or address that could not be taken in; open until ``settled``.
refusal = Table(
    "refusal",
    metadata,
    _number(),
    _text("path"),
    _text("problem"),
    _to("change", "change"),
    _to("change", "settled", nullable=True),
    Index(
        "uq_refusal_open",
        "path",
        unique=True,
        sqlite_where=text("settled IS NULL"),
        postgresql_where=text("settled IS NULL"),
    ),
)

# The words of a document as the search folds them. On SQLite this is an FTS5 table of the same name.
search = Table(
    "search",
    metadata,
    _to("document", "document", primary_key=True, autoincrement=False),
    Column("terms", TSVECTOR, nullable=False),
    Index("ix_search_terms", "terms", postgresql_using="gin"),
    info={"only": "postgresql"},
)
