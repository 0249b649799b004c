"""Plain text and Markdown as Documents."""

from __future__ import annotations

import pytest

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Notice
from communique.sources.plain import PlainText


def _read(text: str, path: str = "a.txt") -> tuple[Document, list[Notice]]:
    items = list(PlainText().documents(path, text.encode()))
    (document,) = (item for item in items if isinstance(item, Document))
    return document, [item for item in items if isinstance(item, Notice)]


def test_a_text_without_front_matter_is_the_document() -> None:
    text = "How are they doing?\n\nSynopsis\n- one\n- two\nMoscow, Aug 6 (Example) They met."
    document, notices = _read(text)
    assert document == Document(text=text, path="a.txt")
    assert notices == []


def test_front_matter_becomes_the_documents_data_and_the_title_opens_the_text() -> None:
    document, notices = _read(
        "---\ntitle: Deal   signed\npublished: 2018-10-05\npublisher: Daily\n"
        "url: https://d.example/1\nlanguage: en-IN\n"
        "---\n\nNEW DELHI: They signed.\n\nThen they left.\n"
    )
    assert document == Document(
        text="Deal signed\n\nNEW DELHI: They signed.\n\nThen they left.",
        title="Deal signed",
        publisher="Daily",
        url="https://d.example/1",
        published="2018-10-05",
        language="en",
        path="a.txt",
    )
    assert notices == []


def test_author_change_and_release_number_are_taken_over() -> None:
    document, notices = _read(
        "---\ntitle: A\nauthor: 'Ana  Desk'\nlastmod: 2018-10-06T10:00:00Z\nrelease: NR-12 #3\n---\nBody."
    )
    assert (document.author, document.modified, document.release) == ("Ana Desk", "2018-10-06", "NR-12 #3")
    assert notices == []


@pytest.mark.parametrize("first", ["Deal signed", "DEAL SIGNED.", "# Deal signed"])
def test_a_title_that_opens_the_body_is_not_said_twice(first: str) -> None:
    document, _ = _read(f"---\ntitle: Deal signed\n---\n{first}\n\nThey signed.")
    assert document.text == f"{first}\n\nThey signed."


def test_a_body_that_only_begins_like_the_title_keeps_both() -> None:
    document, _ = _read("---\ntitle: Deal signed\n---\nDeal signed on Monday, they said.")
    assert document.text == "Deal signed\n\nDeal signed on Monday, they said."


def test_a_heading_of_markdown_is_its_title() -> None:
    document, _ = _read("# Deal signed\n\nThey signed.", "a.md")
    assert (document.title, document.media_type) == ("Deal signed", "text/markdown")
    assert document.text == "# Deal signed\n\nThey signed."


@pytest.mark.parametrize(
    ("line", "slot", "left"),
    [
        ("published: 2025-02-30", "published", None),
        ("published: last week", "published", None),
        ("modified: yesterday", "modified", None),
        ("lastmod: 2025-02-30", "modified", None),
        ("url: javascript:alert(1)", "url", ""),
        ("language: plain English", "language", "en"),
    ],
)
def test_a_value_that_is_none_is_left_out_and_told(line: str, slot: str, left: str | None) -> None:
    document, notices = _read(f"---\ntitle: A\n{line}\n---\nBody.")
    assert getattr(document, slot) == left
    (notice,) = notices
    assert notice.lost
    assert "line 3" in notice.problem
    assert slot in notice.problem
    assert notice.path == "a.txt"
    assert notice.mend


@pytest.mark.parametrize(
    ("raw", "problem"),
    [(b" \n\t\n", "empty"), (b"---\ntitle: A\n---\n\n", "no text"), (b"\x00\x01\x02" * 9, "not text")],
)
def test_nothing_to_read_is_refused(raw: bytes, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        list(PlainText().documents("a.txt", raw))
