"""A corpus of hostile files through the real command: each read or refused, each refusal recorded and shown.

Files that a limit of time ends take seconds each; ``COMMUNIQUE_HOSTILE=all`` takes them too. Seconds and megabytes are
measured by ``benchmarks/hostile.py``.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faces.program import Done, run
from tests.sources import hostile


@dataclass(frozen=True)
class Corpus:
    """The corpus as it was taken in: what the command said, and what the register holds afterwards."""

    folder: Path
    traps: dict[str, hostile.Trap]
    added: Done
    documents: dict[str, str]
    refusals: dict[str, str]

    def of(self, name: str) -> tuple[list[str], list[str]]:
        """The texts and the problems that one file of the corpus came to."""
        mine = f"corpus/{name}"
        texts = [text for path, text in self.documents.items() if path == mine or path.startswith(f"{mine}!")]
        problems = [why for path, why in self.refusals.items() if path == mine or path.startswith(f"{mine}!")]
        return texts, problems


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    home = tmp_path_factory.mktemp("hostile")
    folder = home / "corpus"
    folder.mkdir()
    traps = hostile.make(folder, slow=os.environ.get("COMMUNIQUE_HOSTILE") == "all")
    special = [path.relative_to(home) for path in hostile.make_special(folder)]
    names = [f"corpus/{name}" for name in traps]
    added = run("add", *names, *special, "--register", "r.db", "--json", cwd=home)
    documents = run("list", "documents", "--register", "r.db", "--json", cwd=home)
    refusals = run("list", "refusals", "--register", "r.db", "--json", cwd=home)
    return Corpus(
        folder,
        traps,
        added,
        {row["path"]: row["text"] for row in map(json.loads, documents.out.splitlines())},
        {row["path"]: row["problem"] for row in map(json.loads, refusals.out.splitlines())},
    )


def test_every_file_is_read_or_refused_as_it_should_be(corpus: Corpus) -> None:
    wrong = {}
    for name, trap in corpus.traps.items():
        texts, problems = corpus.of(name)
        good = {
            "read": texts and not problems,
            "refused": problems and not texts,
            "either": texts or problems,
        }
        if not good[trap.expected]:
            wrong[name] = (trap.expected, len(texts), problems)
    assert wrong == {}


def test_nothing_is_lost_between_in_and_out(corpus: Corpus) -> None:
    summary = json.loads(corpus.added.out)
    assert corpus.added.code == 1
    assert summary["read"] == summary["new"] + summary["known"] + len(summary["refused"])
    assert len(corpus.refusals) == len({one["path"] for one in summary["refused"]})
    assert len(corpus.documents) == summary["new"]


def test_no_refusal_is_an_error_that_nobody_foresaw(corpus: Corpus) -> None:
    unforeseen = ("cannot be read:", "brought its parser down", "gave no sign", "the reader")
    assert [why for why in corpus.refusals.values() if why.startswith(unforeseen)] == []


def test_what_is_no_file_is_refused(corpus: Corpus) -> None:
    problems = {
        "folder.html": "without documents",
        "pipe.html": "a pipe",
        "circle.html": "in a circle",
        "device.html": "a device",
        "nowhere.html": "no such file",
        "missing.html": "no such file",
    }
    for name, words in problems.items():
        assert words in corpus.refusals[f"corpus/{name}"]


def test_no_hidden_word_gets_in(corpus: Corpus) -> None:
    assert [path for path, text in corpus.documents.items() if hostile.CANARY in text] == []
    (text,), _ = corpus.of("hidden.html")
    assert text.count(hostile.WORDS.strip()) == 4, "what is not hidden is all there"


def test_characters_that_lie_are_out_and_told(corpus: Corpus) -> None:
    bad = "\x1b\x07\x08\u202e\u202c\u2066\u2069\u200b"
    assert not [path for path, text in corpus.documents.items() if any(char in text for char in bad)]
    for name, words in (
        ("override.txt", "4 characters that hide text"),
        ("tags.txt", f"{len(hostile.CANARY)} characters that hide text"),
        ("homoglyphs.txt", "2 words mix alphabets"),
    ):
        assert f"corpus/{name}: {words}" in corpus.added.err


def test_what_is_not_in_english_is_kept_whole_and_not_read(corpus: Corpus) -> None:
    (text,), _ = corpus.of("foreign.txt")
    assert text == hostile.FOREIGN * 3
    assert "corpus/foreign.txt: is not in English (ru): kept, and not read" in corpus.added.err
    listed = run("list", "documents", "--register", "r.db", cwd=corpus.folder.parent)
    assert "ru, unread" in listed.out
    told = run("read", "corpus/foreign.txt", "--json", cwd=corpus.folder.parent)
    assert json.loads(told.out)["claims"] == []


def test_markup_in_a_feed_is_gone(corpus: Corpus) -> None:
    (text,), _ = corpus.of("script.rss")
    assert text == "Talks\n\nThey met."


def test_nothing_was_written_beside_the_archives(corpus: Corpus) -> None:
    above = corpus.folder.parent
    assert {path.name for path in above.iterdir()} <= {"corpus", "r.db", "r.db-wal", "r.db-shm"}
    assert not list(above.parent.rglob("evil.txt"))
