"""Second-hand equipment: who sells it is not who made it."""

from __future__ import annotations

from tests.reading.telling import claims


def _ends(text: str) -> set[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    return {(c.equipment, c.supplier, c.recipient) for c in claims(text, "programme")}


def test_the_deal_that_equipment_comes_under_tells_its_seller() -> None:
    text = "Romania has received three more secondhand Lockheed Martin F-16 jets under a deal with Norway."
    assert _ends(text) == {("F-16", ("NOR",), ("ROU",))}


def test_whoever_once_sold_a_type_is_its_seller_throughout() -> None:
    text = (
        "Romania bought 32 F-16 jets from Norway in 2022. Two-seat F-16s flew from Bodo with fuel from KC-135 tankers.\n\n"
        "The American government cleared the transfer of the F-16s last year."
    )
    assert {ends[1:] for ends in _ends(text)} == {(("NOR",), ("ROU",))}


def test_a_contract_told_of_before_holds_what_it_is_said_to_include() -> None:
    text = (
        "Chile completed the purchase of two frigates from Australia on Monday. The contract, worth $110 million, also includes "
        "Evolved Sea Sparrow missiles."
    )
    assert any(
        "Sparrow" in (name or "") and (seller, buyer) == (("AUS",), ("CHL",))
        for name, seller, buyer in _ends(text)
    )


def test_what_another_promised_comes_from_him() -> None:
    text = "Ukraine has taken delivery of most of the 49 M1A1 Abrams tanks that Australia promised it last October."
    assert _ends(text) == {("M1A1 Abrams", ("AUS",), ("UKR",))}


def test_the_first_to_give_gives_and_his_country_is_the_speakers() -> None:
    text = (
        "Prime Minister Robert Fico spoke in Bratislava. His country was the first in NATO to give Ukraine MiG-29s, "
        "and parted with its only S-300 battery too."
    )
    assert ("MiG-29", ("SVK",), ("UKR",)) in _ends(text)
    assert ("RUS",) not in {seller for _, seller, _ in _ends(text)}
