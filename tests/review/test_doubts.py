"""The queue: what is least sure comes first, and what somebody decided is not asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from communique.model import Judgement
from communique.register import Register
from communique.review import Doubt
from tests.review import scene
from tests.review.scene import desk


@pytest.fixture
def register() -> Iterator[Register]:
    with scene.register() as opened:
        yield opened


def _of(register: Register, sort: str) -> list[Doubt]:
    return [doubt for doubt in desk(register).doubts if doubt.sort == sort]


def test_the_least_sure_comes_first(register: Register) -> None:
    found = desk(register).doubts
    assert {doubt.sort for doubt in found} == {"claim", "conflict", "pair"}
    assert [doubt.sure for doubt in found] == sorted(doubt.sure for doubt in found)
    assert all(0 <= doubt.sure < 1 for doubt in found)
    assert len({(doubt.sort, doubt.id) for doubt in found}) == len(found)


def test_a_claim_that_its_reader_doubts_is_asked_about_until_somebody_says(register: Register) -> None:
    (doubt,) = _of(register, "claim")
    (item,) = register.claims_of(scene.MODELS.id)
    assert (doubt.id, doubt.sure) == (item.claim_id, 0.2)
    for act in ("accept", "reject"):
        made = getattr(desk(register), act)(doubt.id)
        assert _of(register, "claim") == []
        desk(register).undo(made.id)
        assert _of(register, "claim") == [doubt]


def test_a_fact_whose_claims_differ_on_the_day_may_be_two(register: Register) -> None:
    (doubt,) = _of(register, "conflict")
    (fact,) = doubt.facts
    assert "date" in doubt.why
    assert "2018-10-05" in doubt.why
    acts: tuple[Callable[[], Judgement], ...] = (
        lambda: desk(register).split(fact.id, [fact.cited[0].claim_id]),
        lambda: desk(register).edit(fact.id, {"date": "2018-10-04"}),
        lambda: desk(register).accept(fact.id),
    )
    for act in acts:
        made = act()
        assert _of(register, "conflict") == []
        desk(register).undo(made.id)
    assert _of(register, "conflict") == [doubt]


def test_near_facts_may_be_one_and_it_is_said_why(register: Register) -> None:
    (doubt,) = _of(register, "pair")
    assert doubt.why == "may be one: the same parties, days of one week, the same type, the same place"
    assert doubt.to_json()["facts"] == [fact.id for fact in doubt.facts]


def test_the_queue_is_the_same_whatever_the_order_of_the_reports(register: Register) -> None:
    with Register.in_memory() as other:
        for document, claims in reversed(scene.CLAIMS.items()):
            other.add(document, claims, reader=scene.READER)
        assert [doubt.to_json() for doubt in desk(other).doubts] == [
            doubt.to_json() for doubt in desk(register).doubts
        ]
