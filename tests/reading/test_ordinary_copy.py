"""Everyday wire copy: shared objects, hosts of numbered statements, givers, carriers, ships in port, what is met."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims, surnames

# (text, equipment, supplier, recipient, mode): a programme that the text tells of.
PASSED = [
    ("Italy's Leonardo will supply and maintain ten M-346 training planes and a number of simulators to Peru.",
     "M-346", ("ITA",), ("PER",), "transfer"),
    ("Oman signed a deal with Sweden to buy coastal radars, a task that India had helped it with.",
     "coastal radars", ("SWE",), ("OMN",), "transfer"),
    ("Poland handed over ten Leopard 2 tanks to Ukraine. More Leopard 2 tanks have arrived in Ukraine.",
     "Leopard 2", ("POL",), ("UKR",), "transfer"),
    ("Portugal announced ten howitzers for Ukraine. The battalion includes 8 tanks from Denmark and 6 from Belgium.",
     "tanks", ("BEL",), ("UKR",), "transfer"),
    ("Denmark delivered tanks to Ukraine. Its officers say that Ukrainian training on the tanks is over.",
     "tanks", ("DNK",), ("UKR",), "sustainment"),
    ("France gave Chad three radars in May, while Italy promised to provide training for Chad's border regiments.",
     "border regiments", ("ITA",), ("TCD",), "sustainment"),
    ("Norway will send helmets to Ukraine. Spain is to deliver 500 rifles, while Portugal gives mortars.",
     "rifles", ("ESP",), ("UKR",), "transfer"),
    ("Kongsberg of Norway won several missile orders, among them a contract for coastal missiles for Romania.",
     "coastal missiles", ("NOR",), ("ROU",), "transfer"),
    ("Chile is weighing the Swedish Gripen.", "Gripen", ("SWE",), ("CHL",), "transfer"),
    ("India's envoy gave Sri Lanka 12 high-speed guard boats on Monday.", "high-speed guard boats", ("IND",), ("LKA",),
     "transfer"),
    ("The envoy spoke of the upcoming hand-over of a patrol vessel by Japan to Vietnam.", "patrol vessel", ("JPN",),
     ("VNM",), "transfer"),
    ("A Dutch court ordered the Dutch government to block exports of F-35 parts to Israel.", "F-35", ("NLD",), ("ISR",),
     "transfer"),
    ('"We have an agreement to provide Egypt with drones," Turkish Foreign Minister Hakan Fidan said. Egypt is glad.',
     "drones", ("TUR",), ("EGY",), "transfer"),
    ("Greece agreed in Riyadh to lend the kingdom a Patriot battery. Saudi Arabia is grateful to Greece.",
     "Patriot", ("GRC",), ("SAU",), "transfer"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "equipment", "supplier", "recipient", "mode"), PASSED)
def test_a_programme_of_everyday_copy(
    text: str, equipment: str, supplier: tuple[str, ...], recipient: tuple[str, ...], mode: str
) -> None:
    found = [(c.equipment or "", c.supplier, c.recipient, c.mode) for c in claims(text, "programme")]
    assert any(
        equipment in name and rest == (supplier, recipient, mode)
        for name, *rest_ in found
        for rest in [tuple(rest_)]
    ), found


# Texts that tell of no programme.
NOTHING_PASSED = [
    "A Chinese frigate arrived at the port of Mombasa in Kenya on a goodwill visit on Monday.",
    "HMS Tamar, a patrol ship with a crew of 56, arrived in Sri Lanka on a formal visit.",
    "Six Saudi F-15C fighters arrived on Crete for joint training with the Greek air force.",
    "The Norwegian government ordered new launchers from Kongsberg of Norway.",
    "A boat carrying 60 migrants from Tunisia to Italy sank on Monday.",
]


@pytest.mark.parametrize("text", NOTHING_PASSED)
def test_what_calls_or_is_bought_at_home_is_no_programme(text: str) -> None:
    assert claims(text, "programme") == []


def test_who_does_not_give_a_figure_denies_nothing() -> None:
    text = "Poland has delivered tanks to Ukraine. Officials did not give details on the number of tanks delivered to Ukraine."
    assert [c.denied for c in claims(text, "programme") if c.denied] == []


def test_the_plane_that_brought_the_goods_is_not_the_goods() -> None:
    text = "An Indian C-17 landed at Clark with the first battery of BrahMos missiles for the Philippine marines."
    assert {c.equipment for c in claims(text, "programme")} == {"BrahMos"}


def test_another_name_for_the_same_thing_is_said_once() -> None:
    text = "Malaysia signed a contract with South Korea for 18 FA-50 Block 20 jets, designated as FA-50M."
    assert len({c.equipment for c in claims(text, "programme")}) == 1


def test_an_ally_is_not_whose_ally_it_is() -> None:
    text = "Serbia, a Russian ally, purchased HQ-22 missiles from China in 2020."
    assert {c.recipient for c in claims(text, "programme")} == {("SRB",)}


def test_each_navy_makes_its_own_call() -> None:
    text = "Two Japanese and one Pakistani naval ships arrived at the port of Colombo in Sri Lanka on May 28."
    found = {c.parties for c in claims(text, "engagement") if c.type == "port-call"}
    assert found == {("JPN", "LKA"), ("LKA", "PAK")}


def test_the_numbered_paragraphs_of_a_statement_are_read() -> None:
    text = (
        "1. The Defence Minister of Chile, Ana Rojas, and the Defence Minister of Norway, Erik Lund, met in Oslo.\n\n"
        "2. The ministers welcomed the work of the navies."
    )
    found = claims(text, "engagement", title="Joint statement of Chile and Norway")
    assert any({"Rojas", "Lund"} <= surnames(c) for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "France will boost its supply of shells to meet Ukraine's urgent needs, Defence Minister Jean Petit said.",
        "Poland's defence minister told a meeting of the National Security Council that Ukraine would get tanks.",
        "The former president of Mali arrived in Senegal after he was ousted by the army.",
        "The army officer Marko Ilic of Serbia said that he would hand himself over to the UN tribunal.",
    ],
)
def test_no_engagement_comes_of_needs_home_bodies_exiles_and_courts(text: str) -> None:
    assert claims(text, "engagement") == []


def test_a_drill_announced_with_its_days_is_planned_once() -> None:
    text = "Azerbaijan and Turkey will hold joint drills in Baku from June 12 to June 20, the ministry said."
    found = claims(text, "engagement", title="Azerbaijan to host Turkey for joint drills June 12-20")
    assert [(c.status, c.parties) for c in found] == [("planned", ("AZE", "TUR"))]


def test_whose_personnel_drill_with_their_colleagues() -> None:
    text = "The Azerbaijani Defence Ministry said that its personnel have begun joint exercises with colleagues from Georgia."
    assert any(c.parties == ("AZE", "GEO") for c in claims(text, "engagement") if c.type == "exercise")


def test_the_programme_that_a_state_is_thrown_out_of_may_stand_as_a_body() -> None:
    found = claims("The jets stay in Arizona.", "pressure", title="US removes Turkey from F-35 programme")
    assert [(c.by, c.on, c.instrument) for c in found] == [(("USA",), ("TUR",), "expulsion")]


def test_sanctions_on_oil_are_no_matter_of_arms() -> None:
    text = "The United States and its allies imposed punishing economic sanctions on Russia. Ukraine asked for tanks and drones."
    assert claims(text, "pressure") == []


# (text, equipment, supplier, recipient, mode): told in the second of two sentences.
CARRIED_ON = [
    ("Brazil signed a contract with Saab of Sweden for 36 Gripen fighters. The other 23 will be assembled locally.",
     "Gripen", ("SWE",), ("BRA",), "co-production"),
    ("Argentina bought four P-3 Orion aircraft from Norway. Crews were trained in Norway for six months.",
     "Crews", ("NOR",), ("ARG",), "sustainment"),
    ("Estonia ordered 12 K9 howitzers from South Korea. Finland bought 48 used K9s from South Korea last year.",
     "K9", ("KOR",), ("FIN",), "transfer"),
    ("Poland has handed its first Leopard tanks to Ukraine. It has sent more than 250 T-72s since the war began.",
     "T-72", ("POL",), ("UKR",), "transfer"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "equipment", "supplier", "recipient", "mode"), CARRIED_ON)
def test_a_second_sentence_carries_on(
    text: str, equipment: str, supplier: tuple[str, ...], recipient: tuple[str, ...], mode: str
) -> None:
    found = claims(text, "programme")
    assert any(
        equipment in (c.equipment or "") and (c.supplier, c.recipient, c.mode) == (supplier, recipient, mode)
        for c in found
    ), [(c.equipment, c.supplier, c.recipient, c.mode) for c in found]


def test_from_whom_it_comes_signs_too() -> None:
    text = "Argentina bought planes from Norway. In April the minister Luis Petri of Argentina signed for 24 F-16s from Denmark."
    signed = [c.parties for c in claims(text, "engagement") if c.type in ("agreement", "contract")]
    assert signed == [("ARG", "DNK")]


def test_sides_of_sportsmen_meet_in_no_talks() -> None:
    text = (
        "India beat China to reach the final of the hockey tournament, where they will meet South Korea. The coach praised "
        "the players of the army; the goals came late in the match."
    )
    assert claims(text, "engagement") == []
