"""Several deals in one sentence: each of a list to its own buyer, what is said once for two of them."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt
from tests.reading.telling import claims

# (text, (equipment, supplier, recipient) of every deal that it tells of)
LISTS = [
    (
        "Sweden sold Gripen jets to Hungary and Carl Gustaf launchers to Latvia.",
        {("Gripen", "SWE", "HUN"), ("Carl Gustaf", "SWE", "LVA")},
    ),
    (
        "The State Department has approved the sale of Javelin missiles to Georgia and Stinger missiles to Finland in "
        "separate deals.",
        {("Javelin", "USA", "GEO"), ("Stinger", "USA", "FIN")},
    ),
    (
        "Turkey has delivered Kirpi vehicles to Tunisia, Bora missiles to Mauritania and TB2 drones to Niger.",
        {("Kirpi", "TUR", "TUN"), ("Bora", "TUR", "MRT"), ("TB2", "TUR", "NER")},
    ),
    (
        "Italy sold 16 M-346 trainers to Egypt. Greece and Israel have placed orders too.",
        {("M-346", "ITA", "EGY"), ("M-346", "ITA", "GRC"), ("M-346", "ITA", "ISR")},
    ),
    ("Saab is expected to receive an order of 12 Gripen jets from Peru.", {("Gripen", "SWE", "PER")}),
    ("Norway handed over to Georgia the patrol boat Nornen.", {("patrol boat", "NOR", "GEO")}),
    (
        "France signed a deal with Greece for 18 Rafale jets at a cost of 2.5 billion euros (including Meteor missiles).",
        {("Rafale", "FRA", "GRC"), ("Meteor", "FRA", "GRC")},
    ),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_each_of_a_list_goes_to_its_own_buyer(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {
        (name.removesuffix(" missile"), supplier, recipient) for name, supplier, recipient, _ in dealt(text)
    } == told


@pytest.mark.parametrize(
    "text",
    [
        "The administration in Washington is weighing three packages of sanctions against Algeria over Su-35 jets.",
        "The third corvette of the MILGEM type for Pakistan was launched in a ceremony at a shipyard in Karachi.",
    ],
)
def test_sanctions_are_no_goods_and_a_slipway_is_no_front(text: str) -> None:
    assert not [c for c in claims(text, "programme") if c.supplier == ("USA",)]
    assert not claims(text, "use")


def test_who_trains_is_not_who_teaches() -> None:
    text = "Training by Romanian pilots on the F-35 was halted at a U.S. air base in Arizona."
    assert {(supplier, recipient) for _, supplier, recipient, _ in dealt(text)} == {("USA", "ROU")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The Cabinet Committee on Security, at a meeting chaired by India's prime minister, approved missiles made "
            "with Israel.",
            "engagement",
        ),
        (
            "The chairman of parliament's Foreign Affairs and Defence Committee spoke of arms sales of Israel to Morocco.",
            "mechanism",
        ),
        (
            "The arms deals with Kuwait follow President Joe Biden's visit to the region in July.",
            "engagement",
        ),
    ],
)
def test_what_a_state_does_at_home_is_no_dealing(text: str, kind: str) -> None:
    assert not claims(text, kind)
