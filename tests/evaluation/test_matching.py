from __future__ import annotations

from communique.evaluation.matching import match

S400 = {"kind": "programme", "equipment": "S-400", "recipient": ["IND"]}
T90 = {"kind": "programme", "equipment": "T-90", "recipient": ["IND"]}
IDENTITY = ("equipment", "recipient")


def test_each_claim_is_paired_once_and_said_again_is_a_repeat() -> None:
    found = match([S400, T90], [S400, S400, {**T90, "recipient": ["EGY"]}], IDENTITY)
    assert found.hits == ((0, 0),)
    assert found.repeats == (1,)
    assert found.missed == (1,)
    assert found.extra == (2,)


def test_gold_that_counts_goes_before_optional_gold() -> None:
    found = match([{**S400, "optional": True}, S400], [S400], IDENTITY)
    assert found.hits == ((1, 0),)
    assert found.allowed == ()
    assert found.missed == ()


def test_optional_gold_allows_a_claim() -> None:
    found = match([{**S400, "optional": True}], [S400], IDENTITY)
    assert found.allowed == ((0, 0),)
    assert found.excused == (0,)
    assert found.extra == ()


def test_the_pair_that_agrees_in_most_slots_comes_first() -> None:
    first, second = {**S400, "status": "contracted"}, {**S400, "status": "delivered"}
    assert match([first, second], [second, first], IDENTITY).hits == ((0, 1), (1, 0))
