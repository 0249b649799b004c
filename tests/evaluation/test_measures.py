from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.evaluation import Case, Tally, assess, score
from communique.evaluation.measures import pairs_of

VISIT: dict[str, Any] = {"kind": "engagement", "type": "visit", "parties": ["IND", "RUS"]}
SALE: dict[str, Any] = {"kind": "programme", "equipment": "S-400", "supplier": ["RUS"], "recipient": ["IND"]}


def _case(*claims: dict[str, Any], name: str = "one", unscored: frozenset[str] = frozenset()) -> Case:
    return Case(name, Path(name), Path(name), claims, unscored)


def test_rates() -> None:
    tally = Tally(hit=3, gold=6, read=4)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, 0.6)
    assert Tally().f1 == 1.0
    assert Tally(gold=2).f1 == 0.0
    assert Tally(read=2).precision == 0.0


def test_a_wrong_supplier_is_right_leniently_only() -> None:
    scores = score([_case(VISIT, SALE)], {"one": [VISIT, {**SALE, "supplier": ["USA"]}]})
    assert scores.lenient["all"] == Tally(2, 2, 2)
    assert scores.strict["all"] == Tally(1, 2, 2)
    assert scores.slots == {"supplier": (0, 1)}


def test_unscored_kinds_do_not_count() -> None:
    scores = score([_case(VISIT, SALE, unscored=frozenset({"programme"}))], {"one": [VISIT, SALE, SALE]})
    assert scores.strict["all"] == Tally(1, 1, 1)
    assert scores.strict["programme"] == Tally()


def test_false_alarms_only_where_there_is_nothing_to_find() -> None:
    quiet, hinted = _case(name="quiet"), _case({**SALE, "optional": True}, name="hinted")
    scores = score([quiet, hinted], {"quiet": [VISIT], "hinted": [VISIT]})
    assert (scores.quiet, scores.false_alarms) == (2, 1)


def test_an_article_that_was_not_read_is_named_and_counts_as_missed() -> None:
    scores = score([_case(VISIT)], {})
    assert scores.unread == ("one",)
    assert scores.strict["all"] == Tally(0, 1, 0)


def test_pairs_of_parties() -> None:
    use = {"kind": "use", "equipment": "S-400", "by": ["IND"], "against": ["PAK"]}
    pressure = {"kind": "pressure", "by": ["USA"], "on": ["IND"], "about": ["RUS"]}
    assert pairs_of([SALE, use]) == {("IND", "RUS")}
    assert pairs_of([pressure]) == {("IND", "USA")}
    assert pairs_of([{**VISIT, "parties": ["NATO", "FRA", "DEU"]}]) == {
        ("DEU", "FRA"),
        ("DEU", "NATO"),
        ("FRA", "NATO"),
    }


def test_pairs_of_optional_claims_neither_reward_nor_punish() -> None:
    outcome = assess(
        _case(VISIT, {**SALE, "supplier": ["FRA"], "optional": True}), [VISIT, {**SALE, "supplier": ["FRA"]}]
    )
    assert outcome.pairs == Tally(1, 1, 1)
