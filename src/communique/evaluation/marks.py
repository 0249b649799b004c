"""Marks in a text: overlapping spans cut into pieces that a page can show one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from communique.evaluation.agreement import Data
from communique.evaluation.spelling import items
from communique.vocabulary import KINDS

# The slots of gold whose words stand in the text, if anything of a missed claim does.
_NAMING: Final = ("equipment", "name", "operation")
_SHORTEST: Final = 3

MISSED: Final = "missed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text, the number of the claim that it belongs to, the kind and the verdict."""

    start: int
    end: int
    number: int
    kind: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. ``opens`` are the marks that begin with it."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """The style classes: kind and verdict of the innermost claim read, or else of what is missed."""
        read = [mark for mark in self.marks if mark.verdict != MISSED]
        if not self.marks:
            return ""
        inner = min(read or self.marks, key=lambda mark: (mark.end - mark.start, mark.number))
        also = " also-missed" if read and len(read) < len(self.marks) else ""
        return f"k-{inner.kind} v-{inner.verdict}{also}"

    @property
    def title(self) -> str:
        """What a pointer that rests on the piece is told."""
        return "; ".join(f"{mark.number} {mark.kind}, {mark.verdict}" for mark in self.marks)


def cut(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text in pieces, none across the edge of a mark; joined they are the text again."""
    fit = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in fit), *(m.end for m in fit)})
    pieces = []
    for start, end in pairwise(edges):
        over = tuple(mark for mark in fit if mark.start <= start and mark.end >= end)
        opens = tuple(mark for mark in over if mark.start == start)
        pieces.append(Piece(text[start:end], over, opens))
    return pieces


def traces(text: str, number: int, claim: Data) -> Iterator[Mark]:
    """Where the words of a missed claim first stand in the text; gold itself has no spans."""
    names = [str(name) for slot in _NAMING for name in items(claim.get(slot))]
    people = [person for person in items(claim.get("participants")) if isinstance(person, dict)]
    names += [str(person.get("name", "")).split()[-1] for person in people if person.get("name")]
    for name in dict.fromkeys(names):
        if len(name) < _SHORTEST:
            continue
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if found:
            yield Mark(found.start(), found.end(), number, _kind(claim), MISSED)


def evidence_marks(number: int, claim: Data, verdict: str) -> Iterator[Mark]:
    """The quotes of a claim that was read."""
    for span in claim.get("evidence", ()):
        yield Mark(span["start"], span["end"], number, _kind(claim), verdict)


def _kind(claim: Data) -> str:
    kind = str(claim.get("kind", ""))
    return kind if kind in KINDS else "other"
