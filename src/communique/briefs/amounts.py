"""Numbers of items and amounts of money in words, from the public JSON form of a slot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from communique.briefs.english import number, plural

_SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
# Words of the report that say how exact a figure is; "worth" and the like say nothing of it.
_QUALIFIERS: Final = (
    "about|around|approximately|some|nearly|almost|more than|over|at least|up to|less than|under|close to|"
    "roughly|an estimated|above|below"
).split("|")


def money_words(value: Mapping[str, Any]) -> str:
    """``USD 5.43 billion``, ``more than INR 36.25 billion``, ``USD 1 billion to USD 2 billion``."""
    currency = f"{value.get('currency') or ''} "
    low = f"{currency}{_scaled(float(value['amount']))}".strip()
    high = value.get("high")
    said = f"{low} to {currency}{_scaled(float(high))}" if high else low
    return f"{_qualifier(value)}{said}"


def _scaled(amount: float) -> str:
    for size, name in _SCALES:
        if amount >= size:
            return f"{amount / size:,.4g} {name}" if amount < 1000 * size else f"{amount / size:,.0f} {name}"
    return f"{amount:,.0f}"


def count_words(quantity: Mapping[str, Any]) -> str:
    """The number alone: ``five``, ``about 35,000``, ``36 to 40``; as printed where no number was read."""
    if quantity.get("number") is not None:
        return f"{_qualifier(quantity)}{number(float(quantity['number']))}"
    low, high = quantity.get("low"), quantity.get("high")
    if low is not None and high is not None:
        return f"{number(float(low))} to {number(float(high))}"
    if low is not None:
        return f"at least {number(float(low))}"
    if high is not None:
        return f"up to {number(float(high))}"
    return str(quantity.get("text", ""))


def is_one(quantity: Mapping[str, Any]) -> bool:
    """True for a single item."""
    return quantity.get("number") == 1


def unit_words(quantity: Mapping[str, Any]) -> str:
    """``regiments`` for five, ``regiment`` for one; empty where the report counts items."""
    unit = str(quantity.get("unit") or "")
    if not unit or is_one(quantity):
        return unit
    return unit if unit.endswith("s") else plural(unit)


def _qualifier(value: Mapping[str, Any]) -> str:
    said = str(value.get("qualifier") or "").lower()
    return f"{said} " if said in _QUALIFIERS else ""
