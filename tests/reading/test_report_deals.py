"""Deals of long reports: whose they are, where several sentences, brackets or epithets tell it."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt
from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Leave to sell is got by who sells.
        (
            "The Netherlands received American permission to sell 12 F-16 jets to Chile.",
            {("F-16", "NLD", "CHL")},
        ),
        # An arrangement is whose talks are about it.
        (
            "Bulgaria is in talks with its allies about an arrangement to send MiG-29 jets to Ukraine.",
            {("MiG-29", "BGR", "UKR")},
        ),
        # An arm of the seller buys nothing.
        (
            "Poland ordered Leopard 2 tanks from Germany. Rheinmetall could deliver the tanks through its subsidiary Rheinmetall Italia.",
            {("Leopard 2", "DEU", "POL"), ("Leopard 2 tank", "DEU", "POL")},
        ),
        # What each buyer gets stands in brackets.
        (
            "The United States approved sales of fighter jets to Bahrain (F-16s) and Oman (F-15s).",
            {("F-16", "USA", "BHR"), ("F-15", "USA", "OMN")},
        ),
        # Whose jets they were sells them.
        (
            "Peru signed a contract to buy 12 Mirage 2000-5 fighters that previously flew in the Qatar Emiri Air Force.",
            {("Mirage 2000-5", "QAT", "PER")},
        ),
        # A kind is told by what it stands for.
        (
            "Peru considered other fighter aircraft, such as the Gripen from Sweden.",
            {("Gripen", "SWE", "PER")},
        ),
    ],
)
def test_whose_the_deal_is(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(e, s, r) for e, s, r, _ in dealt(text)} == told


def test_the_alliance_member_is_the_buyer() -> None:
    text = "Norway will order 54 Leopard 2 tanks from Germany. The Nordic NATO member had planned to choose the K2 from South Korea."
    assert {r for _, _, r, _ in dealt(text)} == {"NOR"}


def test_who_buys_together_gets_the_type_named_later() -> None:
    text = (
        "Estonia and Latvia signed an agreement with Germany to purchase a medium-range air defence missile system. "
        "The agreement covers the sale of IRIS-T systems."
    )
    assert {(e, r) for e, _, r, _ in dealt(text)} == {("IRIS-T", "EST"), ("IRIS-T", "LVA")}


def test_the_government_of_a_quotation_is_the_speakers() -> None:
    text = (
        'Peru wants new arms. Countries like Venezuela have grown stronger. "The government is in talks to buy tanks from China," '
        "Defense Minister Rafael Rey told the radio."
    )
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("CHN", "PER")}


def test_what_is_only_told_not_to_be_done_is_no_deal() -> None:
    text = "Serbia presented the FK-3 system from China. The US had warned Serbia that it should not buy the system."
    assert not any(c.denied for c in claims(text, "programme"))


def test_the_effects_of_a_deal_may_be_denied_and_the_deal_stands() -> None:
    text = "Chile plans to buy Sentinel radars from the United States. The purchase of the Sentinel radars would not upset the balance."
    assert not any(c.denied for c in claims(text, "programme"))


def test_the_partner_of_a_signed_deal_is_its_seller() -> None:
    text = (
        "Slovakia sent howitzers to Ukraine. Slovakia will send more howitzers to Ukraine. "
        "In 2018 Slovakia signed a deal to purchase US-made F-16 jets."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("SVK", "USA")}


def test_a_ship_that_is_handed_over_pays_no_visit() -> None:
    text = (
        "The Egyptian Navy has received the second FREMM frigate from Italy. The vessel arrived in Alexandria on 14 April. "
        "The Egyptian Navy ordered the frigates from Italy in 2020."
    )
    assert not claims(text, "engagement") or {c.type for c in claims(text, "engagement")} == {"contract"}


def test_who_takes_part_in_a_programme() -> None:
    text = "Indonesia ordered T-50 jets from South Korea. Jakarta is a 20% partner in the KF-21 effort."
    told = {(c.equipment, c.supplier, c.recipient, c.mode) for c in claims(text, "programme")}
    assert ("KF-21", ("KOR",), ("IDN",), "co-development") in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Who passes it on, or ordered it, stands right behind the noun.
        (
            "All the Leopard 2 tanks Canada is donating to Ukraine have arrived in Europe.",
            {("Leopard 2", "CAN", "UKR")},
        ),
        # What earlier deliveries held.
        (
            "Lithuania delivered loaders and radars to Ukraine as part of a new military aid package. "
            "The Lithuanian ministry reported that earlier deliveries this year included howitzers.",
            {("radars", "LTU", "UKR"), ("howitzers", "LTU", "UKR")},
        ),
        # A number after "over".
        (
            "Poland bought 180 K2 tanks from South Korea. Poland will locally manufacture over 800 units of the K2PL.",
            {("K2", "KOR", "POL"), ("K2PL", "KOR", "POL")},
        ),
    ],
)
def test_ends_beside_the_noun(text: str, told: set[tuple[str, str, str]]) -> None:
    assert told <= {(e, s, r) for e, s, r, _ in dealt(text)}


def test_states_that_nobody_names_supply_nothing() -> None:
    text = (
        "Norway sold F-16 jets to Romania. Western countries are willing to provide Ukraine with F-16 jets."
    )
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("NOR", "ROU")}


def test_jets_taken_out_of_service_were_not_received() -> None:
    text = "Norway sold 32 F-16 jets to Romania. Norway took the last of its F-16 fighters out of active service in 2022."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("NOR", "ROU")}


def test_a_dateline_of_city_and_state_is_no_party() -> None:
    text = "WARSAW, Poland - The Bulgarian defence minister has promised to acquire eight fighter jets."
    assert not claims(text, "programme", title="Bulgaria and its jets")


def test_a_visit_on_which_arms_are_ordered_counts() -> None:
    text = (
        "The United Arab Emirates cancelled a contract with France for H225 helicopters. "
        "In December 2021 the UAE ordered 12 H225M helicopters during the French president's visit."
    )
    assert {(c.type, c.parties) for c in claims(text, "engagement") if c.type == "visit"} == {
        ("visit", ("ARE", "FRA"))
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Who gives away what another made is its giver.
        (
            "After declaring donation to Ukraine of all 19 of its French-made Caesar guns, the Danish government is content.",
            {("Caesar", "DNK", "UKR")},
        ),
        # Of a state and a firm that negotiate, the firm delivers.
        (
            "The Danish army agency has begun negotiations with manufacturer Elbit Systems to deliver PULS launchers.",
            {("PULS", "ISR", "DNK")},
        ),
        # A rival sells nothing.
        (
            "The German army has chosen the PULS system made by Elbit Systems, following close competition from an American rival.",
            {("PULS", "ISR", "DEU")},
        ),
        # Two adjectives of one plural noun.
        (
            "The Dutch and Danish armies have ordered PULS launchers from Israel.",
            {("PULS", "ISR", "NLD"), ("PULS", "ISR", "DNK")},
        ),
        # Whose ship it was, its prefix or its former navy tells.
        ("HMAS Melbourne was sold to the Chilean Navy.", {("HMAS Melbourne", "AUS", "CHL")}),
        (
            "Chile bought two ex-Royal Netherlands Navy M-frigates in 2004.",
            {("M-frigate", "NLD", "CHL")},
        ),
        # On whose ground it is built.
        (
            "Turkey will deliver an Ada-class corvette to Ukraine. Later Ada-class corvettes will be built on Ukrainian territory.",
            {("Ada-class corvette", "TUR", "UKR")},
        ),
    ],
)
def test_givers_firms_rivals_and_owners(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(e.removesuffix("s"), s, r) for e, s, r, _ in dealt(text)} >= told
    assert {(s, r) for _, s, r, _ in dealt(text)} == {(s, r) for _, s, r in told}


BULLETS = """Sweden to send more

