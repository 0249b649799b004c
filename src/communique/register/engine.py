"""Connections to the database of a register, set up so that a commit is kept and a wait ends.

SQLite: write-ahead log, foreign keys, ``synchronous=FULL``, a busy timeout, and transactions that we begin
ourselves, because the driver would otherwise begin them late and not around a change of the schema.
PostgreSQL: lock and connection timeouts; reads of more than one statement see one snapshot.
"""

from __future__ import annotations

import os
import sqlite3
import time
from math import ceil
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from communique.errors import RegisterError
from communique.register.address import Address

_WRITING: Final = {"register_writing": True}


def connect(address: Address, *, create: bool, read_only: bool, timeout: float) -> Engine:
    """An engine for the address; no connection is made yet. ``timeout`` is in seconds.

    Raises RegisterError where the place cannot hold what is asked of it.
    """
    if address.server is not None:
        return _postgresql(address.server, address.shown, read_only, timeout)
    if address.path is not None:
        _check_file(address.path, address.shown, create and not read_only)
    return _sqlite(address.path, create, read_only, timeout)


def writing(engine: Engine) -> Engine:
    """The same engine for transactions that write: SQLite takes the write lock as they begin."""
    return engine.execution_options(**_WRITING)


def reading(engine: Engine) -> Engine:
    """The same engine for reads that must see one state of the register from first to last."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def use_write_ahead_log(connection: Connection, timeout: float) -> None:
    """Switches a SQLite file to write-ahead logging, once for all; others may be doing the same."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        return
    until = time.monotonic() + timeout
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            # The switch does not wait for a lock by itself.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _check_file(path: Path, shown: str, create: bool) -> None:
    if path.is_dir():
        raise RegisterError(shown, "is a folder", "name a file, such as communique.db in that folder")
    if path.exists():
        return
    if not create:
        raise RegisterError(shown, "there is no register", "record reports first: communique add")
    if not path.parent.is_dir():
        raise RegisterError(shown, "its folder is not there", f"make the folder {path.parent}")


def _sqlite(path: Path | None, create: bool, read_only: bool, timeout: float) -> Engine:
    if path is None:
        target = ":memory:"
    elif read_only:
        target = f"{path.resolve().as_uri()}?{_reading_mode(path)}"
    else:
        target = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"

    def open_connection() -> sqlite3.Connection:
        connection = sqlite3.connect(
            target, timeout=timeout, isolation_level=None, check_same_thread=False, uri=path is not None
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cell_size_check = ON")  # damage is seen as soon as its page is read
        except (sqlite3.Error, UnicodeDecodeError):
            connection.close()
            raise
        return connection

    pool = StaticPool if path is None else QueuePool
    engine = create_engine("sqlite+pysqlite://", creator=open_connection, poolclass=pool)
    event.listen(engine, "begin", _begin)
    return engine


def _reading_mode(path: Path) -> str:
    """How to open a file for reading only.

    Readers of a write-ahead log need its index file beside the register. Where nobody can make one and
    no log is left, the file itself is complete and nothing can change it.
    """
    log = path.with_name(f"{path.name}-wal")
    return "mode=ro" if log.exists() or _can_write_in(path.parent) else "mode=ro&immutable=1"


def _can_write_in(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("register_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _postgresql(server: URL, shown: str, read_only: bool, timeout: float) -> Engine:
    given = server.query.get("options", "")
    options = f"{given if isinstance(given, str) else ' '.join(given)} -c lock_timeout={ceil(timeout * 1000)}"
    arguments: dict[str, Any] = {
        "options": f"{options} -c default_transaction_read_only={'on' if read_only else 'off'}",
        "connect_timeout": max(2, ceil(timeout)),  # libpq takes no less
        "application_name": "communique",
    }
    try:
        return create_engine(server, connect_args=arguments, pool_pre_ping=True)
    except ImportError as error:
        mend = "pip install 'communique[postgres]'"
        raise RegisterError(shown, "needs psycopg, which is not installed", mend) from error
