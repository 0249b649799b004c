"""What was kept comes back as it was, and is read no further than somebody asks."""

from __future__ import annotations

import copy
import pickle
import random
import zlib
from dataclasses import fields, replace
from functools import cache

import pytest

from benchmarks.world import World
from communique.analysis import ladder, slippage, trend
from communique.assembly import assemble, catalogue, gists, moments, sketch
from communique.assembly.citing import Voices
from communique.assembly.doubt import with_doubts
from communique.assembly.flow import cite
from communique.assembly.ground import Ground
from communique.assembly.keeping import UnreadableError, opened, pack, unpack
from communique.assembly.late import LateClaim, LateFact, starts_of, voices_of
from communique.errors import RegisterError
from communique.knowledge import load
from communique.model import Claim, Fact

_HEAD = 4


@cache
def _facts(seed: int = 5, reports: int = 60) -> list[Fact]:
    """The facts of a made-up world, copies told; each report denies and doubts a part of what it says."""
    chance, world, knowledge = random.Random(seed), World(reports, seed=seed), load()  # noqa: S311 - nothing secret
    cited, sketches = [], {}
    for document, claims in map(world.report, range(reports)):
        said = [
            replace(
                claim,
                denied=chance.random() < 0.1,
                confidence=chance.choice((0.3, 0.6, 0.9)),
                inferred=chance.choice(((), (("supplier", "context"),), (("date", "day of the report"),))),
            )
            for claim in claims
        ]
        cited += cite(document, said)
        sketches[document.id] = sketch(document.text)
    return assemble(cited, knowledge, sketches)


def _late() -> list[LateFact]:
    return [fact for fact in unpack(pack(_facts())) if isinstance(fact, LateFact)]


def _is_read(fact: LateFact) -> bool:
    return fact.body._row is not None


def test_they_are_the_facts_that_were_kept() -> None:
    late = _late()
    assert late == _facts()
    assert _facts() == _late()
    for one, other in zip(_late(), _facts(), strict=True):
        assert {item.name: getattr(one, item.name) for item in fields(Fact)} == {
            item.name: getattr(other, item.name) for item in fields(Fact)
        }
        assert list(voices_of(one)) == [link.voice for link in other.links]
        for mine, theirs in zip(one.cited, other.cited, strict=True):
            assert hash(mine.claim) == hash(theirs.claim)
            assert mine.claim.to_json() == theirs.claim.to_json()
            assert list(starts_of(mine.claim)) == [span.start for span in theirs.claim.evidence]


def test_another_slot_is_another_fact() -> None:
    """Each attribute is held against the other's, those read later as well."""
    fact = next(fact for fact in _facts() if fact.weighing and fact.kind == "programme")
    (late,) = unpack(pack([fact]))
    for changed in (
        {"links": ()},
        {"belief": 0.0},
        {"weighing": None},
        {"voices": 99},
        {"cited": fact.cited[1:]},
    ):
        assert late != replace(fact, **changed)
        assert replace(fact, **changed) != late
    claim = late.cited[0].claim
    assert isinstance(claim, LateClaim)
    assert claim != replace(fact.cited[0].claim, confidence=0.01)
    assert replace(fact.cited[0].claim, confidence=0.01) != claim


def test_one_made_of_them_is_like_any_other() -> None:
    late, fact = _late()[0], _facts()[0]
    assert type(replace(late, belief=0.5)) is Fact
    assert replace(late, belief=0.5) == replace(fact, belief=0.5)
    claim = late.cited[0].claim
    assert type(replace(claim, rule="another")) is Claim
    assert replace(claim, rule="another") == replace(fact.cited[0].claim, rule="another")
    for other in (copy.deepcopy(late), pickle.loads(pickle.dumps(late))):  # noqa: S301 - our own bytes
        assert other == fact
    with pytest.raises(AttributeError):
        _ = getattr(late, "colour")  # noqa: B009 - a name that there is not
    with pytest.raises(AttributeError):
        _ = getattr(claim, "colour")  # noqa: B009 - the same


def test_what_is_asked_of_every_fact_is_known_without_reading_it() -> None:
    """Ladder, trend, slips, doubts and moments, of what was kept and of what was made: the same, and nothing was read for it."""
    late, plain = _late(), _facts()
    knowledge = load()
    ground = Ground(knowledge, catalogue(knowledge), Voices({}, {}))
    asked = (
        *(moments.told, moments.began, moments.latest, moments.last_asserted),
        *(
            gists.weight,
            gists.is_guessed,
            gists.is_unsure,
            gists.is_sure,
            gists.naming,
            gists.promise,
            gists.is_contested,
        ),
    )
    for one, other in zip(late, plain, strict=True):
        for ask in asked[: None if one.kind == "programme" else 4]:
            assert ask(one) == ask(other), ask
        for day, _, said in one.slots.get("history", []) if one.kind == "programme" else ():
            assert moments.tells_day(one, day, said) == moments.tells_day(other, day, said)
    assert ladder(late) == ladder(plain)
    assert slippage(late) == slippage(plain)
    assert trend(late, ("IND", "RUS")) == trend(plain, ("IND", "RUS"))
    read = [fact for fact in late if _is_read(fact)]
    assert not read
    assert any(fact.conflicts for fact in plain)
    bare = [replace(f, slots={k: v for k, v in f.slots.items() if k != "doubtful"}) for f in plain]
    assert with_doubts(late, ground) == with_doubts(bare, ground)
    assert any("doubtful" in fact.slots for fact in plain)
    assert any(gists.promise(fact) for fact in plain if fact.kind == "programme")


def test_a_doubt_that_is_gone_goes() -> None:
    """A kept fact that nothing speaks against any longer is doubtful no more."""
    knowledge = load()
    ground = Ground(knowledge, catalogue(knowledge), Voices({}, {}))
    doubted = next(f for f in _facts() if "doubtful" not in f.slots and f.kind == "programme")
    marked = replace(doubted, slots={**doubted.slots, "doubtful": {"cause": "hull", "against": []}})
    (late,) = unpack(pack([marked]))
    (found,) = with_doubts([late], ground)
    assert "doubtful" not in found.slots


def test_what_was_kept_is_taken_over() -> None:
    """Facts that nobody read are kept again as they stand; and a piece of the very same facts is that piece."""
    pieces = pack(_facts())
    facts, known = opened(pieces)
    assert pack(facts, known) == pieces
    again = pack(facts)
    assert not [fact for fact in facts if isinstance(fact, LateFact) and _is_read(fact)]
    assert unpack(again) == _facts()


def test_what_is_damaged_is_told_in_a_line() -> None:
    """At once where what is asked of every fact is damaged, else when the rest is read."""
    piece = pack(_facts())[0]
    start = _HEAD + int.from_bytes(piece[:_HEAD], "little")
    with pytest.raises(UnreadableError):
        unpack([piece[: start - 9] + bytes(9) + piece[start:]])
    for rest in (b"nothing", zlib.compress(b"{"), zlib.compress(b"[]\n" * 40), b""):
        fact = unpack([piece[:start] + rest])[0]
        with pytest.raises(RegisterError, match="kept facts: they are not what was kept"):
            _ = fact.links
        with pytest.raises(RegisterError, match="kept facts: they are not what was kept"):
            _ = fact.cited[0].claim.evidence
