"""Floors: the least that the reader, or merging, must reach on a folder of gold, pinned beside that gold.

A floor may rise with every improvement; it falls only by intent. The digest of the gold stands beside the
figures, so that a change of the cases cannot pass for a change of the reader.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from communique.errors import EvaluationError
from communique.evaluation.gold import Case, digest
from communique.evaluation.measures import ALL, Scores
from communique.evaluation.merging import Merging

_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Floor:
    """The least F1 of a folder (strict, lenient, pairs of parties) and the SHA-256 of its gold."""

    digest: str
    strict_f1: float
    lenient_f1: float
    pairs_f1: float


@dataclass(frozen=True, slots=True)
class MergingFloor:
    """The least F1 on a folder (all pairs, pairs of different reports, families) and its digest."""

    digest: str
    merging_f1: float
    across_f1: float
    families_f1: float


AnyFloor = TypeVar("AnyFloor", Floor, MergingFloor)


def figures(kind: type[Floor] | type[MergingFloor]) -> tuple[str, ...]:
    """The names of the figures that such a floor pins."""
    return tuple(field.name for field in fields(kind) if field.name != "digest")


def name_of(folder: Path, floors: Path) -> str:
    """What a folder of gold is called in a floors file: its path from there, else its name alone."""
    here, home = folder.resolve(), floors.resolve().parent
    return here.relative_to(home).as_posix() if here.is_relative_to(home) else here.name


def measured(cases: Sequence[Case], scores: Scores) -> Floor:
    """The figures of a folder as a floor, cut (not rounded) to four digits."""
    found = (scores.strict[ALL].f1, scores.lenient[ALL].f1, scores.pairs.f1)
    return Floor(digest(cases), *map(_cut, found))


def merging_measured(digest: str, found: Merging) -> MergingFloor:
    """The figures of merging on a folder as a floor, cut likewise."""
    return MergingFloor(digest, *map(_cut, (found.merging.f1, found.across.f1, found.families.f1)))


def load_floors(path: Path, kind: type[AnyFloor]) -> dict[str, AnyFloor]:
    """The floors of a kind in a file, by the name of the folder beside it; none if there is no file yet.

    Raises EvaluationError where the file is not as it should be.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): kind(**entry) for name, entry in data.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        problem = f"holds no floors: {error}"
        raise EvaluationError(
            str(path), problem, "remove it and pin anew, or take it from history"
        ) from error


def shortfalls(floor: AnyFloor, now: AnyFloor) -> list[str]:
    """In words, what keeps the figures of now from standing on this floor; empty if they do."""
    if floor.digest != now.digest:
        return ["the gold has changed since the floor was pinned: pin it anew"]
    return [
        f"{figure} is {getattr(now, figure)}, under its floor {getattr(floor, figure)}"
        for figure in _lower(floor, now)
    ]


def raised(floor: AnyFloor | None, now: AnyFloor, *, allow_lower: bool = False) -> AnyFloor:
    """The floor after a measurement: each figure the higher of the two, the digest that of now.

    With ``allow_lower``, the figures of now. Raises EvaluationError where the gold has changed and a figure
    would fall: nobody can tell then whether the reader or the gold became worse.
    """
    if floor is None or allow_lower:
        return now
    lower = _lower(floor, now)
    if lower and floor.digest != now.digest:
        problem = f"the gold has changed, and {', '.join(lower)} would be under the floor"
        raise EvaluationError("--pin", problem, "say --allow-lower if that is meant")
    return replace(now, **{figure: getattr(floor, figure) for figure in lower})


def floors_json(floors: Mapping[str, Floor] | Mapping[str, MergingFloor]) -> str:
    """The text of a floors file: sorted, one figure a line, so that a change can be read."""
    data: dict[str, Any] = {name: asdict(floors[name]) for name in sorted(floors)}
    return json.dumps(data, indent=2) + "\n"


def _lower(floor: AnyFloor, now: AnyFloor) -> list[str]:
    return [figure for figure in figures(type(floor)) if getattr(now, figure) < getattr(floor, figure)]


def _cut(figure: float) -> float:
    # The small addend keeps 0.29 from being cut to 0.2899: floats lie on either side of what they show.
    return math.floor(figure * 10**_DIGITS + 1e-9) / 10**_DIGITS
