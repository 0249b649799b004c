"""Brings a database to the present schema, or says why it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from communique.errors import RegisterError
from communique.register.address import Address
from communique.register.engine import use_write_ahead_log, writing
from communique.register.schema import HEAD, metadata

MIGRATIONS: Final = Path(__file__).parent / "migrations"
VERSION_TABLE: Final = "schema_version"
# Any number will do, as long as all processes that may migrate use the same.
_MIGRATION_LOCK: Final = 0x636F6D6D

_OTHER: Final = "name another register with --register"


def version(connection: Connection) -> str | None:
    """The schema version that a database says it has; None where it is no register."""
    if VERSION_TABLE not in inspect(connection).get_table_names():
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return found


def prepare(
    engine: Engine,
    address: Address,
    *,
    create: bool,
    read_only: bool,
    timeout: float,
    record: Callable[[Connection, str | None], None],
) -> None:
    """Makes the tables of an empty database, upgrades an older register, leaves a present one alone.

    ``record(connection, before)`` notes the change in the same transaction. Raises RegisterError for a
    newer register, a database of something else, and where ``create`` or ``read_only`` forbid the work.
    """
    with engine.connect() as connection:
        found = _checked(connection, address)
    if found == HEAD:
        return
    if read_only and found is not None:
        mend = "open it once for writing, which brings it up to date: communique add"
        raise RegisterError(address.shown, f"has the older schema {found}, this program has {HEAD}", mend)
    if found is None and (read_only or not create):
        raise RegisterError(address.shown, "there is no register", "record reports first: communique add")
    with writing(engine).connect() as connection:
        use_write_ahead_log(connection, timeout)
        with connection.begin():
            _lock(connection)
            found = _checked(connection, address)  # another process may have been faster
            if found != HEAD:
                _upgrade(connection)
                record(connection, found)


def _checked(connection: Connection, address: Address) -> str | None:
    found = version(connection)
    if found is None:
        _refuse_strangers(connection, address)
    elif found > HEAD or not found.isdigit():
        raise RegisterError(
            address.shown,
            f"the register has schema {found}, made by a newer communique; this one knows {HEAD}",
            "install the newer communique, or " + _OTHER,
        )
    return found


def _refuse_strangers(connection: Connection, address: Address) -> None:
    """A file with tables of another program is left alone; on a server only a clash of names matters."""
    tables = set(inspect(connection).get_table_names())
    if address.server is not None:
        tables &= set(metadata.tables)
    if tables:
        raise RegisterError(address.shown, "the database belongs to another program", _OTHER)


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})


def _upgrade(connection: Connection) -> None:
    # Alembic is heavy, and needed only on the day a register is made or upgraded.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
