"""What can go wrong between us and a database, said so that the user can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from communique.errors import RegisterError
from communique.register.seals import BrokenSealError


class UnfitError(RegisterError):
    """A document or its claims cannot be recorded; the register itself is well and unchanged."""


class NotFoundError(RegisterError):
    """No document or claim has such an id."""


Said = tuple[str, str]

_FULL: Final = (
    "the disk is full",
    "make room there, then run the same command again; what was recorded is safe",
)
_BUSY: Final = ("another program is writing to it", "wait until it is done, then run the same command again")
_READ_ONLY: Final = ("it cannot be written", "ask for the right to write there, or name another register")
_DAMAGED: Final = (
    "the database is damaged",
    "restore it from a backup, or add the reports to a new register",
)

# Primary result codes of SQLite, https://www.sqlite.org/rescode.html
_SQLITE: Final[dict[int, Said]] = {
    3: _READ_ONLY,  # PERM
    5: _BUSY,  # BUSY
    6: _BUSY,  # LOCKED
    8: _READ_ONLY,  # READONLY
    10: (
        "the disk cannot be read or written",
        "look after the disk, then run the same command again",
    ),  # IOERR
    11: _DAMAGED,  # CORRUPT
    13: _FULL,  # FULL
    14: ("it cannot be opened", "check that the folder is there and that you may write in it"),  # CANTOPEN
    26: ("the file is not a register", "name another file with --register"),  # NOTADB
}

# SQLSTATE codes, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL: Final[dict[str, Said]] = {
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "40001": _BUSY,  # serialization_failure
    "40P01": _BUSY,  # deadlock_detected
    "42501": (
        "the user may not do that there",
        "ask the server's keeper for the right",
    ),  # insufficient_privilege
    "53100": _FULL,  # disk_full
    "53300": ("the server has no connection left", "try again later"),  # too_many_connections
    "55P03": _BUSY,  # lock_not_available
    "57P01": ("the server is shutting down", "try again later; what was recorded is safe"),  # admin_shutdown
    "57P02": ("the server has crashed", "try again later; what was recorded is safe"),  # crash_shutdown
    "XX001": _DAMAGED,  # data_corrupted
    "XX002": _DAMAGED,  # index_corrupted
}

# A connection that fails has no SQLSTATE; only the words of libpq and the server say why.
_CONNECTING: Final[tuple[tuple[str, Said], ...]] = (
    (
        r"password|authentication|no pg_hba|role .* does not exist",
        ("the server does not accept user and password", "check both in the address"),
    ),
    (r"database .* does not exist", ("the server has no such database", "create it, or check the address")),
    (r"the database system is (starting|shutting)", ("the server is not ready", "try again in a moment")),
    (r"too many clients|connection slots", _POSTGRESQL["53300"]),
    (
        r"refused|time(d )?out|could not translate|name or service|no route|unreachable|closed|lost|terminat",
        ("the server cannot be reached", "check host and port in the address, and that the server runs"),
    ),
)


def speak(place: str, error: SQLAlchemyError) -> RegisterError:
    """The error of a database as one that names the place, the problem and the mend."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in _SQLITE:
        return RegisterError(place, *_SQLITE[code & 0xFF])
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str) and state in _POSTGRESQL:
        return RegisterError(place, *_POSTGRESQL[state])
    words = str(cause or error)
    if state is None and type(cause).__module__.startswith("psycopg"):
        for pattern, said in _CONNECTING:
            if re.search(pattern, words, re.IGNORECASE):
                return RegisterError(place, *said)
    if words.startswith("Could not decode to UTF-8"):  # SQLite's driver: a text that was never stored
        return RegisterError(place, *_DAMAGED)
    first = next(iter(words.strip().splitlines()), type(error).__name__)
    return RegisterError(place, f"the database says: {first}")


@contextmanager
def spoken(place: str) -> Iterator[None]:
    """Turns what the database raises inside into a RegisterError about this place."""
    try:
        yield
    except SQLAlchemyError as error:
        raise speak(place, error) from error
    except BrokenSealError as error:
        raise RegisterError(place, f"{_DAMAGED[0]}: {error}", _DAMAGED[1]) from error
    except UnicodeDecodeError as error:  # SQLite quotes damage in its message, its driver fails on that
        raise RegisterError(place, *_DAMAGED) from error
