"""What was decided about one thing, in the order of time, and what became of each judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.assembly import Rulings, undone_by
from communique.assembly.anchors import place_of
from communique.model import Judgement
from communique.register import Register

HOLDS: Final = "holds"
UNDONE: Final = "undone"
WAITING: Final = "waiting"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A judgement and its state: it holds, it was undone, or it waits for a reading that makes its claims."""

    judgement: Judgement
    state: str


def history(register: Register, claims: Iterable[str] | None = None, subject: str = "") -> list[Ruled]:
    """The judgements about claims or a subject (an id), with the undos of these; all there are without both."""
    made = register.judgements()
    if claims is not None:
        made = _about(made, set(claims), subject)
    undone, waiting = undone_by(made), _waiting(register, made)
    states = {one.id: UNDONE if one.id in undone else WAITING if one.id in waiting else HOLDS for one in made}
    return [Ruled(one, states[one.id]) for one in sorted(made, key=lambda one: (one.at, one.id))]


def _about(made: Iterable[Judgement], claims: set[str], subject: str) -> list[Judgement]:
    chosen: list[Judgement] = []
    ids = {subject}
    for one in sorted(made, key=lambda one: (one.at, one.id)):
        if one.subject in ids or any(anchor.claim_id in claims for anchor in one.anchors):
            chosen.append(one)
            ids.add(one.id)  # whatever undoes it belongs to it
    return chosen


def _waiting(register: Register, made: Iterable[Judgement]) -> set[str]:
    """Ids of those that hold, but of which no claim can be found in the present readings."""
    judgements = list(made)
    reports = {anchor.document_id for one in judgements for anchor in one.anchors}
    cited = [item for report in sorted(reports) for item in register.claims_of(report)]
    rulings = Rulings.of(judgements, cited)
    return {
        one.id
        for one in rulings.judgements
        if one.anchors and not any(rulings.places[place_of(anchor)] for anchor in one.anchors)
    }
