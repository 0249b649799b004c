"""A shard becomes files named by their content; read twice, or by a task that died, it becomes the same."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.model import Document
from communique.pipeline import ingest
from communique.reading import Reader
from communique.register import Register
from communique.scale.families import family_of_each, write_families
from communique.scale.shards import documents_in, read_shard
from communique.scale.stored import Stored
from communique.sources import read_sources
from tests.scale.archives import STORIES, jsonl, parquet, warc
from tests.scale.readers import Cheap

pytest.importorskip("pyarrow", reason="the extra communique[ray] is not installed")
pytest.importorskip("fsspec", reason="the extra communique[ray] is not installed")
# warcio, with which the tests write archives, leaves its buffers open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("make", [jsonl, parquet, warc])
def test_each_kind_of_shard_gives_its_documents(tmp_path: Path, make: object) -> None:
    assert callable(make)
    place = make(tmp_path, STORIES)
    with place.open("rb") as file:
        found = [item for item in documents_in(str(place), file) if isinstance(item, Document)]
    assert [item.title for item in found] == [title for title, _ in STORIES]
    assert all(text[:40] in item.text for item, (_, text) in zip(found, STORIES, strict=True))


def test_a_shard_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    shard, out = str(jsonl(tmp_path, STORIES)), str(tmp_path / "out")
    first = read_shard(shard, out, Cheap())
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert read_shard(shard, out, Cheap()) == first
    assert {
        path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.is_file()
    } == before


def test_a_task_that_died_before_its_sheet_changes_nothing(tmp_path: Path) -> None:
    shard, out = str(jsonl(tmp_path, STORIES)), tmp_path / "out"
    read_shard(shard, str(out), Reader())
    whole = _files(out)
    for sheet in (out / "shards").iterdir():
        sheet.unlink()
    next((out / "claims").iterdir()).unlink()
    (out / "documents" / "abc.parquet.12.part").write_bytes(b"half")
    read_shard(shard, str(out), Reader())
    (out / "documents" / "abc.parquet.12.part").unlink()
    assert _files(out) == whole


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_that_came_in_is_counted_once(tmp_path: Path) -> None:
    place = jsonl(tmp_path, [*STORIES, STORIES[0]])
    with gzip.open(place, "at", encoding="utf-8") as file:
        file.write("no json\n")
        file.write(
            json.dumps({"title": "Contrat", "text": "Le ministre a signé un contrat pour la vente. " * 9})
            + "\n"
        )
    sheet = read_shard(str(place), str(tmp_path / "out"), Reader())
    counts = sheet.counts
    assert counts["in"] == counts["recorded"] + counts["duplicates"] + counts["refused"]
    assert (counts["duplicates"], counts["refused"]) == (1, 1)
    assert counts["relevant"] >= 2


def test_the_register_is_the_same_as_by_reading_here(tmp_path: Path) -> None:
    shards = [jsonl(tmp_path, STORIES[:2], "a"), jsonl(tmp_path, STORIES[1:], "b")]
    out = str(tmp_path / "out")
    for shard in shards:
        read_shard(str(shard), out, Reader())
    stored = Stored(out)
    with Register.in_memory() as loaded, Register.in_memory() as direct:
        outcomes = ingest(loaded, stored.items(), stored)
        assert outcomes == ingest(direct, read_sources([str(shard) for shard in shards]), Reader())
        assert outcomes == {"added": 4, "known": 1}, "both shards hold one of the stories"
        assert loaded.digest() == direct.digest()
        assert loaded.verify() == []


def test_copies_are_found_across_shards(tmp_path: Path) -> None:
    copied = [
        ("The same elsewhere", STORIES[0][1] + " The ministry did not comment."),
        ("Other", STORIES[2][1]),
    ]
    out = str(tmp_path / "out")
    sheets = [
        read_shard(str(jsonl(tmp_path, some, name)), out, Reader())
        for name, some in (("a", STORIES), ("b", copied))
    ]
    found = family_of_each(sheets, out)
    assert found == family_of_each(reversed(sheets), out)
    sizes = sorted(list(found.values()).count(family) for family in set(found.values()))
    assert max(sizes) == 2
    write_families(found, out)
    assert (tmp_path / "out" / "families.parquet").exists()


def test_what_is_no_folder_of_shards_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommuniqueError, match="holds no shard"):
        Stored(str(tmp_path))
    with pytest.raises(CommuniqueError, match="check the address"):
        read_shard(str(tmp_path / "nothing.jsonl"), str(tmp_path), Cheap())
    (tmp_path / "bad.parquet").write_bytes(b"PAR1" + b"x" * 99)
    sheet = read_shard(str(tmp_path / "bad.parquet"), str(tmp_path / "out"), Cheap())
    assert sheet.counts["refused"] == 1
