"""Standing bodies, treaties, formats and exercise series, by table and by shape."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

NAMED = [
    ("The Kenya-Rwanda Joint Military Commission met in Kigali.", "Joint Military Commission", ("KEN", "RWA")),
    ("Chile and Peru revived their Defence Policy Dialogue in Lima.", "Defence Policy Dialogue", ("CHL", "PER")),
    ("The Joint Defence Cooperation Committee of Nepal and Bhutan convened for the third time.",
     "Joint Defence Cooperation Committee", ("BTN", "NPL")),
    ("Finland and Estonia ratified a bilateral defence agreement in June.", "bilateral defence agreement",
     ("EST", "FIN")),
    ("Under a joint security pact of 2019, Niger trains with the army of Chad.", "joint security pact",
     ("NER", "TCD")),
    ("Malaysia and Brunei discussed troops in a Strategic Consultative Group.", "Strategic Consultative Group",
     ("BRN", "MYS")),
    ("Poland, Romania and Türkiye held a Trilateral Defence Ministerial in Warsaw.",
     "Trilateral Defence Ministerial", ("POL", "ROU", "TUR")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "parties"), NAMED)
def test_a_mechanism_is_named_with_its_parties(text: str, name: str, parties: tuple[str, ...]) -> None:
    found = claims(text, "mechanism")
    assert any(name in (claim.name or "") and claim.parties == parties for claim in found), [
        (claim.name, claim.parties) for claim in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Togo are negotiating a defence pact.",
        "The Senate Armed Services Committee heard the envoy of Kenya about the army of Rwanda.",
        "Neither Nepal nor Bhutan belongs to the Missile Technology Control Regime.",
        "The State Committee for National Security of Kyrgyzstan bought drones from Poland.",
    ],
)
def test_committees_regimes_and_talks_are_none(text: str) -> None:
    assert [claim.name for claim in claims(text, "mechanism")] == []


def test_an_exercise_with_known_states_is_a_series() -> None:
    found = claims("Soldiers opened Exercise Talisman Sabre in Queensland.", "mechanism")
    assert [claim.parties for claim in found] == [("AUS", "USA")]


def test_an_acronym_goes_with_its_name() -> None:
    found = claims(
        "The Kenya-Rwanda Joint Military Commission (KRJMC) met in Kigali. The KRJMC will meet again.",
        "mechanism",
    )
    assert [claim.acronym for claim in found] == ["KRJMC"]


def test_the_edition_is_kept() -> None:
    found = claims("The 21st meeting of the Kenya-Rwanda Joint Military Commission ended.", "mechanism")
    assert [claim.edition for claim in found] == ["21st"]


def test_a_pact_is_of_those_whom_it_is_between() -> None:
    text = (
        "French President Emmanuel Macron and U.S. President Joe Biden agree to meet to repair ties after the security "
        "pact between the United States, the United Kingdom and Australia."
    )
    assert [c.parties for c in claims(text, "mechanism")] == [("AUS", "GBR", "USA")]


def test_a_common_noun_beside_a_name_is_no_pact_of_its_own() -> None:
    text = (
        "President Rodrigo Duterte suspends the end of the Visiting Forces Agreement, a military pact between the "
        "Philippines and the United States."
    )
    assert [c.name for c in claims(text, "mechanism")] == ["Visiting Forces Agreement"]


def test_a_short_name_of_two_others_is_not_theirs() -> None:
    text = (
        "India and Oman held the 12th Joint Military Cooperation Committee (JMCC) meeting in Muscat. "
        "The JMCC meeting was co-chaired by India's Defence Secretary."
    )
    assert {c.parties for c in claims(text, "mechanism")} == {("IND", "OMN")}
