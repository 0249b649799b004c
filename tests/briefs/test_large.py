"""A register too large to be assembled at once is told pair by pair: each fact once, as its pair tells it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.world import READER, World
from communique import pipeline
from communique.briefs import facts_between, large
from communique.briefs.large import facts_by_pair, facts_named, too_large
from communique.faces.cli import main
from communique.knowledge import load
from communique.register import Kept, Register

WORLD = World(16, seed=5)


@pytest.fixture
def register(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    monkeypatch.setattr(pipeline, "LEAST_KEPT", 1)
    monkeypatch.setattr(large, "MOST_KEPT", 20)
    with Register.open(url) as opened:
        opened.add_many(map(WORLD.report, range(16)), reader=READER)
        yield opened


def test_all_pairs_that_a_claim_relates(register: Register) -> None:
    members = [item.claim.members for item in register.cited()]
    wanted = {pair for one in members for pair in combinations(sorted(one), 2)}
    assert Kept(register).all_pairs() == sorted(wanted)


def test_each_fact_once_as_its_pair_tells_it(register: Register) -> None:
    assert too_large(register)
    knowledge = load()
    pairs = Kept(register).all_pairs()
    told = list(facts_by_pair(register, knowledge))
    assert len(told) == len(pairs)
    ids = [fact.id for facts in told for fact in facts]
    assert len(ids) == len(set(ids))
    for pair, facts in zip(pairs, told, strict=True):
        whole = {fact.id: fact for fact in facts_between(register, knowledge, pair)}
        assert all(whole[fact.id] == fact for fact in facts)
        assert whole.keys() <= set(ids)


def test_a_fact_by_its_id(register: Register) -> None:
    knowledge = load()
    *_, last = (fact for facts in facts_by_pair(register, knowledge) for fact in facts)
    assert facts_named(register, knowledge, last.id[:14]) == [last]
    assert facts_named(register, knowledge, "0" * 14) == []


def test_the_commands_of_a_large_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They print the same with all facts at once and pair by pair, but for what is about one party alone."""
    place = tmp_path / "large.db"
    with Register.open(place) as register:
        register.add_many(map(WORLD.report, range(16)), reader=READER)
        assert not too_large(register)
    words = ["list", "engagements", "--csv", "--register", str(place)]
    whole = CliRunner().invoke(main, words)
    monkeypatch.setattr(large, "MOST_KEPT", 20)
    paired = CliRunner().invoke(main, words)
    assert paired.exit_code == 0
    assert len(paired.stdout.splitlines()) > 5
    assert [line.split(",")[0] for line in paired.stdout.splitlines()] == [
        line.split(",")[0] for line in whole.stdout.splitlines()
    ]
    first = paired.stdout.splitlines()[1].split(",")[0]
    shown = CliRunner().invoke(main, ["show", first, "--register", str(place)])
    assert shown.exit_code == 0
    assert first[:12] in shown.stdout
    missing = CliRunner().invoke(main, ["show", "0" * 12, "--register", str(place)])
    assert missing.exit_code == 1
    assert "no fact" in missing.stderr
