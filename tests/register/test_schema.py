"""The tables, the migrations that make them, and databases that are no register of ours."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.pool import NullPool

from communique.errors import RegisterError
from communique.register import Register
from communique.register.address import parse
from communique.register.migrate import MIGRATIONS, VERSION_TABLE
from communique.register.schema import HEAD, metadata
from tests.register import released, samples


@contextmanager
def _database(url: str) -> Iterator[Connection]:
    place = parse(url)
    engine = create_engine(place.server or f"sqlite:///{place.path}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def _ours(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """What the comparison looks at: on SQLite the search is an FTS5 table, which tables cannot describe."""
    table = thing if kind == "table" else getattr(thing, "table", None)
    return table is None or not (str(table.name).startswith("search") or table.name == VERSION_TABLE)


def _all(thing: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    # Two indexes are those of a server alone (migration 0008).
    alone = ("ix_document_newest", "ix_search_titled")
    return not ((kind == "table" and name == VERSION_TABLE) or (kind == "index" and name in alone))


def test_tables_and_migrations_agree(url: str) -> None:
    Register.open(url).close()
    with _database(url) as connection:
        chosen = _ours if connection.dialect.name == "sqlite" else _all
        options = {"include_object": chosen, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert _names(connection) == {
            table.name: {str(one.name) for one in table.constraints}
            for table in metadata.tables.values()
            if table.info.get("only", connection.dialect.name) == connection.dialect.name
        }


def _names(connection: Connection) -> dict[str, set[str]]:
    """The names of all constraints in the database: a later migration finds them by these."""
    found = inspect(connection)
    names: dict[str, set[str]] = {}
    for table in set(metadata.tables) & set(found.get_table_names()):
        if connection.dialect.name == "sqlite" and table == "search":
            continue
        constraints = [
            *found.get_check_constraints(table),
            *found.get_foreign_keys(table),
            *found.get_unique_constraints(table),
            found.get_pk_constraint(table),
        ]
        names[table] = {str(one["name"]) for one in constraints}
    return names


def test_the_newest_migration_is_the_one_that_opening_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert all(revision.isdigit() and len(revision) == 4 for revision in revisions)
    assert revisions == sorted(revisions, reverse=True)


def test_making_a_register_is_a_change_of_its_own(url: str) -> None:
    with Register.open(url, actor="ana", clock=samples.clock()) as register:
        (change,) = register.changes()
    assert (change.actor, change.what, change.subject) == ("ana", "created", "register")
    assert change.at == "2026-01-01T00:00:01.000000Z"
    with Register.open(url) as register:
        assert register.changes() == [change]
    assert dict(samples.execute(url, "SELECT name, value FROM meta"))["created"] == change.at


def test_a_newer_register_is_refused_and_left_alone(url: str) -> None:
    with Register.open(url) as register:
        register.add(samples.report(1), samples.claims(1), reader=samples.READER)
    samples.execute(url, "UPDATE schema_version SET version_num = '0042'")
    for read_only in (False, True):
        with pytest.raises(RegisterError) as caught:
            Register.open(url, read_only=read_only)
        message = str(caught.value)
        assert caught.value.place == parse(url).shown
        assert "0042" in message
        assert HEAD in message
        assert "install the newer communique" in message
    assert samples.execute(url, "SELECT count(*) FROM document") == [(1,)]


def test_the_database_of_another_program_is_left_alone(url: str) -> None:
    samples.execute(url, "CREATE TABLE document (name TEXT)")
    with pytest.raises(RegisterError, match="belongs to another program"):
        Register.open(url)
    with _database(url) as connection:
        assert inspect(connection).get_table_names() == ["document"]


def test_a_register_that_is_not_there_is_not_made_by_reading(url: str) -> None:
    for create, read_only in ((False, False), (True, True)):
        with pytest.raises(RegisterError, match="there is no register"):
            Register.open(url, create=create, read_only=read_only)
    place = parse(url)
    if place.path is not None:
        assert not place.path.exists()
    else:
        with _database(url) as connection:
            assert inspect(connection).get_table_names() == []


def test_an_older_register_is_not_upgraded_by_reading(url: str) -> None:
    Register.open(url).close()
    samples.execute(url, "UPDATE schema_version SET version_num = '0000'")
    with pytest.raises(RegisterError, match="older schema 0000"):
        Register.open(url, read_only=True)


def test_a_register_from_before_authors_keeps_its_seals(url: str) -> None:
    """Rows as schema 0004 holds them, with the seal over the twelve columns of that day."""
    released.make(url, "0001")
    _upgrade(url, "0004")
    columns = "id title publisher url published day language place dated agency path media_type".split()
    rows = samples.execute(url, f"SELECT {', '.join(columns)}, seal FROM document")  # noqa: S608 - our own words
    assert len(rows) == 3
    for row in rows:
        joined = "\x1f".join("\0" if value is None else value for value in row[:-1])
        assert row[-1] == zlib.crc32(joined.encode("utf-8"))
    with Register.open(url) as register:
        assert register.verify() == []
        assert {document.id for document in register.documents()} == {row[0] for row in rows}
        assert {(one.author, one.modified, one.release) for one in register.documents()} == {("", None, "")}
        said = replace(samples.report(5), author="Ana", modified="2021-01-01", release="7")
        assert register.add(said, samples.claims(5), reader=samples.READER)
        assert register.document(said.id) == said
        assert register.verify() == []
    assert samples.execute(url, "SELECT seal FROM document WHERE id = :id", id=rows[0][0]) == [(rows[0][-1],)]


def _upgrade(url: str, version: str) -> None:
    with _database(url) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.commit()


def test_an_empty_file_becomes_a_register(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Register.open(path) as register:
        assert register.counts()["documents"] == 0


def test_a_file_is_set_up_so_that_a_commit_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "communique.db"
    with Register.open(path) as register, register._read() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
