"""Engagements told in the constructions that reports use, over many pairs of states."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims, surnames

# (text, type, parties): one engagement each, whatever else is read.
TOLD = [
    ("Kenya's defence minister, Amina Otieno, met her Rwandan counterpart, Paul Habimana, in Kigali "
     "on Monday to discuss military training.", "meeting", ("KEN", "RWA")),
    ("Chilean Defence Minister Rosa Fuentes held talks with Ecuadorian Defence Minister Luis Cordero "
     "on naval cooperation.", "talks", ("CHL", "ECU")),
    ("The army chief of Nepal, General Hari Thapa, called on Bangladesh's defence adviser, Karim Uddin, "
     "in Dhaka to talk about joint military drills.", "meeting", ("BGD", "NPL")),
    ("Defence Minister Pekka Virtanen of Finland received his Estonian counterpart, Mart Saar, in Helsinki "
     "for talks on air defence.", "meeting", ("EST", "FIN")),
    ("Latvian Defence Minister Janis Ozols spoke by telephone with Lithuanian Defence Minister "
     "Jonas Kazlauskas about military mobility.", "call", ("LTU", "LVA")),
    ("Uruguay and Paraguay signed a defence cooperation agreement in Asuncion on Tuesday.",
     "agreement", ("PRY", "URY")),
    ("A military training pact was signed in Lusaka by Zambian Defence Minister Joseph Banda and "
     "Angolan Defence Minister Maria Neto.", "agreement", ("AGO", "ZMB")),
    ("The defence ministers of Slovenia and Croatia put their names to a memorandum on joint air policing.",
     "agreement", ("HRV", "SVN")),
    ("Morocco and Senegal agreed to hold military exercises every year.", "agreement", ("MAR", "SEN")),
    ("Troops from Jordan and Kuwait began a joint military exercise near Aqaba on Sunday.",
     "exercise", ("JOR", "KWT")),
    ("The navies of Sri Lanka and Maldives conducted joint patrols against smugglers.",
     "exercise", ("LKA", "MDV")),
    ("Warships of Italy, Spain and Greece took part in a joint naval exercise off Crete.",
     "exercise", ("ESP", "GRC", "ITA")),
    ("The Indonesian frigate docked at the Omani port of Salalah on Friday.", "port-call", ("IDN", "OMN")),
    ("Colombian Army commander General Pedro Rojas arrived in Lima on Wednesday for talks on border "
     "security with the military of Peru.", "visit", ("COL", "PER")),
    ("Thailand's defence minister, Somchai Prasert, is on a three-day visit to Laos to widen military "
     "cooperation.", "visit", ("LAO", "THA")),
    ("Defence Minister Mirza Begic of Bosnia touched down in Zagreb on Monday for talks on peacekeeping with Croatia.",
     "visit", ("BIH", "HRV")),
    ("During a reception in Hanoi for the Cuban defence minister, Rosa Fuentes, the Vietnamese host praised the army.",
     "meeting", ("CUB", "VNM")),
    ("Greece and Cyprus signed a military cooperation programme in Nicosia.", "agreement", ("CYP", "GRC")),
    ("Paraguay's defence minister announced the signing of a strategic partnership on arms with Uruguay.",
     "agreement", ("PRY", "URY")),
    ("General Osman Demir, commander of the Turkish Air Force, was at the Qatari base to see how training went.",
     "visit", ("QAT", "TUR")),
    ("Azerbaijan buys Turkish drones. Azerbaijani Defence Minister Elchin Mammadov told reporters in the Turkish capital "
     "on Monday that talks on the aircraft go on.", "visit", ("AZE", "TUR")),
    ("The weapons talks go on, and bombs are the matter of all of them. President Joe Biden of the United States spoke "
     "with Prime Minister Benjamin Netanyahu of Israel over the telephone; the bombs, he told him, would not be sent.",
     "call", ("ISR", "USA")),
    ("The Philippine stay of the Australian sailors ended with a passing exercise between HMAS Anzac and BRP Rizal off Corregidor.",
     "exercise", ("AUS", "PHL")),
    ("During a visit to Tunis, Algerian army chief General Omar Belkacem promised Tunisia military aid.",
     "visit", ("DZA", "TUN")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "parties"), TOLD)
def test_a_construction_is_read(text: str, kind: str, parties: tuple[str, ...]) -> None:
    found = claims(text, "engagement")
    assert any(claim.type == kind and claim.parties == parties for claim in found), [
        (claim.type, claim.parties) for claim in found
    ]


# What looks like an engagement and is none.
QUIET = [
    "Kenya called for a meeting of the United Nations Security Council over the army's advance in Rwanda.",
    "If Chile's defence minister, Rosa Fuentes, visits Ecuador, the military talks may resume.",
    "Poland and Hungary rest their military ties on a committee that meets annually.",
    "On the sidelines of the meeting of Asian defence ministers in Vietnam, officials praised the food.",
    "The President of Ghana, Kofi Mensah, ordered snap military exercises near the border of Togo.",
    "Defence Minister Rosa Fuentes of Chile met journalists after the parade.",
    "Chile's defence minister, Rosa Fuentes, spoke of Peru's army during a talk at the Institute of Strategic Studies.",
    "The suspension of the military dialogue between Chile and Peru worries officers.",
    "Chile arms itself against Peru. Chile's defence minister, Rosa Fuentes, told a conference on missiles in Peru nothing.",
    "Chile would end its military agreement with Peru if the army of its neighbour crossed the river.",
    "Officials of Chile and Peru agreed to continue their exchange on military training.",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_only_looks_like_an_engagement_is_left(text: str) -> None:
    assert [(claim.type, claim.parties) for claim in claims(text, "engagement")] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya and Rwanda will sign a defence agreement next month.", "planned"),
        ("Kenya and Rwanda signed a defence agreement last month.", "held"),
        ("The visit to Rwanda by Kenya's defence minister, Amina Otieno, was postponed.", "postponed"),
        ("Kenya cancelled a joint military exercise with Rwanda.", "cancelled"),
        ("Niger has denounced its military agreement with France.", "cancelled"),
        ("The defence pact between Kenya and Rwanda expired in March.", "cancelled"),
        (
            "The joint naval exercise of Kenya and Tanzania will not take place as scheduled, the navies said.",
            "postponed",
        ),
    ],
)
def test_how_far_it_has_gone(text: str, status: str) -> None:
    assert status in {claim.status for claim in claims(text, "engagement")}


def test_two_bilateral_talks_are_two_claims() -> None:
    text = (
        "Norwegian Defence Minister Kari Lunde met Danish Defence Minister Lars Holm on Monday to discuss "
        "frigates. She met Swedish Defence Minister Eva Lind on Tuesday to discuss submarines."
    )
    found = {claim.parties for claim in claims(text, "engagement")}
    assert {("DNK", "NOR"), ("NOR", "SWE")} <= found


def test_who_signed_is_told_in_the_next_sentence() -> None:
    text = (
        "Serbia and Cyprus signed an agreement on military cooperation on Monday. "
        "Serbian Defence Minister Milan Petric and Cypriot Defence Minister Andreas Nikolaou attended."
    )
    found = [claim for claim in claims(text, "engagement") if claim.type == "agreement"]
    assert len(found) == 1
    assert surnames(found[0]) == {"Petric", "Nikolaou"}


def test_the_two_ministers_are_those_named_before() -> None:
    text = (
        "Czech Defence Minister Petra Novotna flew to Skopje to see North Macedonia's defence minister, "
        "Goran Iliev. The two ministers signed a memorandum on military training."
    )
    signed = [claim for claim in claims(text, "engagement") if claim.type == "agreement"]
    assert [claim.parties for claim in signed] == [("CZE", "MKD")]
    assert surnames(signed[0]) == {"Novotna", "Iliev"}


def test_a_pact_signed_by_nobody_in_particular_is_between_the_pair_of_the_report() -> None:
    text = (
        "Mozambique has ordered patrol boats from Portugal. The defence contract was signed in March. "
        "Portugal will also train the navy of Mozambique."
    )
    assert ("MOZ", "PRT") in {claim.parties for claim in claims(text, "engagement")}


def test_a_ceremony_abroad_joins_guest_and_host() -> None:
    text = "Ghana's Defence Minister Kofi Boateng attended a ceremony in Busan at which the navy took over a warship."
    found = [claim for claim in claims(text, "engagement") if claim.type == "ceremony"]
    assert [claim.parties for claim in found] == [("GHA", "KOR")]


def test_in_a_transcript_the_report_above_tells_and_the_speeches_do_not() -> None:
    text = (
        "President of Ghana Kofi Mensah met with President of Togo Ama Lawson in Accra.\n\n"
        "President of Ghana Kofi Mensah: Good morning, colleagues. We shall discuss defence with Mali as well. "
        "I propose that our armies hold a joint military exercise with Benin.\n"
    )
    found = claims(text, "engagement", title="Meeting with President of Togo Ama Lawson")
    assert {claim.parties for claim in found} == {("GHA", "TGO")}


def test_every_claim_quotes_the_text() -> None:
    for text, _, _ in TOLD:
        for claim in claims(text, "engagement"):
            assert all(text[e.start : e.end] == e.quote for e in claim.evidence)


def test_those_who_gave_and_took_are_told_one_by_one() -> None:
    text = (
        "China gave the army of Sri Lanka trucks at a ceremony in Colombo that Defence Minister Nimal Silva opened. "
        "Senior Colonel Li Wei, Chinese defence attache, handed over the keys. General Ruwan Perera of Sri Lanka accepted them."
    )
    found = [claim for claim in claims(text, "engagement") if claim.type == "ceremony"]
    assert [claim.parties for claim in found] == [("CHN", "LKA")]
    assert surnames(found[0]) == {"Silva", "Wei", "Perera"}


def test_what_two_discuss_after_a_call_is_that_call() -> None:
    text = (
        "Indian Defence Minister Arun Rao spoke over the telephone with Japanese Defence Minister Ken Sato about military "
        "exercises. The two discussed defence cooperation."
    )
    assert [claim.type for claim in claims(text, "engagement")] == ["call"]


def test_who_is_at_home_in_a_place_does_not_travel_on_from_it() -> None:
    text = (
        "Defence Minister Rajnath Singh met Mongolia’s Defence Minister Saikhanbayar Gursed in Ulaanbaatar on Tuesday. "
        "From Mongolia, the defence minister will travel to Japan for talks on defence."
    )
    visits = [c for c in claims(text, "engagement") if c.type == "visit"]
    assert [c.parties for c in visits] == [("IND", "JPN")]


def test_a_deal_for_swedish_jets_is_made_with_sweden() -> None:
    text = (
        "Colombia and the United States quarrel over drugs, and the United States has cut its aid to Colombia. "
        "Colombia seals a $4.3bn deal for Swedish warplanes."
    )
    assert [c.parties for c in claims(text, "engagement")] == [("COL", "SWE")]


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Norway signed a pact on Monday. It covers training, arms and part in joint drills.",
        "Ghana and Norway vowed to take defence cooperation forward, with joint exercises.",
    ],
)
def test_drills_that_a_pact_covers_are_not_held(text: str) -> None:
    assert not [c for c in claims(text, "engagement") if c.type == "exercise"]


def test_what_we_signed_is_told_within_quotes() -> None:
    text = '"Today we signed a contract for the delivery of six Yak-130 planes to Laos," Rosoboronexport head Alexander Mikheev told reporters.'
    assert [(c.type, c.parties) for c in claims(text, "engagement")] == [("contract", ("LAO", "RUS"))]
    assert claims(text.replace("Today we signed", "We will sign"), "engagement") == []


def test_a_session_whose_ministers_meet_elsewhere_is_no_party() -> None:
    text = (
        "Armenian Defence Minister Suren Papikyan met Russian Defence Minister Andrei Belousov in Moscow on the sidelines of a session "
        "of the council of the defence ministers of the Commonwealth of Independent States."
    )
    assert [c.parties for c in claims(text, "engagement") if c.type == "meeting"] == [("ARM", "RUS")]


def test_two_ministries_that_approve_a_roadmap_have_agreed() -> None:
    text = "The Belarusian Defence Ministry and the Pakistani Ministry of Defence Production approved a military cooperation roadmap in April."
    assert [(c.type, c.parties) for c in claims(text, "engagement")] == [("agreement", ("BLR", "PAK"))]
    alone = "The Belarusian parliament approved a military cooperation roadmap with Pakistan in April."
    assert not [c for c in claims(alone, "engagement") if c.rule.endswith("approve")]


def test_a_headline_of_goods_received_and_a_minister_is_no_reception() -> None:
    title = "Chad receives 4 helicopters, weapons from Russia: Defense Minister"
    text = "Four Mi-171 helicopters were delivered by Russia to Chad, the minister said on Thursday."
    assert claims(text, "engagement", title) == []


def test_who_is_received_in_three_capitals_met_three_hosts() -> None:
    text = (
        "Kazakh Defence Minister Ruslan Zhaksylykov was received in Riyadh by Saudi Defence Minister Khalid bin Salman, in Doha by Qatari "
        "Defence Minister Khalid Al Attiyah and in Ankara by Turkish Defence Minister Yasar Guler."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("KAZ", "QAT"), ("KAZ", "SAU"), ("KAZ", "TUR")}


def test_a_contract_and_the_memorandum_before_it_are_two() -> None:
    text = (
        "Peru signed a contract with South Korea's Hyundai Rotem for K2 tanks. It follows a memorandum of understanding signed by the two "
        "sides in Lima in November."
    )
    assert [(c.type, c.date) for c in claims(text, "engagement")] == [
        ("contract", "2024-05-15"),
        ("agreement", "2023-11"),
    ]


def test_a_visit_and_the_one_that_it_returns_are_two() -> None:
    text = (
        "Turkish Defence Minister Yasar Guler visited Tashkent on Wednesday and met Uzbek President Shavkat Mirziyoyev for talks on military "
        "cooperation. They spoke of agreements reached during Mirziyoyev's visit to Ankara earlier this month."
    )
    visits = [c for c in claims(text, "engagement") if c.type == "visit"]
    assert [c.participants[0].name.split()[-1] for c in visits] == ["Guler", "Mirziyoyev"]


def test_a_deal_that_is_approved_has_not_been_signed() -> None:
    text = "The US Defense Security Cooperation Agency approved a USD 75 million arms deal with Georgia in November 2017."
    assert claims(text, "engagement") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Omani minister of defence invited his Indian counterpart to visit Muscat to see the shipyards of the navy.",
        "India's army chief expressed the hope for cooperation with Oman in border security and joint military exercises.",
        "The heads of the general staffs of a number of countries will visit Tehran, a Russian and an Iranian general said.",
        "Since the Trump-Kim summit in Singapore South Korea and the United States have put off weapons tests.",
    ],
)
def test_what_is_no_engagement_of_the_two(text: str) -> None:
    assert [c for c in claims(text, "engagement") if c.status != "postponed"] == []


def test_a_guest_of_the_ceremony_is_at_home() -> None:
    text = (
        "The Indian army chief attended the closing ceremony of the exercise in Dhaka on Monday. "
        "Bangladesh Prime Minister Ali Hasan was the chief guest of the ceremony."
    )
    assert "visit" not in {c.type for c in claims(text, "engagement") if surnames(c) == {"Hasan"}}


def test_countries_of_a_body_are_visited_and_not_the_body() -> None:
    text = "Indonesian Defence Minister Juan Perez visited three ASEAN countries, Laos, Cambodia and Malaysia, this week."
    assert {c.parties for c in claims(text, "engagement")} == {("IDN", "LAO"), ("IDN", "KHM"), ("IDN", "MYS")}
