"""Fits the weights by which the reader states its confidence.

``python -m communique.evaluation.calibrate gold/working --drop 0.1 -o FILE``; the reader's table is
``src/communique/reading/data/confidence.csv``.

A logistic regression with a ridge penalty, by Newton's method (Hastie, Tibshirani and Friedman, *The Elements
of Statistical Learning*, 3.4.1 and 4.4): the outcome is whether a claim is right under the strict comparison,
the features are those of :mod:`communique.reading.confidence`.

Rules are written on these same cases, so that their errors here are few and say little about errors to come.
Two things answer that. The penalty draws each weight not to zero but to what an analyst would expect
(``EXPECTED``: what is inferred from the whole report is less sure than what the sentence says), as far as a
cross-validation by article finds good; and the constant is lowered until the claims state ``drop`` less on
average than these cases keep.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import click
import numpy as np
import numpy.typing as npt

from communique.errors import CommuniqueError, EvaluationError
from communique.evaluation.gold import load_cases
from communique.evaluation.measures import assess
from communique.evaluation.readings import read_cases
from communique.evaluation.verdicts import judged
from communique.model import Claim
from communique.reading.confidence import features
from communique.reading.text import layout

Array: TypeAlias = npt.NDArray[np.float64]

ALWAYS: Final = "always"
# The gap between cases that rules were written on and cases held back that the project allows itself.
DROP: Final = 0.08

# Weights before any case is seen, in logits: -0.7 halves the odds of being right. What is not named is 0.
EXPECTED: Final = {
    "inferred from table": -0.1,
    "inferred from sentence": -0.3,
    "inferred from report": -0.7,
    "no frame links it": -0.7,
    "slot left open": -0.5,
    "equipment in common nouns": -0.5,
    "more than two parties": -0.4,
    "kind mechanism": -0.3,
    "stands in title": -0.3,
    "stands in speech": -0.3,
    "stands in lead": 0.2,
    "said more than once": 0.4,
    "hedged": -0.2,
    "denied": -0.2,
}

_PENALTIES: Final = (1.0, 3.0, 10.0, 30.0)
_FOLDS: Final = 5
_STEPS: Final = 50
_CLOSE: Final = 1e-9
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that counts: the article it is from, its features, and whether it is right."""

    article: int
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights by feature, the penalty chosen, and the mean loss (nats a claim) on articles left out."""

    weights: Mapping[str, float]
    penalty: float
    loss: float
    base_loss: float


def examples(folder: Path, workers: int = 1) -> list[Example]:
    """What a folder of gold teaches: every claim read from it that counts.

    Raises EvaluationError where the folder is not as it should be or a text of it cannot be read.
    """
    cases = load_cases(folder)
    found: list[Example] = []
    for place, (case, reading) in enumerate(zip(cases, read_cases(cases, workers=workers), strict=True)):
        if reading.document is None:
            raise EvaluationError(str(case.text), f"was not read: {reading.problem}")
        laid = layout(reading.document.text, reading.document.title)
        found += [
            Example(place, features(Claim.from_json(one.claim), laid), one.verdict == "right")
            for one in judged(assess(case, reading.data))
            if one.verdict != "allowed"
        ]
    return found


def fit(found: Sequence[Example], drop: float = DROP) -> Fit:
    """The weights that tell right claims from wrong ones best, lowered by ``drop``.

    Raises EvaluationError where all claims are right or all wrong: there is nothing to tell apart.
    """
    right = np.array([float(one.right) for one in found])
    if not found or right.min() == right.max():
        raise EvaluationError(
            "", "the gold has no claims both right and wrong", "give a folder with more cases"
        )
    names = [ALWAYS, *sorted({name for one in found for name in one.features} - {ALWAYS} | EXPECTED.keys())]
    rows: Array = np.array([[one.features.get(name, 0.0) for name in names] for one in found])
    prior = np.array([EXPECTED.get(name, 0.0) for name in names])
    folds = np.array([one.article % _FOLDS for one in found])
    losses = {penalty: _left_out(rows, right, folds, prior, penalty) for penalty in _PENALTIES}
    penalty = min(_PENALTIES, key=losses.__getitem__)
    weights = _solve(rows, right, prior, penalty)
    weights[0] -= _lowered(rows @ weights, float(right.mean()) - drop)
    by_name = {name: round(float(weight), _DIGITS) for name, weight in zip(names, weights, strict=True)}
    return Fit(by_name, penalty, losses[penalty], _left_out(rows[:, :1], right, folds, prior[:1], 0.0))


def weights_csv(weights: Mapping[str, float]) -> str:
    """The table as the reader takes it: the constant first, then by name."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("feature", "weight"))
    names = sorted(weights, key=lambda name: (name != ALWAYS, name))
    writer.writerows((name, weights[name]) for name in names)
    return out.getvalue()


def _chance(sums: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0)))


def _solve(rows: Array, right: Array, prior: Array, penalty: float) -> Array:
    """Newton's method, with a penalty on the distance from ``prior``; the constant is free."""
    ridge = np.full(rows.shape[1], penalty)
    ridge[0] = _CLOSE
    weights = prior.copy()
    for _ in range(_STEPS):
        chance = _chance(rows @ weights)
        slope = rows.T @ (right - chance) - ridge * (weights - prior)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < _CLOSE:
            break
    return weights


def _left_out(rows: Array, right: Array, folds: Array, prior: Array, penalty: float) -> float:
    """The mean loss on the claims of articles that the weights were not fitted to."""
    loss = 0.0
    for fold in range(_FOLDS):
        away = folds == fold
        if not away.any() or away.all():
            continue
        weights = _solve(rows[~away], right[~away], prior, penalty)
        chance = np.clip(_chance(rows[away] @ weights), _CLOSE, 1 - _CLOSE)
        loss -= float(np.sum(right[away] * np.log(chance) + (1 - right[away]) * np.log(1 - chance)))
    return loss / len(right)


def _lowered(sums: Array, mean: float) -> float:
    """By how much to lower all sums so that the mean chance is the one given, by bisection."""
    low, high = -20.0, 20.0
    while high - low > _CLOSE:
        middle = (low + high) / 2
        low, high = (middle, high) if float(_chance(sums - middle).mean()) > mean else (low, middle)
    return (low + high) / 2


@click.command("calibrate")
@click.argument("folder", metavar="GOLD_FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where the table goes; else to standard output.",
)
@click.option(
    "--drop",
    type=click.FloatRange(0, 0.5),
    default=DROP,
    show_default=True,
    metavar="SHARE",
    help="How much less is right on new cases than on these.",
)
@click.option("--workers", type=click.IntRange(min=1), default=1, metavar="N", help="Read in N processes.")
def command(folder: Path, output: Path | None, drop: float, workers: int) -> None:
    """Fit the weights of the reader's confidence to the claims read from GOLD_FOLDER."""
    found = examples(folder, workers)
    fitted = fit(found, drop)
    if output is None:
        click.echo(weights_csv(fitted.weights), nl=False)
    else:
        output.write_text(weights_csv(fitted.weights), encoding="utf-8")
    right = sum(one.right for one in found)
    click.echo(
        f"{len(found)} claims, {right} right; penalty {fitted.penalty}; on articles left out the loss is"
        f" {fitted.loss:.3f} nats a claim, without features {fitted.base_loss:.3f}",
        err=True,
    )


def main() -> None:
    """The command line; a failure that the user can mend is one line."""
    try:
        command()
    except CommuniqueError as error:
        click.echo(f"calibrate: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
