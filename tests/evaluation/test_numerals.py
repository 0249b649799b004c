from __future__ import annotations

import pytest

from communique.evaluation.numerals import numbers


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("five", [5]),
        ("five or six squadrons", [5, 6]),
        ("up to 2,400", [2400]),
        ("$5.43 billion", [5.43e9]),
        ("Rs 39,000 crore", [39e10]),
        ("3 lakh", [3e5]),
        ("12 m", [12e6]),
        (7, [7]),
        ({"number": 5}, [5]),
        ({"amount": 5.43e9, "currency": "USD"}, [5.43e9]),
        (["4", {"text": "4"}], [4, 4]),
        ("several", []),
        ({"text": "5"}, []),
        (None, []),
    ],
)
def test_numbers(value: object, found: list[float]) -> None:
    assert numbers(value) == found
