from __future__ import annotations

from typing import Any

import pytest

from communique.briefs.amounts import count_words, money_words, unit_words


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"amount": 5.43e9, "currency": "USD"}, "USD 5.43 billion"),
        ({"amount": 36.25e9, "currency": "INR", "qualifier": "more than"}, "more than INR 36.25 billion"),
        ({"amount": 1.5e9, "currency": "USD", "qualifier": "worth"}, "USD 1.5 billion"),
        ({"amount": 1e9, "high": 2e9, "currency": "EUR"}, "EUR 1 billion to EUR 2 billion"),
        ({"amount": 2.5e12, "currency": "INR"}, "INR 2.5 trillion"),
        ({"amount": 248e6, "currency": "USD"}, "USD 248 million"),
        ({"amount": 950, "currency": None}, "950"),
    ],
)
def test_money(value: dict[str, Any], said: str) -> None:
    assert money_words(value) == said


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        ({"text": "five", "number": 5.0}, "five"),
        ({"text": "35,000", "number": 35000.0, "qualifier": "about"}, "about 35,000"),
        ({"text": "36 to 40", "low": 36.0, "high": 40.0}, "36 to 40"),
        ({"text": "at least 10", "low": 10.0}, "at least ten"),
        ({"text": "up to 10", "high": 10.0}, "up to ten"),
        ({"text": "dozens"}, "dozens"),
    ],
)
def test_counts(quantity: dict[str, Any], said: str) -> None:
    assert count_words(quantity) == said


def test_units_agree() -> None:
    assert unit_words({"number": 5.0, "unit": "regiment"}) == "regiments"
    assert unit_words({"number": 5.0, "unit": "squadrons"}) == "squadrons"
    assert unit_words({"number": 1.0, "unit": "battery"}) == "battery"
    assert unit_words({"number": 5.0}) == ""
