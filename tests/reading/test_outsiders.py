"""Who presses a dealing of two others is no end of it, and a lever that somebody asks for has not been pulled."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

# A report of a buyer, a seller and whoever presses them: the deal stays between the two.
PRESSED = [
    "Washington warned Jakarta against buying Su-35 jets from Russia. Jakarta said on Friday that the purchase of the Su-35 would go ahead.",
    "The United States urged Indonesia not to go through with its purchase of Russia's Su-35 jets.",
    "The United States threatened Indonesia with sanctions over its arms deal with Russia. Washington has said that the order of the Su-35 is a mistake.",
]


@pytest.mark.parametrize("text", PRESSED)
def test_a_presser_is_no_end_of_the_deal(text: str) -> None:
    assert {(c.supplier, c.recipient, c.denied) for c in claims(text, "programme")} == {
        (("RUS",), ("IDN",), False)
    }


@pytest.mark.parametrize(
    ("text", "by", "on", "about"),
    [
        ("A US official said: \"With regard to the Su-35, we are urging Indonesia to forgo deals with Russia.\"", "USA", "IDN", "RUS"),
        ("Washington sanctioned China's procurement department for buying Russian Su-35 jets, as India looks on.", "USA", "CHN", "RUS"),
        ("Washington voiced its concern over Egypt's decision to buy the Su-35.", "USA", "EGY", "RUS"),
        ("The announcement follows a US decision to sanction 12 Turkish officials over the purchase of Russian missiles.", "USA", "TUR", "RUS"),
        ("Beijing imposed sanctions on two firms in response to US arms sales to Taiwan.", "CHN", "USA", "TWN"),
    ],
)  # fmt: skip
def test_the_sides_of_a_pressure(text: str, by: str, on: str, about: str) -> None:
    assert [(c.by, c.on, c.about) for c in claims(text, "pressure")] == [((by,), (on,), (about,))]


@pytest.mark.parametrize(
    "text",
    [
        "The law gives Washington the right to impose sanctions on any country that buys Russian arms.",
        "Washington said that a waiver from CAATSA sanctions for India was unlikely after its purchase of Russian missiles.",
        "Denmark called for new sanctions on Iran over the drones.",
    ],
)
def test_what_nobody_has_done_is_no_lever(text: str) -> None:
    assert [c for c in claims(text, "pressure") if c.instrument == "sanctions"] == []


def test_asking_for_a_halt_is_a_demand_and_no_embargo() -> None:
    found = claims("China called on the United States to stop arms sales to Taiwan.", "pressure")
    assert [(c.by, c.on, c.instrument) for c in found] == [(("CHN",), ("USA",), "demand")]
