"""Who is asked, who builds for whom, which projects are joint: ends that the grammar turns round."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "supplier", "recipient", "mode"),
    [
        (
            "Sweden has received a request from Peru for the purchase of Gripen jets.",
            "SWE",
            "PER",
            "transfer",
        ),
        ("France received a letter of request from Oman for 14 Rafale jets.", "FRA", "OMN", "transfer"),
        ("Spain won a deal on Tuesday to build Morocco's next patrol vessels.", "ESP", "MAR", "transfer"),
        ("Italy secured an order to build Qatar's corvettes.", "ITA", "QAT", "transfer"),
        (
            "Damen, a Dutch company, will build Romania's corvettes in Romania.",
            "NLD",
            "ROU",
            "licensed-production",
        ),
        ("France lost Australia's submarine contract to the United States.", "USA", "AUS", "transfer"),
        ("Saab has been promoting the Gripen to Thailand.", "SWE", "THA", "transfer"),
        (
            "Turkey's Baykar will set up a drone production facility in Ukraine.",
            "TUR",
            "UKR",
            "co-production",
        ),
        (
            "The State Department approved a possible deal for work on Bahrain's Patriot systems.",
            "USA",
            "BHR",
            "sustainment",
        ),
    ],
)
def test_ends(reader: Reader, text: str, supplier: str, recipient: str, mode: str) -> None:
    claims = [c for c in reader.read(Document(text=text, published="2024-06-01")) if c.kind == "programme"]
    assert [(c.supplier, c.recipient, c.mode) for c in claims] == [((supplier,), (recipient,), mode)]


@pytest.mark.parametrize(
    ("text", "makers"),
    [
        ("Indonesia and South Korea agreed to continue the joint KF-21 fighter jet project.", {"IDN", "KOR"}),
        (
            "Brazil's joint fighter project, called Gripen E, has been delayed, Sweden said.",
            {"BRA", "SWE"},
        ),
    ],
)
def test_joint_projects(reader: Reader, text: str, makers: set[str]) -> None:
    claims = [c for c in reader.read(Document(text=text, published="2024-06-01")) if c.kind == "programme"]
    assert [(set(c.supplier), c.recipient, c.mode) for c in claims] == [(makers, (), "co-development")]


def _programmes(reader: Reader, text: str) -> set[tuple[str, tuple[str, ...], tuple[str, ...], str | None]]:
    claims = reader.read(Document(text=text, published="2024-06-01"))
    return {(c.equipment or "", c.supplier, c.recipient, c.mode) for c in claims if c.kind == "programme"}


def test_part_abroad_and_part_at_home(reader: Reader) -> None:
    text = "The contract involved construction of the first two frigates in Turkey and the remaining two at Karachi Shipyard."
    assert {claim[1:] for claim in _programmes(reader, text)} == {
        (("TUR",), ("PAK",), "transfer"),
        (("TUR",), ("PAK",), "licensed-production"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The howitzers are to be assembled in Egypt under a licence agreement between Egypt and South Korea.",
        "The first of six howitzers to be built under a transfer of technology contract between South Korea and Egypt was shown in Cairo.",
    ],
)
def test_under_whose_paper_it_is_made(reader: Reader, text: str) -> None:
    assert {claim[1:] for claim in _programmes(reader, text)} == {(("KOR",), ("EGY",), "licensed-production")}


def test_what_a_deal_includes_goes_where_the_deal_goes(reader: Reader) -> None:
    text = (
        "Greece agreed to buy 24 Rafale jets from France. The contract, the third after deals to sell Rafale jets "
        "to Egypt and India, also includes Exocet missiles."
    )
    assert ("Exocet", ("FRA",), ("GRC",), "transfer") in _programmes(reader, text)
    assert ("Exocet", ("FRA",), ("EGY",), "transfer") not in _programmes(reader, text)


def test_several_are_not_one_ship(reader: Reader) -> None:
    text = (
        "Turkey handed over PNS Babur, a corvette, to Pakistan last year. Ukraine will get two corvettes as well. "
        "The corvettes for Ukraine will be built in Istanbul, Turkey said."
    )
    assert not any("PNS" in claim[0] for claim in _programmes(reader, text) if claim[2] == ("UKR",))


def test_earlier_contracts_for_the_type(reader: Reader) -> None:
    text = "Norway ordered 24 K9 howitzers from South Korea. Earlier contracts for the type were made with Finland and Estonia."
    assert {claim[2] for claim in _programmes(reader, text)} == {("NOR",), ("FIN",), ("EST",)}


def test_this_weapon_system_is_the_one_named_last(reader: Reader) -> None:
    text = "India has begun to supply Pinaka rockets to Armenia. France has shown interest in the acquisition of this weapon system."
    found = [claim for claim in _programmes(reader, text) if claim[0].startswith("Pinaka")]
    assert {claim[1:3] for claim in found} == {(("IND",), ("ARM",)), (("IND",), ("FRA",))}


def test_a_province_is_no_carrier(reader: Reader) -> None:
    text = (
        "Bangladesh took delivery of two Ming class submarines from China at a shipyard in Liaoning province."
    )
    assert len(_programmes(reader, text)) == 1


def test_what_is_given_back(reader: Reader) -> None:
    text = "In 2008, Algeria returned 34 MiG-29 fighters to Russia because of flaws."
    assert _programmes(reader, text) == {("MiG-29", ("DZA",), ("RUS",), "transfer")}


def test_of_a_firm_of_several_states_the_one_that_sells_here(reader: Reader) -> None:
    text = "Greece agreed to buy 24 Rafale jets from France. France will deliver the jets to Greece from 2026. The contract with Greece also includes MBDA missiles."
    assert ("MBDA missiles", ("FRA",), ("GRC",), "transfer") in _programmes(reader, text)
