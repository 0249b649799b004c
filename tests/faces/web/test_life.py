from __future__ import annotations

from typing import Any

from communique.analysis import slippage
from communique.assembly import assemble
from communique.faces.web import life
from communique.knowledge import load
from communique.model import Cited, Claim, Evidence, Fact, Money, Quantity

EVIDENCE = (Evidence(0, 5, "words"),)


def _claim(number: int, published: str, **slots: Any) -> Cited:
    claim = Claim(
        kind="programme", evidence=EVIDENCE, equipment="S-400", supplier=("RUS",), recipient=("IND",), mode="transfer",
        confidence=0.9, **slots,
    )  # fmt: skip
    return Cited(f"claim {number:02}", f"document {number:02}", claim, f"Paper {number}", published)


CITED = [
    _claim(1, "2018-10-05", status="contracted", date="2018-10-05", quantity=Quantity("five", 5, unit="regiment"),
           value=Money("$5.43 billion", 5.43e9, "USD")),
    _claim(2, "2018-11-01", status="contracted", date="2020-10"),
    _claim(3, "2021-12-20", status="partly-delivered", date="2021-12", quantity=Quantity("one", 1, unit="regiment")),
    _claim(4, "2023-03-02", status="partly-delivered", quantity=Quantity("three", 3, unit="regiment")),
    _claim(5, "2018-10-06", status="contracted", date="2018-10-05", quantity=Quantity("four", 4, unit="regiment")),
]  # fmt: skip


def _fact() -> Fact:
    facts = assemble(CITED, load())
    assert len(facts) == 1
    return facts[0]


def test_each_step_bears_its_claims_and_says_whether_its_day_is_told() -> None:
    steps = life.steps(_fact())
    assert steps[0].status == "contracted"
    assert all(step.claims for step in steps)
    assert {(step.when, step.told) for step in steps} >= {("2018-10-05", True), ("2021-12", True)}
    assert {step.shape for step in steps} == {"firm"}


def test_numbers_ordered_stand_against_numbers_that_came() -> None:
    numbers = next(row for row in life.held(_fact(), []) if row.what == "Number")
    assert [said.words.split()[0] for said in numbers.promised] == ["five", "four"]
    assert [said.words.split()[0] for said in numbers.reported] == ["one", "three"]
    assert numbers.promised[0].cited.claim_id == "claim 01"
    assert numbers.verdict in ("3 of 5", "3 of 4")


def test_days_promised_stand_against_what_came_of_them() -> None:
    fact = _fact()
    days = next(row for row in life.held(fact, slippage([fact])) if row.what == "Delivery")
    assert [said.words for said in days.promised] == ["for October 2020"]
    assert days.reported[0].words == "partly delivered December 2021"
    assert "month" in days.verdict


def test_each_side_of_a_conflict_has_its_claims() -> None:
    found = dict(life.disputes(_fact()))
    sides = found["the number ordered"]
    assert {side.value.split()[0] for side in sides} == {"five", "four"}
    assert all(side.claims for side in sides)


def test_the_life_line_has_a_lane_for_promises_and_a_mark_for_each_day() -> None:
    drawing = life.line(_fact())
    assert drawing is not None
    assert [band.label for band in drawing.bands] == ["Reported", "Promised"]
    steps = life.steps(_fact())
    marks = {mark.fact for mark in drawing.marks}
    assert "promised" in marks
    assert marks - {"promised"} <= {f"step{number}" for number in range(len(steps))}


def test_a_fact_without_days_has_no_line() -> None:
    assert life.line(Fact("id", "programme", {}, ())) is None
    assert life.held(Fact("id", "programme", {}, ()), []) == []
