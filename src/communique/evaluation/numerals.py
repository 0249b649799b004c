"""Numbers out of quantities and sums, as printed or resolved: ``five``, ``2,400``, ``$5.43 billion``."""

from __future__ import annotations

import re
from typing import Any, Final

from communique.evaluation.spelling import items

_WORDS: Final = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SMALL: Final = {word: float(number) for number, word in enumerate(_WORDS)}
_SCALES: Final = {
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
_WORD: Final = re.compile(r"[a-z]+")
# The scales in the order in which they are tried: long words before the letters that open them.
_FIGURES: Final = re.compile(
    r"(\d[\d,]*\.?\d*)\s*(thousand|million|billion|trillion|lakh|crore|bln|bn|mn|m|b)?"
)


def numbers(value: object) -> list[float]:
    """Every number that a quantity or sum gives, number words first within each text."""
    found: list[float] = []
    for item in items(_bare(value)):
        found += [float(item)] if isinstance(item, (int, float)) else _written(str(item).casefold())
    return found


def _bare(value: object) -> object:
    """The number inside ``{"number": 5}`` or ``{"amount": 5.43e9, "currency": "USD"}``."""
    if not isinstance(value, dict):
        return value
    fields: dict[str, Any] = value
    return next((fields[key] for key in ("amount", "number", "value") if key in fields), None)


def _written(text: str) -> list[float]:
    found = [_SMALL[word] for word in _WORD.findall(text) if word in _SMALL]
    for figures, scale in _FIGURES.findall(text):
        found.append(float(figures.replace(",", "")) * _SCALES.get(scale, 1.0))
    return found
