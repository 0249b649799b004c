"""Engagements told sideways: guests, harbours, rolls, sessions, handovers, pacts by their year."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims, surnames

# (text, type, parties): an engagement that the text tells of.
TOLD = [
    ("Kenya's army chief ended a three-day visit to Ghana on Thursday.", "visit", ("GHA", "KEN")),
    ("Chile's defence minister led a delegation of officers to Norway in May to talk about submarines.",
     "visit", ("CHL", "NOR")),
    ("General Pieter Botha of South Africa was the guest of the Kenyan navy last week. The two navies "
     "plan drills.", "visit", ("KEN", "ZAF")),
    ("A military delegation from Jordan is in Rabat for talks with Moroccan officers.", "visit", ("JOR", "MAR")),
    ("The Danish frigate sailed into Reykjavik harbour on Sunday. Iceland has no navy of its own.",
     "port-call", ("DNK", "ISL")),
    ("HMCS Saguenay entered the port of Manila on Friday. The Canadian navy wants more such calls.", "port-call", ("CAN", "PHL")),
    ("BAP Ferrer sailed into Valparaiso harbour on Sunday. The navies of Peru and Chile are on good terms.",
     "port-call", ("CHL", "PER")),
    ("The Brazilian corvette Tupinamba docked at Namibia's port of Walvis Bay on Tuesday.",
     "port-call", ("BRA", "NAM")),
    ("Two Turkish minesweepers were moored near the Croatian port of Split on Monday.", "port-call", ("HRV", "TUR")),
    ("Defence Minister Mark Visser of the Netherlands spoke with Belgian Defence Minister Luc Peeters "
     "about frigates.", "talks", ("BEL", "NLD")),
    ("The third session of the Algeria-Tunisia military commission opened in Tunis on Monday.",
     "talks", ("DZA", "TUN")),
    ("Major General Adel Haddad of Jordan held separate interactions with Pakistan's navy chief, "
     "Admiral Tariq Anwar.", "talks", ("JOR", "PAK")),
    ("The visit ended with the signing of a military training agreement between Peru and Bolivia.",
     "agreement", ("BOL", "PER")),
    ("The governments of Finland and Estonia have agreed on a bilateral defence pact.", "agreement", ("EST", "FIN")),
    ("Troops of Serbia and Cyprus train under a 2014 defence agreement between the two, "
     "a 2014 military accord of Serbia with Cyprus.", "agreement", ("CYP", "SRB")),
    ("Under a military cooperation agreement of 2011 between Oman and Kenya, officers are exchanged.",
     "agreement", ("KEN", "OMN")),
    ("Soldiers from Poland, Latvia, Lithuania and Portugal are training near Riga.",
     "exercise", ("LTU", "LVA", "POL", "PRT")),
    ("Greek and Israeli jets flew side by side over Crete in drills on Monday.", "exercise", ("GRC", "ISR")),
    ("The drill in Norway began on Monday. Troops from Sweden, Finland, Denmark and Iceland are taking part.",
     "exercise", ("DNK", "FIN", "ISL", "SWE")),
    ("Ambassador Erik Lund of Norway handed over two patrol boats to Ghana's navy in Accra.",
     "ceremony", ("GHA", "NOR")),
    ("The frigate was floated at Lorient in the presence of Moroccan Defence Minister Ali Bennani and "
     "French Defence Minister Paul Durand.", "ceremony", ("FRA", "MAR")),
    ("The Norwegian Defence Minister, Erik Lund, signed a contract for tanks in Berlin on Monday, and "
     "Germany will deliver them in two years.", "contract", ("DEU", "NOR")),
    ("Vietnam's deputy defence minister, Tran Van Minh, received Canadian Rear Admiral Bob Martin in Hanoi.",
     "meeting", ("CAN", "VNM")),
    ("A Chinese warship is expected in Sri Lanka. The papers write of the arrival of a Chinese frigate at "
     "Hambantota.", "port-call", ("CHN", "LKA")),
    ("The Ghanaian patrol ship called at the Namibian port of Walvis Bay on Monday.", "port-call", ("GHA", "NAM")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "parties"), TOLD)
def test_a_sideways_telling_is_read(text: str, kind: str, parties: tuple[str, ...]) -> None:
    found = claims(text, "engagement")
    assert any(claim.type == kind and claim.parties == parties for claim in found), [
        (claim.type, claim.parties) for claim in found
    ]


# (text, type, parties): what must not be read from it.
FALSE = [
    ("Chile's Defence Minister Rosa Fuentes called on Peruvian President Juan Quispe at the palace to talk of frigates.",
     "port-call", ("CHL", "PER")),
    ("The exercises of Poland and Estonia were watched by officers from Chile, Peru and Ghana.",
     "exercise", ("CHL", "GHA", "PER")),
    ("The Hellenic Army announced a snap military drill on the border with Turkey.", "exercise", ("GRC", "TUR")),
    ("Kenya will end a 2014 military agreement with Rwanda if troops cross the border.",
     "agreement", ("KEN", "RWA")),
    ("Cyprus, Greece and Israel signed an agreement on a submarine power cable.",
     "agreement", ("CYP", "GRC", "ISR")),
    ("Brussels suspended negotiations for a free trade agreement with Australia over the submarine contract "
     "with France.", "talks", ("AUS", "EU")),
    ("The Chilean and Peruvian armies want to enhance joint exercises.", "exercise", ("CHL", "PER")),
    ("President Ana Silva of Portugal met with the Portuguese defence minister, Rui Costa. Spain buys frigates.",
     "meeting", ("ESP", "PRT")),
    ("Minister Rosa Fuentes of Chile said that she looked forward to meeting Peru's defence minister.",
     "meeting", ("CHL", "PER")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "parties"), FALSE)
def test_what_only_looks_like_one_is_none(text: str, kind: str, parties: tuple[str, ...]) -> None:
    found = claims(text, "engagement")
    assert not any(claim.type == kind and claim.parties == parties for claim in found)


def test_a_visit_to_two_hosts_is_two_visits() -> None:
    found = claims(
        "General Hari Thapa, the army chief of Nepal, left on a visit to Britain and Italy.", "engagement"
    )
    visits = {claim.parties for claim in found if claim.type == "visit"}
    assert {("GBR", "NPL"), ("ITA", "NPL")} <= visits


def test_guests_of_two_states_make_two_visits() -> None:
    text = "Estonian Defence Minister Mart Saar and Latvian Defence Minister Janis Ozols came to Norway to see frigates."
    visits = {claim.parties for claim in claims(text, "engagement") if claim.type == "visit"}
    assert {("EST", "NOR"), ("LVA", "NOR")} <= visits


def test_the_organisation_whose_session_brings_them_together_is_no_party() -> None:
    text = (
        "Defence Minister Mart Saar of Estonia met Turkish Defence Minister Ali Demir on the sidelines of the "
        "NATO summit to discuss drones."
    )
    assert [claim.parties for claim in claims(text, "engagement")] == [("EST", "TUR")]


def test_who_was_received_is_placed_by_the_other_end() -> None:
    text = (
        "HANOI, May 7 - A Canadian frigate is in Vietnam. Vietnam's deputy defence minister, Tran Van Minh, "
        "received Rear Admiral Bob Martin. Canada wants more port calls."
    )
    meeting = next(c for c in claims(text, "engagement") if c.type == "meeting")
    assert meeting.parties == ("CAN", "VNM")
    assert surnames(meeting) >= {"Martin"}


@pytest.mark.parametrize(
    ("text", "name", "parties"),
    [
        ("The air forces of Oman and Jordan have set up a joint squadron.", "joint squadron", ("JOR", "OMN")),
        (
            "Serbia and Egypt revived their joint commission on military-technical cooperation.",
            "joint commission on military-technical cooperation",
            ("EGY", "SRB"),
        ),
        (
            "Peru and Chile hold talks in a bilateral defence working group.",
            "bilateral defence working group",
            ("CHL", "PER"),
        ),
    ],
)
def test_a_body_in_common_nouns_is_a_mechanism(text: str, name: str, parties: tuple[str, ...]) -> None:
    assert (name, parties) in [(claim.name, claim.parties) for claim in claims(text, "mechanism")]
