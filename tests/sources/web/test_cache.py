"""The cache: what was kept comes back, what is damaged does not, and it does not grow without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.sources.web.cache import Cache, Entry

PAGE = Entry(
    "https://wire.example/a", "2025-08-06T10:00:00+00:00", 200, b"page", '"1"', "", "text/html", "x.gz"
)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_entry_comes_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10_000)
    assert cache.get(PAGE.url) is None
    cache.put(PAGE)
    assert cache.get(PAGE.url) == PAGE
    assert cache.get(PAGE.url + "/") is None


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None, 10_000)
    cache.put(PAGE)
    assert cache.get(PAGE.url) is None


@pytest.mark.parametrize(
    "damage", [b"", b"\n", b"{}\npage", b"[]\n", b"null\n", b"\xff\xfe\n", b'{"digest": 1}\nx']
)
def test_a_damaged_entry_does_not_count(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path, 10_000)
    cache.put(PAGE)
    (path,) = _files(tmp_path)
    path.write_bytes(damage)
    assert cache.get(PAGE.url) is None


def test_an_entry_cut_off_does_not_count(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10_000)
    cache.put(PAGE)
    (path,) = _files(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.get(PAGE.url) is None


def test_an_entry_of_another_address_does_not_count(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10_000)
    cache.put(PAGE)
    (path,) = _files(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"wire.example/a", b"wire.example/b"))
    assert cache.get(PAGE.url) is None


def test_the_oldest_go_when_there_is_too_much(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 10_000)
    for number in range(30):
        cache.put(Entry(f"https://wire.example/{number}", PAGE.at, 200, b"x" * 800))
        for path in _files(tmp_path):
            os.utime(path, (path.stat().st_mtime - 10,) * 2)
    assert sum(path.stat().st_size for path in _files(tmp_path)) <= 10_000
    assert cache.get("https://wire.example/29") is not None
    assert cache.get("https://wire.example/0") is None


def test_what_is_too_large_or_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 1_000)
    cache.put(Entry(PAGE.url, PAGE.at, 200, b"x" * 101))
    assert _files(tmp_path) == []
    (tmp_path / "file").touch()
    Cache(tmp_path / "file", 10_000).put(PAGE)
