"""Constructions of agency copy on Eurasia, Africa and Latin America, each with other states than the report that used it."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "equipment"),
    [
        (
            "The Belarusian armed forces received Russian air defence systems S-400 and short-range ballistic missile systems Iskander.",
            ["S-400", "Iskander"],
        ),
        ("Russia sold Uganda tanks T-90 and helicopters Mi-28.", ["T-90", "Mi-28"]),
    ],
)
def test_a_kind_in_front_of_its_type_is_told_by_the_type(text: str, equipment: list[str]) -> None:
    assert [c.equipment for c in claims(text, "programme")] == equipment


def test_to_reinforce_an_army_with_arms_is_to_get_them() -> None:
    text = (
        "President Daniel Ortega wants to reinforce the Nicaraguan army with Russian tanks and patrol boats."
    )
    found = [(c.equipment, c.supplier, c.recipient, c.status) for c in claims(text, "programme")]
    assert found == [
        ("tanks", ("RUS",), ("NIC",), "proposed"),
        ("patrol boats", ("RUS",), ("NIC",), "proposed"),
    ]


def test_whose_meeting_it_was_that_the_sentence_opens_with() -> None:
    text = (
        "Chinese Defence Minister Dong Jun met Laotian Vice Defence Minister Vilay Lakhamfong on Tuesday. During his meeting with Uzbek Defence "
        "Minister Abdusalom Azizov, Dong said the two militaries should deepen cooperation. In his talks with Belarusian Defence Minister "
        "Andrei Ravkov, he called for joint training."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("CHN", "LAO"), ("CHN", "UZB"), ("BLR", "CHN")}


def test_second_hand_jets_are_sold_by_who_signs_and_not_by_who_built_them() -> None:
    text = (
        "Defence Ministers Luis Petri of Argentina and Troels Lund Poulsen of Denmark signed a letter of intent whereby the South American "
        "country will purchase 24 second-hand US-built F-16 fighter jets."
    )
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("DNK",), ("ARG",))]
    new = text.replace("second-hand ", "")
    assert [(c.supplier, c.recipient) for c in claims(new, "programme")] == [(("USA",), ("ARG",))]


def test_a_letter_of_intent_signed_by_nobody_named_is_that_of_the_pair() -> None:
    text = (
        "South Korea will sell 24 tanks to Peru. The deal follows a letter of intent signed in Lima in March."
    )
    assert [(c.type, c.parties, c.place) for c in claims(text, "engagement")] == [
        ("agreement", ("KOR", "PER"), "Lima")
    ]


def test_what_else_a_contract_includes_goes_to_the_pair_of_the_report() -> None:
    text = (
        "Norway will sell 24 NASAMS launchers to Oman. It has promised a launcher to Ukraine, too. The ministry valued the contract, "
        "which also includes radars and simulators, at $300 million."
    )
    found = {(c.equipment, c.recipient) for c in claims(text, "programme")}
    assert {("radars", ("OMN",)), ("simulators", ("OMN",))} <= found


def test_a_force_that_two_states_keep_is_a_mechanism() -> None:
    text = "It will help the unified Russian-Belarusian air defence system, the Russian deputy defence minister said."
    assert [c.parties for c in claims(text, "mechanism")] == [("BLR", "RUS")]


def test_the_day_behind_an_acronym_is_no_part_of_a_name() -> None:
    text = "The drill was agreed under the bilateral Defence Cooperation Agreement (DCA) on Monday, the ministries of Kenya and Britain said."
    assert [c.name for c in claims(text, "mechanism")] == ["Defence Cooperation Agreement"]


def test_a_tour_of_three_states_is_three_visits() -> None:
    text = "Russian Defence Minister Sergei Shoigu began a tour of Mongolia, Laos and Vietnam on Monday to discuss military cooperation."
    visits = {c.parties for c in claims(text, "engagement") if c.type == "visit"}
    assert visits == {("MNG", "RUS"), ("LAO", "RUS"), ("RUS", "VNM")}


def test_what_is_met_with_a_response_is_no_meeting() -> None:
    text = "The United States should stop arming Taiwan. Otherwise it will be met with China's resolute response, foreign ministry spokeswoman Mao Ning said."
    assert [c for c in claims(text, "engagement") if c.type == "meeting"] == []


def test_taiwan_is_meant_by_its_name_in_chinese_copy() -> None:
    text = "Beijing condemned the US arms sales to China's Taiwan region. China firmly opposes the arms sales, its defence ministry said."
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("USA",), ("TWN",))]
    assert {(c.by, c.on, c.about) for c in claims(text, "pressure")} == {(("CHN",), ("USA",), ("TWN",))}


@pytest.mark.parametrize(
    ("text", "by", "on", "about"),
    [
        (
            "Bolivia has dismissed Argentina's concerns regarding its acquisition of drones from Iran.",
            "ARG",
            "BOL",
            "IRN",
        ),
        ("Serbia brushed aside US objections to its purchase of Chinese FK-3 missiles.", "USA", "SRB", "CHN"),
    ],
)
def test_who_shrugs_off_a_complaint_is_pressed(text: str, by: str, on: str, about: str) -> None:
    assert [(c.by, c.on, c.about) for c in claims(text, "pressure")] == [((by,), (on,), (about,))]


def test_a_firm_of_two_states_is_here_that_of_the_one_named() -> None:
    text = "An agreement was signed between the Ministry of Defence of Armenia and the French company KNDS. The agreement with KNDS covers howitzers."
    assert {c.parties for c in claims(text, "engagement")} == {("ARM", "FRA")}


def test_the_ceremony_after_a_pact_is_its_signing() -> None:
    text = (
        "The defence ministers of Iran and Bolivia signed a defence agreement. Speaking at the ceremony on Thursday, Iranian Defence Minister "
        "Mohammad Reza Ashtiani praised Bolivia."
    )
    assert [c.type for c in claims(text, "engagement")] == ["agreement"]


def test_handed_over_six_is_six() -> None:
    text = "Russia handed over six Su-30 jets to Angola on Monday."
    found = claims(text, "programme")[0].quantity
    assert found is not None
    assert (found.number, found.qualifier) == (6.0, None)


def test_who_gave_what_was_given_is_told_behind_its_price() -> None:
    text = "Lesotho has been given military equipment worth some $28 million by China, its defence minister said on Wednesday."
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("CHN",), ("LSO",))]


def test_an_embargo_on_the_country_is_on_the_one_that_was_armed() -> None:
    text = "China gave military equipment to Zimbabwe on Wednesday. The European Union maintains an arms embargo on the country."
    assert [(c.by, c.on) for c in claims(text, "pressure")] == [(("EU",), ("ZWE",))]


def test_a_title_in_capitals_has_its_designation_whole() -> None:
    title = "Deliveries of 8 Russian Su-37K Fighter Jets to Angola Completed"
    assert [
        c.equipment for c in claims("Russia has completed its delivery of the jets.", "programme", title)
    ] == ["Su-37K"]


@pytest.mark.parametrize(
    "text",
    [
        "Any allegations that Chad has supplied missiles to Niger are sheer lies, its defence minister said.",
        "He added that any claim that Chad sold Niger missiles is a sheer lie.",
        'Accusations that Chad supplies missiles to Niger are "baseless," its defence minister said.',
    ],
)
def test_a_lie_is_told_of_nothing(text: str) -> None:
    assert [(c.supplier, c.recipient, c.denied) for c in claims(text, "programme")] == [
        (("TCD",), ("NER",), True)
    ]


def test_who_denies_trouble_with_a_delivery_does_not_deny_the_delivery() -> None:
    text = "He denied media reports that Russia had problems with the supply of 21 Mi-17 helicopters to Chad."
    assert [c.denied for c in claims(text, "programme")] == [False]


def test_who_takes_behind_and_is_not_who_takes_before_it() -> None:
    text = "Algeria will receive 16 Su-30MKA fighters and Uganda will get six Su-30MK2s from Russia."
    found = [(c.equipment, c.supplier, c.recipient) for c in claims(text, "programme")]
    assert found == [("Su-30MKA", ("RUS",), ("DZA",)), ("Su-30MK2", ("RUS",), ("UGA",))]


def test_a_working_group_on_military_cooperation_is_a_mechanism() -> None:
    text = "The agreement was signed at a meeting of the working group on Azerbaijani-Pakistani military cooperation in Islamabad."
    assert [c.parties for c in claims(text, "mechanism")] == [("AZE", "PAK")]


def test_to_deny_supplies_is_no_embargo() -> None:
    title = "Iran again denies drone supplies to Russia"
    text = "The foreign ministry in Tehran said that Iran had sold no drones to Russia for the war."
    assert claims(text, "pressure", title) == []


def test_concern_about_sales_is_aimed_at_the_seller_whatever_hangs_on_to() -> None:
    text = "The United States has often expressed concern about Russian weapons sales to Nicaragua, one of its foes in the region."
    assert [(c.by, c.on, c.about) for c in claims(text, "pressure")] == [(("USA",), ("RUS",), ("NIC",))]


def test_the_ceremony_on_a_day_is_still_the_signing() -> None:
    text = "Iran and Bolivia signed a defence agreement. At the ceremony on Thursday, Iranian Defence Minister Mohammad Reza Ashtiani praised Bolivia."
    assert [c.type for c in claims(text, "engagement")] == ["agreement"]


def test_the_coast_off_which_ships_sail_has_no_navy_in_the_drill() -> None:
    text = (
        "A Chinese fleet ended a visit to Namibia on Friday. It had escorted ships in waters off Somalia. The two navies held joint drills off "
        "Walvis Bay on Tuesday."
    )
    assert [c.parties for c in claims(text, "engagement") if c.type == "exercise"] == [("CHN", "NAM")]
