"""What is kept is what would be assembled, to the letter, or it is not used."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from benchmarks.world import READER, World
from communique import pipeline
from communique.assembly import alike, assemble, catalogue, flow, made
from communique.assembly.ground import Ground, Group
from communique.assembly.keeping import pack
from communique.assembly.merge import merged
from communique.assembly.outcome import Made
from communique.knowledge import Knowledge, load
from communique.model import Anchor, Cited, Fact, Judgement
from communique.pipeline import assembled, assembled_about
from communique.register import Kept, Register, remembered
from communique.register.address import parse
from communique.register.kept import WHOLE
from tests.register import samples

SIZE = 20
WORLD = World(SIZE, seed=5)
BUSY = WORLD.pairs[:2]


@pytest.fixture(autouse=True)
def keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few claims there are, their facts are kept, and help to make others."""
    monkeypatch.setattr(pipeline, "LEAST_KEPT", 1)
    monkeypatch.setattr(pipeline, "LEAST_TEXTS", 1)
    monkeypatch.setattr(alike, "_FEW", 1)
    monkeypatch.setattr(remembered, "LEAST_READ", 1)


def _anew(register: Register, cited: Sequence[Cited]) -> list[Fact]:
    """The facts from nothing: of all claims, with all judgements."""
    return assemble(
        cited, load(), register.sketches(item.document_id for item in cited), register.judgements()
    )


def _of_pair(register: Register, pair: tuple[str, str]) -> list[Fact]:
    return _anew(register, register.about(pair, catalogue(load())))


def _hold(register: Register) -> None:
    """Asked twice, the second time of what was kept, it is what is assembled from nothing."""
    knowledge = load()
    whole = _anew(register, list(register.cited()))
    assert assembled(register, knowledge) == whole
    assert assembled(register, knowledge) == whole
    for pair in BUSY:
        expected = _of_pair(register, pair)
        assert assembled_about(register, knowledge, pair) == expected
        assert assembled_about(register, knowledge, pair[::-1]) == expected


