"""News told in one or two sentences, and pages of heads of state: each turn with other states than where it was met."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt, statuses
from tests.reading.telling import claims, surnames


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Italian instructors are training Kenyan crews to use Centauro vehicles.", ("Centauro", "ITA", "KEN")),
        ("British forces will train Omani soldiers to operate and maintain the AS-90 guns.", ("AS-90", "GBR", "OMN")),
        ("Moldovan pilots begin training on F-16 fighter jets in Romania.", ("F-16", "ROU", "MDA")),
    ],
)  # fmt: skip
def test_who_learns_to_use_it_is_served(text: str, ends: tuple[str, str, str]) -> None:
    assert {(e, s, r, m) for e, s, r, m in dealt(text)} == {(*ends, "sustainment")}


def test_parts_of_a_known_type_sustain_it() -> None:
    assert {m for _, _, _, m in dealt("The U.S. State Department approves a sale of F-16 spare parts to Thailand.")} == {
        "sustainment"
    }  # fmt: skip


def test_who_is_punished_for_a_part_in_a_supply_supplies() -> None:
    text = "China sanctions three Japanese companies over their involvement in supplying arms to Taiwan."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("JPN", "TWN")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Iran criticizes the sale of C-130 transport planes to Iraq approved by the State Department.", "approved"),
        ("Sweden approves requests by Norway to re-export CV90 vehicles to Ukraine.", "approved"),
        ("Iraq requests approval to buy C-130 transport planes from the United States.", "requested"),
    ],
)  # fmt: skip
def test_what_is_granted_is_approved(text: str, status: str) -> None:
    assert statuses(text) == {status}


def test_arms_that_are_not_used_somewhere_have_been_sold() -> None:
    text = (
        "The British government must ensure that weapons sold to Oman are not used in Yemen, lawmakers say."
    )
    found = claims(text, "programme")
    assert [claim.denied for claim in found] == [False]


def test_a_leader_who_goes_past_his_parliament_lets_it_pass() -> None:
    text = "President Emmanuel Macron bypasses parliament to approve the sale of millions of euros' worth of weapons to Egypt."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("FRA", "EGY")}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Armenia reports a series of Azerbaijani attacks using Israeli-made Harop drones.", "AZE"),
        ("An Armenian report tells of Azerbaijani strikes with Turkish-made TB2 drones.", "AZE"),
        ("Ethiopia carries out an airstrike using a Turkish-made Bayraktar TB2 drone.", "ETH"),
    ],
)
def test_whose_attacks_they_are_uses(text: str, by: str) -> None:
    assert {claim.by for claim in claims(text, "use")} == {(by,)}


def test_an_alliance_with_one_is_announced() -> None:
    (found,) = claims("Qatar announces a military alliance with Turkey.", "engagement")
    assert (found.type, found.parties) == ("agreement", ("QAT", "TUR"))


def test_what_leaders_discuss_takes_no_part() -> None:
    text = (
        "Emmanuel Macron met with President of Lebanon Joseph Aoun. The two leaders discussed defence cooperation, "
        "the problems of Syrian settlement, and compared notes on energy projects."
    )
    assert {claim.parties for claim in claims(text, "engagement")} == {("FRA", "LBN")}


def test_the_office_alone_visits_under_its_name() -> None:
    text = "President of Serbia made an official visit to Egypt.\n\nAleksandar Vucic and President Abdel Fattah el-Sisi held talks on arms sales."
    (found,) = [claim for claim in claims(text, "engagement") if claim.type == "visit"]
    assert surnames(found) == {"Vucic"}


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin had a telephone conversation with UNESCO Director-General Irina Bokova. The armed forces cleared mines in Syria.",
        "In a televised meeting, Vladimir Putin orders the army to coordinate military operations with the French Navy.",
    ],
)
def test_no_meeting_of_two_states(text: str) -> None:
    assert claims(text, "engagement") == []


def test_planes_on_an_errand_of_mercy_are_not_given() -> None:
    assert (
        dealt("Russia will send a special Il-76 airplane with medicine to Haiti after the earthquake.")
        == set()
    )
