"""The register of a day: whatever is done later, the answer as of then stays the same, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import RegisterError
from communique.knowledge import load
from communique.model import Anchor, Judgement
from communique.pipeline import assembled
from communique.register import NotFoundError, Register
from tests.register import samples

WORDS = ("signed", "Rafale", "S-400 contract", "łódź*", '"report number"')


class Clock:
    """A clock of the test's own, which may be set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(url: str, clock: Clock) -> Iterator[Register]:
    with Register.open(url, clock=clock, actor="ana") as opened:
        yield opened


def answers(register: Register) -> bytes:
    """Everything that can be asked of a register, as bytes."""
    documents = [document.to_json() for document in register.documents()]
    said: dict[str, Any] = {
        "documents": documents,
        "pairs": [d.id for d in register.documents(between=("IND", "RUS"), since="2020", until="2021")],
        "claims": [(item.claim_id, item.claim.to_json()) for item in register.cited()],
        "of": {d["id"]: [item.claim_id for item in register.claims_of(d["id"])] for d in documents},
        "found": {words: [asdict(hit) for hit in register.search(words)] for words in WORDS},
        "refused": [asdict(one) for one in register.refusals()],
        "changes": [asdict(one) for one in register.changes()],
        "judgements": [one.to_json() for one in register.judgements()],
        "counts": register.counts(),
        "facts": [
            [fact.id, fact.kind, fact.slots, [item.claim_id for item in fact.cited]]
            for fact in assembled(register, load())
        ],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _add(register: Register, number: int) -> None:
    register.add(samples.report(number), samples.claims(number), reader=samples.READER)


def _read_again(register: Register, number: int) -> None:
    made = samples.claims(number, "rules-2")[: 1 + number % 2]
    register.add(samples.report(number), made, reader="rules-2")


def _refuse(register: Register, number: int) -> None:
    register.refuse(samples.report(number).path, f"is empty, {number % 2}")


def judged(register: Register, number: int, action: str, **sets: Any) -> Judgement | None:
    """A judgement on one of the current claims; None where there is none."""
    cited = list(register.cited("programme"))
    if not cited:
        return None
    item = cited[number % len(cited)]
    anchor = Anchor(item.claim_id, item.document_id, item.claim)
    made = Judgement(action, "claim", item.claim_id, "", "", f"reason {number}", (anchor,), sets)
    return register.judge(made)


def _reject(register: Register, number: int) -> None:
    judged(register, number, "reject")


def _edit(register: Register, number: int) -> None:
    judged(register, number, "edit", status="delivered" if number % 2 else "cancelled")


def _undo(register: Register, number: int) -> None:
    made = register.judgements()
    if made:
        target = made[number % len(made)]
        register.judge(Judgement("undo", "judgement", target.id, "", "", "was right"))


STEPS: list[Callable[[Register, int], None]] = [_add, _add, _read_again, _refuse, _reject, _edit, _undo]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 5)), min_size=4, max_size=14))
def test_answers_of_every_moment_repeat_byte_for_byte(steps: list[tuple[Any, int]]) -> None:
    clock = Clock()
    with Register.in_memory(clock=clock, actor="ana") as register:
        kept: list[tuple[datetime, bytes]] = [(clock(), answers(register))]
        for step, number in steps:
            step(register, number)
            kept.append((clock(), answers(register)))
        for moment, said in kept:
            assert answers(register.as_of(moment)) == said
        assert register.verify() == []


def test_so_they_do_on_either_back_end(register: Register, clock: Clock) -> None:
    kept = [(clock(), answers(register))]
    for number in range(2):
        for step in (_add, _refuse, _reject, _edit, _read_again, _undo):
            step(register, number)
            kept.append((clock(), answers(register)))
    assert len({said for _, said in kept}) == len(kept), "a step that changes nothing shows nothing"
    for moment, said in kept:
        assert answers(register.as_of(moment)) == said


def test_the_moment_itself_is_in_and_the_one_before_is_not(register: Register) -> None:
    _add(register, 1)
    (change,) = register.changes(samples.report(1).id)
    at = datetime.fromisoformat(change.at)
    assert len(list(register.as_of(at).documents())) == 1
    assert list(register.as_of(at - timedelta(microseconds=1)).documents()) == []


def test_a_zone_is_only_another_way_to_write_it(register: Register) -> None:
    _add(register, 1)
    (change,) = register.changes(samples.report(1).id)
    at = datetime.fromisoformat(change.at).astimezone(tz=None)
    assert len(list(register.as_of(at).documents())) == 1


def test_what_came_later_has_no_id_yet(register: Register, clock: Clock) -> None:
    _add(register, 0)
    then = register.as_of(clock())
    _add(register, 1)
    (claim, *_) = register.claims_of(samples.report(1).id)
    made = judged(register, 0, "reject")
    assert made is not None
    for look, wanted in (
        (then.document, samples.report(1).id),
        (then.claim, claim.claim_id),
        (then.judgement, made.id),
    ):
        with pytest.raises(NotFoundError):
            look(wanted)
    assert then.document(samples.report(0).id[:12]) == samples.report(0)


def test_the_past_cannot_be_changed(register: Register, clock: Clock) -> None:
    then = register.as_of(clock())
    with pytest.raises(RegisterError, match="opened for reading only"):
        _add(then, 1)
    assert register.counts()["documents"] == 0


def test_a_clock_that_is_set_back_does_not_reach_into_the_past(register: Register, clock: Clock) -> None:
    _add(register, 0)
    asked = clock()
    before = answers(register.as_of(asked))
    judged(register, 0, "reject")
    clock.now -= timedelta(minutes=30)
    _add(register, 1)
    _reject(register, 1)
    assert answers(register.as_of(asked)) == before
    times = [change.at for change in register.changes()]
    assert times == sorted(times)


def test_a_clock_that_was_far_ahead_is_not_followed(register: Register, clock: Clock) -> None:
    clock.now += timedelta(days=365)
    _add(register, 0)
    clock.now -= timedelta(days=365)
    _add(register, 1)
    assert len(list(register.as_of(clock()).documents())) == 1


def test_what_is_added_later_moves_no_search_result(register: Register, clock: Clock) -> None:
    """The rarity of a word would: it hangs on every document there is."""
    for number in range(6):
        _add(register, number)
    before = [hit.document_id for hit in register.search("contract India")]
    moment = clock()
    for number in range(6, 30):
        _add(register, number)
    assert [hit.document_id for hit in register.as_of(moment).search("contract India")] == before
    assert [
        one for one in (hit.document_id for hit in register.search("contract India", 100)) if one in before
    ] == before
