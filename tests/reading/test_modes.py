"""The rung of the ladder: what makes a thing licensed, joint, or kept up rather than sold."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt

KEPT_UP = [
    ("Israel Aerospace Industries will upgrade Sri Lanka's Kfir fighters.", "ISR", "LKA"),
    ("Chile's F-16 fleet will be modernised by Lockheed Martin.", "USA", "CHL"),
    ("The engines of the Algerian tanks are overhauled by Russian specialists.", "RUS", "DZA"),
    ("Babcock will maintain New Zealand's two Anzac-class frigates until 2030.", "GBR", "NZL"),
    ("Hungary's Gripen jets will be maintained by Saab until 2035.", "SWE", "HUN"),
    ("Finland's Patria will maintain the NH90 helicopters of the Swedish armed forces.", "FIN", "SWE"),
    ("Uganda sent its Su-30 jets to Russia for overhaul.", "RUS", "UGA"),
    ("Bulgaria's MiG-29 engines are being overhauled in Poland.", "POL", "BGR"),
    ("Italy trained Kuwaiti pilots on the Typhoon.", "ITA", "KWT"),
    ("French instructors trained 300 Ukrainian soldiers in Poland.", "FRA", "UKR"),
]

MADE = [
    ("India's HAL will produce the GE F414 engine under licence from the United States.", ("USA", "IND")),
    ("South Korea's Hanwha will make K9 howitzers in Australia at a new plant.", ("KOR", "AUS")),
    ("Brazil builds the Scorpene submarines at Itaguai with technology from Naval Group.", ("FRA", "BRA")),
    ("Indonesia contracted Naval Group for two Scorpene submarines to be built by PT PAL.", ("FRA", "IDN")),
]

TOGETHER = [
    ("Japan, Britain and Italy are jointly developing the GCAP fighter.", "GBR+ITA+JPN", "co-development"),
    ("Pakistan and China jointly produce the JF-17 fighter.", "CHN+PAK", "co-production"),
]


@pytest.mark.parametrize(("text", "helper", "owner"), KEPT_UP)
def test_who_works_on_it_supplies_and_whose_it_is_receives(text: str, helper: str, owner: str) -> None:
    assert {(s, r, m) for _, s, r, m in dealt(text)} == {(helper, owner, "sustainment")}


@pytest.mark.parametrize(("text", "ends"), MADE)
def test_a_foreign_design_made_at_home_is_made_under_licence_or_together(
    text: str, ends: tuple[str, str]
) -> None:
    found = {(s, r) for _, s, r, m in dealt(text) if m in ("licensed-production", "co-production")}
    assert found == {ends}


@pytest.mark.parametrize(("text", "partners", "mode"), TOGETHER)
def test_partners_of_a_joint_programme_stand_together_without_a_receiver(
    text: str, partners: str, mode: str
) -> None:
    assert {(s, r, m) for _, s, r, m in dealt(text)} == {(partners, "", mode)}


@pytest.mark.parametrize(
    "text",
    [
        "Hyundai Heavy Industries had won a contract to build two new frigates for the Philippine Navy.",
        "A French yard is building patrol vessels for the navy of Senegal.",
    ],
)
def test_ships_built_abroad_for_a_navy_are_transferred(text: str) -> None:
    assert {m for *_, m in dealt(text)} == {"transfer"}


def test_a_support_contract_sustains() -> None:
    found = dealt("Portugal awarded a five-year support contract for its EH101 helicopters to Leonardo.")
    assert {(r, m) for _, _, r, m in found} == {("PRT", "sustainment")}


def test_a_sustainment_package_serves_the_jets() -> None:
    text = "The US has approved the sale of a sustainment package for Pakistan's F-16 fleet for $450 million."
    assert dealt(text) == {("F-16", "USA", "PAK", "sustainment")}


def test_helmets_are_goods_and_spares_are_service() -> None:
    assert {mode for *_, mode in dealt("Germany sent the Ukrainian army 5,000 helmets.")} == {"transfer"}


def test_pilots_who_learn_abroad_are_served_there() -> None:
    text = "Ukrainian pilots have completed training on F-16s in Denmark."
    assert dealt(text) == {("F-16", "DNK", "UKR", "sustainment")}


def test_help_from_abroad_makes_a_licence() -> None:
    found = dealt("Russia builds the Shahed-136 drone at a factory in Tatarstan with Iranian help.")
    assert {(s, r) for _, s, r, _ in found} == {("IRN", "RUS")}
