"""Merging against its gold: the bars, one register and the same facts in any order, a ring that is one voice."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from communique.assembly import assemble, cite, sketch
from communique.assembly.citing import voices
from communique.errors import EvaluationError
from communique.evaluation.floors import (
    MergingFloor,
    floors_json,
    load_floors,
    merging_measured,
    raised,
    shortfalls,
)
from communique.evaluation.merging import Merging, Pairs, compare, measure, read_gold
from communique.evaluation.merging_gold import Gold, gold_folders, load_gold
from communique.knowledge import load
from communique.model import Claim, Document, Fact
from communique.reading import Reader
from communique.register import Register
from tests.evaluation.conftest import GOLD

PLACE = GOLD / "merging"
FLOORS = PLACE / "floors.json"
HALVES = ("working", "test")
# Fifty orders of the working half; the register takes longer than assembly, so that fewer are tried by default.
ORDERS = 50
ORDERS_OF_ADDING = int(os.environ.get("COMMUNIQUE_LONG_ORDERS", "4"))

REPORT = (
    "---\ntitle: T\npublished: 2018-10-06\n---\nIndia signed a contract with Russia for five S-400 systems.\n"
)
HEAD = "document,kind,words,about,thing\n"


@pytest.fixture(scope="module")
def golds() -> dict[str, Gold]:
    return {name: load_gold(PLACE / name) for name in HALVES}


@pytest.fixture(scope="module")
def read(golds: dict[str, Gold]) -> dict[str, list[Claim]]:
    """Document id -> its claims, for the working half."""
    return read_gold(golds["working"])


@pytest.fixture(scope="module")
def figures(golds: dict[str, Gold], read: dict[str, list[Claim]]) -> dict[str, Merging]:
    return {"working": measure(golds["working"], read), "test": measure(golds["test"])}


def test_there_is_enough_gold(golds: dict[str, Gold]) -> None:
    assert sum(len(gold.documents) for gold in golds.values()) >= 60
    assert [path.name for path in gold_folders(PLACE)] == sorted(HALVES)
    for gold in golds.values():
        assert len({anchor.thing for anchor in gold.anchors}) >= 20
        assert len(set(gold.families.values())) >= 5


@pytest.mark.parametrize("half", HALVES)
def test_merging_keeps_its_bars_and_its_floors(
    half: str, golds: dict[str, Gold], figures: dict[str, Merging]
) -> None:
    """Pin anew after a change of the gold: communique evaluate --merging gold/merging --pin gold/merging/floors.json"""
    found = figures[half]
    assert found.merging.f1 >= 0.9
    assert found.across.f1 >= 0.9
    assert found.families.f1 >= 0.95
    assert (
        shortfalls(load_floors(FLOORS, MergingFloor)[half], merging_measured(golds[half].digest, found)) == []
    )
    assert found.unread < found.anchors / 5


def _facts(documents: Sequence[Document], read: dict[str, list[Claim]]) -> list[Fact]:
    cited = [item for document in documents for item in cite(document, read[document.id])]
    return assemble(cited, load(), {d.id: sketch(d.text) for d in documents})


def test_fifty_orders_of_the_reports_give_the_same_facts(
    golds: dict[str, Gold], read: dict[str, list[Claim]]
) -> None:
    documents = list(golds["working"].documents.values())
    expected = _facts(documents, read)
    sketches = {d.id: sketch(d.text) for d in documents}
    random = Random(60)  # noqa: S311 - the same fifty orders every time
    for _ in range(ORDERS):
        random.shuffle(documents)
        cited = [item for document in documents for item in cite(document, read[document.id])]
        assert assemble(cited, load(), dict(random.sample(list(sketches.items()), len(sketches)))) == expected


def test_adding_in_any_order_gives_one_digest(golds: dict[str, Gold], read: dict[str, list[Claim]]) -> None:
    documents = list(golds["working"].documents.values())
    random = Random(50)  # noqa: S311
    digests = set()
    for _ in range(ORDERS_OF_ADDING):
        random.shuffle(documents)
        with Register.in_memory() as register:
            for document in documents:
                register.add(document, read[document.id], reader="rules-1")
            digests.add(register.digest())
    assert len(digests) == 1


def test_a_ring_of_twenty_copies_is_one_voice(golds: dict[str, Gold], read: dict[str, list[Claim]]) -> None:
    """Each outlet cuts the story elsewhere, leads it anew, or credits the agency; the fact gains no voice."""
    wire = golds["working"].documents["rafale-m-wire"]
    reader = Reader(load())
    ring = [wire, *(_copy(wire, number) for number in range(20))]
    claims = {d.id: reader.read(d) for d in ring}
    facts = [fact for fact in _facts(ring, claims) if fact.kind == "programme" and len(fact.cited) > 10]
    assert facts
    assert {fact.voices for fact in facts} == {1}
    alone = golds["working"].documents["rafale-m-own"]
    both = _facts([*ring, alone], claims | {alone.id: reader.read(alone)})
    assert max(fact.voices for fact in both if fact.kind == "programme") == 2


def _copy(wire: Document, number: int) -> Document:
    paragraphs = wire.text.split("\n\n")[1:]
    cuts: list[Callable[[], list[str]]] = [
        lambda: paragraphs,
        lambda: paragraphs[:-1],
        lambda: [f"Readers of outlet {number} have waited for this for years.", *paragraphs[1:]],
        lambda: [
            paragraphs[0].replace("(Example Wire) - ", ""),
            *paragraphs[1:3],
            "(With inputs from Example Wire)",
        ],
    ]
    text = "\n\n".join([f"Headline {number} over the story", *cuts[number % len(cuts)]()])
    return Document(text=text, title=text[:20], publisher=f"Outlet {number}", published="2025-04-29")


def test_a_ring_of_papers_that_cite_one_another_is_one_voice() -> None:
    names = [f"Paper {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    reader = Reader(load())
    ring = [
        Document(
            text=f"India signed a contract with Russia for S-400 systems in 2018, {names[n - 1]} reported in its issue {n}.",
            publisher=name,
            published="2018-10-06",
        )
        for n, name in enumerate(names)
    ]
    cited = [item for document in ring for item in cite(document, reader.read(document))]
    assert len({item.document_id for item in cited}) == len(ring)
    found = voices(cited, {d.id: sketch(d.text) for d in ring}, load())[0]
    assert len({found.of(item) for item in cited if item.claim.kind == "programme"}) == 1


def _folder(place: Path, things: str, families: str = "document,family\n") -> Path:
    (place / "one.txt").write_text(REPORT)
    (place / "things.csv").write_text(things)
    (place / "families.csv").write_text(families)
    return place


@pytest.mark.parametrize(
    ("things", "families", "problem"),
    [
        ("document,kind\n", None, "has other columns"),
        (HEAD + "two,programme,India,,x\n", None, "names no report"),
        (HEAD + "one,deal,India,,x\n", None, "unknown kind 'deal'"),
        (HEAD + "one,programme,Pakistan,,x\n", None, "do not stand once"),
        (HEAD + "one,programme,India\n", None, "cells too many or too few"),
        (HEAD, "document,family\ntwo,x\n", "names no report"),
    ],
)
def test_gold_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, things: str, families: str | None, problem: str
) -> None:
    folder = _folder(tmp_path, things, families or "document,family\n")
    with pytest.raises(EvaluationError, match=problem):
        load_gold(folder)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"holds no things\.csv"):
        gold_folders(tmp_path)


def test_pairs_that_should_be_one_and_are_not_count_against_it(tmp_path: Path) -> None:
    rows = "one,programme,India signed a contract,,x\none,programme,five S-400 systems,,x\n"
    gold = load_gold(_folder(tmp_path, HEAD + rows))
    (document,) = gold.documents.values()
    cited = cite(document, Reader(load()).read(document))
    facts = assemble(cited, load())
    families = dict.fromkeys(gold.documents, "f")
    whole = compare(gold, cited, facts, families)
    assert whole.merging == Pairs(0, 0, 0)
    assert whole.unread == 0
    assert compare(gold, [], [], families).unread == 2


def test_rates() -> None:
    pairs = Pairs(gold=4, made=2, both=1)
    assert (pairs.precision, pairs.recall) == (0.5, 0.25)
    assert pairs.f1 == pytest.approx(1 / 3)
    assert Pairs(0, 0, 0).f1 == 1.0
    assert Pairs(1, 1, 0).f1 == 0.0


def test_floors_rise_and_fall_only_by_intent(tmp_path: Path) -> None:
    floor = MergingFloor("abc", 0.9, 0.8, 1.0)
    lower = MergingFloor("abc", 0.95, 0.7, 1.0)
    assert raised(floor, lower) == MergingFloor("abc", 0.95, 0.8, 1.0)
    assert shortfalls(floor, lower) == ["across_f1 is 0.7, under its floor 0.8"]
    with pytest.raises(EvaluationError, match="the gold has changed"):
        raised(floor, MergingFloor("def", 0.9, 0.7, 1.0))
    path = tmp_path / "floors.json"
    path.write_text(floors_json({"x": floor}))
    assert load_floors(path, MergingFloor) == {"x": floor}
    path.write_text("[]")
    with pytest.raises(EvaluationError, match="holds no floors"):
        load_floors(path, MergingFloor)
