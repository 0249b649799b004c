"""The tables of accounts. They lie beside the register: whoever is given a register gets no account with it.

Times are ISO 8601 in UTC, to the microsecond, so that their texts sort as they do.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Connection, ForeignKey, Index, MetaData, Table, Text, UniqueConstraint, text

from communique.register.schema import CODE, NUMBER

VERSION: Final = "1"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("number", NUMBER, primary_key=True)


def _account() -> Column[int]:
    return Column("account", NUMBER, ForeignKey("team_account.number"), nullable=False)


def _code(name: str, nullable: bool = False) -> Column[str]:
    return Column(name, CODE, nullable=nullable)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


meta = Table("team_meta", metadata, Column("name", CODE, primary_key=True), _text("value"))

# ``password`` is a hash by argon2id; an account without one has keys alone.
account = Table(
    "team_account",
    metadata,
    _number(),
    _code("name"),
    _code("scope"),
    _code("password", nullable=True),
    _code("made"),
    _code("disabled", nullable=True),
    UniqueConstraint("name"),
)

# ``secret`` is the SHA-256 of 256 random bits; the key itself is shown once and kept nowhere.
key = Table(
    "team_key",
    metadata,
    _number(),
    _code("id"),
    _account(),
    _text("label"),
    _code("scope"),
    _code("secret"),
    _code("made"),
    _code("revoked", nullable=True),
    UniqueConstraint("id"),
)

session = Table(
    "team_session",
    metadata,
    _number(),
    _code("secret"),
    _account(),
    _code("begun"),
    _code("seen"),
    _code("ended", nullable=True),
    UniqueConstraint("secret"),
    Index(None, "account"),
)

# Who did what from where, and how it ended. The database itself refuses to change or delete a row.
audit = Table(
    "team_audit",
    metadata,
    _number(),
    _code("at"),
    _text("actor"),
    _text("address"),
    _code("what"),
    _text("subject"),
)

_REFUSAL: Final = "the audit log is only added to"


def append_only(connection: Connection) -> None:
    """Has the database refuse whatever changes the audit log otherwise than by adding to it."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text(
                "CREATE FUNCTION team_audit_stays() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER team_audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON team_audit "
                "FOR EACH STATEMENT EXECUTE FUNCTION team_audit_stays()"
            )
        )
        return
    for verb in ("UPDATE", "DELETE"):
        connection.execute(
            text(
                f"CREATE TRIGGER team_audit_no_{verb.lower()} BEFORE {verb} ON team_audit "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        )
