"""A folder of gold that is not as it should be is refused, and ours is as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.errors import EvaluationError
from communique.evaluation import Case, digest, load_cases
from communique.evaluation.spelling import items
from communique.knowledge import load
from communique.vocabulary import DIRECTIONS, INSTRUMENTS, KINDS, LEVELS, MODES, STATUSES, TERMS, TYPES
from tests.evaluation.conftest import GOLD, Folder

VISIT: dict[str, Any] = {"kind": "engagement", "type": "visit", "parties": ["IND", "RUS"]}


def test_cases_come_sorted_with_their_texts(folder: Folder) -> None:
    place = folder(b=("Second.", []), a=("First.", {"claims": [VISIT], "unscored": ["posture"]}))
    first, second = load_cases(place)
    assert (first.name, second.name) == ("a", "b")
    assert first.text == place / "a.txt"
    assert first.claims == (VISIT,)
    assert first.unscored == {"posture"}


def test_a_page_may_stand_for_a_text(folder: Folder) -> None:
    place = folder(a=("First.", []))
    (place / "a.txt").rename(place / "a.html")
    assert load_cases(place)[0].text.name == "a.html"


@pytest.mark.parametrize(
    ("gold", "problem"),
    [
        ([{**VISIT, "kind": "encounter"}], "claim 1 has the unknown kind 'encounter'"),
        ([VISIT, {**VISIT, "partys": []}], "claim 2 has the unknown slot 'partys'"),
        ([{**VISIT, "type": {"word": "visit"}}], "claim 1 has a type that is no word"),
        ([{"type": "visit"}], "claim 1 has the unknown kind None"),
        (["visit"], "claim 1 is no object"),
        ({"claims": [], "unscored": ["postures"]}, "unscored names the unknown kind 'postures'"),
        ({"claims": [], "unscored": "posture"}, "unscored is no list"),
        ({"claims": {}}, "has no list of claims"),
        ({}, "has no list of claims"),
        ("claims", "is not a JSON object"),
    ],
)
def test_gold_that_is_not_as_it_should_be(folder: Folder, gold: Any, problem: str) -> None:
    place = folder(fine=("Text.", []), wrong=("Text.", gold))
    with pytest.raises(EvaluationError) as caught:
        load_cases(place)
    assert problem in caught.value.problem
    assert caught.value.place == str(place / "wrong.gold.json")
    assert caught.value.mend


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"claims": [}', "is not JSON"),
        (b"", "is not JSON"),
        (b"\xff\xfe\xfa{", "is not"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_gold_that_is_no_json(folder: Folder, content: bytes, problem: str) -> None:
    place = folder(wrong=("Text.", []))
    (place / "wrong.gold.json").write_bytes(content)
    with pytest.raises(EvaluationError, match=problem) as caught:
        load_cases(place)
    assert "wrong.gold.json" in caught.value.place


def test_bad_json_names_line_and_column(folder: Folder) -> None:
    place = folder(wrong=("Text.", []))
    (place / "wrong.gold.json").write_text('{"claims":\n  [}', encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        load_cases(place)
    assert caught.value.place.endswith("wrong.gold.json:2:4")


def test_gold_without_text(folder: Folder) -> None:
    place = folder(alone=("Text.", []))
    (place / "alone.txt").unlink()
    with pytest.raises(EvaluationError, match="has no text beside it"):
        load_cases(place)


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="holds no gold"):
        load_cases(tmp_path)
    with pytest.raises(EvaluationError, match="is not a folder"):
        load_cases(tmp_path / "nowhere")


def test_the_digest_changes_with_text_gold_and_name_alone(folder: Folder) -> None:
    place = folder(a=("First.", []))
    seen = {digest(load_cases(place))}
    assert digest(load_cases(place)) in seen
    for change in (
        lambda: (place / "a.txt").write_text("First!"),
        lambda: (place / "a.gold.json").write_text('{"claims": [], "unscored": []}'),
        lambda: [
            path.rename(path.with_name(path.name.replace("a.", "b.", 1))) for path in list(place.iterdir())
        ],
    ):
        change()
        assert digest(load_cases(place)) not in seen
        seen.add(digest(load_cases(place)))


def _ours() -> Iterator[Case]:
    for half in ("working", "test", "fresh"):
        yield from load_cases(GOLD / half)


def test_our_cases_are_as_many_as_promised() -> None:
    """At least 150 of them, 30 with nothing to find, in two halves of like size."""
    cases = list(_ours())
    working = sum(case.text.parent.name == "working" for case in cases)
    quiet = sum(not [claim for claim in case.claims if not claim.get("optional")] for case in cases)
    assert len(cases) >= 150
    assert abs(working - (len(cases) - working)) <= 10
    assert quiet >= 30


def test_odd_numbers_are_for_work_and_even_ones_for_tests() -> None:
    wrong = [
        case.name
        for case in _ours()
        if (int(case.name[2:5]) % 2 == 1) != (case.text.parent.name == "working")
    ]
    assert wrong == []


def test_our_gold_keeps_to_the_vocabulary() -> None:
    codes = set(load().names)
    closed: dict[str, tuple[str, ...]] = {
        "type": TYPES, "mode": MODES, "terms": TERMS, "level": LEVELS, "instrument": INSTRUMENTS,
        "direction": DIRECTIONS,
    }  # fmt: skip
    wrong = []
    for case in _ours():
        for number, claim in enumerate(case.claims, start=1):
            for slot, allowed in {**closed, "status": STATUSES[claim["kind"]]}.items():
                wrong += [
                    f"{case.name}, claim {number}: {slot} {v!r}"
                    for v in items(claim.get(slot))
                    if v not in allowed
                ]
            for slot in ("parties", "supplier", "recipient", "by", "on", "about"):
                wrong += [
                    f"{case.name}, claim {number}: {slot} {v!r}"
                    for v in items(claim.get(slot))
                    if v not in codes
                ]
    assert wrong == []


def test_every_kind_has_gold_in_both_halves() -> None:
    kinds = {(case.text.parent.name, claim["kind"]) for case in _ours() for claim in case.claims}
    assert kinds >= {(half, kind) for half in ("working", "test") for kind in KINDS}
