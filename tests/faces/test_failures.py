"""What can go wrong outside: one clear line each, the rest is still read, nothing stored is lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faces.program import SPORT, Done, here, run


@pytest.fixture
def unprivileged() -> list[str]:
    """What to put before the program's name so that folders can be closed to it: root without its powers."""
    if os.geteuid() != 0:
        return []
    words = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    if shutil.which("setpriv") is None or subprocess.run([*words, "true"], check=False).returncode != 0:
        pytest.skip("the tests run as root, and setpriv cannot take its powers away")
    return words


def _one_line(done: Done, code: int, *words: str) -> None:
    assert done.code == code, done.err
    assert len(done.said) == 1, done.err
    assert all(word in done.said[0] for word in words), done.err


def test_every_bad_file_gets_its_line_and_the_good_ones_are_read(tmp_path: Path) -> None:
    bad: dict[str, tuple[bytes, str]] = {
        "binary.txt": (bytes(range(256)) * 20, "is not text"),
        "block.txt": (b"---\ntitle: A\nno colon here\n---\n" + SPORT.encode(), "line 3"),
        "empty.txt": (b"", "is empty"),
        "hollow.html": (b"<html><body><script>x</script></body></html>", "without the text"),
        "huge.txt": (b"India and Russia. " * 2_800_000, "50.4 MB"),
        "paper.pdf": (b"%PDF-1.7\n", "no PDF that can be read"),
        "unclosed.txt": (b"---\ntitle: A\n" + SPORT.encode(), "not closed"),
    }
    for name, (content, _) in bad.items():
        (tmp_path / name).write_bytes(content)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "page.html").write_text(
        f"<html><body><p>{SPORT}</div></span><p>It breaks o", encoding="utf-8"
    )
    (tmp_path / "date.txt").write_text(f"---\npublished: 2025-02-30\n---\n{SPORT}", encoding="utf-8")
    names = [*bad, "missing.txt", "pipe.txt", "folder", "page.html", "date.txt"]
    done = run("read", *names, "--json", cwd=tmp_path)
    assert done.code == 1
    assert [json.loads(line)["path"] for line in done.out.splitlines()] == ["page.html", "date.txt"]
    told = {
        line.removeprefix("communique: ").removeprefix("note: ").split(":")[0]: line for line in done.said
    }
    expected = {name: words for name, (_, words) in bad.items()}
    expected |= {
        "missing.txt": "no such file",
        "pipe.txt": "a pipe",
        "folder": "without documents",
        "date.txt": "no date",
    }
    assert told.keys() == {*expected, *[line.removeprefix("communique: ") for line in done.said[-1:]]}
    for name, words in expected.items():
        assert words in told[name]
        assert told[name].endswith(")"), "no mend is told"


def test_a_register_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "sport.txt").write_text(SPORT, encoding="utf-8")
    assert here("add", tmp_path / "sport.txt", "--register", tmp_path / "communique.db").code == 0
    with closing(sqlite3.connect(tmp_path / "communique.db")) as database, database:
        database.execute("UPDATE schema_version SET version_num = '9999'")
    before = (tmp_path / "communique.db").read_bytes()
    for words in (["add", "sport.txt"], ["list", "documents"]):
        _one_line(run(*words, cwd=tmp_path), 1, "communique.db", "newer")
    assert (tmp_path / "communique.db").read_bytes() == before


def test_a_file_that_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "communique.db").write_text(SPORT * 100, encoding="utf-8")
    _one_line(run("list", "documents", cwd=tmp_path), 1, "communique.db", "not a register")
    (tmp_path / "sport.txt").write_text(SPORT, encoding="utf-8")
    _one_line(run("add", "sport.txt", cwd=tmp_path), 1, "communique.db", "not a register")
    assert (tmp_path / "communique.db").read_text(encoding="utf-8") == SPORT * 100


def test_a_folder_that_cannot_be_written(tmp_path: Path, unprivileged: list[str]) -> None:
    (tmp_path / "sport.txt").write_text(SPORT, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(SPORT, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)
    tmp_path.chmod(0o555)
    try:
        done = run("add", "sport.txt", cwd=tmp_path, before=unprivileged)
        _one_line(done, 1, "communique.db", "(")
        done = run("read", ".", "closed", "secret.txt", cwd=tmp_path, before=unprivileged)
        assert done.code == 1
        assert sum("may not be read" in line for line in done.said) == 4
        assert "no claims" in done.out
    finally:
        tmp_path.chmod(0o755)
        (tmp_path / "closed").chmod(0o755)


def _sound(tmp_path: Path, known: int) -> None:
    """Whatever was recorded before the disk was full is there, and the next run goes on."""
    register = ("--register", tmp_path / "communique.db")
    done = here("verify", *register)
    assert done.code == 0, done.out + done.err
    again = json.loads(here("add", tmp_path / "reports", "--json", *register).out)
    assert again["known"] == known
    assert again["known"] + again["new"] == 200


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.txt").write_text(f"{SPORT}{number} " * 20, encoding="utf-8")
    return folder


def _count(register: Path) -> int:
    with closing(sqlite3.connect(register)) as database:
        (count,) = database.execute("SELECT count(*) FROM document").fetchone()
    return int(count)


def test_a_full_disk_loses_nothing_that_was_recorded(tmp_path: Path, reports: Path) -> None:
    """The limit on the size of files makes a disk that is full in the middle of the run."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))

    done = run("add", "reports", cwd=tmp_path, preexec_fn=limit)
    assert done.code == 1
    assert "communique.db" in done.said[-1]
    assert done.said[-1].endswith(")")
    assert "broken off" in done.said[-2]
    known = _count(tmp_path / "communique.db")
    assert 0 < known < 200
    _sound(tmp_path, known)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 600 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_is_really_full(tmp_path: Path, reports: Path, small_disk: Path) -> None:
    done = run("add", "reports", "--register", small_disk / "a.db", cwd=tmp_path)
    assert done.code == 1
    assert "a.db: the disk is full (make room" in done.said[-1]
    known = _count(small_disk / "a.db")
    assert 0 < known < 200
    done = here("verify", "--register", small_disk / "a.db")
    assert f"{known} documents" in done.out, done.err
