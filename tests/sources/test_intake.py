"""Paths in, documents and refusals out."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.errors import SourceError
from communique.model import Document
from communique.sources import Notice, Refusal, plugins, read_sources
from communique.sources.limits import HTML_BYTES, TEXT_BYTES
from tests import markdown

REPORT = "---\npublished: 2018-10-05\n---\nIndia and Russia signed a contract.\n"
PAGE = "<html><body><article><p>India and Russia signed a contract on Friday.</p></article></body></html>"


def _paths(items: Iterator[Document | Refusal]) -> list[str]:
    return [Path(item.path).name for item in items]


def _one(path: Path) -> Document | Refusal:
    (item,) = read_sources([str(path)])
    return item


def _refusal(path: Path) -> Refusal:
    item = _one(path)
    assert isinstance(item, Refusal)
    assert item.path == str(path)
    return item


def test_a_folder_is_read_through_in_order_and_only_reports_are_taken(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.HTML",
        "sub/deep/d.txt",
        ".hidden.txt",
        ".git/e.txt",
        "README.md",
        "sources.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE if name.endswith("HTML") else REPORT, encoding="utf-8")
    (tmp_path / "b.gold.json").write_text("{}", encoding="utf-8")
    (tmp_path / "style.css").write_text("p {}", encoding="utf-8")
    told: list[Notice] = []
    items = list(read_sources([str(tmp_path)], tell=told.append))
    assert all(isinstance(item, Document) for item in items)
    assert _paths(iter(items)) == ["a.md", "b.txt", "c.HTML", "d.txt"]
    assert told == []


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "text.html").write_text("Plain words, India < Russia.", encoding="utf-8")
    (tmp_path / "saved.php?id=3").write_text(f"<!DOCTYPE html>{PAGE}", encoding="utf-8")
    (tmp_path / "notes").write_text("no page, no suffix", encoding="utf-8")
    found = {Path(item.path).name: item for item in read_sources([str(tmp_path)])}
    kinds = {name: item.media_type for name, item in found.items() if isinstance(item, Document)}
    assert kinds == {"page.txt": "text/html", "text.html": "text/plain", "saved.php?id=3": "text/html"}


def test_nothing_in_a_folder_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    (tmp_path / "c.xz").write_bytes(b"\xfd7zXZ\x00" + bytes(100))
    (tmp_path / "notes").write_text("no suffix", encoding="utf-8")
    (tmp_path / "program.py").write_text("print()", encoding="utf-8")
    told: list[Notice] = []
    items = list(read_sources([str(tmp_path)], tell=told.append))
    assert _paths(iter(items)) == ["a.txt", "b.doc", "c.xz"]
    problems = [item.problem for item in items if isinstance(item, Refusal)]
    assert problems == ["is an old office document, not a report", "is an xz archive, not a report"]
    assert [notice.problem for notice in told] == [
        "passed over, as text of no known name: 1 .py, 1 without a suffix"
    ]


def test_links_are_not_followed_out_of_a_folder_but_a_named_one_is(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "there").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    assert _paths(read_sources([str(folder)])) == ["a.txt"]
    assert _paths(read_sources([str(folder / "file.txt"), str(folder / "there")])) == ["file.txt"]


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert len(list(read_sources([str(tmp_path / "a.txt"), str(tmp_path), str(tmp_path / "a.txt")]))) == 1


def test_a_date_given_fills_gaps_and_never_overrides(tmp_path: Path) -> None:
    (tmp_path / "dated.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "open.txt").write_text("They met.", encoding="utf-8")
    items = list(read_sources([str(tmp_path)], published="2025-08-06"))
    assert [item.published for item in items if isinstance(item, Document)] == ["2018-10-05", "2025-08-06"]
    with pytest.raises(SourceError, match="2025-02-30"):
        read_sources([str(tmp_path)], published="2025-02-30")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\n \n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "not text"),
        ("report.pdf", b"%PDF-1.7 ...", "PDF"),
        ("report.docx", b"PK\x03\x04...", "damaged"),
        ("big.txt", b"word " * (TEXT_BYTES // 5 + 1), "MB"),
        ("big.html", b"<html><body>" + b"<p>word</p>" * (HTML_BYTES // 11), "MB"),
        ("block.txt", b"---\ntitle: A\nno end", "not closed"),
        ("hollow.html", b"<html><head><title>A</title></head><body></body></html>", "without the text"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    refusal, document = read_sources([str(tmp_path / name), str(tmp_path / "good.txt")])
    assert isinstance(refusal, Refusal)
    assert refusal.path == str(tmp_path / name)
    assert problem in refusal.problem
    assert refusal.mend
    assert isinstance(document, Document)


def test_a_text_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.write(b"India and Russia. ")
        file.truncate(50_000_000)
    assert "50.0 MB" in _refusal(path).problem


def test_a_missing_file_and_a_folder_without_documents(tmp_path: Path) -> None:
    assert "no such file" in _refusal(tmp_path / "missing.txt").problem
    assert "no such file" in _refusal(tmp_path / "missing.txt" / "below").problem
    folder = tmp_path / "empty"
    folder.mkdir()
    assert "without documents" in _refusal(folder).problem


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _circle(path: Path) -> None:
    path.symlink_to(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "problem"), [(_fifo, "a pipe"), (_circle, "in a circle"), (_device, "a device")]
)
def test_what_is_no_file_is_refused_without_waiting(
    tmp_path: Path, make: Callable[[Path], None], problem: str
) -> None:
    make(tmp_path / "odd.txt")
    assert problem in _refusal(tmp_path / "odd.txt").problem
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert _paths(read_sources([str(tmp_path)])) == ["a.txt"]


def test_names_that_are_no_text_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(REPORT, encoding="utf-8")
    (document,) = read_sources([str(tmp_path)])
    assert document.path.encode("utf-8").decode().endswith("caf\ufffd.txt")


def test_names_that_cannot_be_are_refused(tmp_path: Path) -> None:
    assert "no name" in _one(tmp_path / "a\0b").problem  # type: ignore[union-attr]
    assert "too long" in _refusal(tmp_path / ("n" * 300)).problem


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Installs a package with a source of its own for the time of a test."""

    def install(code: str) -> None:
        site = tmp_path / "site"
        info = site / "letters-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: letters\nVersion: 1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            "[communique.sources]\nletters = letters:Letters\n", encoding="utf-8"
        )
        (site / "letters.py").write_text(textwrap.dedent(code), encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))

    plugins.foreign.cache_clear()
    yield install
    sys.modules.pop("letters", None)
    plugins.foreign.cache_clear()


