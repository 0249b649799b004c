"""Which equipment a trigger governs, and what stands beside it for another reason."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Russia has supplied Belarus with Iskander missiles and S-400 systems.", {"Iskander", "S-400"}),
        (
            "Britain approved the sale of trainers, radars and torpedoes to Oman.",
            {"trainers", "radars", "torpedoes"},
        ),
        ("Spain donated Leopard tanks to Ukraine to fight Russian T-90 tanks.", {"Leopard tanks"}),
        ("Under the deal Vietnam will get spare parts for its Su-30 fighters from India.", {"spare parts"}),
        ("Ukraine sold Pakistan engines for T-80UD tanks.", {"engines"}),
    ],
)
def test_what_passes(text: str, names: set[str]) -> None:
    assert {name for name, *_ in dealt(text)} == names


@pytest.mark.parametrize(
    "text",
    [
        "Export versions of the Oplot tank were shown to guests from Thailand.",
        "A supply ship of the Indian navy called at Oman with two helicopters.",
        "Britain sent troops with armoured vehicles to Estonia.",
    ],
)
def test_a_noun_that_says_something_else_is_no_deal(text: str) -> None:
    assert dealt(text) == set()
