"""Watching: fetches, feeds, their items, alerts and their deliveries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """From 0003 to 0004: new tables, nothing that was there is touched."""
    _create_fetch()
    _create_feed()
    _create_item()
    _create_alert()
    _create_delivery()


def _create_fetch() -> None:
    op.create_table(
        "fetch",
        sa.Column("number", _number, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final", sa.Text(), nullable=False),
        sa.Column("at", _code, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("digest", _code, nullable=False),
        sa.Column("snapshot", _code, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_fetch")),
        sa.UniqueConstraint("snapshot", name=op.f("uq_fetch_snapshot")),
    )
    op.create_index(op.f("ix_fetch_url"), "fetch", ["url"])


def _create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("number", _number, nullable=False),
        sa.Column("url", _code, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("added", _code, nullable=False),
        sa.Column("answered", _code, nullable=True),
        sa.Column("next", _code, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_feed")),
        sa.UniqueConstraint("url", name=op.f("uq_feed_url")),
    )


def _create_item() -> None:
    op.create_table(
        "item",
        sa.Column("number", _number, nullable=False),
        sa.Column("feed", _number, nullable=False),
        sa.Column("key", _code, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.Column("seen", _code, nullable=False),
        sa.Column("state", _code, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next", _code, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feed.number"], name=op.f("fk_item_feed")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_item")),
        sa.UniqueConstraint("feed", "key", name=op.f("uq_item_feed_key")),
    )
    op.create_index(op.f("ix_item_state_next"), "item", ["state", "next"])
    op.create_index(op.f("ix_item_url"), "item", ["url"])
    op.create_table(
        "item_document",
        sa.Column("item", _number, autoincrement=False, nullable=False),
        sa.Column("document", _code, nullable=False),
        sa.Column("weighed", _code, nullable=True),
        sa.ForeignKeyConstraint(["item"], ["item.number"], name=op.f("fk_item_document_item")),
        sa.PrimaryKeyConstraint("item", "document", name=op.f("pk_item_document")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_item_document_weighed"), "item_document", ["weighed"])


def _create_alert() -> None:
    op.create_table(
        "alert",
        sa.Column("number", _number, nullable=False),
        sa.Column("key", _code, nullable=False),
        sa.Column("at", _code, nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("thread", _code, nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_alert")),
        sa.UniqueConstraint("key", name=op.f("uq_alert_key")),
    )
    op.create_index(op.f("ix_alert_thread"), "alert", ["thread"])
    op.create_table(
        "alert_claim",
        sa.Column("thread", _code, nullable=False),
        sa.Column("claim", _code, nullable=False),
        sa.Column("rule", _code, nullable=False),
        sa.PrimaryKeyConstraint("thread", "claim", name=op.f("pk_alert_claim")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_alert_claim_claim"), "alert_claim", ["claim"])


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("alert", _number, autoincrement=False, nullable=False),
        sa.Column("channel", _code, nullable=False),
        sa.Column("state", _code, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next", _code, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alert.number"], name=op.f("fk_delivery_alert")),
        sa.PrimaryKeyConstraint("alert", "channel", name=op.f("pk_delivery")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_delivery_channel_state"), "delivery", ["channel", "state"])
