"""What a sentence leaves open is filled from the report, and marked as inferred."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt
from tests.reading.telling import claims

PACKAGE = "Sweden announced a military aid package for Ukraine on Thursday."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{PACKAGE} It includes ten CV90 vehicles and radars.",
            {("CV90", "SWE", "UKR"), ("radars", "SWE", "UKR")},
        ),
        (f"{PACKAGE} The package contains four howitzers.", {("howitzers", "SWE", "UKR")}),
        (f"{PACKAGE} Finland has four howitzers.", {("military aid package", "SWE", "UKR")}),
    ],
)
def test_a_package_and_what_it_holds(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(e, s, r) for e, s, r, _ in dealt(text)} == told


@pytest.mark.parametrize(
    ("text", "buyers"),
    [
        (
            "Dassault sold 42 Rafale jets to Indonesia after earlier deals with Greece and Croatia.",
            {"IDN", "GRC", "HRV"},
        ),
        (
            "Norway ordered K9 howitzers from South Korea. Other customers include Estonia and Finland.",
            {"NOR", "EST", "FIN"},
        ),
        ("Norway ordered K9 howitzers from South Korea. Potential customers include Estonia.", {"NOR"}),
        ("Norway ordered K9 howitzers from South Korea. Gas sales to Estonia fell.", {"NOR"}),
    ],
)
def test_further_buyers_of_the_same_thing(text: str, buyers: set[str]) -> None:
    assert {r for _, _, r, _ in dealt(text)} == buyers


def test_one_verb_for_several_senders() -> None:
    found = dealt(
        "Britain announced the delivery of Challenger 2 tanks to Ukraine, and Spain Leopard 2 tanks."
    )
    assert {(e, s) for e, s, r, _ in found if r == "UKR"} == {("Challenger 2", "GBR"), ("Leopard 2", "ESP")}


def test_what_the_table_knows_is_marked() -> None:
    (claim,) = claims("Iraq bought 73 T-90S tanks in 2016.", "programme")
    assert claim.supplier == ("RUS",)
    assert dict(claim.inferred)["supplier"] == "table: origin of the equipment"


def test_a_currency_is_no_party() -> None:
    found = dealt("Poland sold Senegal two patrol ships. The ships were ordered for US$30 million.")
    assert {(s, r) for _, s, r, _ in found} == {("POL", "SEN")}
