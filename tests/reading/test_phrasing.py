"""The ordinary ways of telling that arms pass: banks of sentences, each filled with several pairs of states.

``phrasing/programmes.csv`` holds one sentence a line, ``apart.csv`` two, of which the second leaves an end to the first;
with {S} and {R} for supplier and receiver, {SD} and {RD} for their adjectives, {SC} and {RC} for their capitals, {F} for a
firm of the supplier, {E} and {e} for equipment. Not one of them is taken from a report; who meets a new way of telling
adds a line, and the shares that are read may only rise.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.model import Claim
from tests.reading.telling import claims

_BANKS = Path(__file__).parent / "phrasing"
# (name, code, adjective, capital) of receivers.
RECEIVERS = [
    ("Peru", "PER", "Peruvian", "Lima"),
    ("Morocco", "MAR", "Moroccan", "Rabat"),
    ("Kazakhstan", "KAZ", "Kazakh", "Astana"),
    ("Vietnam", "VNM", "Vietnamese", "Hanoi"),
]
# (name, code, adjective, capital, firm, equipment) of suppliers: a designation and a common noun each.
SUPPLIERS = [
    ("South Korea", "KOR", "South Korean", "Seoul", "Hanwha Aerospace", ("K9 howitzer", "rocket launcher")),
    ("Turkey", "TUR", "Turkish", "Ankara", "Baykar", ("armed drone", "Bayraktar TB2 drone")),
    ("France", "FRA", "French", "Paris", "Nexter", ("Caesar howitzer", "armoured vehicle")),
    ("China", "CHN", "Chinese", "Beijing", "Norinco", ("tank", "VT-4 tank")),
]
MODES = {
    "transfer": {"transfer"},
    "sustainment": {"sustainment"},
    "production": {"licensed-production", "co-production", "transfer"},
    "together": {"co-production", "co-development", "licensed-production"},
}
# Of all sentences of a bank, filled in, this share is read right; it may only rise, but where lines are added that are not yet read.
FLOORS = {"programmes": 0.925, "apart": 0.75}


def _told(mode: str, seller: str, buyer: str, found: list[Claim]) -> bool:
    if mode == "together":
        pairs = [c for c in found if {seller, buyer} <= {*c.supplier, *c.recipient}]
    else:
        pairs = [c for c in found if c.supplier == (seller,) and c.recipient == (buyer,)]
    return any(c.mode in MODES[mode] for c in pairs)


def _bank(name: str) -> list[dict[str, str]]:
    with (_BANKS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("bank", FLOORS)
def test_ordinary_ways_of_telling_that_arms_pass_are_read(bank: str) -> None:
    missed: list[str] = []
    tried = 0
    for number, row in enumerate(_bank(bank)):
        for turn in range(2):
            name, code, adjective, seat, firm, goods = SUPPLIERS[(number + turn) % len(SUPPLIERS)]
            buyer, buyer_code, buyer_adjective, capital = RECEIVERS[(number // 4 + turn) % len(RECEIVERS)]
            one = goods[(number + turn) // 4 % 2]
            text = row["sentence"].format(
                S=name,
                R=buyer,
                SD=adjective,
                RD=buyer_adjective,
                RC=capital,
                SC=seat,
                F=firm,
                E=f"{one}s",
                e=one,
            )
            tried += 1
            if not _told(row["mode"], code, buyer_code, claims(text, "programme")):
                missed.append(text)
    assert len(missed) <= (1 - FLOORS[bank]) * tried, "\n".join(missed)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The Australian government chose South Korea's Redback infantry fighting vehicle.", ("KOR", "AUS")),
        ("Vietnam wants arms from abroad. South Korea lately sold it howitzers.", ("KOR", "VNM")),
        ("Serbia wants China to sell it 24 tanks.", ("CHN", "SRB")),
        ("Morocco signed a deal with France for 12 Caesar howitzers.", ("FRA", "MAR")),
        ("Peru turned to Turkey for armed drones.", ("TUR", "PER")),
        (
            "Poland and Israel signed a contract worth $600 million on Monday. The deal covers 12 air defence systems.",
            ("ISR", "POL"),
        ),
        (
            "Peru and Brazil signed a contract on Monday. It provides for the supply of 12 military radars.",
            ("BRA", "PER"),
        ),
        (
            "Hanwha announced a contract with the Egyptian Ministry of Defence. The order comprises 24 howitzers.",
            ("KOR", "EGY"),
        ),
        ("Norway was in talks with Israel about drones.", ("ISR", "NOR")),
        ("South Korea has transferred the technology to make FA-50 jets to Poland.", ("KOR", "POL")),
        ("Hanwha plans to open a plant in Vietnam to make K9 howitzers.", ("KOR", "VNM")),
    ],
)
def test_whose_and_whom(text: str, ends: tuple[str, str]) -> None:
    assert ends in {
        (c.supplier[0], c.recipient[0]) for c in claims(text, "programme") if c.supplier and c.recipient
    }


def test_goods_that_stay_are_no_deal() -> None:
    text = "Morocco's army has not left its barracks, and France's tanks have not left France for Morocco."
    assert claims(text, "programme") == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Putin and Lukashenko discussed military cooperation in Moscow on Monday.", ("BLR", "RUS")),
        ("Modi and Macron discussed fighter jets in Paris.", ("FRA", "IND")),
    ],
)
def test_leaders_go_by_their_surnames(text: str, parties: tuple[str, str]) -> None:
    assert parties in {c.parties for c in claims(text, "engagement")}
