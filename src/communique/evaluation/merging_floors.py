"""The least that merging must reach on its gold, pinned in a file beside that gold.

As with the floors of the reader, a floor rises with every improvement and falls only by intent, and the
digest of the gold stands beside the figures.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from communique.errors import EvaluationError
from communique.evaluation.merging import Merging

FIGURES: Final = ("merging_f1", "across_f1", "families_f1")
_CUT: Final = 10_000


@dataclass(frozen=True, slots=True)
class MergingFloor:
    """The least F1 on a folder (all pairs, pairs of different reports, families) and its digest."""

    digest: str
    merging_f1: float
    across_f1: float
    families_f1: float


def measured(digest: str, found: Merging) -> MergingFloor:
    """The figures of a folder as a floor, cut to four digits."""
    figures = (found.merging.f1, found.across.f1, found.families.f1)
    return MergingFloor(digest, *(math.floor(figure * _CUT + 1e-9) / _CUT for figure in figures))


def load_merging_floors(path: Path) -> dict[str, MergingFloor]:
    """The floors in a file, by the name of the folder; none if there is no file yet.

    Raises EvaluationError where the file is not as it should be.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): MergingFloor(**entry) for name, entry in data.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise EvaluationError(
            str(path), f"holds no floors: {error}", "remove it and pin anew, or take it from history"
        ) from error


def shortfalls(floor: MergingFloor, now: MergingFloor) -> list[str]:
    """In words, what keeps the figures of now from standing on this floor; empty if they do."""
    if floor.digest != now.digest:
        return ["the gold has changed since the floor was pinned: pin it anew"]
    return [
        f"{figure} is {getattr(now, figure)}, under its floor {getattr(floor, figure)}"
        for figure in FIGURES
        if getattr(now, figure) < getattr(floor, figure)
    ]


def raised(floor: MergingFloor | None, now: MergingFloor, *, allow_lower: bool = False) -> MergingFloor:
    """The floor after a measurement: each figure the higher of the two, the digest that of now.

    Raises EvaluationError where the gold has changed and a figure would fall, unless ``allow_lower``.
    """
    if floor is None or allow_lower:
        return now
    lower = [figure for figure in FIGURES if getattr(now, figure) < getattr(floor, figure)]
    if lower and floor.digest != now.digest:
        problem = f"the gold has changed, and {', '.join(lower)} would be under the floor"
        raise EvaluationError("--pin", problem, "say --allow-lower if that is meant")
    best = (max(getattr(floor, figure), getattr(now, figure)) for figure in FIGURES)
    return MergingFloor(now.digest, *best)


def floors_json(floors: Mapping[str, MergingFloor]) -> str:
    """The text of a floors file: sorted, one figure a line."""
    return json.dumps({name: asdict(floors[name]) for name in sorted(floors)}, indent=2) + "\n"
