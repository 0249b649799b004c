from __future__ import annotations

import pytest

from communique.faces.web.rendering import told_as


@pytest.mark.parametrize(
    ("slot", "value", "said"),
    [
        ("date", "2022-08-27", "27 August 2022"),
        ("value", "USD 5760000000", "USD 5.76 billion"),
        ("value", "5760000000", "5.76 billion"),
        ("value", "about five", "about five"),
        ("status", "in-production", "in production"),
        ("quantity", "180", "180"),
        ("denied", None, ""),
    ],
)
def test_a_change_is_told_in_words(slot: str, value: str | None, said: str) -> None:
    assert told_as(value, slot) == said
