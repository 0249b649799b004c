"""Merged facts as rows of a table and as JSON."""

from __future__ import annotations

from typing import Any, Final

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


def header(kind: str) -> tuple[str, ...]:
    """The names of the columns for a kind of fact."""
    return ("id", *COLUMNS[kind], "voices")


def row(fact: Fact, name: Name, *, whole_id: bool) -> list[str]:
    """One fact as cells: parties by ``name``, a denied fact marked where its status stands."""
    cells = [_cell(fact, slot, name) for slot in COLUMNS[fact.kind]]
    return [fact.id if whole_id else fact.id[:SHORT], *cells, str(fact.voices)]


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as JSON data: what was merged, what could not be, and the claims behind it."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "slots": dict(fact.slots),
        "voices": fact.voices,
        "belief": fact.belief,
        "conflicts": [
            {"slot": one.slot, "values": [{"value": value, "claims": list(ids)} for value, ids in one.values]}
            for one in fact.conflicts
        ],
        "claims": [item.claim_id for item in fact.cited],
    }


def _cell(fact: Fact, slot: str, name: Name) -> str:
    value = fact.slots.get(slot)
    if slot in _PARTIES and isinstance(value, list | tuple):
        return ", ".join(name(str(code)) for code in value)
    words = amount_words(value)
    if slot == "status" and fact.slots.get("denied"):
        return f"{words} (denied)".strip()
    return words
