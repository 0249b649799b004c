"""Whose bond grows or fades, whom a warning is addressed to, and what stands between a decision and its deed."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

TOPIC = "Weapons and military cooperation"


def postures(text: str) -> set[str]:
    """Each posture of a text on arms: ``AAA+BBB direction``."""
    return {f"{'+'.join(c.parties)} {c.direction}" for c in claims(text, "posture", TOPIC)}


def pressures(text: str) -> list[tuple[str, str, str, str]]:
    """Who presses whom, about whom, with what."""
    found = claims(text, "pressure", TOPIC)
    return [("+".join(c.by), "+".join(c.on), "+".join(c.about), c.instrument or "") for c in found]


def deals(text: str) -> list[tuple[str, str]]:
    """Supplier and recipient of each programme."""
    return [("+".join(c.supplier), "+".join(c.recipient)) for c in claims(text, "programme", TOPIC)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia boycotted the summit amid a sharp downturn in relations with its traditional ally Russia.", {"ARM+RUS weakening"}),
        ("The move marks a steep decline in military ties between Georgia and the United States.", {"GEO+USA weakening"}),
        ("Mali's purchases come after a breakdown in its relations with former colonial power France.", {"FRA+MLI weakening"}),
        ("Serbia has deepened its defence ties with France and Turkey.", {"SRB+TUR strengthening", "FRA+SRB strengthening"}),
        ("Washington is worried by Algeria's deepening military relationship with Moscow.", {"DZA+RUS strengthening"}),
        ("Chad's junta has turned to Russia for weapons and severed its military ties with France.", {"RUS+TCD strengthening", "FRA+TCD suspended"}),
        ("The war has had a negative impact on growing Serbia-Russia military relations.", {"RUS+SRB weakening"}),
        ("The sale will strengthen the friendship between key NATO allies, the ministry said.", set()),
        ("Russia called on Serbia to suspend military cooperation with Albania.", set()),
    ],
)  # fmt: skip
def test_whose_bond_goes_where(text: str, expected: set[str]) -> None:
    assert postures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Washington told Vietnam it could be hit with sanctions over its plan to buy Russian jets.", [("USA", "VNM", "RUS", "sanctions")]),
        ("Under the law, the Biden administration imposed sanctions on the Turkish military for buying S-400 missiles from Russia.", [("USA", "TUR", "RUS", "sanctions")]),
        ("The United States warned Egypt it could face sanctions over a deal for Russian jets. Pentagon officials personally warned the Egyptian air force chief about the deal's consequences.", [("USA", "EGY", "RUS", "sanctions")]),
        ("The ministry asked Serbia to explain after Moscow demanded to know if it had sold rockets to Ukraine.", []),
        ("The United Nations slammed continued violations of an arms embargo after a Chinese-made drone was downed in Libya.", []),
    ],
)  # fmt: skip
def test_whom_a_lever_hits(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert pressures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea criticised the US decision on Friday to approve a sale of Apache helicopters to South Korea.", [("USA", "KOR")]),
        ("Russia condemned the German move on Tuesday to send tanks to Ukraine.", [("DEU", "UKR")]),
        ("The United States has warned Indonesia that it could face sanctions over a contract to buy 11 Su-35 jets from Russia.", [("RUS", "IDN")]),
        ("France approved a $50 million contract for the upkeep of Egypt's radars.", [("FRA", "EGY")]),
        ("China sanctioned Lockheed Martin and Raytheon over their arms sales to Taiwan.", [("USA", "TWN")]),
        ("Buying drones from the United States takes time and is expensive, an analyst said.", []),
    ],
)  # fmt: skip
def test_who_deals_under_a_lever(text: str, expected: list[tuple[str, str]]) -> None:
    assert deals(text) == expected


def test_the_north_and_the_south_are_the_two_koreas_where_one_is_named() -> None:
    text = "North Korea said the South and the United States began a joint exercise on Monday."
    assert [c.parties for c in claims(text, "engagement")] == [("KOR", "USA")]
    other = "Sudan said the South and the United States began a joint exercise on Monday."
    assert "KOR" not in {p for c in claims(other, "engagement") for p in c.parties}


def test_whoever_stays_away_meets_nobody() -> None:
    text = "Armenia's prime minister has skipped several meetings of the CSTO, the Russian-led bloc."
    assert claims(text, "engagement", TOPIC) == []
