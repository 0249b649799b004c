"""Ties cut over a dealing, appeals to stop one, objections dropped; what drifts to no state; drills without others."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

TOPIC = "Weapons and military cooperation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Serbian president made a direct appeal to Turkey to stop military support to Kosovo.", [("SRB", "TUR", "XKX", "demand", "demanded")]),
        ("Azerbaijan renewed its call on France to halt arms deliveries to Armenia.", [("AZE", "FRA", "ARM", "demand", "demanded")]),
        ("Ukraine said it would downgrade diplomatic ties with Belarus over its decision to supply Russian forces with drones.", [("UKR", "BLR", "RUS", "diplomatic", "imposed")]),
        ("Sudan cut diplomatic ties with the United Arab Emirates over arms deliveries to the RSF.", [("SDN", "ARE", "", "diplomatic", "imposed")]),
        ("Bolivia severed diplomatic ties with Israel over its military actions in Gaza.", []),
        ("US senators lifted their objections to the sale of helicopters to Nigeria.", [("USA", "NGA", "", "export-control", "lifted")]),
        ("Under the 2017 Countering America's Adversaries Through Sanctions Act, Washington can impose sanctions on nations buying arms from Russia.", []),
    ],
)  # fmt: skip
def test_steps_that_name_no_sanction(text: str, expected: list[tuple[str, ...]]) -> None:
    found = claims(text, "pressure", TOPIC)
    assert [
        ("+".join(c.by), "+".join(c.on), "+".join(c.about), c.instrument, c.status) for c in found
    ] == expected


def test_whoever_is_appealed_to_supplies() -> None:
    text = "Azerbaijan made an appeal to India to stop supplying weapons to Armenia."
    assert [(c.supplier, c.recipient) for c in claims(text, "programme")] == [(("IND",), ("ARM",))]


def test_what_a_state_is_urged_to_withdraw_is_no_deal() -> None:
    text = "China urged the Philippines to withdraw the US Typhon missile system from its territory."
    assert claims(text, "programme", TOPIC) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials fear that the Kenyan president is drifting toward authoritarian rule, US officials said.",
            set(),
        ),
        (
            "Western diplomats fear that Kenya is drifting towards Russia in military matters.",
            {("KEN", "RUS")},
        ),
    ],
)
def test_a_drift_is_to_a_state(text: str, expected: set[tuple[str, ...]]) -> None:
    assert {c.parties for c in claims(text, "posture", TOPIC)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EU sanctions Iranian generals and drone maker over Russia's strikes", [("EU", "IRN", "RUS", "sanctions")]),
        ("Canada sanctions Chinese firms over supply of drone parts to Russia", [("CAN", "CHN", "RUS", "sanctions")]),
        ("Swiss veto Danish request to send armoured vehicles to Ukraine", [("CHE", "DNK", "UKR", "export-control")]),
        ("In May Latvia stripped Iran's ambassador of his accreditation over the deliveries of drones to Russia.", [("LVA", "IRN", "RUS", "diplomatic")]),
        ("Turkey has passed Bayraktar drones to Tajikistan although Kyrgyzstan had asked it to hold back, a minister told lawmakers.", [("KGZ", "TUR", "TJK", "demand")]),
    ],
)  # fmt: skip
def test_headlines_and_other_words_of_pressure(text: str, expected: list[tuple[str, ...]]) -> None:
    found = claims(text, "pressure", TOPIC)
    assert [("+".join(c.by), "+".join(c.on), "+".join(c.about), c.instrument) for c in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States warned Turkey of consequences if it permits the sale of goods with military applications to Russia during its war with Ukraine.", [("USA", "TUR", "RUS", "warning")]),
        ("Canada has added 18 Turkish companies to its Entity List for supplying military goods to Russia.", [("CAN", "TUR", "RUS", "sanctions")]),
        ('"If Germany stops arms supplies, this would be the best contribution to peace," Kremlin spokesman Dmitry Peskov said of Ukraine.', []),
    ],
)  # fmt: skip
def test_to_whom_the_dealing_complained_of_goes(text: str, expected: list[tuple[str, ...]]) -> None:
    found = claims(text, "pressure", TOPIC)
    assert [("+".join(c.by), "+".join(c.on), "+".join(c.about), c.instrument) for c in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali has decided to end its military agreement with France.", [("cancelled", ("FRA", "MLI"))]),
        ("Mali's decision to terminate a military agreement with France surprised Paris.", [("cancelled", ("FRA", "MLI"))]),
        ("Mali may end its military agreement with France.", []),
    ],
)  # fmt: skip
def test_a_pact_that_is_decided_to_be_ended_has_ended(
    text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(c.status, c.parties) for c in claims(text, "engagement", TOPIC)] == expected


def test_whoever_is_glad_of_a_suspension_gets_nothing() -> None:
    text = "Moscow welcomed the suspension of US military aid to Ukraine."
    assert all(c.recipient != ("RUS",) for c in claims(text, "programme", TOPIC))
