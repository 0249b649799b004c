from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.evaluation import Case, score
from communique.evaluation.report import as_data, brief, error_lines, table_lines

VISIT: dict[str, Any] = {"kind": "engagement", "type": "visit", "parties": ["IND", "RUS"], "date": "2025-05"}
CASES = [
    Case("one", Path(), Path(), (VISIT,)),
    Case("two", Path(), Path(), ()),
]


def test_the_table() -> None:
    lines = table_lines(score(CASES, {"one": [VISIT]}))
    assert lines[0] == "2 articles, 1 of them with nothing to find (0 false alarms), 1 not read: two"
    assert lines[2].split() == ["engagement", "1", "1", *["1.00"] * 6]
    assert [line.split()[0] for line in lines[2:4]] == ["engagement", "all"]
    assert lines[-2:] == ["slots on matched claims: date 1/1", "strict F1 1.000, lenient F1 1.000"]


def test_kinds_that_do_not_occur_have_no_row_but_a_place_in_the_json() -> None:
    scores = score(CASES, {"one": [], "two": [VISIT]})
    assert not any(line.startswith("posture") for line in table_lines(scores))
    data = as_data(scores)
    assert data["strict"]["posture"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 0, "read": 0}
    assert data["false_alarms"] == 1


def test_errors_name_article_and_claim() -> None:
    other = {**VISIT, "parties": ["IND", "FRA"], "evidence": [{"start": 0, "end": 3, "quote": "the"}]}
    missed, extra = error_lines(score(CASES, {"one": [other], "two": []}))
    assert missed.startswith('  missed one: {"kind": "engagement"')
    assert extra.startswith("  extra  one: ")
    assert "quote" not in extra


def test_a_long_claim_is_cut() -> None:
    assert len(brief({**VISIT, "place": "x" * 400})) == 260
