"""A PostgreSQL server of the tests' own, and the places in which a register can lie."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

USER = "communique"


@dataclass(frozen=True)
class Server:
    """A running server on the loopback address, with one database that is emptied after each test."""

    port: int
    password: str

    def url(self, database: str = "postgres", password: str | None = None) -> str:
        return f"postgresql://{USER}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def run(self, statement: str) -> None:
        """One statement of the server's keeper."""
        address = self.url().replace("postgresql:", "postgresql+psycopg:")
        engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def clear(self) -> None:
        """Everything out: a database made anew takes ten times as long."""
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs: where PATH finds them, else the newest that Debian installed."""
    found = shutil.which("initdb"), shutil.which("pg_ctl")
    if all(found):
        return Path(found[0] or "").resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def _unprivileged() -> dict[str, Any]:
    """How to start a program that will not run as root: as postgres, or as nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _run(folder: Path, *words: str | Path) -> None:
    """Runs a program of PostgreSQL; what it says goes to a file, because a server would keep a pipe open."""
    log = folder / "programs.log"
    with log.open("ab") as said:
        done = subprocess.run(words, cwd=folder, stdout=said, stderr=said, check=False, **_unprivileged())
    assert done.returncode == 0, log.read_text(errors="replace")[-2000:]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A fresh cluster in a temporary folder; it is gone with the session."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'communique[postgres]'")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's programs initdb and pg_ctl are not on this machine")
    # Not pytest's own folder: that is closed to the user that the server runs as.
    folder = Path(tempfile.mkdtemp(prefix="communique-postgresql-"))
    if owner := _unprivileged():
        os.chown(folder, owner["user"], owner["group"])
    data, port, password = folder / "data", _free_port(), secrets.token_hex(8)
    (folder / "password").write_text(password, encoding="ascii")
    (folder / "password").chmod(0o644)
    _run(folder, programs / "initdb", "-D", data, "-U", USER, "--pwfile", folder / "password",
         "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    try:
        _run(folder, programs / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", settings)
        yield Server(port, password)
    finally:
        if (data / "postmaster.pid").exists():
            _run(folder, programs / "pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty register can be made, on each back end."""
    if request.param == "sqlite":
        yield str(tmp_path / "communique.db")
        return
    server: Server = request.getfixturevalue("server")
    yield server.url()
    server.clear()
