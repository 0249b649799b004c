"""Pressures, postures and uses that no plain verb tells: advice, prospects, terms to leave, traces of weapons."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

TOPIC = "Weapons and military cooperation"


def pressures(text: str) -> list[tuple[str, ...]]:
    """Who presses whom, about whom, with what, how far: one row for each pressure of a text on arms."""
    return [
        ("+".join(c.by), "+".join(c.on), "+".join(c.about), c.instrument or "", c.status or "")
        for c in claims(text, "pressure", TOPIC)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Beijing should refrain from selling drones to Sudan, US State Department spokesman Matthew Miller said.", ("USA", "CHN", "SDN", "demand", "demanded")),
        ("US Secretary of State Antony Blinken said Serbia must not buy Russian missiles.", ("USA", "SRB", "RUS", "demand", "demanded")),
        ("The United States said Egypt should reconsider its purchase of Russian Su-35 fighter jets.", ("USA", "EGY", "RUS", "demand", "demanded")),
        ("It is essential that Serbia not buy Chinese drones, US Ambassador Christopher Hill said.", ("USA", "SRB", "CHN", "demand", "demanded")),
        ("Vietnam could be subject to US sanctions if it buys Russian fighter jets.", ("USA", "VNM", "RUS", "sanctions", "threatened")),
        ("Egypt was threatened with US sanctions over its purchase of Su-35 jets from Russia.", ("USA", "EGY", "RUS", "sanctions", "threatened")),
        ("The United States threatened Algeria with sanctions over its purchase of Su-57 jets from Russia.", ("USA", "DZA", "RUS", "sanctions", "threatened")),
        ("Chad gave French troops six weeks to leave the country.", ("TCD", "FRA", "", "demand", "demanded")),
        ("Russia warned Moldova over its bid to join NATO.", ("RUS", "MDA", "NATO", "warning", "threatened")),
    ],
)  # fmt: skip
def test_who_presses_whom_where_no_verb_of_asking_governs_it(text: str, expected: tuple[str, ...]) -> None:
    assert pressures(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Amnesty International said France should stop selling arms to Egypt.",
        "The minister asked France why the deliveries of jets had stopped.",
        "CAATSA, a law which imposed sanctions on Russia and Iran, was passed in 2017.",
    ],
)
def test_nobody_presses_by_a_private_voice_a_question_or_an_old_law(text: str) -> None:
    assert pressures(text) == []


def test_whose_sanctions_they_are_is_not_whose_purchase_it_is() -> None:
    text = "Egypt was threatened with US sanctions over its purchase of Su-35 jets from Russia."
    assert [(c.supplier, c.recipient) for c in claims(text, "programme", TOPIC)] == [(("RUS",), ("EGY",))]


@pytest.mark.parametrize(
    ("text", "equipment", "by"),
    [
        ("Fragments found at the market in Sanaa came from an American-made GBU-39 bomb dropped by Saudi Arabia.", "GBU-39", "SAU"),
        ("Ethiopian air strikes hit a camp in Tigray. Wreckage found at the site was of a Turkish-made MAM-L munition.", "MAM-L", "ETH"),
        ("Footage showed Sudanese army troops firing Chinese-made AR-1 missiles at positions of the RSF.", "AR-1 missile", "SDN"),
    ],
)  # fmt: skip
def test_weapons_are_used_by_whose_strike_left_their_traces(text: str, equipment: str, by: str) -> None:
    assert [(c.equipment, c.by) for c in claims(text, "use")] == [(equipment, (by,))]


def test_traces_of_what_a_band_fired_are_no_use_by_a_state() -> None:
    text = "RSF fighters attacked the city. Fragments of Chinese-made GB50A bombs were found there."
    assert claims(text, "use") == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Niger ended its military cooperation with the United States.", ["suspended"]),
        ("Military ties between Kenya and Ethiopia were severely tested by the dispute.", ["weakening"]),
        ("Protesters in Niamey called for closer military ties between Niger and Russia.", []),
    ],
)
def test_where_ties_go(text: str, direction: list[str]) -> None:
    assert [c.direction for c in claims(text, "posture", TOPIC)] == direction


def test_a_scrapped_deal_is_cancelled() -> None:
    text = "The scrapped sale of Su-35 jets by Russia to Indonesia was worth $1.1 billion."
    assert [c.status for c in claims(text, "programme")] == ["cancelled"]
