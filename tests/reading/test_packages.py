"""Packages of arms and what they hold."""

from __future__ import annotations

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
