"""Whose ship a name tells: the prefix of a navy before it ("HMAS Anzac", "BRP Rizal")."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources


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
