"""The block that may open a text."""

from __future__ import annotations

import pytest

from communique.errors import SourceError
from communique.sources.frontmatter import split_front_matter


def test_values_plain_and_quoted() -> None:
    block = split_front_matter(
        '---\ntitle: "India: \\"S-400\\" & more"\npublished: 2018-10-05  # Friday\n'
        "publisher: 'The ''Daily'''\n"
        "url: https://daily.example/a#b\nlanguage: en\n---\nBody.\n",
        "a.txt",
    )
    assert block.values == {
        "title": 'India: "S-400" & more',
        "published": "2018-10-05",
        "publisher": "The 'Daily'",
        "url": "https://daily.example/a#b",
        "language": "en",
    }
    assert block.lines["published"] == 3
    assert block.body == "Body.\n"


def test_keys_that_mean_nothing_are_passed_over_with_what_hangs_below() -> None:
    block = split_front_matter(
        "---\n# a comment\ntags:\n  - arms\n- trade\nauthors: [A, B]\n\n"
        "date: 2020-01-02\nlang: en\n---\nBody",
        "a.md",
    )
    assert block.values == {"published": "2020-01-02", "language": "en"}


@pytest.mark.parametrize(
    "lines",
    ["author: [A, B]", "author:\n  - A\n  - B", "author:\n  name: A", 'author: "A', "release: {a: 1}"],
)
def test_an_author_in_a_form_of_its_own_is_passed_over(lines: str) -> None:
    block = split_front_matter(f"---\ntitle: T\n{lines}\nlang: en\n---\nBody", "a.md")
    assert block.values == {"title": "T", "language": "en"}


def test_of_two_days_of_change_the_first_stands() -> None:
    block = split_front_matter("---\nmodified: 2020-01-02\nupdated: 2021-01-01\n---\nBody", "a.md")
    assert (block.values, block.lines) == ({"modified": "2020-01-02"}, {"modified": 2})


def test_a_title_may_begin_with_a_quotation() -> None:
    block = split_front_matter('---\ntitle: "Done deal" says minister\n---\nBody', "a.txt")
    assert block.values["title"] == '"Done deal" says minister'


@pytest.mark.parametrize(
    "text", ["Just text.\n---\nmore", "---\n\nA rule, then text.\n---\n", "---", "", "--- title\nx"]
)
def test_a_text_without_a_block_stays_whole(text: str) -> None:
    block = split_front_matter(text, "a.txt")
    assert (block.values, block.body) == ({}, text)


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("---\ntitle: A\nBody without an end.\n", 1, "not closed"),
        ("---\ntitle: A\nBody in the block.\n---\n", 3, "no 'key: value'"),
        ("---\ntitle: A\npublished: 2020-01-01\n", 1, "not closed"),
        ("---\nx: 1\n" + "y: 2\n" * 400 + "---\n", 1, "not closed"),
        ('---\ntitle: "A\n---\nBody', 2, "does not close it"),
        ("---\ntitle: 'A\n---\nBody", 2, "does not close it"),
        ("---\ntitle: A\ntitle: B\n---\nBody", 3, "second time"),
        ("---\ntitle: [A, B]\n---\nBody", 2, "no plain text"),
        ("---\n: :\n---\nBody", 2, "no 'key: value'"),
        ("---\ntitle:\n  folded\n---\nBody", 3, "no 'key: value'"),
        ("---\nprose that is none\n---\nBody", 2, "no 'key: value'"),
    ],
)
def test_a_broken_block_is_refused_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(SourceError, match=rf"line {line}\b.*{problem}") as caught:
        split_front_matter(text, "a.txt")
    assert caught.value.place == "a.txt"
    assert caught.value.mend
