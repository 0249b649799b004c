"""Packages of arms and what they hold."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


def test_a_package_whose_ends_stand_elsewhere_is_told_by_its_items() -> None:
    text = (
        "The new package contains 30 Marder infantry fighting vehicles and 10,000 artillery shells, the defence ministry in Berlin said. "
        "Germany has given Ukraine IRIS-T launchers before."
    )
    found = {(c.equipment, c.supplier, c.recipient) for c in claims(text, "programme")}
    assert ("Marder", ("DEU",), ("UKR",)) in found
    assert ("artillery shells", ("DEU",), ("UKR",)) in found


def test_a_package_of_laws_holds_no_arms() -> None:
    text = "Germany and Ukraine spoke of trade. The package of laws contains rules on drones over towns, the ministry said."
    assert claims(text, "programme") == []


def test_a_package_goes_to_whom_the_sentence_before_names() -> None:
    text = (
        "The United States has approved the sale of Hellfire missiles to Saudi Arabia. "
        "Meanwhile, the UAE is set to receive ATACMS missiles from Washington. This package includes 259 GMLRS rockets."
    )
    found = {(c.equipment, c.recipient) for c in claims(text, "programme")}
    assert ("GMLRS", ("ARE",)) in found


@pytest.mark.parametrize(
    ("text", "ends", "status"),
    [
        (
            "The U.S. Congress approves $60 billion in military aid to Ukraine.",
            (("USA",), ("UKR",)),
            "approved",
        ),
        (
            "The United States announces $2.5 billion in new military aid to Ukraine.",
            (("USA",), ("UKR",)),
            "planned",
        ),
        (
            "Norway pledges 75 billion kroner in military assistance to Ukraine.",
            (("NOR",), ("UKR",)),
            "planned",
        ),
    ],
)
def test_a_sum_in_aid_is_aid(text: str, ends: tuple[tuple[str, ...], tuple[str, ...]], status: str) -> None:
    found = claims(text, "programme")
    assert [((c.supplier, c.recipient), c.status) for c in found] == [(ends, status)]


def test_a_package_that_is_announced_is_not_delivered() -> None:
    found = claims(
        "Germany announces an arms package for Ukraine, including 30 Leopard 1 tanks and four IRIS-T systems.",
        "programme",
    )
    assert {(c.equipment, c.status) for c in found} == {("Leopard 1", "planned"), ("IRIS-T", "planned")}


def test_what_a_halted_delivery_held_is_suspended() -> None:
    found = claims("The U.S. halts weapons deliveries to Ukraine, including Patriot missiles.", "programme")
    assert [(c.equipment, c.status) for c in found] == [("Patriot", "suspended")]


def test_one_lot_of_two_givers_is_one_programme() -> None:
    found = claims(
        "The Netherlands and Denmark pledge to deliver 61 F-16 fighter jets to Ukraine.", "programme"
    )
    assert [(c.supplier, c.recipient) for c in found] == [(("DNK", "NLD"), ("UKR",))]


def test_what_another_does_beside_it_gives_no_end() -> None:
    text = (
        "Slovakia confirms that it has donated its S-300 air defence system to Ukraine, with the United States "
        "deploying a Patriot battery to the country in its place."
    )
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("SVK",), ("UKR",))]


@pytest.mark.parametrize(
    ("text", "supplier", "recipient"),
    [
        (
            "China has donated military equipment to Lesotho. China's donation included armoured vehicles, patrol boats and machine guns.",
            "CHN",
            "LSO",
        ),
        (
            "Turkey handed over military equipment to Gambia on Monday. The equipment, which includes armoured vehicles and machine guns, "
            "was received by the chief of the defence staff.",
            "TUR",
            "GMB",
        ),
        (
            "Brazil has handed over military equipment to Paraguay. The donation consists of armoured vehicles and machine guns.",
            "BRA",
            "PRY",
        ),
    ],
)
def test_a_gift_is_told_by_what_it_held(text: str, supplier: str, recipient: str) -> None:
    found = {
        c.equipment: (c.supplier, c.recipient, c.status)
        for c in claims(text, "programme")
        if c.equipment != "military equipment"
    }
    assert found["armoured vehicles"] == found["machine guns"] == ((supplier,), (recipient,), "delivered")
    other = text.split(". ")[0] + ". It is a country that owns drones."
    assert not [c for c in claims(other, "programme") if c.equipment == "drones"]
