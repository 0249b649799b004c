"""Who supplies what to whom: one sentence each, over many pairs, verbs and constructions."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt
from tests.reading.telling import claims

T = "transfer"

SALES = [
    ("Poland signed a contract with Hyundai Rotem for 180 K2 tanks.", ("K2", "KOR", "POL")),
    ("Embraer sold Nigeria 12 Super Tucano aircraft.", ("Super Tucano", "BRA", "NGA")),
    ("Qatar ordered 36 F-15QA jets from Boeing.", ("F-15QA", "USA", "QAT")),
    ("Madrid has agreed to sell Morocco two Avante corvettes.", ("Avante corvettes", "ESP", "MAR")),
    ("Croatia agreed with France on the purchase of 12 used Rafale jets.", ("Rafale", "FRA", "HRV")),
    ("Lithuania is to buy CV90 vehicles, which BAE Systems Hagglunds makes in Sweden.", ("CV90", "SWE", "LTU")),
    ("Serbia and France signed a contract for 12 Rafale multirole fighters.", ("Rafale", "FRA", "SRB")),
    ("Latvia will buy 42 ASCOD vehicles from Spain after tests.", ("ASCOD", "ESP", "LVA")),
    ("Turkey wants to buy 40 Typhoon jets from Britain.", ("Typhoon jets", "GBR", "TUR")),
    ("Oman asked Spain for five corvettes.", ("corvettes", "ESP", "OMN")),
    ("Ireland has placed an order with Thales of France for radars.", ("radars", "FRA", "IRL")),
    ("Saudi Arabia is in talks with Turkey on buying 100 Kaan fighters.", ("Kaan", "TUR", "SAU")),
    ("Elbit Systems of Israel won a contract to supply PULS rocket launchers to the Danish army.", ("PULS", "ISR", "DNK")),
    ("Malaysia has selected the Turkish firm TAI to provide three Anka drones.", ("Anka", "TUR", "MYS")),
    ("The purchase by Morocco of Heron drones from Israel was disclosed on Sunday.", ("Heron", "ISR", "MAR")),
]  # fmt: skip

GIFTS_AND_LOANS = [
    ("Chile handed over two retired frigates to Ecuador.", ("frigates", "CHL", "ECU")),
    ("Jordan was given six howitzers by France.", ("howitzers", "FRA", "JOR")),
    ("Kyiv has been promised 30 Abrams tanks by Washington.", ("Abrams tank", "USA", "UKR")),
    ("The European Union handed Ghana 105 armoured vehicles.", ("armoured vehicles", "EU", "GHA")),
    ("Mongolia received BRDM-2M vehicles as a gift from Russia.", ("BRDM-2M", "RUS", "MNG")),
    ("As a gift from Tokyo, Djibouti's coast guard got two patrol boats.", ("patrol boats", "JPN", "DJI")),
    ("Two patrol boats were gifted to Djibouti's coast guard by Japan.", ("patrol boats", "JPN", "DJI")),
    ("Moldova received 14 Piranha armoured carriers donated by Germany.", ("Piranha", "DEU", "MDA")),
    ("Estonia leased six AW139 helicopters from Poland.", ("AW139", "POL", "EST")),
    ("The Gripen fighters leased from Sweden arrived in Hungary in 2006.", ("Gripen", "SWE", "HUN")),
    ("Portugal shipped 14 M113 armoured personnel carriers to Kyiv.", ("M113", "PRT", "UKR")),
    ("The Netherlands is giving 18 F-16 jets to Romania for a training centre.", ("F-16", "NLD", "ROU")),
    ("Uruguay's air force has received a C-130H Hercules from Spain.", ("C-130H Hercules", "ESP", "URY")),
]  # fmt: skip

DELIVERIES = [
    ("Thailand took delivery of the first of three patrol boats built in Italy.", ("patrol boats", "ITA", "THA")),
    ("A shipment of Iskander missiles from Russia reached Belarus.", ("Iskander", "RUS", "BLR")),
    ("The delivery to Mali of four Mi-171 helicopters by Russia was celebrated.", ("Mi-171", "RUS", "MLI")),
    ("The first batch of Leopard 2A8 tanks ordered from Germany has reached Norway.", ("Leopard 2A8", "DEU", "NOR")),
    ("Italy's Leonardo delivered the last of six AW149 helicopters to Poland.", ("AW149", "ITA", "POL")),
    ("Two C-130J transport planes bought by Indonesia landed in Jakarta from the United States.", ("C-130J", "USA", "IDN")),
    ("The 12 Super Tucanos that Nigeria had ordered from Embraer have been handed over.", ("Super Tucano", "BRA", "NGA")),
    ("Sri Lanka's coast guard commissioned a patrol ship that the United States had donated.", ("patrol ship", "USA", "LKA")),
    ("Russia equipped Belarus with two S-400 batteries.", ("S-400", "RUS", "BLR")),
    ("Taiwan awaits delivery of 66 F-16V jets from the United States.", ("F-16V", "USA", "TWN")),
]  # fmt: skip

SEVERAL = [
    (
        "Chinese CH-4 drones have been sold to Iraq, Jordan and Saudi Arabia.",
        {("CH-4", "CHN", "IRQ", T), ("CH-4", "CHN", "JOR", T), ("CH-4", "CHN", "SAU", T)},
    ),
    (
        "Germany, Denmark and the Netherlands will jointly donate Leopard 1 tanks to Ukraine.",
        {("Leopard 1", p, "UKR", T) for p in ("DEU", "DNK", "NLD")},
    ),
    (
        "Armenia has bought Akash air defence systems and Pinaka launchers from India.",
        {("Akash", "IND", "ARM", T), ("Pinaka", "IND", "ARM", T)},
    ),
    (
        "Denmark, which is to get F-35 jets from the United States, gave its F-16s to Argentina.",
        {("F-35", "USA", "DNK", T), ("F-16", "DNK", "ARG", T)},
    ),
    (
        "Warsaw bought HIMARS launchers from the United States and Chunmoo launchers from South Korea.",
        {("HIMARS", "USA", "POL", T), ("Chunmoo launchers", "KOR", "POL", T)},
    ),
    (
        "Lockheed Martin got an order for 66 F-16 aircraft to Taiwan and eight aircraft to Bulgaria.",
        {("F-16", "USA", "TWN", T), ("F-16", "USA", "BGR", T)},
    ),
]

QUIET = [
    "China test-fired a DF-41 missile on Friday, the Pentagon said.",
    "Russian Su-30 fighters escorted a US B-52 bomber over the Black Sea.",
    "Ukraine shot down two Russian Su-34 bombers with a Patriot missile.",
    "Turkish and Azerbaijani F-16 jets took part in the exercise in Konya.",
    "The US deployed a Typhon missile battery to the Philippines for an exercise.",
    "Emirates airline ordered 50 Airbus A350 passenger jets in Dubai.",
    "Sudan's RSF rebels got drones from abroad, Egypt complained.",
    "Iran's navy seized a Greek tanker with two helicopters in the Gulf.",
    "A US drone crashed in Niger near the French base.",
    "Chinese J-10 fighters flew near Taiwan on Sunday.",
    "Wounded soldiers were flown by a German A400M plane to Norway.",
    "Israel struck a convoy of missiles in Syria that Iran had sent to Hezbollah.",
    "Britain's aircraft carrier sailed with Dutch frigates to Japan.",
    "North Korea displayed new tanks at a parade that Chinese guests attended.",
]


@pytest.mark.parametrize(("text", "ends"), [*SALES, *GIFTS_AND_LOANS, *DELIVERIES])
def test_a_sentence_tells_one_transfer(text: str, ends: tuple[str, str, str]) -> None:
    assert dealt(text) == {(*ends, T)}


@pytest.mark.parametrize(("text", "told"), SEVERAL)
def test_each_pair_of_a_list_is_a_programme_of_its_own(
    text: str, told: set[tuple[str, str, str, str]]
) -> None:
    assert dealt(text) == told


@pytest.mark.parametrize("text", QUIET)
def test_equipment_in_motion_use_or_show_is_no_programme(text: str) -> None:
    assert dealt(text) == set()


def test_who_competed_to_supply_has_supplied_nothing() -> None:
    text = "American and French firms had also competed to supply warplanes to Chile, but Santiago chose the Swedish Gripen."
    assert {c.supplier for c in claims(text, "programme")} == {("SWE",)}


def test_what_a_ministry_thinks_of_is_proposed() -> None:
    text = "Peru signed a contract for South Korea's FA-50. Lima is also thinking of Sweden's Gripen."
    assert ("Gripen", ("SWE",), ("PER",), "proposed") in [
        (c.equipment, c.supplier, c.recipient, c.status) for c in claims(text, "programme")
    ]


def test_what_is_made_over_is_handed_over_wherever_the_particle_stands() -> None:
    text = "India gave a Dornier 228 to Kenya. The admiral made the plane over at a ceremony in Nairobi."
    assert {(c.mode, c.recipient) for c in claims(text, "programme")} == {("transfer", ("KEN",))}


@pytest.mark.parametrize(
    "text",
    [
        "Chile approved the sale of Patria vehicles to Peru. Bolivia vowed to take the island back with its HQ-9 missiles.",
        "A Chinese frigate, the Yuncheng, was to dock at Mombasa in Kenya.",
    ],
)
def test_what_is_taken_back_or_docks_goes_to_nobody(text: str) -> None:
    assert not [c for c in claims(text, "programme") if set(c.recipient) & {"BOL", "KEN"}]


def test_aircraft_that_arrive_home_are_their_owners() -> None:
    text = "The last Nigerian Super Tucanos arrive home on Friday, the Nigerian Air Force said."
    (found,) = claims(text, "programme")
    assert (found.supplier, found.recipient) == (("BRA",), ("NGA",))
