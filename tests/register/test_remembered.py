"""The claims of a pair that are remembered are those that would be found, whatever came between."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.world import READER, World
from communique.assembly import catalogue
from communique.knowledge import load
from communique.model import Anchor, Claim, Document, Judgement
from communique.register import Kept, Register, pairs, remembered
from communique.register import engine as engines
from communique.register.rows import record
from communique.register.writing import Author, add
from tests.register import samples

SIZE = 30
WORLD = World(SIZE, seed=7)
PAIRS = [*WORLD.pairs[:6], *WORLD.pairs[-3:]]
ITEMS = catalogue(load())


@pytest.fixture(autouse=True)
def remembers_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few readings there are."""
    monkeypatch.setattr(remembered, "LEAST_READ", 1)


def _hold(register: Register, some: Sequence[tuple[str, str]] = PAIRS) -> None:
    store = Kept(register)
    for pair in some:
        expected = store.found(pair, ITEMS)
        assert store.about(pair, ITEMS) == expected, pair
        assert store.about(pair[::-1], ITEMS) == expected, pair


def _reread(number: int, reader: str, chance: random.Random) -> tuple[Document, list[Claim]]:
    document, claims = WORLD.report(number)
    left = chance.sample(claims, chance.randint(0, len(claims)))
    return document, [replace(claim, reader=reader) for claim in left]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_comes_between_two_questions(url: str, seed: int) -> None:
    """New reports, newer readings that say less, judgements and their undoing, refusals, one or many at a time."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    waiting = list(range(SIZE))
    chance.shuffle(waiting)
    with Register.open(url, clock=samples.clock(), actor="ana") as register:
        register.add(*WORLD.report(waiting[0]), reader=READER)
        there, last = [waiting.pop(0)], ""
        for step in range(16):
            act = chance.choice(("add", "add", "add many", "reread", "judge", "undo", "refuse", "nothing"))
            if act == "add" and waiting:
                there.append(waiting.pop())
                register.add(*WORLD.report(there[-1]), reader=READER)
            elif act == "add many":
                some = [waiting.pop() for _ in range(min(3, len(waiting)))]
                there += some
                register.add_many(map(WORLD.report, some), reader=READER)
            elif act == "reread":
                reader = f"rules-{step + 2}"
                register.add(*_reread(chance.choice(there), reader, chance), reader=reader)
            elif act == "judge":
                last = _judged(register, chance) or last
            elif act == "undo" and last:
                register.judge(Judgement("undo", "judgement", last, "", "", "why"))
                last = ""
            elif act == "refuse":
                register.refuse(f"{step}.txt", "is empty")
            _hold(register, chance.sample(PAIRS, 4))
        _hold(register)
        assert list(Kept(register).forgotten(ITEMS)) == []


def _of_both(pair: tuple[str, str]) -> list[int]:
    """The reports with a claim that names both."""
    return [n for n in range(SIZE) if any(set(pair) <= set(c.members) for c in WORLD.report(n)[1])]


def _judged(register: Register, chance: random.Random) -> str:
    claims = list(register.cited())
    if not claims:
        return ""
    one = chance.choice(claims)
    anchor = Anchor(one.claim_id, one.document_id, one.claim)
    return register.judge(Judgement("reject", "claim", one.claim_id, "", "", "why", (anchor,))).id


def test_only_a_report_that_names_one_of_them_makes_it_look_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = list[tuple[str, str]]()
    say = pairs.say

    def counted(connection: Any, pair: tuple[str, str], *more: Any) -> pairs.Say:
        searched.append(pair)
        return say(connection, pair, *more)

    pair = WORLD.pairs[0]
    parties = {number: {p for c in WORLD.report(number)[1] for p in c.members} for number in range(SIZE)}
    naming = _of_both(pair)
    others = [number for number, named in parties.items() if not named & set(pair)]
    with Register.open(url, clock=samples.clock(), actor="ana") as register:
        register.add_many(map(WORLD.report, naming[:2]), reader=READER)
        store = Kept(register)
        monkeypatch.setattr(pairs, "say", counted)
        store.about(pair, ITEMS)
        assert len(searched) == 1
        register.add_many(map(WORLD.report, others), reader=READER)
        register.add(WORLD.report(others[0])[0], [], reader="rules-9")
        with Register.open(url, read_only=True) as reader:
            assert Kept(reader).about(pair, ITEMS) == store.about(pair, ITEMS)
        assert len(searched) == 1
        before = store.about(pair, ITEMS)
        register.add(*WORLD.report(naming[2]), reader=READER)
        assert store.about(pair, ITEMS) != before
        before = store.about(pair, ITEMS)
        register.add(WORLD.report(naming[0])[0], [], reader="rules-9")
        assert store.about(pair, ITEMS) == store.found(pair, ITEMS) != before


def test_a_judged_report_that_is_read_anew(url: str) -> None:
    """All claims of it have a say, whomever they name."""
    pair = WORLD.pairs[0]
    (other, *_) = (
        number
        for number in range(SIZE)
        if (claims := WORLD.report(number)[1]) and not any(set(pair) & set(c.members) for c in claims)
    )
    with Register.open(url) as register:
        register.add_many(map(WORLD.report, [_of_both(pair)[0], other]), reader=READER)
        judged = register.claims_of(WORLD.report(other)[0].id)[0]
        anchor = Anchor(judged.claim_id, judged.document_id, judged.claim)
        register.judge(Judgement("accept", "claim", judged.claim_id, "", "", "why", (anchor,)))
        before = Kept(register).about(pair, ITEMS)
        document, claims = WORLD.report(other)
        register.add(document, [replace(one, reader="rules-9") for one in claims[:-1]], reader="rules-9")
        assert Kept(register).about(pair, ITEMS) == Kept(register).found(pair, ITEMS) != before


def test_after_much_it_is_remembered_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_FRESH", 3)
    monkeypatch.setattr(remembered, "_MOST_SINCE", 12)
    with Register.open(tmp_path / "r.db") as register:
        for number in range(SIZE):
            register.add(*WORLD.report(number), reader=READER)
            if number % 5 == 0 or number > 20:
                _hold(register, PAIRS[-1:])
        _hold(register)


@pytest.mark.postgres
@pytest.mark.parametrize("then", ["nothing else", "a report on others"])
def test_what_a_server_shows_late_is_not_missed(server: Any, then: str) -> None:
    """A reading with a lower number than those that were there comes into sight after them."""
    pair = WORLD.pairs[0]
    both = _of_both(pair)
    (other, *_) = (n for n in range(SIZE) if not any(set(pair) & set(c.members) for c in WORLD.report(n)[1]))
    with Register.open(server.url()) as register:
        register.add(*WORLD.report(both[0]), reader=READER)
        late = record(*WORLD.report(both[1]), READER)
        with engines.writing(register._engine).begin() as connection:
            add(connection, Author("ana", "2030-01-01T00:00:00.000000Z"), late, None)
            register.add(*WORLD.report(both[2]), reader=READER)
            before = Kept(register).about(pair, ITEMS)
        if then == "a report on others":
            register.add(*WORLD.report(other), reader=READER)
        assert Kept(register).about(pair, ITEMS) == Kept(register).found(pair, ITEMS) != before
    server.clear()


@pytest.mark.parametrize(
    "packed",
    [b"", b"{}\n", b"[]\n", b'{"reading": 1}\n', b'[{"reading": 1}, [], [], []]\n', b"\xff\n12345678"],
)
def test_what_is_no_such_thing_is_not_read(packed: bytes) -> None:
    assert remembered.read(packed) is None


def test_what_was_written_is_read() -> None:
    one = remembered.Remembered(
        remembered.Extent(3, 0, 1, 0),
        pairs.Say([1, 2, 10**12], frozenset(["Su-30", "T-90"]), (frozenset(["USA"]), frozenset())),
    )
    assert remembered.read(remembered.written(one)) == one
    assert remembered.read(remembered.written(one)[:-1]) is None


def test_claims_that_were_put_there_on_purpose_are_found(url: str) -> None:
    with Register.open(url) as register:
        register.add_many(map(WORLD.report, range(8)), reader=READER)
        store, pair = Kept(register), WORLD.pairs[0]
        store.about(pair, ITEMS)
        scope = remembered.scope_of(pair)
        with register._read() as connection:
            now = remembered.extent(connection)
        say = pairs.Say([1], frozenset(), (frozenset(), frozenset()))
        forged = remembered.written(remembered.Remembered(now, say))
        assert store.save(scope, store.scopes()[scope], [forged])
        (line,) = store.forgotten(ITEMS)
        assert f"kept {scope}" in line
