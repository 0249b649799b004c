"""Short forms that a report makes for itself speak for the state of the institution from then on."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Malawi Defence Force (MDF) needs trucks. The MDF received ten Casspir vehicles from South Africa.",
            {("Casspir", "ZAF", "MWI")},
        ),
        (
            "The Finnish Materiel Agency (FXA) met its budget. The FXA ordered 20 Spike missiles from Israel.",
            {("Spike", "ISR", "FIN")},
        ),
    ],
)
def test_a_short_form_speaks_for_its_state(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(e.split(" ")[0], s, r) for e, s, r, _ in dealt(text)} == told


def test_a_short_form_of_goods_speaks_for_nobody() -> None:
    text = "India builds the Indian Coastal Radar Kit (ICK). The ICK received ten Spike missiles from Israel."
    assert ("ISR", "IND") not in {(s, r) for _, s, r, _ in dealt(text) if r == "ICK"}
