"""Warnings about what others do, vetoes told again, denials of claims, lists of three behind a bond."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

TOPIC = "Weapons and military cooperation"


def pressures(text: str) -> list[tuple[str, str, str, str]]:
    """Who presses whom, about whom, with what."""
    found = claims(text, "pressure", TOPIC)
    return [("+".join(c.by), "+".join(c.on), "+".join(c.about), c.instrument or "") for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "Norway's export rules still keep it from shipping weapons to countries at war.",
        "The change was Tokyo's first major overhaul of its export curbs in nine years and may help Ukraine.",
        "Poland warned that Iran could send ballistic missiles to Russia.",
        "Washington warned that China was considering supplying drones to Russia.",
        "Serbia denies US claims of supplying shells to Ukraine.",
    ],
)
def test_ones_own_rules_forecasts_and_denials_press_nobody(text: str) -> None:
    assert pressures(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Switzerland blocked Denmark from sending ammunition to Ukraine. It was unclear which shells Denmark would send following the Swiss veto.", [("CHE", "DNK", "UKR", "export-control")]),
        ("Germany rejected a request by Estonia to pass on German-made howitzers to Ukraine.", [("DEU", "EST", "UKR", "export-control")]),
        ("U.S. officials warned Turkey against providing Russia with lethal military aid.", [("USA", "TUR", "RUS", "warning")]),
        ("Germany has warned Iran about sending Russia drones for the invasion of Ukraine.", [("DEU", "IRN", "RUS", "warning")]),
        ("Armenia protested Israel's supply of drones to Azerbaijan.", [("ARM", "ISR", "AZE", "diplomatic")]),
        ("Serbia protested sharply to Turkey last week over its supply of drones to Kosovo.", [("SRB", "TUR", "XKX", "diplomatic")]),
        ("Vietnam's president thanked a United States senator for helping to lift the arms embargo.", [("USA", "VNM", "", "embargo")]),
    ],
)  # fmt: skip
def test_whom_words_and_vetoes_are_aimed_at(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert pressures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The law supports closer military ties among Greece, Cyprus and Israel.", {("CYP", "GRC", "ISR")}),
        ("The dispute has deepened the mistrust between Ankara and Washington, hurting military contacts.", {("TUR", "USA")}),
        ("South Korea said its northern neighbor may sell Russia missiles as military cooperation between North Korea and Russia grows.", {("PRK", "RUS")}),
        ("Minister Jan Novak distanced himself from British minister Grant Shapps' claims on arms.", set()),
    ],
)  # fmt: skip
def test_of_whom_a_bond_is(text: str, expected: set[tuple[str, ...]]) -> None:
    assert {c.parties for c in claims(text, "posture", TOPIC)} == expected


def test_the_two_countries_are_those_that_the_sentence_joins() -> None:
    text = "Norway voiced concern to Russia and China over what Oslo called a show of force after the two countries held a joint air patrol."
    assert [c.parties for c in claims(text, "engagement", TOPIC)] == [("CHN", "RUS")]


def test_arms_at_large_and_lethal_aid_are_both_arms_at_large() -> None:
    text = (
        "China denied that it has supplied lethal weapons to Russia. Beijing has denied providing lethal aid."
    )
    assert ("lethal weapons", True) in {(c.equipment, c.denied) for c in claims(text, "programme")}
