"""The figures behind belief, from the table ``belief``: chances of error, and the words and grades of a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from communique.assembly.publishers import LETTERS
from communique.errors import KnowledgeError
from communique.knowledge import Knowledge

# Every row that the formula asks for; words and grades are looked through from the highest.
_NEEDED: Final = {
    "systematic": (*LETTERS, "party"),
    "random": ("own", "named", "unnamed", "hearsay", "possible", "likely", "conditional"),
    "age": ("year", "most"),
    "denial": ("named", "other"),
    "doubt": ("most",),
    "judgement": ("accept",),
    "credibility": ("1", "2", "3", "4", "5"),
}


@dataclass(frozen=True, eq=False)
class Priors:
    """The table as numbers: ``figures[part][name]``, all from 0 to 1."""

    figures: Mapping[str, Mapping[str, float]]

    def of(self, part: str, name: str) -> float:
        """One figure; a part or name that the formula does not know is a programming error (KeyError)."""
        return self.figures[part][name]

    def likelihood(self, belief: float) -> str:
        """A belief in the words of ICD 203: the highest word whose lower bound it reaches."""
        words = sorted(self.figures["word"].items(), key=lambda item: item[1], reverse=True)
        return next((word for word, least in words if belief >= least), words[-1][0])


@lru_cache(maxsize=4)
def priors(knowledge: Knowledge) -> Priors:
    """The figures of some tables. Raises KnowledgeError where one is missing or is no number from 0 to 1."""
    figures: dict[str, dict[str, float]] = {}
    for row in knowledge.rows("belief"):
        figures.setdefault(row["part"], {})[row["name"]] = _figure(row["part"], row["name"], row["value"])
    for part, names in _NEEDED.items():
        for name in names:
            if name not in figures.get(part, {}):
                raise KnowledgeError("belief.csv", f"{part} {name} is missing", "add the row")
    if not figures.get("word"):
        raise KnowledgeError("belief.csv", "it has no words", "add rows of the part word")
    return Priors(figures)


def _figure(part: str, name: str, value: str) -> float:
    try:
        figure = float(value)
    except ValueError:
        figure = -1.0
    if not 0.0 <= figure <= 1.0:
        raise KnowledgeError(
            "belief.csv", f"{part} {name} is {value!r}", "write a number from 0 to 1"
        ) from None
    return figure
