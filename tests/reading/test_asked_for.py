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
