"""Judgements by the ids that are printed, and what cannot be decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from communique.errors import JudgementError, PartyError, RegisterError
from communique.model import Fact
from communique.register import NotFoundError, Register
from communique.review import Doubt
from communique.review.deciding import DEFAULT
from tests.review import scene
from tests.review.scene import desk


@pytest.fixture
def register() -> Iterator[Register]:
    with scene.register() as opened:
        yield opened


def _claim(register: Register, number: int) -> str:
    return register.claims_of(list(scene.CLAIMS)[number].id)[0].claim_id


def _fact(register: Register, number: int) -> Fact:
    """The fact in which the claim of a report is."""
    wanted = _claim(register, number)
    return next(f for f in desk(register).facts if wanted in {item.claim_id for item in f.cited})


def _pair(register: Register) -> Doubt:
    (found,) = (doubt for doubt in desk(register).doubts if doubt.sort == "pair")
    return found


def test_the_scene_is_what_it_should_be(register: Register) -> None:
    assert _fact(register, 0) == _fact(register, 1)
    assert _fact(register, 2) != _fact(register, 3)
    assert {one.id for one in _pair(register).facts} == {_fact(register, 2).id, _fact(register, 3).id}


def test_a_claim_and_a_fact_are_edited_and_what_was_is_kept(register: Register) -> None:
    made = desk(register, "the annex says so").edit(_claim(register, 0)[:12], {"quantity": "4", "mode": ""})
    assert (made.scope, made.actor, made.reason) == ("claim", "ana", "the annex says so")
    assert made.was == {"quantity": {"text": "5", "number": 5.0}, "mode": "transfer"}
    assert made.sets == {"quantity": {"text": "4", "number": 4.0}, "mode": None}
    fact = _fact(register, 1)
    made = desk(register).edit(fact.id[:12], {"status": "cancelled"})
    assert (made.scope, made.reason, made.was) == ("fact", DEFAULT, {"status": "contracted"})
    assert _fact(register, 1).slots["status"] == "cancelled"


def test_an_edit_on_an_edit_keeps_what_the_first_one_made(register: Register) -> None:
    claim = _claim(register, 0)
    desk(register).edit(claim, {"status": "delivered"})
    made = desk(register).edit(claim, {"status": "cancelled"})
    assert made.was == {"status": "delivered"}
    with pytest.raises(JudgementError, match="is so already"):
        desk(register).edit(claim, {"status": "cancelled"})


def test_a_pair_in_doubt_is_one_or_two(register: Register) -> None:
    pair = _pair(register)
    made = desk(register).accept(pair.id[:12])
    assert made.action == "merge"
    assert _fact(register, 2) == _fact(register, 3)
    assert not [doubt for doubt in desk(register).doubts if doubt.sort == "pair"]
    desk(register).undo(made.id)
    assert _pair(register) == pair
    made = desk(register).reject(pair.id)
    assert made.action == "split"
    assert _fact(register, 2) != _fact(register, 3)
    assert not [doubt for doubt in desk(register).doubts if doubt.sort == "pair"]


def test_facts_are_merged_and_split_by_id(register: Register) -> None:
    first, second = _fact(register, 2), _fact(register, 3)
    desk(register).merge([second.id, first.id[:12]])
    assert _fact(register, 2).id == second.id
    whole = _fact(register, 0)
    desk(register).split(whole.id[:12], [_claim(register, 1)[:12]])
    assert _fact(register, 0).id == whole.id
    assert len(_fact(register, 1).cited) == 1


def test_a_document_is_rejected_with_all_that_it_says(register: Register) -> None:
    made = desk(register, "satire").reject(scene.MODELS.id[:12])
    assert made.scope == "document"
    assert all(item.document_id != scene.MODELS.id for fact in desk(register).facts for item in fact.cited)
    assert [change.what for change in register.changes(scene.MODELS.id)] == ["added", "rejected"]


def test_what_cannot_be_decided_is_said_and_changes_nothing(register: Register) -> None:
    order, talks, again = _fact(register, 0), _fact(register, 2), _fact(register, 3)
    claims = [_claim(register, number) for number in range(5)]
    made = desk(register).accept(claims[4])
    desk(register).undo(made.id)
    before = register.changes()
    at = desk(register)
    wrong: tuple[tuple[Callable[[], object], type[Exception], str], ...] = (
        (lambda: at.accept("0" * 12), NotFoundError, "no fact, claim, document or judgement has an id"),
        (lambda: at.accept("no id"), NotFoundError, "no fact, claim, document or judgement has an id"),
        (lambda: at.accept(""), NotFoundError, "no fact, claim, document or judgement has an id"),
        (lambda: at.accept(scene.ORDER.id), RegisterError, "cannot be accepted"),
        (lambda: at.accept(made.id), RegisterError, "cannot be accepted"),
        (lambda: at.reject(made.id), RegisterError, "cannot be rejected .undo it"),
        (lambda: at.edit(scene.ORDER.id, {"status": "held"}), RegisterError, "has no slots to edit"),
        (lambda: at.edit(talks.id, {"equipment": "S-400"}), JudgementError, "is no slot of a engagement"),
        (lambda: at.edit(order.id, {"status": "held"}), JudgementError, "is no value of this slot"),
        (lambda: at.edit(order.id, {"supplier": "Atlantis"}), PartyError, "is no state or organisation"),
        (lambda: at.merge([order.id, talks.id]), RegisterError, "cannot be one: engagement and programme"),
        (lambda: at.merge([talks.id, talks.id]), RegisterError, "is named twice"),
        (lambda: at.merge([talks.id, claims[3]]), RegisterError, "is no fact"),
        (lambda: at.split(order.id, [claims[3]]), NotFoundError, "no claim of fact"),
        (lambda: at.split(order.id, claims[:2]), RegisterError, "would be left without a claim"),
        (lambda: at.split(again.id, [claims[3]]), RegisterError, "would be left without a claim"),
        (lambda: at.undo("0" * 12), NotFoundError, "no judgement has an id"),
        (lambda: at.undo(made.id), RegisterError, "was undone by ana on 2026-01-01 .to bring it back"),
    )
    for act, error, said in wrong:
        with pytest.raises(error, match=said):
            act()
    assert register.changes() == before


def test_a_short_beginning_of_several_ids_is_not_guessed(register: Register) -> None:
    heads = [one.id[0] for one in desk(register).facts] + [_claim(register, number)[0] for number in range(5)]
    many = next(head for head in heads if heads.count(head) > 1)
    with pytest.raises(RegisterError, match="begin"):
        desk(register).accept(many)
