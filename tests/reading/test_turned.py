"""Who sells and who buys where the words leave it half said, and deliveries that lie ahead."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


def _told(text: str, title: str = "") -> set[tuple[str, str, str, str]]:
    return {
        ("+".join(c.supplier), "+".join(c.recipient), c.equipment or "", c.status or "")
        for c in claims(text, "programme", title=title)
    }


def _ends(text: str, title: str = "") -> set[tuple[str, str, str]]:
    return {(a, b, c) for a, b, c, _ in _told(text, title)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Korea Aerospace Industries has secured a further FA-50 order from the Philippines, the firm said.",
            {("KOR", "PHL", "FA-50")},
        ),
        (
            "The Philippines is looking at BrahMos missiles from India for its frigates. Manila's package also "
            "includes 200 BrahMos missiles for the coast.",
            {("IND", "PHL", "BrahMos")},
        ),
        (
            "South Korea's LIG Nex1 said it won an order from Iraq to export surface-to-air missile systems.",
            {("KOR", "IRQ", "surface-to-air missile systems")},
        ),
        (
            "Jakarta has dropped a plan to buy Mirage 2000-5 fighter jets previously used by Qatar, the Indonesian defence "
            "ministry said.",
            {("QAT", "IDN", "Mirage 2000-5")},
        ),
        (
            "Qatar announced orders for Turkish-made patrol ships and interceptor vessels. Italy has offered Qatar a frigate.",
            {
                ("TUR", "QAT", "patrol ships"),
                ("TUR", "QAT", "interceptor vessels"),
                ("ITA", "QAT", "frigate"),
            },
        ),
        (
            "Two corvettes will be built in Turkey and the other two in Pakistan, the Turkish and Pakistani ministers said.",
            {("TUR", "PAK", "corvettes")},
        ),
        (
            "Italian shipbuilder Fincantieri has launched a fourth corvette for Qatar.",
            {("ITA", "QAT", "corvette")},
        ),
        (
            "Mali's army was handed six more warplanes from Russia, which include five L-39 jets and a Mi-24P helicopter.",
            {("RUS", "MLI", "L-39"), ("RUS", "MLI", "Mi-24P")},
        ),
        (
            "Myanmar has bought six Su-30SMEs from Russia. Its fleet mostly flies helicopters provided by China and Russia.",
            {
                ("RUS", "MMR", "Su-30SMEs"),
                ("CHN", "MMR", "helicopters"),
                ("RUS", "MMR", "helicopters"),
            },
        ),
    ],
)
def test_who_sells_to_whom(text: str, told: set[tuple[str, str, str]]) -> None:
    """Orders gained, former owners, lists and yards give the ends that the grammar leaves open."""
    found = {(a, b, c.removesuffix("s")) for a, b, c in _ends(text)}
    assert {(a, b, c.removesuffix("s")) for a, b, c in told} == found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The delivery of four frigates from Italy to Qatar is expected in 2027.", "planned"),
        (
            "The delivery of four frigates from Italy to Qatar, to be completed by 2027, was told of.",
            "planned",
        ),
        ("The delivery of four frigates from Italy to Qatar took place in May.", "delivered"),
    ],
)
def test_a_delivery_ahead_is_planned(text: str, status: str) -> None:
    """What is expected has not come about."""
    assert {c.status for c in claims(text, "programme")} == {status}


def test_a_buyer_of_weapons_buys_not_the_type_spoken_of() -> None:
    """The largest buyers of a state's arms are no customers of the rocket that the report is about."""
    text = (
        "India has delivered the first Pinaka rockets to Armenia. Armenia is one of the largest buyers of Indian weapons "
        "along with the United States and France."
    )
    assert {c.recipient for c in claims(text, "programme")} == {("ARM",)}


def test_what_was_passed_over_is_not_bought() -> None:
    """Who buys one jet over another gets the first alone."""
    text = "The Nigerian Air Force purchased the Italian M-346FA jet over the Indian Tejas, officials said."
    assert {c.equipment for c in claims(text, "programme")} == {"M-346FA"}


def test_a_headline_is_kept_where_the_body_tells_of_other_ends() -> None:
    """A headline in common nouns counts, unless the body tells of a deal between the same two."""
    text = "Since 2014 Doha has announced orders for Turkish-made patrol ships, among others."
    assert ("ITA", "QAT", "warships") in _ends(text, "Qatar to spend $5.6 billion on Italian warships")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Kenya received 12 Bastion Armoured Personnel Carriers (APCs) from the United States as a donation.",
            {("USA", "KEN", "Bastion armoured personnel carriers")},
        ),
        (
            "Ukraine has begun delivering battle tanks to Ethiopia. The Ethiopian army took delivery of a first 16 T-72 tanks.",
            {("UKR", "ETH", "T-72")},
        ),
        (
            "Canada defends its decision to buy second-hand submarines from Britain.",
            {("GBR", "CAN", "submarines")},
        ),
        (
            "Jakarta's purchases include Rafale fighter jets, drones from Turkish Aerospace and transport helicopters from the "
            "United States, the Indonesian ministry said.",
            {
                ("FRA", "IDN", "Rafale"),
                ("TUR", "IDN", "drones"),
                ("USA", "IDN", "transport helicopters"),
            },
        ),
    ],
)
def test_what_is_told_in_capitals_in_lists_and_of_old_stocks(
    text: str, told: set[tuple[str, str, str]]
) -> None:
    """Names in capitals are equipment; each seller of a list sells its own; Soviet designs come from who sells there."""
    assert _ends(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The air force of Morocco looked at the Turkish made T-129 helicopter.",
        "A Greek airliner was diverted to Ireland after a newspaper received warning of a bomb on board.",
        "A Japanese destroyer will join the armada for an exercise with the Indian navy.",
        "America will send three C-130 cargo planes to Rwanda to help transport peacekeepers to Sudan.",
        "The envoy said North Korea could fire a missile at Australia.",
        "Egypt's navy inspected the two frigates built by Fincantieri.",
    ],
)
def test_what_is_no_deal(text: str) -> None:
    """Whose make a thing is, own planes on a flight, ships at sea together and threats tell of no programme."""
    assert not claims(text, "programme")
