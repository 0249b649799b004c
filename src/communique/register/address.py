"""Where a register lies: a file, a PostgreSQL server, or nowhere but in memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from communique.errors import RegisterError

VARIABLE: Final = "COMMUNIQUE_REGISTER"
DEFAULT: Final = "communique.db"
_MEND: Final = "give a file, or an address such as postgresql://user@host/database"


@dataclass(frozen=True, slots=True)
class Address:
    """A register's place. ``shown`` is for messages and holds no password.

    ``path`` is set for a SQLite file, ``server`` for PostgreSQL, neither for a register in memory.
    """

    shown: str
    path: Path | None = None
    server: URL | None = None


MEMORY: Final = Address("register in memory")


def parse(text: str | None, environ: Mapping[str, str] | None = None) -> Address:
    """The address that a user wrote; None means the variable COMMUNIQUE_REGISTER, else ``communique.db``.

    Raises RegisterError where the text is an address of no kind that a register can have.
    """
    variables = os.environ if environ is None else environ
    given = text or variables.get(VARIABLE) or DEFAULT
    if "://" not in given:
        return _file(given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise RegisterError("register address", "it cannot be understood", _MEND) from error
    match url.get_backend_name():
        case "sqlite":
            return _file(url.database or ":memory:")
        case "postgresql" | "postgres":
            shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
            return Address(shown, server=url.set(drivername="postgresql+psycopg"))
        case other:
            raise RegisterError(other, "is not a database that a register can lie in", _MEND)


def _file(name: str) -> Address:
    if name == ":memory:":
        return MEMORY
    if "\0" in name:
        raise RegisterError(repr(name), "is not a file name", _MEND)
    return Address(name, path=Path(name).expanduser())
