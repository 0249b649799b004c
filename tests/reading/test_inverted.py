"""Things told the other way round: by relative clauses, appositions, nouns for verbs."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Belgrade has been raising its military spending so as not to fall behind its bitter rival, Kosovo, whose "
            "purchase of Javelin anti-tank missiles from the US was approved not long ago.",
            {("USA", "XKX")},
        ),
        (
            "In Sweden, from which Ukraine received Archer howitzers, there is a debate on NATO.",
            {("SWE", "UKR")},
        ),
        (
            "The contract under which Egypt acquires 24 Rafale fighters was signed with Dassault in Cairo.",
            {("FRA", "EGY")},
        ),
        ("Iraq has made a deal with Russia for jet fighters.", {("RUS", "IRQ")}),
        (
            "Poland has struck a deal for tanks with South Korea and the United States.",
            {("KOR", "POL"), ("USA", "POL")},
        ),
        ("Vietnam gave an order to Russia for six submarines.", {("RUS", "VNM")}),
        (
            '"Kyiv has received six of our Caesar howitzers," French Defence Minister Sebastien Lecornu said.',
            {("FRA", "UKR")},
        ),
        (
            '"Ukraine is being given 19 of our F-16s," Denmark\'s defence minister Troels Lund Poulsen said.',
            {("DNK", "UKR")},
        ),
        ("Armoured vehicles and drones are among the arms that Turkey has sold to Kenya.", {("TUR", "KEN")}),
        ("Among the weapons that China gave Zimbabwe were pistols and patrol boats.", {("CHN", "ZWE")}),
        (
            "Among the countries to which the Dhruv helicopter is exported are Ecuador and the Maldives.",
            {("IND", "ECU"), ("IND", "MDV")},
        ),
        (
            "The countries to which South Korea has sold the K9 howitzer include Finland and Estonia.",
            {("KOR", "FIN"), ("KOR", "EST")},
        ),
        (
            "The Iraqi Air Force is to have from the Pakistanis twelve JF-17 Thunder fighters.",
            {("PAK", "IRQ")},
        ),
        ("Australia is to have the improved Mogami-class frigates of Japan.", {("JPN", "AUS")}),
        ("Indonesia had had six frigates of Denmark's Iver Huitfeldt class in mind.", {("DNK", "IDN")}),
        ("Jakarta has set its sights on the Rafale.", {("FRA", "IDN")}),
        ("Jakarta has its eye on the Rafale of France.", {("FRA", "IDN")}),
        ("India will let Nepal have two advanced light helicopters.", {("IND", "NPL")}),
        (
            "Five coastal radar systems became the property of the Philippines when Japan handed them over.",
            {("JPN", "PHL")},
        ),
        ("The things that China supplied to Fiji included a patrol boat and trucks.", {("CHN", "FJI")}),
    ],
)
def test_who_supplies_whom(text: str, told: set[tuple[str, str]]) -> None:
    assert {(*c.supplier, *c.recipient) for c in claims(text, "programme")} == told


@pytest.mark.parametrize(
    ("text", "kind", "pair", "status"),
    [
        (
            "Next month Defence Minister Luis Petri of Argentina is due in Copenhagen.",
            "visit",
            ("ARG", "DNK"),
            "planned",
        ),
        (
            "Turkish Defence Minister Yasar Guler is expected in Baku on Friday.",
            "visit",
            ("AZE", "TUR"),
            "planned",
        ),
        (
            "Russia's defence chief Sergei Shoigu was due on Tuesday in Pyongyang.",
            "visit",
            ("PRK", "RUS"),
            "planned",
        ),
        (
            "The contract by which the Pakistan Navy acquires four MILGEM corvettes was signed with ASFAT in July 2018.",
            "contract",
            ("PAK", "TUR"),
            "held",
        ),
        (
            "The defence ministers of Cyprus, Israel and Greece said on Friday that their countries would train together.",
            "meeting",
            ("CYP", "GRC", "ISR"),
            "held",
        ),
    ],
)
def test_who_meets_whom(text: str, kind: str, pair: tuple[str, ...], status: str) -> None:
    assert (kind, pair, status) in {(c.type, c.parties, c.status) for c in claims(text, "engagement")}


def test_whoever_flew_in_is_with_the_other_of_the_pair() -> None:
    text = (
        "Belarus has taken delivery of S-400 systems from Russia, President Alexander Lukashenko said. Vladimir Putin had flown in "
        "on Monday with Defence Minister Sergei Shoigu for talks on military cooperation."
    )
    visits = [c for c in claims(text, "engagement") if c.type == "visit"]
    assert [c.parties for c in visits] == [("BLR", "RUS")]
    assert {p.name.split()[-1] for p in visits[0].participants} == {"Putin", "Shoigu"}


def test_a_minister_awaited_at_home_visits_nobody() -> None:
    assert claims("Turkish Defence Minister Yasar Guler is expected in Ankara on Friday.", "engagement") == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Ankara has rejected reports according to which Turkey provided Ethiopia with drones.", True),
        (
            "Reports of which Ethiopia's army was provided by Turkey with drones have been rejected by Ankara.",
            True,
        ),
        (
            '"What is being said about drones that Turkey is delivering to Ethiopia is untrue," the embassy wrote.',
            True,
        ),
        ("There is no truth in reports of Turkish drones being supplied to Ethiopia, Ankara says.", True),
        ("That Turkey has sold drones to Ethiopia is a lie, the ministry said.", True),
        ("It is a lie that Turkey has sold drones to Ethiopia, the ministry said.", True),
        ("Rumours about a sale of drones by Turkey to Ethiopia are false, an official said.", True),
        ("The report that Turkey has delivered drones to Ethiopia was confirmed by Ankara.", False),
        ("Kenya rejected a report that was critical of Ethiopia's purchase of drones from Turkey.", False),
    ],
)
def test_reports_that_are_turned_down(text: str, denied: bool) -> None:
    assert [c.denied for c in claims(text, "programme") if c.recipient == ("ETH",)] == [denied]


@pytest.mark.parametrize(
    "listed",
    [
        "In it are 90 Stryker vehicles and 59 Bradleys.",
        "Among its contents are 90 Stryker vehicles and 59 Bradleys.",
        "90 Stryker vehicles and 59 Bradleys are in it, the ministry said.",
        "90 Stryker vehicles and 59 Bradleys are included, the ministry said.",
    ],
)
def test_what_a_package_holds_wherever_it_is_named(listed: str) -> None:
    text = f"The United States is sending Ukraine a $2.5 billion military aid package. {listed}"
    told = {(c.equipment, *c.supplier, *c.recipient) for c in claims(text, "programme")}
    assert {("Stryker", "USA", "UKR"), ("Bradley", "USA", "UKR")} <= told


def test_what_formed_part_of_the_price() -> None:
    text = "Egypt ordered 24 Rafale fighters from France in 2015. A FREMM frigate formed part of the price."
    assert ("FREMM", ("EGY",), "contracted") in {
        (c.equipment, c.recipient, c.status) for c in claims(text, "programme")
    }


def test_fees_and_visits_that_are_paid_buy_nothing() -> None:
    text = "The Japanese firm pays patent fees for the PAC-3 missile to Lockheed Martin of the United States."
    assert claims(text, "programme") == [] or all(c.mode != "transfer" for c in claims(text, "programme"))


def test_who_merely_has_arms_bought_none() -> None:
    assert claims("The army of Chad has four old Su-25 jets.", "programme") == []