def _run(url: str, statement: str) -> None:
    place = parse(url)
    engine = create_engine(place.server or f"sqlite:///{place.path}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def filled(url: str) -> Iterator[tuple[str, Register]]:
    with Register.open(url, clock=samples.clock(), actor="ana") as register:
        register.add_many(map(WORLD.report, range(SIZE)), reader=READER)
        yield url, register


def test_reports_come_in_any_order_and_questions_between_them(url: str) -> None:
    """Whatever was kept on the way, the facts are those of the whole register from nothing."""
    chance = random.Random(11)  # noqa: S311 - nothing secret
    numbers = [*range(SIZE), *chance.sample(range(SIZE), 6)]
    chance.shuffle(numbers)
    with Register.open(url, clock=samples.clock(), actor="ana") as register:
        while numbers:
            some = [numbers.pop() for _ in range(min(len(numbers), chance.randint(1, 9)))]
            register.add_many(map(WORLD.report, some), reader=READER)
            _hold(register)
    with Register.in_memory() as other:
        other.add_many(map(WORLD.report, range(SIZE)), reader=READER)
        with Register.open(url, read_only=True) as register:
            assert assembled(register, load()) == assembled(other, load())
            assert register.digest() == other.digest()
            assert register.verify() == []


def test_judgements_and_other_readings(filled: tuple[str, Register]) -> None:
    """Every kind of decision, its undoing, and a newer reader that reads less."""
    _, register = filled
    _hold(register)
    pair = BUSY[0]
    claims = [item for fact in assembled_about(register, load(), pair) for item in fact.cited]
    first = next(fact for fact in assembled_about(register, load(), pair) if fact.kind == "programme")
    second = claims[0]
    anchors = tuple(Anchor(item.claim_id, item.document_id, item.claim) for item in first.cited)
    made = [
        Judgement("reject", "claim", second.claim_id, "", "", "why", (_anchor(second),)),
        Judgement("accept", "fact", first.id, "", "", "why", anchors),
        Judgement("edit", "fact", first.id, "", "", "why", anchors, {"status": "cancelled"}),
        Judgement(
            "edit", "claim", first.cited[0].claim_id, "", "", "why", anchors[:1], {"status": "delayed"}
        ),
        Judgement("reject", "document", claims[-1].document_id, "", "", "why"),
    ]
    for one in made:
        signed = register.judge(one)
        assembled_about(register, load(), pair)
    _hold(register)
    register.judge(Judgement("undo", "judgement", signed.id, "", "", "why"))
    assembled(register, load())
    document, said = WORLD.report(0)
    newer = [replace(claim, reader="rules-2") for claim in said[:-2]]
    assert register.add(document, newer, reader="rules-2")
    assembled(register, load())
    assert register.add(WORLD.report(1)[0], [], reader="rules-2")
    _hold(register)


def _anchor(item: Cited) -> Anchor:
    return Anchor(item.claim_id, item.document_id, item.claim)


def test_what_is_kept_is_used(filled: tuple[str, Register], monkeypatch: pytest.MonkeyPatch) -> None:
    """The second question assembles nothing, and one of other claims does again."""
    _, register = filled
    pair, times = BUSY[0], list[Made]()

    def counted(cited: Sequence[Cited], *more: Any) -> Made:
        times.append(more[-1])
        return made(cited, *more)

    monkeypatch.setattr(pipeline, "made", counted)
    first = assembled_about(register, load(), pair)
    assert [one.facts for one in times] == [[]]
    assert assembled_about(register, load(), pair) == first
    assert len(times) == 1
    whole = assembled(register, load())
    assembled(register, load())
    assert [one.facts for one in times] == [[], []]
    scopes = {" ".join(sorted(pair)), WHOLE}
    assert set(Kept(register).scopes()) == {
        *scopes,
        *(f"{what} {scope}" for scope in scopes for what in ("way", "texts")),
        remembered.scope_of(pair),
    }
    document, claims = World(SIZE + 1, seed=6).report(SIZE)
    named = replace(claims[0], parties=pair) if claims[0].kind == "engagement" else claims[0]
    register.add(document, [named, *claims[1:]], reader=READER)
    assembled(register, load())
    assert len(times) == 3
    # What was kept helps to make the rest.
    assert times[2].facts == whole


def test_what_was_kept_helps_and_changes_nothing(
    filled: tuple[str, Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a report more only what it touches is made anew; a report fewer, and all is still right."""
    _, register = filled
    knowledge, before = load(), assembled(register, load())
    made_anew: list[str] = []

    def counted(group: Group, ground: Ground) -> dict[str, Any]:
        made_anew.append(group.kind)
        return merged(group, ground)

    monkeypatch.setattr(flow, "merged", counted)
    document, claims = WORLD.report(3)
    again = replace(document, title="The same once more", publisher="Harbour Wire")
    assert register.add(again, claims, reader=READER)
    after = assembled(register, knowledge)
    assert 0 < len(made_anew) < len(after)
    assert after != before
    assert after == _anew(register, list(register.cited()))
    assert register.add(again, [], reader="rules-2")
    assert assembled(register, knowledge) == before == _anew(register, list(register.cited()))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE kept_piece SET packed = substr(packed, 2) WHERE kept IN (SELECT number FROM kept WHERE scope LIKE 'way%')",
        "UPDATE kept SET key = 'another' WHERE scope LIKE 'way%'",
        "DELETE FROM kept_piece WHERE position > 0",
    ],
)
def test_what_would_help_is_damaged(filled: tuple[str, Register], damage: str) -> None:
    url, register = filled
    assembled(register, load())
    _run(url, damage)
    document, claims = WORLD.report(3)
    assert register.add(replace(document, title="The same once more"), claims, reader=READER)
    assert assembled(register, load()) == _anew(register, list(register.cited()))


def test_a_question_that_only_reads_keeps_as_well(filled: tuple[str, Register]) -> None:
    url, register = filled
    expected = _of_pair(register, BUSY[0])
    with Register.open(url, read_only=True) as reader:
        assert assembled_about(reader, load(), BUSY[0]) == expected
        assert Kept(reader).scopes()
        assert assembled_about(reader, load(), BUSY[0]) == expected


def test_the_past_is_assembled_from_claims(url: str) -> None:
    with Register.open(url) as register:
        register.add_many(map(WORLD.report, range(12)), reader=READER)
        before = assembled(register, load())
        pair_before = assembled_about(register, load(), BUSY[0])
        moment = datetime.now(UTC)
        register.add_many(map(WORLD.report, range(12, SIZE)), reader=READER)
        assembled(register, load())
        then = register.as_of(moment)
        assert assembled(then, load()) == before
        assert assembled_about(then, load(), BUSY[0]) == pair_before
        assert not Kept(then).possible


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE kept_piece SET packed = substr(packed, 2)",
        "UPDATE kept_piece SET seal = seal + 1",
        "DELETE FROM kept_piece",
        "UPDATE kept SET pieces = pieces + 1",
        "UPDATE kept SET key = 'another'",
    ],
)
def test_what_is_damaged_is_made_anew(filled: tuple[str, Register], damage: str) -> None:
    """And ``verify`` finds it, unless it only looks outdated."""
    url, register = filled
    expected, pair = assembled(register, load()), assembled_about(register, load(), BUSY[0])
    _run(url, damage)
    told = register.verify()
    assert bool(told) is ("key" not in damage)
    assert all("kept" in line for line in told)
    assert assembled(register, load()) == expected
    assert assembled_about(register, load(), BUSY[0]) == pair
    assert register.verify() == []


def test_facts_that_were_put_there_on_purpose_are_found(filled: tuple[str, Register]) -> None:
    """A seal fits whatever somebody keeps under the right key: ``verify`` assembles anew and compares."""
    _, register = filled
    knowledge = load()
    facts = assembled(register, knowledge)
    assert list(pipeline.kept_amiss(register, knowledge)) == []
    scopes = Kept(register).scopes()
    forged = [replace(facts[0], voices=99), *facts[1:]]
    assert Kept(register).save(WHOLE, scopes[WHOLE], pack(forged))
    (line,) = pipeline.kept_amiss(register, knowledge)
    assert "kept facts of *" in line


def test_other_tables_make_other_facts(
    filled: tuple[str, Register], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, register = filled
    before = assembled(register, load())
    (tmp_path / "belief.csv").write_text("part,name,value,source\nsystematic,F,0.5,test\n", "utf-8")
    theirs: Knowledge = load(tmp_path)
    after = assembled(register, theirs)
    assert after == assemble(
        list(register.cited()), theirs, register.sketches(one.id for one in register.documents())
    )
    assert after != before
    assert assembled(register, load()) == before


def test_few_claims_are_not_kept(filled: tuple[str, Register], monkeypatch: pytest.MonkeyPatch) -> None:
    _, register = filled
    monkeypatch.setattr(pipeline, "LEAST_KEPT", 10_000)
    monkeypatch.setattr(remembered, "LEAST_READ", 10_000)
    assembled(register, load())
    assembled_about(register, load(), BUSY[0])
    assert Kept(register).scopes() == {}


def test_every_pair(filled: tuple[str, Register]) -> None:
    """Those of one claim as those of hundreds."""
    _, register = filled
    knowledge = load()
    ends = {pair for item in register.cited() for pair in combinations(item.claim.members, 2)}
    for pair in random.Random(3).sample(sorted(ends), 5):  # noqa: S311 - nothing secret
        expected = _of_pair(register, pair)
        assert [assembled_about(register, knowledge, pair) for _ in range(2)] == [expected] * 2


def test_of_some_scopes_the_latest_stay(filled: tuple[str, Register]) -> None:
    url, _ = filled
    with Register.open(url, read_only=True) as register:
        store = Kept(register)
        for scope in ("a_1", "a_2", "ab3", "b", "a_3", "a_2"):
            assert store.save(scope, "key", [b"one", b"two"])
        store.thin("a_", 2)
        assert set(store.scopes()) == {"a_2", "a_3", "ab3", "b"}
        assert store.load("a_2", "key") == [b"one", b"two"]
        assert register.verify() == []
