from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import EvaluationError
from communique.evaluation import load_cases, read_cases
from tests.evaluation.conftest import Folder

TEXT = "India and Russia signed a contract for five S-400 air defence systems in New Delhi on Friday."


def test_the_day_of_publication_is_the_file_s_own_or_the_one_named(folder: Folder) -> None:
    """Gold may know the day; the reader is not told."""
    dated = f"---\npublished: 2018-10-06\n---\n{TEXT}\n"
    gold = {"document": {"published": "2020-01-01"}, "claims": []}
    cases = load_cases(folder(bare=(TEXT, gold), dated=(dated, gold)))
    assert _days(list(read_cases(cases))) == [None, "2018-10-06"]
    assert _days(list(read_cases(cases, published="2018-10-05"))) == ["2018-10-05", "2018-10-06"]


def _days(readings: list[object]) -> list[object]:
    return [getattr(getattr(one, "document", None), "published", "unread") for one in readings]


def test_several_processes_read_what_one_reads(folder: Folder) -> None:
    cases = load_cases(folder(a=(TEXT, []), b=(TEXT.replace("India", "Serbia"), []), c=("No news.", [])))
    alone = list(read_cases(cases))
    assert any(one.claims for one in alone)
    assert list(read_cases(cases, workers=2)) == alone


def test_an_article_that_cannot_be_read_is_unread_with_its_reason(folder: Folder) -> None:
    cases = load_cases(folder(a=(TEXT, []), b=("\0\0\0", [])))
    fine, refused = read_cases(cases)
    assert fine.data is not None
    assert refused.data is None
    assert "b.txt" in refused.problem


def test_a_text_that_is_gone_is_unread(folder: Folder) -> None:
    (case,) = load_cases(folder(a=(TEXT, [])))
    (gone,) = read_cases([replace(case, text=Path("nowhere.txt"))])
    assert gone.data is None
    assert "nowhere.txt" in gone.problem


def test_no_workers_is_refused() -> None:
    with pytest.raises(EvaluationError):
        read_cases([], workers=0)
