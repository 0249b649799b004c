"""States told by where they lie: "the Gulf state", "the West African nation" (``data/regions.csv``)."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.mentions import Mention

_NOUN: Final = r"(?:countr(?:y|ies)|nations?|states?|kingdom|republic|monarchy|emirate|government|neighbou?r|ally|partner|member(?:[ -](?:state|country|nation))?)"


@lru_cache(maxsize=1)
def regions() -> dict[str, frozenset[str]]:
    """The states of each region, by the words that tell of it."""
    text = resources.files("communique.reading").joinpath("data", "regions.csv").read_text(encoding="utf-8")
    return {
        word: frozenset(row["states"].split())
        for row in csv.DictReader(text.splitlines())
        for word in row["words"].split(";")
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A description by region; its first group is the region."""
    words = re.sub("[ -]", "[ -]", "|".join(sorted(regions(), key=len, reverse=True)))
    return re.compile(rf"\b({words})(?: (?:[a-z-]+|NATO|EU))? {_NOUN}\b", re.IGNORECASE)


def lying_there(phrase: str, named: Sequence[str]) -> tuple[str, ...]:
    """Of the parties named (the last first), the one that a phrase means by its region; empty where none does."""
    match = _pattern().search(phrase)
    if match is None:
        return ()
    word = re.sub("-", " ", match[1].lower())
    states = next((found for key, found in regions().items() if key.replace("-", " ") == word), frozenset())
    return next(((party,) for party in named if party in states), ())


def described(phrase: str, mentions: Sequence[Mention], main: Sequence[str], offset: int) -> tuple[str, ...]:
    """What "the Gulf state" at an offset means: of the parties named before, the main ones first, then those named later."""
    if not describes(phrase):
        return ()
    named = [m for m in mentions if m.kind in ("party", "body") and len(m.parties) == 1]
    before = [m.parties[0] for m in reversed(named) if m.end <= offset]
    after = [m.parties[0] for m in named if m.start > offset]
    return lying_there(phrase, [*(party for party in before if party in main), *before, *after])


def describes(phrase: str) -> bool:
    """Whether a phrase tells a state by its region."""
    return _pattern().search(phrase) is not None
