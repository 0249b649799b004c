"""Bare nouns that stand for a designation named before."""

from __future__ import annotations

import pytest

from tests.reading.test_items import items


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vietnam ordered the K9 from South Korea. The howitzers arrive in May.", ["K9", "K9"]),
        ("Peru flies the Mirage 2000 from France. These jets are old.", ["Mirage 2000", "Mirage 2000"]),
        ("Vietnam ordered the K9 howitzer from South Korea. Howitzers arrive in May.", ["K9", "Howitzers"]),
        ("Vietnam ordered the K9 from South Korea. The frigates arrive in May.", ["K9", "frigates"]),
        ("The order has 66 F-16 aircraft to Taiwan and eight aircraft to Bulgaria.", ["F-16", "F-16"]),
    ],
)
def test_definite_and_counted_nouns_repeat_a_designation(text: str, names: list[str]) -> None:
    assert [i.name for i in items(text)] == names
