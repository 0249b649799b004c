"""What a programme claim is made of: the table of triggers, and a deal in the making."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from communique.reading.items import Item
from communique.reading.stance import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of programme triggers."""

    lemma: str
    pos: str
    sense: str
    mode: str
    status: str
    terms: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    equipment: tuple[str, ...]
    needs: str


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], Frame]:
    """(lemma, pos) -> frame."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "programme_frames.csv")
        .read_text(encoding="utf-8")
    )
    table: dict[tuple[str, str], Frame] = {}
    for row in csv.DictReader(text.splitlines()):
        table[row["lemma"], row["pos"]] = Frame(
            row["lemma"],
            row["pos"],
            row["sense"],
            row["mode"],
            row["status"],
            row["terms"],
            _split(row["supplier"]),
            _split(row["recipient"]),
            _split(row["equipment"]),
            row["needs"],
        )
    return table


@dataclass
class Deal:
    """A programme claim in the making: one trigger and one item, with its parties and how they were found."""

    frame: Frame
    trigger: int
    item: Item
    stance: Stance
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: str = "transfer"
    status: str = "proposed"
    inferred: dict[str, str] = field(default_factory=dict)
    linked: bool = True
    built_for: bool = False
    at_home: bool = False
