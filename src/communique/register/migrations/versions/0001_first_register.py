"""The first register: documents, their readings and claims, refusals, changes, and the search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_code = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """From an empty database to 0001."""
    _create_meta_and_change()
    _create_document()
    _create_reading()
    _create_claim()
    _create_claim_parts()
    _create_refusal()
    _create_search()


def _create_meta_and_change() -> None:
    op.create_table(
        "meta",
        sa.Column("name", _code, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "change",
        sa.Column("number", _number, nullable=False),
        sa.Column("at", _code, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("what", _code, nullable=False),
        sa.Column("subject", _code, nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "at <> '' AND actor <> '' AND what <> '' AND cause <> ''", name=op.f("ck_change_said")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_subject"), "change", ["subject"])


def _create_document() -> None:
    op.create_table(
        "document",
        sa.Column("number", _number, nullable=False),
        sa.Column("id", _code, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published", _code, nullable=True),
        sa.Column("day", _code, nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("dated", _code, nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("change", _number, nullable=False),
        sa.CheckConstraint("length(id) = 64", name=op.f("ck_document_id")),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_document_change")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_document")),
        sa.UniqueConstraint("id", name=op.f("uq_document_id")),
    )
    op.create_index(op.f("ix_document_day"), "document", ["day"])
    op.create_table(
        "body",
        sa.Column("document", _number, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.number"], name=op.f("fk_body_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_body")),
    )


def _create_reading() -> None:
    op.create_table(
        "reading",
        sa.Column("number", _number, nullable=False),
        sa.Column("document", _number, nullable=False),
        sa.Column("reader", _code, nullable=False),
        sa.Column("change", _number, nullable=False),
        sa.Column("replaced", _number, nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.number"], name=op.f("fk_reading_document")),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_reading_change")),
        sa.ForeignKeyConstraint(["replaced"], ["change.number"], name=op.f("fk_reading_replaced")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_document"), "reading", ["document"])
    current = sa.text("replaced IS NULL")
    op.create_index(
        op.f("uq_reading_current"),
        "reading",
        ["document"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("number", _number, nullable=False),
        sa.Column("id", _code, nullable=False),
        sa.Column("said", _code, nullable=False),
        sa.Column("reading", _number, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", _code, nullable=False),
        sa.Column("equipment", _code, nullable=True),
        sa.Column("mode", _code, nullable=True),
        sa.Column("status", _code, nullable=True),
        sa.Column("first_day", _code, nullable=True),
        sa.Column("last_day", _code, nullable=True),
        sa.Column("reader", _code, nullable=False),
        sa.Column("rule", _code, nullable=False),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.CheckConstraint("length(id) = 64", name=op.f("ck_claim_id")),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_claim_confidence")),
        sa.ForeignKeyConstraint(["reading"], ["reading.number"], name=op.f("fk_claim_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_claim")),
        sa.UniqueConstraint("reading", "id", name=op.f("uq_claim_reading_id")),
        sa.UniqueConstraint("reading", "position", name=op.f("uq_claim_reading_position")),
    )
    for column in ("id", "said", "kind", "equipment"):
        op.create_index(op.f(f"ix_claim_{column}"), "claim", [column])


def _create_claim_parts() -> None:
    op.create_table(
        "evidence",
        sa.Column("claim", _number, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("past", sa.Integer(), nullable=False),
        sa.CheckConstraint("0 <= first AND first < past", name=op.f("ck_evidence_span")),
        sa.ForeignKeyConstraint(["claim"], ["claim.number"], name=op.f("fk_evidence_claim")),
        sa.PrimaryKeyConstraint("claim", "position", name=op.f("pk_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_party",
        sa.Column("claim", _number, autoincrement=False, nullable=False),
        sa.Column("role", _code, nullable=False),
        sa.Column("party", _code, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.number"], name=op.f("fk_claim_party_claim")),
        sa.PrimaryKeyConstraint("claim", "role", "party", name=op.f("pk_claim_party")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_party_party_claim"), "claim_party", ["party", "claim"])


def _create_refusal() -> None:
    op.create_table(
        "refusal",
        sa.Column("number", _number, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("change", _number, nullable=False),
        sa.Column("settled", _number, nullable=True),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_refusal_change")),
        sa.ForeignKeyConstraint(["settled"], ["change.number"], name=op.f("fk_refusal_settled")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_refusal")),
    )
    still_open = sa.text("settled IS NULL")
    op.create_index(
        op.f("uq_refusal_open"),
        "refusal",
        ["path"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _create_search() -> None:
    """The words arrive folded and stemmed, so the tokenizer has only spaces left to find."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            "(title, text, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        return
    op.create_table(
        "search",
        sa.Column("document", _number, autoincrement=False, nullable=False),
        sa.Column("terms", TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.number"], name=op.f("fk_search_document")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_search")),
    )
    op.create_index(op.f("ix_search_terms"), "search", ["terms"], postgresql_using="gin")
