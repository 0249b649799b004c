from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.evaluation import Case, assess, score
from communique.evaluation.verdicts import NO_RULE, RuleLine, by_rule, judged, missed
from tests.evaluation.conftest import Read

SALE: dict[str, Any] = {
    "kind": "programme", "equipment": "S-400", "supplier": ["RUS"], "recipient": ["IND"], "rule": "sell"
}  # fmt: skip
VISIT: dict[str, Any] = {"kind": "engagement", "type": "visit", "parties": ["IND", "RUS"], "rule": "visit"}
CASE = Case("one", Path(), Path(), (SALE, {**SALE, "equipment": "T-90", "optional": True}, VISIT))


def test_verdicts() -> None:
    reads = [
        {**SALE, "equipment": "T-90"},
        {**SALE, "supplier": ["USA"]},
        SALE,
        SALE,
        {**SALE, "equipment": "Su-57"},
    ]
    found = [(one.claim["equipment"], one.verdict) for one in judged(assess(CASE, reads))]
    assert found == [
        ("T-90", "allowed"),
        ("S-400", "near"),
        ("S-400", "right"),
        ("S-400", "allowed"),
        ("Su-57", "wrong"),
    ]
    assert [claim["kind"] for claim in missed(assess(CASE, reads))] == ["engagement"]


def test_what_is_near_knows_its_gold_and_is_not_missed() -> None:
    outcome = assess(CASE, [{**SALE, "supplier": ["USA"]}, VISIT])
    near = next(one for one in judged(outcome) if one.verdict == "near")
    assert near.gold == SALE
    assert list(missed(outcome)) == []


def test_rules_are_charged_with_their_claims_and_none_with_what_is_missed() -> None:
    outcome = assess(CASE, [SALE, {**SALE, "equipment": "Su-57"}, {**SALE, "equipment": "T-90"}])
    assert by_rule([outcome]) == [
        RuleLine("sell", right=1, allowed=1, wrong=1),
        RuleLine(f"{NO_RULE} engagement", missed=1),
    ]
    assert by_rule([outcome])[0].precision == 0.5
    assert by_rule([outcome])[1].precision is None


def test_the_rules_add_up_to_the_strict_precision(working: Read) -> None:
    scores = score(working.cases, working.data)
    lines = by_rule(scores.outcomes)
    assert sum(line.right for line in lines) == scores.strict["all"].hit
    assert sum(line.read - line.allowed for line in lines) == scores.strict["all"].read
    assert sum(line.missed for line in lines) == scores.lenient["all"].gold - scores.lenient["all"].hit
