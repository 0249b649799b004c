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
