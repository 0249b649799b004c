"""The held-back half stays where it is pinned, and a floor rises easily and falls by intent alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import EvaluationError
from communique.evaluation import digest, load_cases, score
from communique.evaluation.floors import (
    Floor,
    figures,
    floors_json,
    load_floors,
    measured,
    name_of,
    raised,
    shortfalls,
)
from tests.evaluation.conftest import GOLD, Read

FLOORS = GOLD / "floors.json"
FLOOR = Floor("abc", strict_f1=0.6, lenient_f1=0.7, pairs_f1=0.8)


@pytest.mark.parametrize("half", ["test", "fresh"])
def test_the_floors_were_pinned_on_this_gold(half: str) -> None:
    """Pin anew after a change of gold/test: communique evaluate gold/test --pin gold/floors.json"""
    assert load_floors(FLOORS, Floor)[half].digest == digest(load_cases(GOLD / half))


def test_the_reader_stands_on_its_floors(held_back: Read, fresh: Read) -> None:
    for half, read in (("test", held_back), ("fresh", fresh)):
        now = measured(read.cases, score(read.cases, read.data))
        assert shortfalls(load_floors(FLOORS, Floor)[half], now) == [], half


def test_a_figure_under_its_floor_is_a_shortfall() -> None:
    assert shortfalls(FLOOR, FLOOR) == []
    assert shortfalls(FLOOR, replace(FLOOR, pairs_f1=0.9)) == []
    assert shortfalls(FLOOR, replace(FLOOR, strict_f1=0.59)) == ["strict_f1 is 0.59, under its floor 0.6"]


def test_changed_gold_is_a_shortfall_whatever_the_figures() -> None:
    (problem,) = shortfalls(FLOOR, replace(FLOOR, digest="def", strict_f1=0.9))
    assert "the gold has changed" in problem


def test_each_floor_rises_by_itself() -> None:
    now = replace(FLOOR, strict_f1=0.5, lenient_f1=0.9)
    assert raised(FLOOR, now) == replace(FLOOR, lenient_f1=0.9)
    assert raised(None, now) == now


def test_floors_fall_only_by_intent() -> None:
    lower = replace(FLOOR, strict_f1=0.5)
    assert raised(FLOOR, lower) == FLOOR
    assert raised(FLOOR, lower, allow_lower=True) == lower
    with pytest.raises(EvaluationError, match="the gold has changed"):
        raised(FLOOR, replace(lower, digest="def"))
    assert raised(FLOOR, replace(lower, digest="def"), allow_lower=True).strict_f1 == 0.5


def test_new_gold_with_better_figures_is_pinned() -> None:
    assert raised(FLOOR, replace(FLOOR, digest="def", strict_f1=0.65)).digest == "def"


def test_a_file_of_floors_comes_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert load_floors(path, Floor) == {}
    path.write_text(floors_json({"test": FLOOR, "more": FLOOR}), encoding="utf-8")
    assert load_floors(path, Floor) == {"test": FLOOR, "more": FLOOR}


@pytest.mark.parametrize(
    "content", ["", "[]", '{"test": 3}', '{"test": {"digest": "abc"}}', '{"test": {"f": 1}}']
)
def test_a_file_of_other_things_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match="holds no floors"):
        load_floors(path, Floor)


def test_figures_are_cut_not_rounded(held_back: Read) -> None:
    scores = score(held_back.cases, held_back.data)
    now = measured(held_back.cases, scores)
    exact = (scores.strict["all"].f1, scores.lenient["all"].f1, scores.pairs.f1)
    for figure, value in zip(figures(Floor), exact, strict=True):
        assert 0 <= value - getattr(now, figure) + 1e-9 < 1.1e-4


def test_a_folder_is_named_from_the_file_of_floors(tmp_path: Path) -> None:
    (tmp_path / "gold" / "test").mkdir(parents=True)
    assert name_of(tmp_path / "gold" / "test", tmp_path / "gold" / "floors.json") == "test"
    assert name_of(tmp_path / "gold" / "test", tmp_path / "floors.json") == "gold/test"
    assert name_of(tmp_path / "gold", tmp_path / "gold" / "floors" / "f.json") == "gold"
