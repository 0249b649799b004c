"""The tables of what is followed: fetches, feeds, their items, alerts and what became of them.

They are the memory of ``watch``, which goes on after any interruption: each row says at what point of its
way something is. Times are ISO 8601 in UTC, to the microsecond, so that their texts sort as they do.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from communique.register.schema import CODE, NUMBER, metadata


def _code(name: str, nullable: bool = False) -> Column[str]:
    return Column(name, CODE, nullable=nullable)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


# Each snapshot that was taken: what was asked, where that led, when, and the SHA-256 of the content.
fetch = Table(
    "fetch",
    metadata,
    Column("number", NUMBER, primary_key=True),
    _text("url"),
    _text("final"),
    _code("at"),
    _count("status"),
    _code("digest"),
    _code("snapshot"),
    UniqueConstraint("snapshot"),
    Index(None, "url"),
)

# ``next`` is when it is to be asked again; ``failures`` how often it failed since it last answered.
feed = Table(
    "feed",
    metadata,
    Column("number", NUMBER, primary_key=True),
    _code("url"),
    _text("title"),
    _code("added"),
    _code("answered", nullable=True),
    _code("next"),
    _count("failures"),
    _text("problem"),
    UniqueConstraint("url"),
)

# The change that says who took a feed up; of those taken up before schema 0007 nobody wrote it down.
feed_signed = Table(
    "feed_signed",
    metadata,
    Column("feed", NUMBER, ForeignKey("feed.number"), primary_key=True, autoincrement=False),
    Column("change", NUMBER, ForeignKey("change.number"), nullable=False),
)

# ``key`` is the SHA-256 of the feed's own id of the entry; ``json`` what the feed says of it.
item = Table(
    "item",
    metadata,
    Column("number", NUMBER, primary_key=True),
    Column("feed", NUMBER, ForeignKey("feed.number"), nullable=False),
    _code("key"),
    _text("url"),
    _text("json"),
    _code("seen"),
    _code("state"),
    _count("tries"),
    _code("next"),
    _text("problem"),
    UniqueConstraint("feed", "key"),
    Index(None, "state", "next"),
    Index(None, "url"),
)

# The documents that an item brought, noted before they are recorded; weighed once, when the alerts are made.
item_document = Table(
    "item_document",
    metadata,
    Column("item", NUMBER, ForeignKey("item.number"), primary_key=True, autoincrement=False),
    Column("document", CODE, primary_key=True),
    _code("weighed", nullable=True),
    Index(None, "weighed"),
    sqlite_with_rowid=False,
)

# ``key`` says what is told, so that it is told once; ``thread`` joins all that one rule told of one thing.
alert = Table(
    "alert",
    metadata,
    Column("number", NUMBER, primary_key=True),
    _code("key"),
    _code("at"),
    _text("rule"),
    _code("thread"),
    _text("json"),
    UniqueConstraint("key"),
    Index(None, "thread"),
)

# The claims that stood behind a thread when it was told: by them the same thing is known again.
alert_claim = Table(
    "alert_claim",
    metadata,
    Column("thread", CODE, primary_key=True),
    Column("claim", CODE, primary_key=True),
    _code("rule"),
    Index(None, "claim"),
    sqlite_with_rowid=False,
)

# Where an alert has to go: ``due``, ``sending``, ``done`` or ``given up``.
delivery = Table(
    "delivery",
    metadata,
    Column("alert", NUMBER, ForeignKey("alert.number"), primary_key=True, autoincrement=False),
    Column("channel", CODE, primary_key=True),
    _code("state"),
    _count("tries"),
    _code("next"),
    _text("problem"),
    Index(None, "channel", "state"),
    sqlite_with_rowid=False,
)
