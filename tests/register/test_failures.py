"""Every way in which a database fails ends in one line with place, problem and mend, and loses nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from communique.errors import RegisterError
from communique.register import Register
from communique.register.failures import spoken
from tests.conftest import Server
from tests.register import samples

ROOT = os.geteuid() == 0


def _fill(register: Register, numbers: range) -> None:
    for number in numbers:
        register.add(samples.report(number), samples.claims(number), reader=samples.READER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a register of 30 reports."""
    place = tmp_path / "communique.db"
    with Register.open(place) as register:
        _fill(register, range(30))
    return place


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if not ROOT or subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount the small disk that this test fills")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _one_line(error: RegisterError, place: str) -> str:
    message = str(error)
    assert message.startswith(f"{place}: ")
    assert "\n" not in message
    assert error.mend
    return message


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 100, encoding="utf-8")
    for read_only in (False, True):
        with pytest.raises(RegisterError) as caught:
            Register.open(path, read_only=read_only)
        assert "is not a register" in _one_line(caught.value, str(path))
    assert path.read_text(encoding="utf-8").startswith("These are my notes.")


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="is a folder"):
        Register.open(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="its folder is not there"):
        Register.open(tmp_path / "none" / "communique.db")


def test_a_file_that_was_cut_off(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(RegisterError) as caught:
        Register.open(path)
    assert "damaged" in _one_line(caught.value, str(path))


def test_a_file_with_overwritten_pages(path: Path) -> None:
    """Reading gives what was stored or an error, never something else; the audit says where."""
    with Register.open(path) as register:
        stored = {document.id: document for document in register.documents()}
    content = bytearray(path.read_bytes())
    size = 4096
    pages = len(content) // size  # those of the schema lie in the first half
    for page in range(pages // 2, pages, 3):
        content[page * size : page * size + size] = os.urandom(size)
    path.write_bytes(content)
    with Register.open(path, read_only=True) as register:
        problems = register.verify()
        assert problems
        assert any("damaged" in one or one.startswith("database file:") for one in problems)
        for document_id, document in stored.items():
            try:
                found = register.document(document_id)
            except RegisterError:
                continue
            assert found == document or found.id != document_id


@pytest.fixture
def closed(disk: Path) -> Path:
    """A register with 5 reports on a disk that then became read-only."""
    place = disk / "communique.db"
    with Register.open(place) as register:
        _fill(register, range(5))
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    return place


def test_a_read_only_disk(closed: Path) -> None:
    with Register.open(closed, read_only=True) as register:
        assert register.counts()["documents"] == 5
        assert register.verify() == []
    with pytest.raises(RegisterError) as caught, Register.open(closed) as register:
        _fill(register, range(5, 6))
    assert "cannot be" in _one_line(caught.value, str(closed))
    with pytest.raises(RegisterError) as caught:
        Register.open(closed.with_name("new.db"))
    _one_line(caught.value, str(closed.with_name("new.db")))


@pytest.mark.skipif(ROOT, reason="root may write into every folder; the test of the read-only disk stands in")
def test_a_read_only_folder(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Register.open(path, read_only=True) as register:
            assert register.counts()["documents"] == 30
        with pytest.raises(RegisterError) as caught, Register.open(path) as register:
            _fill(register, range(30, 31))
        assert "cannot be" in _one_line(caught.value, str(path))
    finally:
        path.parent.chmod(0o755)


def test_a_register_opened_for_reading_cannot_be_written(url: str) -> None:
    with Register.open(url) as register:
        _fill(register, range(1))
    with Register.open(url, read_only=True) as register:
        for write in (lambda: _fill(register, range(2)), lambda: register.refuse("b.txt", "is empty")):
            with pytest.raises(RegisterError, match="opened for reading only"):
                write()
        assert register.counts()["documents"] == 1


def _fill_up(register: Register, first: int) -> int:
    """Adds reports until the database fails; the number of the one that did not fit."""
    for number in range(first, 10_000):
        document = samples.report(number)
        document = replace(document, text=f"{document.text}\n{'filler ' * 500}")
        try:
            register.add(document, samples.claims(number), reader=samples.READER)
        except RegisterError as error:
            failure = error
            break
    assert "full" in _one_line(failure, register.place)
    return number


def test_a_full_disk(disk: Path) -> None:
    place = disk / "communique.db"
    ballast = disk / "ballast"
    ballast.write_bytes(b"\0" * 500_000)
    with Register.open(place) as register:
        number = _fill_up(register, 0)
        assert number > 5
        assert register.counts()["documents"] == number
        assert register.verify() == []
        again = _fill_up(register, number)
        assert again == number
        ballast.unlink()
        assert _fill_up(register, number) > number
        assert register.verify() == []


def test_a_disk_too_small_for_a_register(disk: Path) -> None:
    (disk / "ballast").write_bytes(b"\0" * 2_000_000)
    place = disk / "communique.db"
    with pytest.raises(RegisterError) as caught:
        Register.open(place)
    assert "full" in _one_line(caught.value, str(place))
    (disk / "ballast").unlink()
    with Register.open(place) as register:
        _fill(register, range(3))
        assert register.verify() == []


def test_a_database_that_may_not_grow(tmp_path: Path) -> None:
    """The full disk for those who may not mount one: SQLite's own bound makes the same error."""
    with Register.open(tmp_path / "communique.db") as register:
        with register._read() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 120")
        number = _fill_up(register, 0)
        assert register.counts()["documents"] == number > 0
        assert register.verify() == []


def test_a_lock_that_is_held_too_long(url: str) -> None:
    with Register.open(url) as register:
        _fill(register, range(1))
        place = register.place
    sqlite = not url.startswith("postgresql")
    address = f"sqlite:///{url}" if sqlite else url.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address, poolclass=NullPool)
    with Register.open(url, timeout=0.2) as register:
        with engine.connect() as other:
            other.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "LOCK TABLE document IN EXCLUSIVE MODE")
            with pytest.raises(RegisterError) as caught:
                _fill(register, range(1, 2))
            assert "another program is writing" in _one_line(caught.value, place)
            _fill(register, range(1))  # what is there already needs no lock
            other.rollback()
        _fill(register, range(1, 2))
        assert register.counts()["documents"] == 2


@pytest.mark.postgres
def test_a_server_that_is_not_there(server: Server) -> None:
    url = server.url().replace(str(server.port), "1")
    with pytest.raises(RegisterError) as caught:
        Register.open(url, timeout=2)
    message = _one_line(caught.value, url.replace(server.password, "***"))
    assert "cannot be reached" in message


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("user", "password", "database", "problem"),
    [
        ("communique", "wrong", "postgres", "does not accept user and password"),
        ("nobody", "wrong", "postgres", "does not accept user and password"),
        ("communique", None, "missing", "has no such database"),
    ],
)
def test_a_server_that_does_not_let_us_in(
    server: Server, user: str, password: str | None, database: str, problem: str
) -> None:
    url = server.url(database, password).replace("//communique", f"//{user}")
    with pytest.raises(RegisterError, match=problem) as caught:
        Register.open(url)
    message = _one_line(caught.value, f"postgresql://{user}:***@127.0.0.1:{server.port}/{database}")
    assert server.password not in message
    assert "wrong" not in message


