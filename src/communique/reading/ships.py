"""Whose ship a name tells: the prefix of a navy before it ("HMAS Anzac", "BRP Rizal")."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.model import Claim

# What a ship does that stays its own navy's, and what makes it another's.
_SAILS: Final = re.compile(
    r":(?:arriv|send|deploy|dispatch|come|reach|visit|return|mov|sail|leav|dock|bring|head|station)"
)
_HANDED: Final = re.compile(
    r"\b(?:hand|transfer|donat|decommission|gift|sold|sale|former|ex-|second-hand)", re.I
)


@lru_cache(maxsize=1)
def ship_prefixes() -> dict[str, str]:
    """Prefix of a ship's name -> the state whose navy uses it ("HMAS" -> AUS)."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "ship_prefixes.csv")
        .read_text(encoding="utf-8")
    )
    return {row["prefix"]: row["state"] for row in csv.DictReader(text.splitlines())}


def flag(phrase: str) -> list[str]:
    """The states whose ships a phrase names by their prefix, each once."""
    words = re.findall(r"\b[A-ZÉ]\w{1,5}(?= [A-Z])", phrase)
    return list(dict.fromkeys(code for word in words if (code := ship_prefixes().get(word))))


def sails_by(claim: Claim) -> bool:
    """``Washington sends USS Michigan to Busan``: a ship under the flag of whoever sends it is not supplied."""
    if claim.kind != "programme" or not _SAILS.search(claim.rule):
        return False
    quotes = " ".join(span.quote for span in claim.evidence)
    return flag(f"{claim.equipment} X") == list(claim.supplier) and not _HANDED.search(quotes)
