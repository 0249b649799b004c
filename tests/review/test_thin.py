"""Claims that are only just of their fact are asked about, the thinnest first, until somebody says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.register import Register
from communique.review import Doubt
from tests.assembly.reports import engagement, report
from tests.register.samples import clock
from tests.review.scene import READER, desk

HELD = report("The ministers of India and Russia met in Delhi on May 3.", "2019-05-04", "One")
ELSEWHERE = report("India and Russia met for talks in Jaipur this May.", "2019-05-06", "Two")
SAME = report("The meeting of India and Russia on May 3 took place in Delhi.", "2019-05-04", "Three")


@pytest.fixture
def register() -> Iterator[Register]:
    with Register.in_memory(actor="ana", clock=clock()) as opened:
        for document, words, slots in (
            (HELD, "met in Delhi on May 3", {"date": "2019-05-03", "place": "Delhi"}),
            (ELSEWHERE, "met for talks in Jaipur", {"date": "2019-05", "place": "Jaipur"}),
            (SAME, "on May 3 took place in Delhi", {"date": "2019-05-03", "place": "Delhi"}),
        ):
            opened.add(document, [engagement(document, words, **slots)], reader=READER)
        yield opened


def _links(register: Register) -> list[Doubt]:
    return [doubt for doubt in desk(register).doubts if doubt.sort == "link"]


def test_what_only_just_holds_is_asked_about_and_the_sum_is_told(register: Register) -> None:
    assert [len(fact.cited) for fact in desk(register).facts] == [3]
    (doubt,) = _links(register)
    (claim,), (fact,) = doubt.claims, doubt.facts
    assert claim.document_id == ELSEWHERE.id, "the report that agrees in day and place is not asked about"
    (link,) = (link for link in fact.links if link.claim == claim.claim_id)
    assert 0.5 < doubt.sure < 0.9
    assert doubt.why.startswith(f"{link.score:g} where {link.least:g} are needed: ")
    assert "-1 other places" in doubt.why


def test_that_it_belongs_there_is_kept_and_can_be_undone(register: Register) -> None:
    (doubt,) = _links(register)
    made = desk(register).accept(doubt.id[:12])
    assert (made.action, {anchor.part for anchor in made.anchors}) == ("merge", {0, 1})
    assert _links(register) == []
    assert [len(fact.cited) for fact in desk(register).facts] == [3]
    desk(register).undo(made.id)
    assert _links(register) == [doubt]


def test_what_does_not_belong_becomes_a_fact_of_its_own(register: Register) -> None:
    (doubt,) = _links(register)
    made = desk(register, "two meetings").reject(doubt.id)
    assert (made.action, made.reason) == ("split", "two meetings")
    assert _links(register) == []
    assert sorted(len(fact.cited) for fact in desk(register).facts) == [1, 2]
    assert [doubt.sort for doubt in desk(register).doubts] == [], "nor is it asked whether they are one"
