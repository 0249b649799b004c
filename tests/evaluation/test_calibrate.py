from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from communique.errors import EvaluationError
from communique.evaluation.calibrate import ALWAYS, EXPECTED, Example, command, examples, fit, weights_csv
from communique.reading import confidence
from tests.evaluation.conftest import Folder


def _chance(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def _invented(count: int) -> list[Example]:
    """Claims that are right with a chance that two features set, as a known truth to find again."""
    dice = np.random.default_rng(7)
    found = []
    for number in range(count):
        features = {ALWAYS: 1.0, "kind use": float(number % 2), "hedged": float(number % 3 == 0)}
        right = dice.random() < _chance(1.0 - 1.5 * features["kind use"] + 0.8 * features["hedged"])
        found.append(Example(number // 5, features, right))
    return found


def test_the_truth_is_found_again() -> None:
    weights = fit(_invented(6000), drop=0.0).weights
    assert weights[ALWAYS] == pytest.approx(1.0, abs=0.2)
    assert weights["kind use"] == pytest.approx(-1.5, abs=0.2)
    assert weights["hedged"] == pytest.approx(0.8, abs=0.25)


def test_features_help_on_articles_left_out() -> None:
    fitted = fit(_invented(2000))
    assert fitted.loss < fitted.base_loss


def test_the_mean_is_lowered_by_the_drop() -> None:
    found = _invented(1000)
    share = sum(one.right for one in found) / len(found)
    for drop in (0.0, 0.08):
        weights = fit(found, drop).weights
        stated = [
            _chance(sum(weights[name] * value for name, value in one.features.items())) for one in found
        ]
        assert sum(stated) / len(found) == pytest.approx(share - drop, abs=0.005)


def test_what_no_case_shows_keeps_what_is_expected() -> None:
    weights = fit(_invented(500)).weights
    assert weights["inferred from report"] == EXPECTED["inferred from report"]


def test_nothing_to_tell_apart_is_refused() -> None:
    with pytest.raises(EvaluationError):
        fit([Example(0, {ALWAYS: 1.0}, True)] * 5)
    with pytest.raises(EvaluationError):
        fit([])


def test_the_table_names_only_features_that_the_reader_has() -> None:
    """The checked-in table: the constant first, each feature once, no weight beyond reason."""
    table = Path(confidence.__file__).parent / "data" / "confidence.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = [row["feature"] for row in rows]
    weights = {row["feature"]: float(row["weight"]) for row in rows}
    assert names[0] == ALWAYS
    assert len(names) == len(set(names))
    assert EXPECTED.keys() <= set(names)
    assert all(abs(weight) < 4 for weight in weights.values())
    assert weights_csv(weights).splitlines()[1:] == [
        f"{row['feature']},{float(row['weight'])}" for row in rows
    ]


TEXT = "---\npublished: 2018-10-06\n---\nIndia signed a contract with Russia for five {} systems on Friday.\n"
GOLD: dict[str, Any] = {"kind": "programme", "equipment": "S-400", "supplier": ["RUS"], "recipient": ["IND"]}


def _folder(folder: Folder) -> Path:
    return folder(
        right=(TEXT.format("S-400"), [{**GOLD, "mode": "transfer"}]),
        wrong=(TEXT.format("Pantsir"), []),
        quiet=("Nothing happened.", []),
    )


def test_examples_are_the_claims_that_count(folder: Folder) -> None:
    found = examples(_folder(folder))
    assert {one.article for one in found} == {1, 2}
    assert {one.right for one in found} == {True, False}
    assert all(one.features[ALWAYS] == 1.0 for one in found)


def test_the_command_writes_the_table(folder: Folder, tmp_path: Path) -> None:
    out = tmp_path / "confidence.csv"
    done = CliRunner().invoke(command, [str(_folder(folder)), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_text(encoding="utf-8").startswith("feature,weight\nalways,")
    assert "on articles left out the loss is" in done.output