Sweden announced a new military aid package for Ukraine on Monday. The ministry gave the details.

The package consists of:

- 10 CV90 vehicles
- two radars

Sweden has helped before, and will help again."""


def test_a_list_in_lines_of_its_own_has_the_ends_of_its_package() -> None:
    told = {(e, s, r) for e, s, r, _ in dealt(BULLETS)}
    assert told >= {("CV90", "SWE", "UKR"), ("radars", "SWE", "UKR")}


def test_half_of_which_is_built_at_home() -> None:
    text = "Norway ordered 28 K9 howitzers from South Korea, half of which will be assembled in Norway."
    assert {(e, s, r, m) for e, s, r, m in dealt(text)} == {
        ("K9", "KOR", "NOR", "transfer"),
        ("K9", "KOR", "NOR", "co-production"),
    }


def test_kinds_are_told_by_the_types_named_later() -> None:
    text = (
        "Peru signed an agreement with South Korea for the purchase of tanks and armoured vehicles. "
        "It covers the sale of 54 K2 tanks and 141 K808 carriers to Peru."
    )
    assert {e for e, _, _, _ in dealt(text)} == {"K2", "K808"}


def test_an_agreement_under_which_arms_come_is_no_mechanism() -> None:
    text = (
        "Iraq has received the first two Caracal helicopters from France under a bilateral defence agreement."
    )
    assert not claims(text, "mechanism")


def test_its_guns_are_given_by_whose_they_are() -> None:
    text = "Denmark ordered PULS launchers from Israel. The order follows the donation to Ukraine of all its French-made Caesar howitzers."
    assert ("Caesar", "DNK", "UKR") in {(e, s, r) for e, s, r, _ in dealt(text)}
