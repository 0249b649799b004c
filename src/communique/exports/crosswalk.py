"""From our kinds, types and statuses to PLOVER's events: a table of our own, reviewed row by row.

PLOVER: Halterman, Bagozzi, Beger, Schrodt and Scraborough, *PLOVER and POLECAT: A New Political Event Ontology
and Dataset* (2023), and its manual of 2024. Each row of ``data/plover_crosswalk.csv`` gives its reason.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.model import Fact

# How equipment that was used shows in the mode of an ASSAULT.
_ASSAULT: Final = {
    "combat-aircraft": "aerial",
    "helicopters": "aerial",
    "drones": "drone",
    "artillery": "heavy-weapons",
    "missiles": "heavy-weapons",
    "armour": "heavy-weapons",
    "air-defence": "heavy-weapons",
    "naval": "heavy-weapons",
    "munitions": "heavy-weapons",
    "small-arms": "firearms",
}


@dataclass(frozen=True, slots=True)
class Coding:
    """A PLOVER coding: event, mode, contexts, quad code, scale, CAMEO code, and how the ends are filled.

    ``ends``: both (all are actors, none is recipient), ends (supplier or who presses acts on the other),
    back (the other way round), guest (the visitor acts on the host).
    """

    event: str
    mode: str
    contexts: tuple[str, ...]
    quad: int
    scale: float
    cameo: str
    ends: str
    needs_recipient: bool


def coding(fact: Fact) -> Coding | None:
    """The first row that fits a fact; None for what PLOVER has no event for (a standing mechanism, a posture)."""
    slots = fact.slots
    what = {"engagement": "type", "programme": "mode", "pressure": "instrument"}.get(fact.kind)
    many = "many" if len(slots.get("parties", ())) > 2 else ""
    asked = (
        fact.kind,
        str(slots.get(what, "")) if what else "",
        str(slots.get("terms", "")) if fact.kind == "programme" else many,
        str(slots.get("status", "")),
    )
    row = next((row for row in _rows("plover_crosswalk") if _fits(row, asked)), None)
    if row is None or (fact.kind == "use" and not slots.get("against")):
        return None
    event = _events()[row["event"]]
    mode = row["mode"] if fact.kind != "use" else _ASSAULT.get(str(slots.get("family")), "")
    return Coding(
        row["event"],
        mode,
        tuple(part for part in row["contexts"].split(";") if part),
        int(event["quad"]),
        _modes().get((row["event"], mode), float(event["scale"])),
        row["cameo"],
        row["ends"],
        event["recipient"] == "yes",
    )


def _fits(row: dict[str, str], asked: tuple[str, str, str, str]) -> bool:
    wanted = (row["kind"], row["what"], row["way"], row["status"])
    # An empty cell asks nothing of a fact, as a star does.
    return all(want in ("*", "", have) for want, have in zip(wanted, asked, strict=True))


@lru_cache(maxsize=4)
def _rows(name: str) -> tuple[dict[str, str], ...]:
    file = resources.files("communique.exports") / "data" / f"{name}.csv"
    with file.open(encoding="utf-8") as opened:
        return tuple(csv.DictReader(opened))


@lru_cache(maxsize=1)
def _events() -> dict[str, dict[str, str]]:
    return {row["event"]: row for row in _rows("plover_events")}


@lru_cache(maxsize=1)
def _modes() -> dict[tuple[str, str], float]:
    return {(row["event"], row["mode"]): float(row["scale"]) for row in _rows("plover_modes")}
