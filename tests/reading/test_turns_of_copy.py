"""Turns of agency copy that hide an end, a stage or a guest: each with other states than where it was met."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt, statuses
from tests.reading.telling import claims, surnames


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Croatia signed a deal with France to buy 12 Rafale jets.", "contracted"),
        ("Peru inked a contract on Monday with South Korea to purchase 54 K2 tanks.", "contracted"),
        ("Peru will sign a deal with South Korea next year to buy 54 K2 tanks.", "planned"),
        ("The contract provides for the delivery of 54 K2 tanks from Hyundai Rotem to Peru.", "contracted"),
    ],
)
def test_what_is_contracted_for_is_neither_planned_nor_delivered(text: str, status: str) -> None:
    assert statuses(text) == {status}


def test_what_a_contract_provides_for_is_given_by_nobody() -> None:
    text = (
        "Peru bought K2 tanks from South Korea. The framework agreement with Hyundai Rotem provides for the purchase of 1,000 K2 tanks, "
        "together with technical vehicles."
    )
    assert {e for e, _, _, _ in dealt(text)} == {"K2"}


def test_who_pays_for_the_purchase_gives() -> None:
    text = "Norway helps Moldova. Norway will finance the purchase of 14 Piranha vehicles. The army of Moldova thanked Norway."
    assert ("NOR", "MDA") in {(s, r) for _, s, r, _ in dealt(text)}


def test_what_is_listed_with_a_known_type_goes_its_way() -> None:
    text = "Peru's minister and the US ambassador discussed a possible sale of Javelin missiles and command launch units to Peru."
    assert {(s, r) for _, s, r, _ in dealt(text)} == {("USA", "PER")}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Denmark wants to re-export 22 Piranha III vehicles to Ukraine.", ("Piranha III", "DNK", "UKR")),
        ("Chile approved the re-export of Leopard 2 tanks from Peru to Brazil.", ("Leopard 2", "PER", "BRA")),
    ],
)
def test_who_re_exports_supplies(text: str, ends: tuple[str, str, str]) -> None:
    assert {(e, s, r) for e, s, r, _ in dealt(text)} == {ends}


@pytest.mark.parametrize("whose", ["Spain's request", "a request by Spain"])
def test_a_vetoed_request_presses_whoever_asked(whose: str) -> None:
    (push,) = claims(f"Switzerland has vetoed {whose} to re-export ammunition to Ukraine.", "pressure")
    assert (push.by, push.on, push.about) == (("CHE",), ("ESP",), ("UKR",))


def test_carriers_of_men_make_no_port_call() -> None:
    text = (
        "The first batch of Boxer armored personnel carriers from Germany arrived in Lithuania on January 10."
    )
    assert not claims(text, "engagement")


def test_a_recent_visit_that_is_spoken_of_has_been() -> None:
    text = "Defence Minister Ana Soto of Chile discussed her recent visit to Peru, where she met Peruvian Defence Minister Luis Vega."
    visits = [c for c in claims(text, "engagement") if c.type == "visit"]
    assert [(c.parties, c.status) for c in visits] == [(("CHL", "PER"), "held")]


def test_a_call_with_somebody_of_rank() -> None:
    text = "Chilean President Ana Soto announced the delivery of F-16 jets to Chile, following a call with Dutch Prime Minister Mark Rutte."
    (call,) = claims(text, "engagement")
    assert (call.type, call.parties, surnames(call)) == ("call", ("CHL", "NLD"), {"Soto", "Rutte"})


def test_the_head_of_a_ministry_is_its_minister() -> None:
    text = (
        "The ministers of Chile and Peru will discuss defence cooperation in Lima with Brazilian Defence Minister Joao Prado.\n\n"
        "The head of the Brazilian Defence Ministry arrived in Lima yesterday."
    )
    (visit,) = [c for c in claims(text, "engagement") if c.type == "visit"]
    assert surnames(visit) == {"Prado"}


@pytest.mark.parametrize(
    "words",
    [
        "discussed the importance of joint military exercises",
        "seek to expand co-operation on cybersecurity, joint military drills and rescue",
    ],
)
def test_exercises_in_general_are_not_held(words: str) -> None:
    found = claims(f"The defence ministers of Peru and Chile met in Lima and {words}.", "engagement")
    assert "exercise" not in {c.type for c in found}


def test_a_handover_before_representatives_of_the_giver() -> None:
    text = (
        "Slovakia received 15 Leopard 2 tanks from Germany.\n\nThe handover took place at a base in Trebisov "
        "in the presence of Slovak Defense Minister Jan Novak and German representatives."
    )
    assert {(c.type, c.parties) for c in claims(text, "engagement")} == {("ceremony", ("DEU", "SVK"))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Chile and Peru work together under the agreement on military-technical cooperation between the governments of Chile and Peru.",
            ["agreement on military-technical cooperation"],
        ),
        ("Norway and Britain are set to finalise a new defence agreement next month.", []),
        ("Germany sold tanks to Peru, the Defence Committee of the Peruvian parliament said.", []),
    ],
)
def test_pacts_in_force_and_committees_at_home(text: str, names: list[str]) -> None:
    assert [c.name for c in claims(text, "mechanism")] == names


def test_what_is_given_in_exchange_goes_the_other_way() -> None:
    text = "In exchange for artillery shells, South Korea will give Oman 12 K9 howitzers."
    assert [(c.equipment, c.supplier, c.recipient) for c in claims(text, "programme")] == [
        ("K9", ("KOR",), ("OMN",))
    ]


def test_ships_under_construction_are_those_of_whom_they_are_for() -> None:
    text = "Two frigates are under construction at a yard in Turkey for the Navy of Pakistan."
    assert ("TUR", "PAK") in {
        (c.supplier[0], c.recipient[0]) for c in claims(text, "programme") if c.supplier and c.recipient
    }


def test_the_verb_of_a_headline_in_capitals_is_no_name() -> None:
    found = claims(
        "Algeria's army chief of staff ended a three-day visit to Russia on Monday.",
        "engagement",
        title="Algerian Army Chief of Staff Concludes Visit to Russia",
    )
    assert [(c.type, c.parties) for c in found] == [("visit", ("DZA", "RUS"))]
    assert all(person.name != "Concludes" for c in found for person in c.participants)
