"""Supplier and receiver: who gives rather than who made, who lost, whose rebels."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading.ends import given_to
from tests.reading.dealt import dealt, statuses
from tests.reading.telling import claims, reader


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Serbia got six Mi-35 helicopters second-hand from Cyprus.", ("CYP", "SRB")),
        ("Argentina has picked Danish F-16s over Indian Tejas fighters.", ("DNK", "ARG")),
        ("Peru chose the K2 tank over the Leopard 2 from Germany.", ("KOR", "PER")),
        ("Slovakia has given Ukraine its S-300 air defence system.", ("SVK", "UKR")),
        (
            "Ottawa signed an agreement with Canberra for the purchase of 18 used F/A-18 Hornets.",
            ("AUS", "CAN"),
        ),
        ("Russia's S-400 systems, which Turkey bought in 2017, stay in storage.", ("RUS", "TUR")),
    ],
)
def test_who_gives_and_who_gets(text: str, ends: tuple[str, str]) -> None:
    assert {(s, r) for _, s, r, _ in dealt(text)} == {ends}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Italy handed Ghana 105 armoured vehicles.", ("GHA",)),
        ("Italy handed Ghana's army 105 armoured vehicles.", ()),
        ("Italy handed over 105 armoured vehicles to Ghana.", ()),
    ],
)
def test_the_party_right_behind_a_verb_of_giving(text: str, party: tuple[str, ...]) -> None:
    scene = reader().scene(Document(text=text))
    tree = next(iter(scene.trees.values()))
    at = next(t.i for t in tree.tokens if t.text == "handed")
    assert given_to(scene, tree, at, tree.end) == party


def test_no_jets_offered_is_a_denial() -> None:
    found = claims("No Rafale jets have been offered to Serbia, France said.", "programme")
    assert [c.denied for c in found] == [True]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "Romania has awarded Turkey's Otokar a contract to deliver 1,059 Cobra II armoured vehicles.",
            ("TUR", "ROU"),
        ),
        (
            "The defence ministry in Podgorica awarded a French yard a contract to build two patrol vessels for Montenegro.",
            ("FRA", "MNE"),
        ),
        ("Berlin gave the go-ahead for Poland to pass on five MiG-29 fighters to Ukraine.", ("POL", "UKR")),
        ("Germany will finance the purchase of four Iris-T air defence systems for Ukraine.", ("DEU", "UKR")),
        ("Kenya's navy got a patrol boat built in Spain.", ("ESP", "KEN")),
        ("Kongsberg of Norway has signed a contract with Spain for Naval Strike Missiles.", ("NOR", "ESP")),
        (
            "The State Department cleared a sale of maintenance services for Ukraine's Patriot batteries.",
            ("USA", "UKR"),
        ),
    ],
)
def test_the_verb_above_and_the_words_beside_tell_the_ends(text: str, ends: tuple[str, str]) -> None:
    assert {(s, r) for _, s, r, _ in dealt(text)} == {ends}


def test_what_was_bought_and_given_away_has_two_givers() -> None:
    text = "Denmark has bought 19 Caesar howitzers from France and given them all to Ukraine."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("FRA", "DNK"), ("DNK", "UKR")}


def test_every_seller_of_a_list_sells() -> None:
    text = "Ethiopia has acquired drones from Turkey, Iran and the United Arab Emirates, officials said."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("TUR", "ETH"), ("IRN", "ETH"), ("ARE", "ETH")}


def test_a_first_batch_is_a_part() -> None:
    assert statuses("The first batch of ten Leopard 2 tanks from Germany was delivered to Hungary.") == {
        "partly-delivered"
    }
    assert statuses("Ten Leopard 2 tanks from Germany were delivered to Hungary.") == {"delivered"}


def test_the_firm_that_signs_a_deal_sells() -> None:
    text = "Hanwha Ocean signed the $402 million deal for the submarine in 2017. Thailand's navy was to receive the submarine this year."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("KOR", "THA")}


def test_the_government_that_approves_is_the_one_spoken_of() -> None:
    text = (
        "The Slovak Defence Ministry is preparing a contract with Finland for 76 armoured vehicles, and the government is expected "
        "to approve another agreement, for the purchase of 152 tracked combat vehicles from Sweden."
    )
    assert ("SWE", "SVK") in {(s, r) for _, s, r, _ in dealt(text)}


def test_who_is_offered_jets_for_its_programme_is_the_buyer() -> None:
    text = "China has offered its J-10 fighters for Argentina's air force modernisation programme."
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("CHN",), ("ARG",))]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("France and Morocco sign an arms deal worth 200 million dollars.", ("FRA", "MAR")),
        ("Bahrain and the United States signed a large weapons deal in Manama.", ("USA", "BHR")),
        ("The Obama administration notifies Congress of a planned weapons deal with Kuwait.", ("USA", "KWT")),
    ],
)
def test_of_two_who_sign_an_arms_deal_the_exporter_sells(text: str, ends: tuple[str, str]) -> None:
    assert {(s, r) for _, s, r, _ in dealt(text)} == {ends}


@pytest.mark.parametrize(
    "text",
    [
        "Russia and France signed an arms deal in Paris.",
        "Japan's minister ordered Kongo-class destroyers to target North Korean missiles.",
        "China said that the United States may consider sailing warships past the reef.",
        "A Boeing 737 with 130 people caught fire while landing in Moscow; a German firm had overhauled it.",
        "A German police unit disarmed a parcel bomb sent from Greece to Berlin.",
        "Albania will not allow the destruction of Syrian chemical weapons on its soil.",
        "A Russian missile was intercepted by a German-supplied IRIS-T system.",
    ],
)
def test_commands_landings_and_posted_bombs_are_no_deal(text: str) -> None:
    assert dealt(text) == set()
