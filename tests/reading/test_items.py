"""What a sentence names as equipment: name, count, maker, and what is not meant."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading.items import Item, find_items
from communique.reading.naming import name_definites
from tests.reading.telling import claims, reader


def items(text: str) -> list[Item]:
    scene = reader().scene(Document(text=text))
    return [i for tree in scene.trees.values() for i in name_definites(scene, find_items(scene, tree))]


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Peru ordered 24 K2 tanks from South Korea.", "K2", 24),
        ("Chile bought six C-130 Hercules aircraft.", "C-130 Hercules", 6),
        ("Ghana got a dozen mortars from Spain.", "mortars", 12),
        ("Ghana got two dozen mortars from Spain.", "mortars", 24),
        ("Norway ordered 24 K9 155mm, 52-caliber self-propelled howitzers.", "K9", 24),
        ("Kenya bought a 105mm howitzer from Italy.", "105mm howitzer", 1),
        ("Oman received Turkish-made armed drones.", "armed drones", None),
        ("Chile gave Ecuador two retired frigates.", "frigates", 2),
    ],
)
def test_name_and_count(text: str, name: str, count: float | None) -> None:
    found = [(i.name, i.quantity.number if i.quantity else None) for i in items(text)]
    assert found[0] == (name, count)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Togo flies Turkish drones.", ("TUR",)),
        ("Togo flies Turkish-made drones.", ("TUR",)),
        ("Iraq has tanks of Russian origin.", ("RUS",)),
        ("Iraq has tanks made in Poland.", ("POL",)),
        ("Iraq has tanks and soldiers from Iran.", ()),
    ],
)
def test_the_noun_phrase_names_the_origin(text: str, said: tuple[str, ...]) -> None:
    assert items(text)[0].said == said


@pytest.mark.parametrize(
    ("text", "source", "meant_for"),
    [
        ("Armenia showed Pinaka launchers from India.", ("IND",), ()),
        ("Papua New Guinea patrols in four patrol boats, a present from Australia.", ("AUS",), ()),
        ("The plant makes F-16s for Bulgaria.", (), ("BGR",)),
        ("The order has 66 F-16 aircraft to Taiwan.", (), ("TWN",)),
        ("The Czech plant makes tanks from Poland's steel.", (), ()),
    ],
)
def test_the_ends_right_behind_the_noun(
    text: str, source: tuple[str, ...], meant_for: tuple[str, ...]
) -> None:
    assert (items(text)[0].source, items(text)[0].meant_for) == (source, meant_for)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peru chose the K2 tank over the Leopard 2 of Germany.", {"K2"}),
        ("Chile bought frigates instead of submarines from Spain.", {"frigates"}),
        ("A submarine cable was laid to Fiji by the navy.", set()),
        ("Kurdish fighters met the army.", set()),
    ],
)
def test_what_lost_or_means_something_else_is_no_item(text: str, names: set[str]) -> None:
    assert {i.name for i in items(text)} == names


def test_what_an_engine_is_for_is_served() -> None:
    found = items("Ukraine overhauls engines for T-72 tanks.")
    assert [i.serves for i in found] == [False, True]


def test_of_the_states_of_a_firm_the_one_that_makes_it() -> None:
    (found,) = claims(
        "Burkina Faso's air force has received its first Airbus C295 transport aircraft.", "programme"
    )
    assert found.supplier == ("ESP",)


def test_a_quality_is_no_equipment() -> None:
    found = claims("Turkey delivered 20 mine-resistant vehicles to Kenya.", "programme")
    assert {claim.equipment for claim in found} == {"mine-resistant vehicles"}


def test_airliners_are_no_arms() -> None:
    text = "A Gulf carrier ordered 65 Boeing 777 aircraft from the United States. France has delivered Rafale jets to the UAE."
    assert {claim.equipment for claim in claims(text, "programme")} == {"Rafale"}


def test_evidence_is_cut_between_words() -> None:
    text = "Egypt took delivery of more Rafale jets from France."
    (found,) = claims(text, "programme")
    assert all(not text[e.end : e.end + 1].isalpha() for e in found.evidence)
