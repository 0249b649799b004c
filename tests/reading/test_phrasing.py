"""The ordinary ways of telling that arms pass: a bank of sentences, each filled with several pairs of states.

``phrasing/programmes.csv`` holds one sentence a line, with {S} and {R} for supplier and receiver, {SD} and {RD} for
their adjectives, {RC} for the receiver's capital, {F} for a firm of the supplier, {E} and {e} for equipment. Not one of
them is taken from a report; who meets a new way of telling adds a line, and the share that is read may only rise.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.model import Claim
from tests.reading.telling import claims

_BANK = Path(__file__).parent / "phrasing" / "programmes.csv"
# (name, code, adjective, capital) of receivers.
RECEIVERS = [
    ("Peru", "PER", "Peruvian", "Lima"),
    ("Morocco", "MAR", "Moroccan", "Rabat"),
    ("Kazakhstan", "KAZ", "Kazakh", "Astana"),
    ("Vietnam", "VNM", "Vietnamese", "Hanoi"),
]
# (name, code, adjective, firm, equipment) of suppliers: a designation and a common noun each.
SUPPLIERS = [
    ("South Korea", "KOR", "South Korean", "Hanwha Aerospace", ("K9 howitzer", "rocket launcher")),
    ("Turkey", "TUR", "Turkish", "Baykar", ("armed drone", "Bayraktar TB2 drone")),
    ("France", "FRA", "French", "Nexter", ("Caesar howitzer", "armoured vehicle")),
    ("China", "CHN", "Chinese", "Norinco", ("tank", "VT-4 tank")),
]
MODES = {
    "transfer": {"transfer"},
    "sustainment": {"sustainment"},
    "production": {"licensed-production", "co-production", "transfer"},
    "together": {"co-production", "co-development", "licensed-production"},
}
# Of all sentences filled in, this share is read right; it may only rise.
FLOOR = 0.93


def _told(mode: str, seller: str, buyer: str, found: list[Claim]) -> bool:
    if mode == "together":
        pairs = [c for c in found if {seller, buyer} <= {*c.supplier, *c.recipient}]
    else:
        pairs = [c for c in found if c.supplier == (seller,) and c.recipient == (buyer,)]
    return any(c.mode in MODES[mode] for c in pairs)


def _bank() -> list[dict[str, str]]:
    with _BANK.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_ordinary_ways_of_telling_that_arms_pass_are_read() -> None:
    missed: list[str] = []
    tried = 0
    for number, row in enumerate(_bank()):
        for turn in range(2):
            name, code, adjective, firm, goods = SUPPLIERS[(number + turn) % len(SUPPLIERS)]
            buyer, buyer_code, buyer_adjective, capital = RECEIVERS[(number // 4 + turn) % len(RECEIVERS)]
            one = goods[(number + turn) // 4 % 2]
            text = row["sentence"].format(
                S=name, R=buyer, SD=adjective, RD=buyer_adjective, RC=capital, F=firm, E=f"{one}s", e=one
            )
            tried += 1
            if not _told(row["mode"], code, buyer_code, claims(text, "programme")):
                missed.append(text)
    assert len(missed) <= (1 - FLOOR) * tried, "\n".join(missed)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The Australian government chose South Korea's Redback infantry fighting vehicle.", ("KOR", "AUS")),
        ("Vietnam wants arms from abroad. South Korea lately sold it howitzers.", ("KOR", "VNM")),
        ("Serbia wants China to sell it 24 tanks.", ("CHN", "SRB")),
        ("Morocco signed a deal with France for 12 Caesar howitzers.", ("FRA", "MAR")),
        ("Peru turned to Turkey for armed drones.", ("TUR", "PER")),
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
