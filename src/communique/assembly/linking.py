"""Scores that explain themselves: what speaks for two claims being one thing, and against it, in words.

Every decision adds up the weights of the features that were found; from the sum named ``least`` on, two claims
are held together. Weights and words stand in ``data/identity.csv``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final, NamedTuple

from communique.model import Feature, Link

LEAST: Final = "least"
_DIGITS: Final = 3


class Found(NamedTuple):
    """A feature that was found, what it was found in, and how many times."""

    name: str
    details: tuple[str, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights and words of one kind of decision."""

    kind: str
    least: float
    weights: Mapping[str, float]
    words: Mapping[str, str]

    def score(self, found: Iterable[Found]) -> float:
        """The sum of the weights of what was found."""
        return round(sum(self.weights[one.name] * one.times for one in found), _DIGITS)

    def enough(self, found: Iterable[Found]) -> bool:
        """True where what was found is enough to hold two claims together."""
        return self.score(found) >= self.least

    def features(self, found: Iterable[Found]) -> tuple[Feature, ...]:
        """What was found with its weights, in words."""
        return tuple([_feature(self.kind, one) for one in found])

    def link(self, claim: str, found: Iterable[Found], more: tuple[Feature, ...] = ()) -> Link:
        """Why a claim belongs where it is."""
        told = tuple(found)
        return Link(claim, self.score(told), self.least, (*self.features(told), *more))


@lru_cache(maxsize=16)
def scale(kind: str) -> Scale:
    """The scale of a kind of decision: a kind of claim, ``person`` or ``order``."""
    text = resources.files("communique.assembly").joinpath("data", "identity.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["kind"] == kind]
    weights = {row["feature"]: float(row["weight"]) for row in rows}
    return Scale(kind, weights.get(LEAST, 0.0), weights, {row["feature"]: row["words"] for row in rows})


@lru_cache(maxsize=65536)
def _feature(kind: str, one: Found) -> Feature:
    """Kept, because thousands of claims are where they are for the same reasons."""
    told = scale(kind)
    words = told.words[one.name].format(*one.details)
    return Feature(f"{kind}:{one.name}", told.weights[one.name] * one.times, words)
