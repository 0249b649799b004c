"""Gold read once for all tests of this folder, small folders of gold, and the public scorer."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from communique.evaluation import Case, Reading, load_cases, read_cases

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "gold"
# The scorer that anybody may hold us to; it is no part of this repository and may lie beside the checkout.
SCORER = ROOT.parent / "shared" / "evaluate" / "score.py"


@dataclass(frozen=True)
class Read:
    """A folder of gold and what the reader reads in it."""

    cases: Sequence[Case]
    readings: Sequence[Reading]

    @property
    def data(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        return {one.name: one.data for one in self.readings if one.data is not None}


def _read(folder: Path) -> Read:
    cases = load_cases(folder)
    return Read(cases, list(read_cases(cases)))


@pytest.fixture(scope="session")
def working() -> Read:
    return _read(GOLD / "working")


@pytest.fixture(scope="session")
def held_back() -> Read:
    return _read(GOLD / "test")


@pytest.fixture(scope="session")
def fresh() -> Read:
    return _read(GOLD / "fresh")


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The public scorer as a module."""
    if not SCORER.is_file():
        pytest.skip("the public scorer does not lie beside the checkout (../shared/evaluate/score.py)")
    spec = importlib.util.spec_from_file_location("public_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Makes a folder of gold: each case is a text and its claims, or any other JSON."""

    def make(**cases: tuple[str, Any]) -> Path:
        place = tmp_path / "gold"
        place.mkdir(exist_ok=True)
        for name, (text, gold) in cases.items():
            data = {"claims": gold} if isinstance(gold, list) else gold
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
            (place / f"{name}.gold.json").write_text(json.dumps(data), encoding="utf-8")
        return place

    return make
