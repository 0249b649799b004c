from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.evaluation.calibration import Said, calibration, calibration_data, said, thresholds
from communique.evaluation.measures import score
from tests.evaluation.conftest import Read

_claims = st.lists(st.builds(Said, st.floats(0, 1), st.booleans()), max_size=40)


def test_a_constant_half_has_a_brier_score_of_a_quarter() -> None:
    found = calibration([Said(0.5, True), Said(0.5, False)])
    assert found.brier == 0.25
    assert found.error == 0.0
    assert [(one.low, one.claims, one.kept) for one in found.bins] == [(0.5, 2, 0.5)]


def test_boasting_is_an_error() -> None:
    found = calibration([Said(0.9, True), Said(0.9, False)])
    assert found.error == pytest.approx(0.4)
    assert found.brier == pytest.approx((0.1**2 + 0.9**2) / 2)


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.29, 0.2), (0.3, 0.3), (0.7, 0.7), (1.0, 0.9)])
def test_a_confidence_lies_in_the_bin_that_begins_with_it(confidence: float, low: float) -> None:
    assert calibration([Said(confidence, True)]).bins[0].low == pytest.approx(low)


def test_nothing_said_is_no_error() -> None:
    assert calibration_data([]) == {"claims": 0, "brier": 0.0, "expected_calibration_error": 0.0, "bins": []}


@given(_claims)
def test_bins_hold_every_claim_once(claims: list[Said]) -> None:
    found = calibration(claims)
    assert sum(one.claims for one in found.bins) == len(claims)
    assert sum(one.right for one in found.bins) == sum(one.right for one in claims)
    assert 0 <= found.brier <= 1
    assert 0 <= found.error <= 1


@given(_claims)
def test_a_higher_threshold_takes_fewer_claims(claims: list[Said]) -> None:
    table = thresholds(claims)
    assert table[0].claims == len(claims)
    assert all(one.claims >= other.claims for one, other in pairwise(table))


def test_only_claims_that_count_are_weighed(working: Read) -> None:
    scores = score(working.cases, working.data)
    claims = said(scores.outcomes)
    assert len(claims) == scores.strict["all"].read
    assert sum(one.right for one in claims) == scores.strict["all"].hit
