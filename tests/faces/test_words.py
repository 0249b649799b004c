"""Claims in words."""

from __future__ import annotations

import pytest

from communique.faces.cli.words import claim_words
from communique.model import Claim, Evidence, Money, Participant, Quantity

SPAN = (Evidence(0, 1, "x"),)
NAMES = {"IND": "India", "RUS": "Russia", "USA": "United States", "PAK": "Pakistan"}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            Claim(
                "programme",
                SPAN,
                equipment="S-400",
                supplier=("RUS",),
                recipient=("IND",),
                mode="transfer",
                terms="sale",
                status="contracted",
                quantity=Quantity("five", 5, unit="squadron"),
                value=Money("$5.43 billion", 5.43e9, "USD"),
                date="2018",
                companies=("Almaz",),
            ),
            "S-400: Russia to India; transfer (sale), contracted; five squadron; $5.43 billion; 2018; Almaz",
        ),
        (Claim("programme", SPAN, equipment="T-90", recipient=("IND",)), "T-90: unnamed supplier to India"),
        (
            Claim("programme", SPAN, equipment="BrahMos", supplier=("IND", "RUS"), mode="co-development"),
            "BrahMos: India, Russia; co-development",
        ),
        (
            Claim(
                "engagement",
                SPAN,
                type="meeting",
                parties=("IND", "RUS"),
                participants=(Participant("Aleksandr Fomin", "Deputy Defence Minister", party="RUS"),),
                date="2025-08-06",
                place="Moscow",
                level="deputy-minister",
                status="held",
            ),
            "meeting: India, Russia; deputy-minister, held; 2025-08-06; Moscow;"
            " Aleksandr Fomin (Deputy Defence Minister)",
        ),
        (
            Claim(
                "mechanism", SPAN, name="Commission", acronym="IRIGC", parties=("IND", "RUS"), edition="21st"
            ),
            "Commission (IRIGC), 21st: India, Russia",
        ),
        (
            Claim(
                "use", SPAN, equipment="S-400", by=("IND",), against=("PAK",), operation="Operation Sindoor"
            ),
            "S-400: used by India against Pakistan in Operation Sindoor",
        ),
        (
            Claim(
                "pressure",
                SPAN,
                by=("USA",),
                on=("IND",),
                about=("RUS", "oil"),
                instrument="tariff",
                status="threatened",
            ),
            "tariff: United States on India over Russia, oil; threatened",
        ),
        (
            Claim(
                "posture",
                SPAN,
                parties=("IND", "RUS"),
                direction="climbing",
                from_="transfer",
                to="co-development",
            ),
            "India, Russia: climbing, from transfer to co-development",
        ),
    ],
)
def test_each_kind_in_words(claim: Claim, words: str) -> None:
    assert claim_words(claim, lambda code: NAMES.get(code, code)) == words


def test_what_holds_a_claim_back_is_said() -> None:
    claim = Claim(
        "posture",
        SPAN,
        parties=("IND",),
        direction="steady",
        denied=True,
        hedge="reported",
        attribution="TASS",
    )
    assert claim_words(claim, str) == "IND: steady [denied, reported, says TASS]"


def test_a_claim_with_nothing_in_it_is_still_words() -> None:
    for kind in ("engagement", "mechanism", "programme", "use", "pressure", "posture"):
        assert claim_words(Claim(kind, SPAN), str)


def test_words_from_outside_are_made_safe() -> None:
    assert "\x1b" not in claim_words(Claim("use", SPAN, equipment="S\x1b[31m-400", by=("IND",)), str)
