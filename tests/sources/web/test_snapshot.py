"""Snapshots: whole WARC files that prove what was answered, read back by warcio's own checker."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.checker import Checker  # type: ignore[import-untyped]

from communique.errors import SourceError
from communique.sources.web.snapshot import content_digests
from tests.sources.web.site import Answer, Site, visitor

PAGE = "<p>Prüfbericht</p>".encode()


def _records(path: Path) -> list[Any]:
    with path.open("rb") as file:
        return [(one.rec_type, one.rec_headers, one.http_headers, one.raw_stream.read())
                for one in ArchiveIterator(file)]  # fmt: skip


def _fetched(site: Site, folder: Path) -> tuple[Path, str]:
    site.pages["/a"] = Answer(status=301, headers={"Location": "/b?c=d"})
    site.pages["/b?c=d"] = Answer(
        gzip.compress(PAGE), headers={"Content-Encoding": "gzip", "Content-Type": "text/html", "X-Word": "ä"}
    )
    with visitor(site, folder) as web:
        found = web.fetch(site.url("/a"))
    return folder / "snapshots" / found.snapshot, found.digest


def test_a_fetch_is_recorded_whole(site: Site, tmp_path: Path) -> None:
    path, digest = _fetched(site, tmp_path)
    records = _records(path)
    assert [kind for kind, *_ in records] == ["warcinfo", *["response", "request", "metadata"] * 2]
    assert {headers.protocol for _, headers, _, _ in records} == {"WARC/1.1"}
    _, headers, http, body = records[4]
    assert headers.get_header("WARC-Target-URI") == site.url("/b?c=d")
    assert headers.get_header("WARC-IP-Address") == "127.0.0.1"
    assert headers.get_header("WARC-Payload-Digest").startswith("sha256:")
    assert http.get_statuscode() == "200"
    assert gzip.decompress(body) == PAGE, "as it was sent"
    _, _, asked, _ = records[5]
    assert asked.get_header("User-Agent").startswith("communique/")
    about = records[6][3].decode()
    assert f"contentSha256: {digest}" in about
    assert f"via: {site.url('/a')}" in about
    assert digest == hashlib.sha256(PAGE).hexdigest()


def test_another_program_finds_it_sound(site: Site, tmp_path: Path) -> None:
    path, _ = _fetched(site, tmp_path)
    checker = Checker(_Arguments(path))
    checker.process_all()
    assert checker.exit_value == 0


class _Arguments:
    def __init__(self, path: Path) -> None:
        self.inputs = [str(path)]
        self.verbose = True


def test_the_content_is_found_again(site: Site, tmp_path: Path) -> None:
    path, digest = _fetched(site, tmp_path)
    assert dict(content_digests(path))[site.url("/b?c=d")] == digest


def _truncate(raw: bytes) -> bytes:
    return raw[: len(raw) * 2 // 3]


def _cut(raw: bytes) -> bytes:
    return raw[:-40]


def _flip(raw: bytes) -> bytes:
    return raw[: len(raw) // 2] + bytes([raw[len(raw) // 2] ^ 0xFF]) + raw[len(raw) // 2 + 1 :]


def _forge(raw: bytes) -> bytes:
    """Another body under the same digest, in an archive that is otherwise whole."""
    plain = gzip.decompress(raw)
    assert plain.count(b"Content-Encoding: gzip") == 1
    at = plain.index(b"\x1f\x8b")
    return gzip.compress(plain[: at + 9] + bytes([plain[at + 9] ^ 1]) + plain[at + 10 :])


@pytest.mark.parametrize("damage", [_truncate, _cut, _flip, _forge])
def test_damage_is_found(site: Site, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    path, _ = _fetched(site, tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError, match=r"damaged|digest"):
        list(content_digests(path))


def test_files_join_into_one_archive(site: Site, tmp_path: Path) -> None:
    first, _ = _fetched(site, tmp_path)
    site.pages["/c"] = Answer("another")
    with visitor(site, tmp_path) as web:
        second = tmp_path / "snapshots" / web.fetch(site.url("/c")).snapshot
    joined = tmp_path / "joined.warc.gz"
    joined.write_bytes(first.read_bytes() + second.read_bytes())
    assert len(dict(content_digests(joined))) == 3


def test_a_folder_that_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    site.pages["/"] = Answer("page")
    (tmp_path / "file").touch()
    web = visitor(site, tmp_path, snapshots=tmp_path / "file")
    with web, pytest.raises(SourceError, match="--no-snapshot"):
        web.fetch(site.url("/"))
