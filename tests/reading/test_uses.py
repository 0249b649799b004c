"""Uses: named equipment in combat, by whom; tests, drills, losses and possession are none."""

from __future__ import annotations

import pytest

from communique.reading.strikers import frames
from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "equipment", "by"),
    [
        (
            "Ukraine used Turkish-made Bayraktar TB2 drones against Russian columns near Kyiv.",
            "Bayraktar TB2",
            "UKR",
        ),
        (
            "Saudi Arabia intercepted the missile with a Patriot battery supplied by the United States.",
            "Patriot",
            "SAU",
        ),
        ("Iraqi Su-25s bought from Russia bombed positions of the rebels near Mosul.", "Su-25", "IRQ"),
        ("Ethiopia used Wing Loong II drones from China in the Tigray war.", "Wing Loong II", "ETH"),
        (
            "Nigeria's A-29 Super Tucanos attacked a camp of the insurgents in Borno.",
            "A-29 Super Tucano",
            "NGA",
        ),
        ("Ukrainian forces fired HIMARS rockets at an ammunition depot in Kherson.", "HIMARS", "UKR"),
        ("The use of Heron drones by Azerbaijan in the 2020 war impressed planners.", "Heron", "AZE"),
        ("Yak-130s bought from Russia have been used by Myanmar to bomb villages.", "Yak-130", "MMR"),
        ("An Iranian jet was shot down by a Turkish F-16 near the border.", "F-16", "TUR"),
        ("Pakistan sent F-16s across the border to strike targets.", "F-16", "PAK"),
        ("Armenia fired Iskander missiles at Azerbaijan.", "Iskander", "ARM"),
        ("Kenyan forces destroyed nine rebel camps using Turkish-supplied TB2 drones.", "TB2", "KEN"),
        ("A Royal Thai Air Force F-16 bombed Cambodian positions.", "F-16", "THA"),
        (
            "Morocco's newly delivered Turkish-made TB2s have carried out a dozen strikes on rebels.",
            "TB2",
            "MAR",
        ),
        ("Indian air defence systems, including the S-400, shot down four Pakistani jets.", "S-400", "IND"),
        ("Jordanian F-16s brought down a number of Iranian drones.", "F-16", "JOR"),
        ("Kuwait's F/A-18 jets have been in action over Yemen since Monday.", "F/A-18", "KWT"),
        ("Chad has put Turkish Aksungur drones into action against rebels.", "Aksungur", "TCD"),
        ("The craters suggested Ukrainian troops used HIMARS to hit the depot.", "HIMARS", "UKR"),
        ("Pakistan's Chinese-made J-10 aircraft launched missiles against Indian jets.", "J-10", "PAK"),
        (
            "The Nigerian Air Force (NAF) Super Tucano jets bombarded insurgents in Borno.",
            "Super Tucano",
            "NGA",
        ),
        ("Russia fired North Korean missiles at Ukraine on Sunday.", "missiles", "RUS"),
        ("Greek F-16s bought from the United States joined the raid on the militants.", "F-16", "GRC"),
        ("Ukraine's Patriot batteries shot down a Russian Su-34.", "Patriot", "UKR"),
    ],
)
def test_a_use_names_equipment_and_user(text: str, equipment: str, by: str) -> None:
    found = claims(text, "use")
    assert (equipment.casefold(), (by,)) in {((c.equipment or "").casefold(), c.by) for c in found}


@pytest.mark.parametrize(
    "text",
    [
        "India test-fired the BrahMos missile off the coast of Odisha.",
        "Greece's F-16 crashed during an exercise off Samos.",
        "Poland operates 48 F-16 fighters.",
        "Two Su-24 jets of Syria were shot down.",
        "The Gripen can be used against targets at sea.",
        "Thailand will use the Gripen against drones.",
        "In the drill Japanese F-35s attacked a mock target.",
        "The F-16 lost to the Gripen in the tender of Colombia.",
        "Warplanes struck the city overnight.",
        "Egypt paraded its Rafale jets past the president.",
        "Russia destroyed a depot with ammunition for HIMARS and M777 howitzers.",
        "Turkish jets struck targets in the hills.",
    ],
)
def test_tests_drills_losses_and_possession_are_no_use(text: str) -> None:
    assert claims(text, "use") == []


def test_the_operation_is_named() -> None:
    (found,) = claims("Indian BrahMos missiles struck eleven air bases during Operation Sindoor.", "use")
    assert found.operation == "Operation Sindoor"
    assert found.by == ("IND",)


def test_an_unknown_operation_is_named_too() -> None:
    (found,) = claims(
        "Kenya used its MD 530F helicopters against the militants in Operation Amani Boni.", "use"
    )
    assert found.operation == "Operation Amani Boni"


def test_it_means_the_equipment_told_last() -> None:
    text = "The Bayraktar TB2 has been sold to Kyrgyzstan by Turkey. In Ankara's own service it flew over northern Syria in Operation Spring Shield."
    (found,) = claims(text, "use")
    assert (found.equipment, found.by, found.operation) == (
        "Bayraktar TB2",
        ("TUR",),
        "Operation Spring Shield",
    )


def test_the_maker_named_before_it_is_not_the_user() -> None:
    (found,) = claims("India used Russian-made S-400 systems against the drones of Pakistan.", "use")
    assert found.by == ("IND",)


def test_the_table_knows_its_senses() -> None:
    assert {"wield", "strike", "act", "show"} == set(frames().values())


@pytest.mark.parametrize(
    ("text", "equipment", "by"),
    [
        ("Russia attacked Lviv with a barrage of Iranian-made Shahed drones.", "Shahed drone", "RUS"),
        (
            "Cambodia fires Russian-made BM-21 Grad rockets into Thailand, hitting a clinic.",
            "BM-21 Grad",
            "KHM",
        ),
        (
            "Ukraine fires British-made Storm Shadow missiles into Russia for the first time.",
            "Storm Shadow",
            "UKR",
        ),
        (
            "Sudan's army uses Iranian Mohajer-6 drones to retake the city from its rivals.",
            "Mohajer-6",
            "SDN",
        ),
        ("Chad carried out a strike on a camp in Libya with Turkish-built Anka drones.", "Anka", "TCD"),
        ("Russia launches dozens of Iranian-made drones at Ukrainian cities overnight.", "drones", "RUS"),
        ("Israel's Arrow 3 and American THAAD interceptors shoot down Iranian missiles.", "THAAD", "USA"),
    ],
)
def test_uses_said_by_paraphrase(text: str, equipment: str, by: str) -> None:
    assert (equipment, (by,)) in {(c.equipment, c.by) for c in claims(text, "use")}


@pytest.mark.parametrize(
    "text",
    [
        "Hamas fired ten Qassam rockets at Sderot in Israel; Egypt called for calm.",
        "Two car bombs killed twelve in Damascus, Syrian officials said; Lebanon closed its border.",
        "The United States deploys F-22 jets to Poland in a show of strength against Russia.",
        "A Russian Su-27 fighter intercepted an American destroyer in the Black Sea.",
        "A Falcon 9 rocket launched a satellite for Luxembourg into orbit from Florida.",
        "The Indian submarine INS Sindhu sinks in Mumbai harbour; Russia offers help.",
        "Syrian and Russian warplanes struck villages in Idlib, killing nine.",
    ],
)
def test_bands_posted_forces_and_nameless_planes_are_no_use(text: str) -> None:
    assert claims(text, "use") == []
