"""Supplier and receiver: who gives rather than who made, who lost, whose rebels."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading.ends import given_to
from tests.reading.dealt import dealt
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
