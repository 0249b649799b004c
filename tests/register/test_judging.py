"""Judgements are kept with who, when and why; the audit finds whatever somebody changes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from communique.knowledge import load
from communique.model import Anchor, Cited, Judgement
from communique.pipeline import assembled
from communique.register import NotFoundError, Register, UnfitError
from tests.register import samples


@pytest.fixture
def register(url: str) -> Iterator[Register]:
    with Register.open(url, actor="ana", clock=samples.clock()) as opened:
        for number in range(3):
            opened.add(samples.report(number), samples.claims(number), reader=samples.READER)
        yield opened


def _on(action: str, *items: Cited, **sets: Any) -> Judgement:
    anchors = tuple(Anchor(item.claim_id, item.document_id, item.claim) for item in items)
    return Judgement(action, "claim", items[0].claim_id, "nobody", "never", "the words say so", anchors, sets)


def _undo(made: Judgement) -> Judgement:
    return Judgement("undo", "judgement", made.id, "", "", "the words do not say so")


def _claims(register: Register, number: int = 0) -> list[Cited]:
    return register.claims_of(samples.report(number).id)


def test_a_judgement_is_signed_and_dated_by_the_register_and_comes_back_as_it_was(register: Register) -> None:
    order, meeting = _claims(register)
    made = register.judge(replace(_on("edit", order, status="delivered"), was={"status": "contracted"}))
    assert made.actor == "ana"
    assert made.at == register.changes()[-1].at
    assert register.judgements() == [made]
    assert register.judgement(made.id[:10]) == made
    assert made.changed == {"status": {"was": "contracted", "now": "delivered"}}
    other = register.judge(_on("reject", meeting))
    assert register.judgements() == [made, other]


def test_every_judgement_is_a_change_with_its_cause(register: Register) -> None:
    order, _ = _claims(register)
    made = register.judge(_on("reject", order))
    register.judge(_undo(made))
    found = [(one.actor, one.what, one.subject, one.cause) for one in register.changes()[-2:]]
    assert found == [
        ("ana", "rejected", order.claim_id, "the words say so"),
        ("ana", "undone", made.id, "the words do not say so"),
    ]
    assert [one.what for one in register.changes(order.claim_id)] == ["rejected"]


def test_an_undo_restores_digest_and_facts(register: Register) -> None:
    """Promise 6: nothing is taken out, and everything is as if it had not been."""
    order, _ = _claims(register)
    digest, facts = register.digest(), assembled(register, load())
    made = register.judge(_on("edit", order, equipment="Su-57"))
    changed = register.digest()
    assert changed != digest
    assert assembled(register, load()) != facts
    back = register.judge(_undo(made))
    assert register.digest() == digest
    assert assembled(register, load()) == facts
    register.judge(_undo(back))
    assert register.digest() == changed
    assert register.verify() == []


def test_the_order_of_recording_does_not_count_in_the_digest(url: str) -> None:
    with Register.in_memory(actor="ana", clock=samples.clock()) as register:
        register.add(samples.report(0), samples.claims(0), reader=samples.READER)
        items = _claims(register)
        made = [register.judge(_on("accept", item)) for item in items]
        told = register.digest()
    with Register.in_memory() as other:
        other.add(samples.report(0), samples.claims(0), reader=samples.READER)
        from communique.register import judging  # noqa: PLC0415 - past the door, which would sign anew

        with other._write("x") as connection:
            for one in reversed(made):
                judging.add(connection, one)
        assert other.digest() == told
        assert other.verify() == []


def test_a_newer_reader_leaves_judgements_where_they_are(register: Register) -> None:
    order, meeting = _claims(register)
    register.judge(_on("edit", order, quantity={"text": "nine", "number": 9.0}))
    register.judge(_on("reject", meeting))
    again = [replace(claim, rule="better", date=None) for claim in samples.claims(0, "rules-2")]
    register.add(samples.report(0), again, reader="rules-2")
    assert not {item.claim_id for item in _claims(register)} & {order.claim_id, meeting.claim_id}
    cited = [item for fact in assembled(register, load()) for item in fact.cited]
    (mine,) = (item for item in cited if item.document_id == samples.report(0).id)
    assert mine.claim.rule == "better"
    assert mine.claim.quantity is not None
    assert mine.claim.quantity.number == 9
    assert mine.said == again[0]


def test_a_judgement_whose_claim_is_gone_is_kept_and_comes_back_with_it(register: Register) -> None:
    order, _ = _claims(register)
    made = register.judge(_on("reject", order))
    register.add(samples.report(0), samples.claims(0, "rules-2")[1:], reader="rules-2")
    assert register.judgements() == [made]
    assert register.verify() == []
    register.add(samples.report(0), samples.claims(0, "rules-3"), reader="rules-3")
    there = {item.claim_id for fact in assembled(register, load()) for item in fact.cited}
    assert {item.claim_id for item in _claims(register)} - there == {order.claim_id}


def test_a_judgement_on_what_is_not_there_is_refused_and_changes_nothing(register: Register) -> None:
    before, digest = register.changes(), register.digest()
    order, meeting = _claims(register)
    missing = replace(order, claim_id="0" * 64)
    for wrong, error in (
        (_on("reject", missing), NotFoundError),
        (replace(_on("reject", order), scope="document", anchors=(), subject="0" * 64), NotFoundError),
        (Judgement("undo", "judgement", "0" * 64, "", "", "why"), NotFoundError),
        (_on("edit", order, status="held"), UnfitError),
        (_on("edit", order, colour="red"), UnfitError),
        (_on("edit", order), UnfitError),
        (_on("accept", order, status="delivered"), UnfitError),
        (_on("merge", order, meeting), UnfitError),
        (replace(_on("reject", order), anchors=()), UnfitError),
    ):
        with pytest.raises(error):
            register.judge(wrong)
    assert register.changes() == before
    assert register.digest() == digest


def test_a_reason_is_needed(register: Register) -> None:
    order, _ = _claims(register)
    with pytest.raises(UnfitError, match="reason"):
        register.judge(replace(_on("reject", order), reason=" "))


TAMPERINGS = {
    "who": ("UPDATE change SET actor = 'eve' WHERE what = 'edited'", "it is not what its id was made from"),
    "when": ("UPDATE change SET at = '2020' WHERE what = 'edited'", "it is not what its id was made from"),
    "why": ("UPDATE change SET cause = 'eve' WHERE what = 'edited'", "it is not what its id was made from"),
    "the value": (
        "UPDATE judgement SET json = replace(json, 'delivered', 'cancelled')",
        "it is not what its id was made from",
    ),
    "a value that is none": ("UPDATE judgement SET json = replace(json, 'delivered', 'x')", "status 'x'"),
    "its JSON": ("UPDATE judgement SET json = '{'", "its JSON cannot be read"),
    "the claim": (
        "UPDATE anchor SET claim = (SELECT max(number) FROM claim)",
        "it is not what its id was made from",
    ),
    "a lost claim": ("DELETE FROM anchor", "its claims are of 0 kinds"),
    "the action": (
        "UPDATE judgement SET action = 'bless' WHERE action = 'edit'",
        "its action 'bless' on a 'claim' is none",
    ),
    "the change": (
        "UPDATE judgement SET change = 1 WHERE action = 'edit'",
        "the change that it names is another's",
    ),
    "the target": (
        "UPDATE judgement SET undoes = NULL WHERE action = 'undo'",
        "the judgement that it points at is not",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(register: Register, url: str, what: str) -> None:
    order, _ = _claims(register)
    made = register.judge(_on("edit", order, status="delivered"))
    back = register.judge(_undo(register.judge(_on("reject", order))))
    assert register.verify() == []
    statement, expected = TAMPERINGS[what]
    samples.execute(url, statement)
    place = back if what == "the target" else made
    problems = register.verify()
    assert any(one.startswith(f"judgement {place.id[:16]}: ") and expected in one for one in problems), (
        problems
    )
