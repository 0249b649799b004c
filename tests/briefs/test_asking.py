"""A busy pair: what is not told at length is counted, and a brief that was kept is the one that would be composed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.world import READER, World
from communique import pipeline
from communique.briefs import answer, asking, check, measure
from communique.briefs.asking import facts_between
from communique.knowledge import load
from communique.register import Kept, Register

WORLD = World(24, seed=5)
PAIR = WORLD.pairs[0]


@pytest.fixture
def register(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    monkeypatch.setattr(asking, "LEAST_KEPT", 1)
    monkeypatch.setattr(pipeline, "LEAST_KEPT", 1)
    with Register.open(url) as opened:
        opened.add_many(map(WORLD.report, range(20)), reader=READER)
        yield opened


def test_a_kept_brief_is_the_one_that_would_be_composed(register: Register) -> None:
    knowledge = load()
    first = answer(register, knowledge, PAIR)
    assert f"brief {PAIR[0]} {PAIR[1]}" in Kept(register).scopes()
    assert answer(register, knowledge, PAIR) == first == asking._composed(register, knowledge, PAIR)
    register.add_many(map(WORLD.report, range(20, 24)), reader=READER)
    assert answer(register, knowledge, PAIR) == asking._composed(register, knowledge, PAIR)
    assert list(asking.kept_amiss(register, knowledge)) == []
    scope = f"brief {PAIR[0]} {PAIR[1]}"
    forged = asking._written(answer(register, knowledge, PAIR, since="2015"))
    assert Kept(register).save(scope, Kept(register).scopes()[scope], forged)
    assert len(list(asking.kept_amiss(register, knowledge))) == 1


def test_what_is_not_told_at_length_is_counted(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = load()
    whole = answer(register, knowledge, PAIR)
    assert "counted" not in [section.key for section in whole.sections]
    monkeypatch.setattr(measure, "MOST_TOLD", dict.fromkeys(measure.MOST_TOLD, 1))
    short = asking._composed(register, knowledge, PAIR)
    check(short)
    (counted,) = (section for section in short.sections if section.key == "counted")
    assert all(sentence.claims for sentence in counted.sentences)
    programmes = next(section for section in short.sections if section.key == "programmes")
    assert len({fact for sentence in programmes.sentences for fact in sentence.facts}) == 1
    assert any(" more " in sentence.text for sentence in counted.sentences)
    assert {fact.id for fact in short.facts} <= {fact.id for fact in whole.facts}
    assert short.sections[0] == whole.sections[0], "the synopsis draws on everything"


def test_what_is_prepared_need_not_be_made(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge, back = load(), PAIR[::-1]
    assert asking.asked_before(register) == []
    answer(register, knowledge, back)
    facts_between(register, knowledge, WORLD.pairs[1])
    assert asking.asked_before(register) == sorted([back, WORLD.pairs[1]])
    register.add_many(map(WORLD.report, range(20, 24)), reader=READER)
    for pair in asking.asked_before(register):
        asking.prepare(register, knowledge, pair)
    expected = asking._composed(register, knowledge, back)

    def none_is_made(*_: object) -> None:
        raise AssertionError("this was prepared")

    monkeypatch.setattr(pipeline, "made", none_is_made)
    assert answer(register, knowledge, back) == expected
    facts_between(register, knowledge, WORLD.pairs[1])


def test_a_pair_of_few_claims_is_prepared_without_a_brief(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LEAST_KEPT", 100_000)
    asking.prepare(register, load(), PAIR)
    assert asking.asked_before(register) == [PAIR if PAIR[0] < PAIR[1] else PAIR[::-1]]
    assert not any(scope.startswith("brief") for scope in Kept(register).scopes())
