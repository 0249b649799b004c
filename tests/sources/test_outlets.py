"""Pages in the manner of twenty outlets: what they say of themselves, and the words of the report alone."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

from communique.model import Document
from communique.sources.page import Page
from tests import markdown
from tests.sources.outlets import OUTLETS, RELATED, cases, overlap, score

SCORES = [score(case) for case in cases()]
DOCS = Path(__file__).parents[2] / "docs" / "sources.md"


def test_there_are_forty_pages_of_twenty_outlets() -> None:
    assert len(SCORES) == 40
    assert len(OUTLETS) == 20
    assert {path.stem for path in (Path(__file__).parent / "pages").glob("*.html")} == OUTLETS.keys()


def test_title_publisher_and_day_are_right_on_nearly_all() -> None:
    right = [one.title and one.publisher and one.published for one in SCORES]
    assert sum(right) >= 38, [one for one, good in zip(SCORES, right, strict=True) if not good]


def test_the_main_text_is_whole_and_alone() -> None:
    assert mean(one.recall for one in SCORES) >= 0.99
    assert mean(one.precision for one in SCORES) >= 0.99
    worst = [one for one in SCORES if min(one.recall, one.precision) < 0.95]
    assert not worst


def test_no_word_of_the_stories_beside_gets_in() -> None:
    for case in cases():
        (document,) = (
            item for item in Page().documents(case.name, case.html.encode()) if isinstance(item, Document)
        )
        assert not [title for title in RELATED if title in document.text], case.name


def test_the_measure_can_tell_bad_from_good() -> None:
    assert overlap(["a", "b"], ["a", "b"]) == (1.0, 1.0)
    assert overlap(["a", "b", "b", "c"], ["a", "b", "x"]) == (0.5, 2 / 3)


def test_the_table_in_the_documentation_is_what_is_measured() -> None:
    (table,) = (table for table in markdown.tables(DOCS) if table.header[0] == "manner")
    rows = {row[0]: row[1:] for row in table.rows}
    for name in OUTLETS:
        pair = [one for one in SCORES if one.name.startswith(name)]
        right = sum(one.title and one.publisher and one.published for one in pair)
        told = (
            f"{right} of 2",
            f"{min(one.recall for one in pair):.3f}",
            f"{min(one.precision for one in pair):.3f}",
        )
        assert tuple(rows[name.split("-", 1)[1].replace("-", " ")]) == told