@pytest.mark.postgres
def test_a_server_that_restarts_is_found_again(server: Server) -> None:
    server.clear()
    with Register.open(server.url()) as register:
        _fill(register, range(1))
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        _fill(register, range(1, 2))
        assert register.counts()["documents"] == 2
    server.clear()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("state", "problem"),
    [
        ("53100", "the disk is full"),
        ("42501", "may not do that"),
        ("XX001", "damaged"),
        ("22012", "the database says"),
    ],
)
def test_what_a_server_says_is_said_in_words(server: Server, state: str, problem: str) -> None:
    address = server.url().replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(address, poolclass=NullPool)
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(RegisterError, match=problem), spoken("here"), engine.connect() as connection:
        connection.exec_driver_sql(raising)


def test_a_server_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RegisterError) as caught:
        Register.open("postgresql://ana@127.0.0.1/register")
    message = _one_line(caught.value, "postgresql://ana@127.0.0.1/register")
    assert "needs psycopg" in message
    assert "communique[postgres]" in message


def test_a_log_left_by_a_crash_is_taken_up(path: Path, tmp_path: Path) -> None:
    """A copy of the files as a crash would leave them: the last commit is in the log only."""
    copy = tmp_path / "copy" / path.name
    copy.parent.mkdir()
    with Register.open(path) as register:
        _fill(register, range(30, 32))
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
        digest = register.digest()
    with Register.open(copy, read_only=True) as register:
        assert register.digest() == digest


def test_a_file_moved_away_meanwhile_is_not_a_traceback(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE claim_party")
        other.commit()
    with (
        Register.open(path) as register,
        pytest.raises(RegisterError, match="the database says: no such table"),
    ):
        list(register.cited(between=("IND", "RUS")))