def test_a_source_of_another_package_is_asked_first(tmp_path: Path, package: Callable[[str], None]) -> None:
    package("""
        from communique.model import Document

        class Letters:
            limit = 1000

            def recognises(self, name, head):
                return head.startswith(b"From: ")

            def documents(self, path, raw):
                for letter in raw.decode().split("From: ")[1:]:
                    if not letter.strip():
                        raise RuntimeError("nothing in it")
                    yield Document(text=letter.strip(), path=path)
    """)
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "box.csv").write_text("From: one\nFrom: two\n", encoding="utf-8")
    (folder / "bad.mbox").write_text("From: one\nFrom: ", encoding="utf-8")
    (folder / "plain.txt").write_text(REPORT, encoding="utf-8")
    items = list(read_sources([str(folder)]))
    assert [item.text.split()[0] for item in items if isinstance(item, Document)] == [
        "one",
        "one",
        "two",
        "India",
    ]
    (refusal,) = (item for item in items if isinstance(item, Refusal))
    assert "RuntimeError: nothing in it" in refusal.problem


def test_the_source_that_the_documentation_shows_works(
    tmp_path: Path, package: Callable[[str], None]
) -> None:
    page = Path(__file__).parents[2] / "docs" / "sources.md"
    (block,) = (block for block in markdown.blocks(page) if block.language == "python")
    package("\n".join(block.lines))
    (tmp_path / "box.txt").write_text("From: one\nFrom: two\n", encoding="utf-8")
    items = read_sources([str(tmp_path / "box.txt")])
    assert [item.text for item in items if isinstance(item, Document)] == ["one\n", "two\n"]


@pytest.mark.parametrize("code", ["import no_such_module", "class Letters: pass"])
def test_a_source_that_is_none_is_named(tmp_path: Path, package: Callable[[str], None], code: str) -> None:
    package(code)
    with pytest.raises(SourceError, match="letters"):
        read_sources([str(tmp_path)])
