"""Uses, pressures and engagements that are told by paraphrase, and what only sounds like them."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "equipment", "by"),
    [
        (
            "Chinese-made VT-4 tanks of the Thai army saw action along the border with Cambodia.",
            "VT-4",
            "THA",
        ),
        (
            "Burkina Faso's army has killed dozens of jihadists with Turkish Bayraktar TB2 drones.",
            "Bayraktar TB2",
            "BFA",
        ),
        (
            "The J-10 scored its first kill over Kashmir when Pakistan engaged Indian aircraft in May.",
            "J-10",
            "PAK",
        ),
        (
            "A US-made THAAD system of the United Arab Emirates destroyed a missile near Abu Dhabi.",
            "THAAD",
            "ARE",
        ),
        (
            "The Nigerian air force's Russian-built Mi-35 helicopters struck insurgents near Lake Chad.",
            "Mi-35",
            "NGA",
        ),
        (
            "Israeli-designed SkyStriker loitering munitions helped India take out militant camps in Pakistan.",
            "SkyStriker",
            "IND",
        ),
    ],
)
def test_a_use_told_by_paraphrase(text: str, equipment: str, by: str) -> None:
    assert [(c.equipment, c.by) for c in claims(text, "use")] == [(equipment, (by,))]


def test_who_was_said_to_have_used_it_is_remembered() -> None:
    text = (
        "Pakistan's air force shot down two Indian jets with Chinese-made J-10C fighters. "
        "The J-10C was used to bring down three Rafales, which India had bought from France."
    )
    assert {c.by for c in claims(text, "use")} == {("PAK",)}


@pytest.mark.parametrize(
    "text",
    [
        "China's army says that its J-10C fighter jets have entered combat service.",
        "The Thai army paraded the VT-4 tanks that China delivered.",
    ],
)
def test_service_and_parades_are_no_use(text: str) -> None:
    assert claims(text, "use") == []


@pytest.mark.parametrize(
    ("text", "by", "on", "about"),
    [
        (
            "Washington is holding back the F-35 from the United Arab Emirates over Abu Dhabi's ties with China.",
            "USA",
            "ARE",
            "CHN",
        ),
        (
            "US officials made it clear to Jakarta that Indonesia could face punitive sanctions for buying Su-35 jets from Russia.",
            "USA",
            "IDN",
            "RUS",
        ),
        (
            "Washington has told Baghdad that it would lose F-16 support if Iraq bought the S-400 from Russia.",
            "USA",
            "IRQ",
            "RUS",
        ),
        (
            "Washington has been putting pressure on the UAE to reduce its exposure to Chinese technology, holding up the sale of F-35 jets.",
            "USA",
            "ARE",
            "CHN",
        ),
        (
            "The US government has pushed the UAE to drop China's Huawei from its networks before it delivers F-35 jets.",
            "USA",
            "ARE",
            "CHN",
        ),
        (
            "Colombo let a Chinese navy survey ship dock at Hambantota in spite of India's objections.",
            "IND",
            "LKA",
            "CHN",
        ),
        (
            "Seoul's decision to host the American THAAD battery drew economic retaliation from Beijing.",
            "CHN",
            "KOR",
            "USA",
        ),
        (
            "The Philippines scrapped a deal for Russian Mi-17 helicopters for fear of American sanctions.",
            "USA",
            "PHL",
            "RUS",
        ),
        (
            "China has objected to South Korea's deployment of the US THAAD system.",
            "CHN",
            "KOR",
            "USA",
        ),
        (
            "Indonesia's purchase of Su-35 jets from Russia risks falling foul of CAATSA.",
            "USA",
            "IDN",
            "RUS",
        ),
    ],
)
def test_a_pressure_told_by_circumlocution(text: str, by: str, on: str, about: str) -> None:
    assert [(c.by, c.on, c.about) for c in claims(text, "pressure")] == [((by,), (on,), (about,))]


def test_a_buyer_who_minds_the_terms_presses_nobody() -> None:
    text = "Abu Dhabi has raised concerns about the restrictions that Washington would put on the F-35 jets."
    assert ("ARE",) not in {c.by for c in claims(text, "pressure")}


@pytest.mark.parametrize(
    ("text", "kind", "parties", "people"),
    [
        (
            "Visiting German Foreign Minister Annalena Baerbock warned in Bamako that Europe would not train Mali's army.",
            "visit",
            ("DEU", "MLI"),
            {"Baerbock"},
        ),
        (
            "Kuwait's Defence Minister Sheikh Fahad Al-Sabah received on Wednesday Italian Defence Minister Guido Crosetto.",
            "meeting",
            ("ITA", "KWT"),
            {"Al-Sabah", "Crosetto"},
        ),
        (
            "Angola's army chief Gen Egidio dos Santos paid a courtesy call on Rwanda's Defence Minister Albert Murasira.",
            "meeting",
            ("AGO", "RWA"),
            {"Santos", "Murasira"},
        ),
        (
            "The South Africa-Mozambique Joint Permanent Commission on Defence and Security concluded its third session in Pretoria.",
            "talks",
            ("MOZ", "ZAF"),
            set(),
        ),
        (
            "A Turkish delegation visits Niger to boost military ties.",
            "visit",
            ("NER", "TUR"),
            set(),
        ),
    ],
)
def test_an_engagement_that_no_trigger_tells(
    text: str, kind: str, parties: tuple[str, ...], people: set[str]
) -> None:
    found = [c for c in claims(text, "engagement") if c.type == kind]
    assert [c.parties for c in found] == [parties]
    assert people <= {p.name.split()[-1] for p in found[0].participants}


def test_the_delegation_is_that_of_the_visit_before() -> None:
    text = (
        "Kuwait's Defence Undersecretary Sheikh Abdullah Al-Sabah led a military delegation to Italy. "
        "The delegation met with Italian Defence Minister Guido Crosetto."
    )
    assert {(c.type, c.parties) for c in claims(text, "engagement")} == {
        ("visit", ("ITA", "KWT")),
        ("meeting", ("ITA", "KWT")),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('The naval exercise "Morgan 17" began at a base of the Saudi and Egyptian navies.', "Morgan"),
        ("Russia and Indonesia opened their first naval drill, Orruda-2024, in Surabaya.", "Orruda"),
        ("Kazakhstan and Uzbekistan hold the Hamkorlik military exercise each year.", "Hamkorlik"),
        ('South Korea and the UAE hold "two plus two" security dialogue at the level of vice ministers.', "two plus two"),
        ("South Korea and the UAE launched a vice-ministerial defence steering committee.", "steering committee"),
    ],
)  # fmt: skip
def test_a_mechanism_that_no_table_has(text: str, name: str) -> None:
    assert any(name in (c.name or "") for c in claims(text, "mechanism"))


def test_a_day_or_a_force_names_no_exercise() -> None:
    text = "Japan and India began a naval drill on Monday. The Indian Navy exercise with Japan is annual."
    assert not [
        c for c in claims(text, "mechanism") if "Navy" in (c.name or "") or "Monday" in (c.name or "")
    ]


def test_a_conversation_between_two_is_nobody_elses() -> None:
    text = (
        "Australian minister Zed Seselja's visit to Honiara follows a phone conversation on Tuesday between US Defence Secretary "
        "Lloyd Austin and Solomon Islands Prime Minister Manasseh Sogavare on military ties."
    )
    assert [c.parties for c in claims(text, "engagement") if c.type == "call"] == [("SLB", "USA")]


def test_of_one_mind_on_what_was_is_no_agreement() -> None:
    text = "Chien and Phommakone, of Vietnam and Laos, agreed that defence cooperation has carved out practical outcomes."
    assert [c for c in claims(text, "engagement") if c.type == "agreement"] == []


def test_a_forum_of_all_the_world_is_no_mechanism_of_two() -> None:
    text = "Japan and South Korea held talks on defence cooperation at the Shangri-La Dialogue."
    assert claims(text, "mechanism") == []


def test_the_regime_that_uses_it_did_not_make_it() -> None:
    text = (
        "Myanmar's junta has bought arms from China. The air force bombed villages with Chinese-made K-8W jets. "
        "Since the coup, the regime has mainly used K-8Ws to bomb ethnic rebels."
    )
    assert {c.by for c in claims(text, "use")} == {("MMR",)}


def test_we_in_a_quotation_are_who_is_named_outside_it() -> None:
    text = (
        'Australia met the Solomon Islands\' minister. "We have conveyed our deep concerns about the security agreement with China," '
        "Australia's foreign minister said."
    )
    assert {c.by for c in claims(text, "pressure")} <= {("AUS",)}
    assert claims(text, "pressure")


def test_allies_at_large_are_pressed_by_nobody() -> None:
    text = '"We urge all of our allies to forgo transactions with Russia," a US official said of India\'s S-400 missiles.'
    assert claims(text, "pressure") == []


def test_a_back_turned_on_two_is_two_postures() -> None:
    text = (
        "Niger's junta has turned its back on former Western allies such as France and the United States "
        "to sidle towards Turkey and Russia for arms."
    )
    assert {(c.parties, c.direction) for c in claims(text, "posture")} == {
        (("FRA", "NER"), "weakening"),
        (("NER", "USA"), "weakening"),
        (("NER", "TUR"), "strengthening"),
        (("NER", "RUS"), "strengthening"),
    }


def test_one_presser_over_two_dealings_is_two_pressures() -> None:
    text = (
        "US officials warned Indonesia of sanctions over the purchase of Su-35 jets from Russia. "
        "Washington also warned Jakarta of sanctions over the purchase of frigates from China."
    )
    assert {c.about for c in claims(text, "pressure")} == {("RUS",), ("CHN",)}


@pytest.mark.parametrize(
    "text",
    [
        "US officials say Russia has begun flying drones on surveillance missions over Syria.",
        "Israel will send its deputy prime minister to a summit on nuclear weapons in the United States.",
    ],
)
def test_drones_and_summits_make_no_visit(text: str) -> None:
    assert [c for c in claims(text, "engagement") if c.type == "visit"] == []


def test_whose_allies_they_are_is_not_whose_army_it_is() -> None:
    text = "Turkey's Bayraktar TB2 drones are used by the armies of Mali and Burkina Faso against rebels, two of Niger's allies."
    assert {p for c in claims(text, "use") for p in c.by} <= {"MLI", "BFA"}


def test_who_leads_a_delegation_is_named_later() -> None:
    text = (
        "A Turkish delegation visits Niger to boost military ties.\n\n"
        "Foreign Minister Hakan Fidan of Turkey spoke of the defence industry."
    )
    found = [c for c in claims(text, "engagement") if c.type == "visit"]
    assert [p.name for p in found[0].participants] == ["Hakan Fidan"]
