"""Merged facts as rows of a table and as JSON."""

from __future__ import annotations

from typing import Any, Final

from communique.briefs.data import conflict_json, link_json
from communique.briefs.decisions import decided
from communique.faces.cli.words import Name, amount_words
from communique.model import Fact

# Characters of an id that are printed; `show` takes any beginning of an id.
SHORT: Final = 12

# The slots of each kind in the order of the columns; an id stands before them, the voices behind.
COLUMNS: Final = {
    "engagement": ("date", "type", "parties", "place", "level", "status"),
    "mechanism": ("name", "acronym", "parties", "status"),
    "programme": (
        "equipment",
        "supplier",
        "recipient",
        "mode",
        "terms",
        "status",
        "quantity",
        "value",
        "date",
    ),
    "use": ("date", "equipment", "by", "operation", "against"),
    "pressure": ("date", "instrument", "by", "on", "about", "status"),
    "posture": ("parties", "direction", "from", "to"),
}
_PARTIES: Final = frozenset({"parties", "supplier", "recipient", "by", "on", "against", "about"})


# What a program gets of the belief; a person gets one cell of words.
_BELIEF: Final = ("belief", "likelihood", "reliability", "credibility", "doubtful")


def header(kind: str, *, for_program: bool) -> tuple[str, ...]:
    """The names of the columns for a kind of fact."""
    return ("id", *COLUMNS[kind], "voices", *(_BELIEF if for_program else ("belief",)), "decided")


def row(fact: Fact, name: Name, *, for_program: bool) -> list[str]:
    """One fact as cells: parties by ``name``, a denied fact marked where its status stands, a doubtful one last."""
    cells = [_cell(fact, slot, name) for slot in COLUMNS[fact.kind]]
    if for_program:
        return [fact.id, *cells, str(fact.voices), *_belief_cells(fact), _decided(fact)]
    return [fact.id[:SHORT], *cells, str(fact.voices), belief_words(fact), _decided(fact)]


def belief_words(fact: Fact) -> str:
    """``likely (0.71)``; a doubtful reading is called so."""
    doubt = "doubtful" if fact.slots.get("doubtful") else ""
    said = f"{fact.weighing.likelihood} ({fact.belief:.2f})" if fact.weighing else ""
    return ", ".join(part for part in (said, doubt) if part)


def _belief_cells(fact: Fact) -> list[str]:
    doubt = str(fact.slots["doubtful"]["cause"]) if fact.slots.get("doubtful") else ""
    if fact.weighing is None:
        return ["", "", "", "", doubt]
    found = fact.weighing
    return [f"{fact.belief:.3f}", found.likelihood, found.reliability, str(found.credibility), doubt]


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as JSON data: what was merged, what could not be, and the claims behind it."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "slots": dict(fact.slots),
        "voices": fact.voices,
        "belief": fact.belief,
        "weighing": fact.weighing.to_json() if fact.weighing else None,
        "conflicts": [conflict_json(conflict) for conflict in fact.conflicts],
        "claims": [item.claim_id for item in fact.cited],
        "judgements": [one.to_json() for one in fact.judgements],
        "links": [link_json(link) for link in fact.links],
    }


def _decided(fact: Fact) -> str:
    """The last thing that somebody decided about it, and how many more there are."""
    if not fact.judgements:
        return ""
    more = f"; {len(fact.judgements) - 1} more" if len(fact.judgements) > 1 else ""
    return f"{decided(fact.judgements[-1])}{more}"


def _cell(fact: Fact, slot: str, name: Name) -> str:
    value = fact.slots.get(slot)
    if slot in _PARTIES and isinstance(value, list | tuple):
        return ", ".join(name(str(code)) for code in value)
    words = amount_words(value)
    if slot == "status" and fact.slots.get("denied"):
        return f"{words} (denied)".strip()
    return words
