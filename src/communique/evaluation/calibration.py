"""Whether a stated confidence means what it says: of the claims said with 0.8, are 80 % right?

Each claim that counts is right or not under the strict comparison; claims that gold allows are left out. The
Brier score is the mean squared distance between confidence and outcome (Brier 1950; 0 is best, a constant 0.5
gives 0.25); the expected calibration error is the distance between what a bin of claims states and what it
keeps, weighted by its size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.evaluation.measures import Outcome
from communique.evaluation.verdicts import judged

_BINS: Final = 10
# From this confidence on; what a reader of a threshold table may choose from.
THRESHOLDS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Said:
    """A confidence as stated, and whether the claim was right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies between ``low`` (included) and ``high``: how many, what they state
    on average, and how many are right."""

    low: float
    high: float
    claims: int
    stated: float
    right: int

    @property
    def kept(self) -> float:
        """The share that is right."""
        return self.right / self.claims


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability of a set of claims: bins that hold claims, lowest first, and the two sums."""

    claims: int
    bins: tuple[Bin, ...]
    brier: float
    error: float


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is left of a reading when only claims of at least this confidence are taken."""

    least: float
    claims: int
    right: int
    of_all_right: float

    @property
    def kept(self) -> float:
        """The share that is right; 1 of none."""
        return self.right / self.claims if self.claims else 1.0


def said(articles: Iterable[Outcome]) -> list[Said]:
    """Confidence and outcome of every claim that counts."""
    return [
        Said(float(one.claim.get("confidence", 0.0)), one.verdict == "right")
        for article in articles
        for one in judged(article)
        if one.verdict != "allowed"
    ]


def calibration(claims: Sequence[Said]) -> Calibration:
    """The reliability table in tenths; of no claims, no bins and no error."""
    if not claims:
        return Calibration(0, (), 0.0, 0.0)
    bins = [_bin(place, claims) for place in range(_BINS)]
    held = tuple(one for one in bins if one is not None)
    brier = sum((one.confidence - one.right) ** 2 for one in claims) / len(claims)
    error = sum(one.claims * abs(one.stated - one.kept) for one in held) / len(claims)
    return Calibration(len(claims), held, brier, error)


def thresholds(claims: Sequence[Said], least: Sequence[float] = THRESHOLDS) -> list[Threshold]:
    """What taking only the surer claims keeps and costs."""
    all_right = sum(one.right for one in claims)
    table = []
    for limit in least:
        taken = [one for one in claims if one.confidence >= limit]
        right = sum(one.right for one in taken)
        table.append(Threshold(limit, len(taken), right, right / all_right if all_right else 1.0))
    return table


def calibration_data(claims: Sequence[Said]) -> dict[str, Any]:
    """The reliability table as JSON data."""
    found = calibration(claims)
    return {
        "claims": found.claims,
        "brier": round(found.brier, 4),
        "expected_calibration_error": round(found.error, 4),
        "bins": [
            {"from": one.low, "to": one.high, "claims": one.claims, "stated": round(one.stated, 4),
             "right": round(one.kept, 4)}
            for one in found.bins
        ],
    }  # fmt: skip


def _bin(place: int, claims: Sequence[Said]) -> Bin | None:
    inside = [one for one in claims if min(_BINS - 1, int(one.confidence * _BINS + 1e-9)) == place]
    if not inside:
        return None
    stated = sum(one.confidence for one in inside) / len(inside)
    right = sum(one.right for one in inside)
    return Bin(place / _BINS, (place + 1) / _BINS, len(inside), stated, right)
