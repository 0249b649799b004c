from __future__ import annotations

from collections.abc import Sequence

import pytest

from communique.evaluation.beliefs import believed, facts_of, outcome
from communique.evaluation.calibration import calibration
from communique.evaluation.verdicts import Verdict
from communique.knowledge import load
from tests.evaluation.conftest import ROOT, Read


def test_belief_keeps_its_word_on_articles_held_back(held_back: Read) -> None:
    """Totals only. A constant belief of one half has a Brier score of 0.25; boasting by a tenth an error of 0.1."""
    found = calibration(believed(held_back.cases, held_back.readings, load()))
    assert found.claims > 150
    assert found.brier < 0.23
    assert found.error < 0.10


def test_what_is_believed_more_is_right_more_often(working: Read) -> None:
    said = believed(working.cases, working.readings, load())
    low, high = ([one.right for one in said if (one.confidence >= 0.6) is above] for above in (False, True))
    assert min(len(low), len(high)) > 50
    assert sum(high) / len(high) > sum(low) / len(low) + 0.1


def test_every_fact_of_gold_has_a_belief_and_its_word(working: Read) -> None:
    facts = facts_of(working.readings, load())
    assert facts
    assert all(fact.belief is not None and 0.01 <= fact.belief <= 0.99 for fact in facts)
    assert all(fact.weighing is not None and 1 <= fact.weighing.credibility <= 6 for fact in facts)


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["right", "wrong"], True),
        (["near"], False),
        (["allowed", "wrong"], False),
        (["allowed", "allowed"], None),
        ([], None),
    ],
)
def test_a_fact_is_right_where_one_claim_is(
    working: Read, verdicts: Sequence[Verdict], expected: bool | None
) -> None:
    fact = max(facts_of(working.readings, load()), key=lambda one: len(one.cited))
    ids = [item.claim_id for item in fact.cited]
    assert outcome(fact, dict(zip(ids, verdicts, strict=False))) is expected


def test_the_page_tells_what_is_measured(working: Read) -> None:
    """The number of facts on the page is that of today's reader, give or take later progress."""
    facts = len(believed(working.cases, working.readings, load()))
    page = (ROOT / "docs" / "belief.md").read_text(encoding="utf-8")
    half = page.partition("<!-- figures: belief-working -->")[2].partition("<!-- end -->")[0]
    told = int(half.strip().splitlines()[-1].split(" facts;")[0])
    assert abs(told - facts) <= 0.15 * facts
