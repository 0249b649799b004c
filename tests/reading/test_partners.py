"""Makers and givers that the report names elsewhere: joint programmes, works founded abroad, who passes on, who gives leave."""

from __future__ import annotations

import pytest

from tests.reading.dealt import Deal, dealt

TOLD: list[tuple[str, set[Deal]]] = [
    # works founded in another state
    (
        "The German group Rheinmetall plans to open a plant for the production of artillery shells in Lithuania.",
        {("artillery shells", "DEU", "LTU", "co-production")},
    ),
    (
        "Saab has opened a Gripen E assembly line at Embraer's works in Gaviao Peixoto, Brazil.",
        {("Gripen E", "SWE", "BRA", "co-production")},
    ),
    # of two makers, the one that says yes does not sell
    (
        "Washington has approved the sale of the Arrow 3 to Germany, Israel's defence ministry said.",
        {("Arrow 3", "ISR", "DEU", "transfer")},
    ),
    # whose goods they are supplies, whoever signs first
    (
        "Poland has signed a contract with South Korea's Hyundai Rotem for the delivery of 180 K2 tanks.",
        {("K2", "KOR", "POL", "transfer")},
    ),
    (
        "The frigate's hull is new. Damen of the Netherlands and Colombia's Cotecmar signed a contract for parts for the construction of "
        "the first frigate to be built in Colombia.",
        {("frigate", "NLD", "COL", "licensed-production")},
    ),
    # help told by a gerund
    (
        "President Sauli Niinisto said that Finland could step up its military aid to Ukraine by sending Leopard 2 tanks.",
        {("Leopard 2", "FIN", "UKR", "transfer")},
    ),
    (
        "Spain's government said that Madrid is willing to send some of its Leopard 2 tanks to Ukraine.",
        {("Leopard 2", "ESP", "UKR", "transfer")},
    ),
    # owners, where the maker is nowhere told of
    (
        "Romania and Portugal signed the agreement on the used F-16 jets in 2013. Bucharest received the first six F-16s in September.",
        {("F-16", "PRT", "ROU", "transfer")},
    ),
    # a list whose verb stands after both ends
    (
        "Canada's military aid committed to Ukraine so far includes 39 armoured vehicles and four M777 howitzers.",
        {("armoured vehicles", "CAN", "UKR", "transfer"), ("M777", "CAN", "UKR", "transfer")},
    ),
    # who gives in one clause does not get in the other
    (
        "The Baltic states are to help Ukraine. Estonia will provide Javelin missiles to Ukraine, while Latvia and Lithuania will provide "
        "Stinger missiles.",
        {
            ("Javelin", "EST", "UKR", "transfer"),
            ("Stinger missile", "LVA", "UKR", "transfer"),
            ("Stinger missile", "LTU", "UKR", "transfer"),
        },
    ),
    # a list after the receiver
    (
        "Berlin has authorised the delivery to Kyiv of 1,000 rocket launchers, 500 Stinger missiles and nine howitzers.",
        {("rocket launchers", "DEU", "UKR", "transfer"), ("howitzers", "DEU", "UKR", "transfer")},
    ),
    # the partners of a programme that is named
    (
        "The UK, Italy and Japan take part in the Global Combat Air Programme (GCAP). Edgewing will be responsible for the design and "
        "development of the next-generation combat aircraft.",
        {("next-generation combat aircraft", "GBR+ITA+JPN", "", "co-development")},
    ),
]


@pytest.mark.parametrize(("text", "deals"), TOLD)
def test_ends_that_stand_elsewhere(text: str, deals: set[Deal]) -> None:
    assert deals <= dealt(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian drones struck a missile factory in Russia's Votkinsk on Monday.",
        "The two presidents opened an engine assembly line of Mazda cars in Russia, a Japanese minister said.",
        "Germany will allow other countries to pass on their Leopard 2 tanks to a third party, its government said in Poland.",
        "Saudi Arabia asked Britain to join. The Global Combat Air Programme aims to deliver its first jets by 2035.",
    ],
)
def test_works_that_are_struck_and_leave_for_anybody_pass_nothing_on(text: str) -> None:
    assert not {deal for deal in dealt(text) if deal[3] != "co-development"}


def test_a_licence_to_export_is_no_licence_to_build() -> None:
    text = "Germany has granted an export licence for two submarines to Singapore, its economy ministry said."
    assert {deal[3] for deal in dealt(text)} == {"transfer"}
    assert {deal[1:3] for deal in dealt(text)} == {("DEU", "SGP")}
