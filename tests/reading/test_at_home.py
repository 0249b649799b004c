"""Headlines without a subject, meetings with one's own people, and transcripts: who really deals with whom."""

from __future__ import annotations

from tests.reading.telling import claims, surnames


def test_a_headline_without_a_subject_takes_whoever_the_lead_opens_with() -> None:
    text = "President of Norway Kari Lunde met with Prime Minister of Chile Rosa Fuentes in Bergen to discuss military cooperation."
    found = claims(text, "engagement", title="Meeting with Prime Minister of Chile Rosa Fuentes")
    assert [(c.parties, c.type) for c in found] == [(("CHL", "NOR"), "meeting")]
    assert surnames(found[0]) == {"Lunde", "Fuentes"}


def test_who_meets_his_own_officers_meets_nobody_abroad() -> None:
    text = (
        "President of Norway Kari Lunde met with Norwegian naval officers who served off the coast of Libya.\n\n"
        "The military operation in Libya ended in May."
    )
    assert claims(text, "engagement", title="Meeting with naval officers") == []


def test_what_a_session_at_home_discusses_has_no_part_in_it() -> None:
    text = (
        "President of Norway Kari Lunde held a meeting with permanent members of the Security Council.\n\n"
        "The participants discussed the military situation in Libya and Mali."
    )
    assert claims(text, "engagement", title="Meeting with permanent members of the Security Council") == []


def test_a_trip_within_ones_own_state_is_no_visit_abroad() -> None:
    text = (
        "During her trip to Finnmark, Defence Minister Kari Lunde of Norway inspected troops. Poland buys Norwegian missiles, and "
        "the minister spoke of the missiles for Poland."
    )
    assert [c for c in claims(text, "engagement") if c.type == "visit"] == []


def test_greetings_to_participants_are_no_meeting() -> None:
    text = "President Kari Lunde of Norway sent greetings to participants in the 10th meeting of Chile's armed forces veterans."
    assert claims(text, "engagement") == []


def test_speakers_of_a_transcript_are_those_of_a_headline_without_names() -> None:
    text = (
        "President of Norway Kari Lunde: Mr President, our armed forces work together closely.\n\n"
        "President of Chile Luis Cordero: Thank you. Our military cooperation grows."
    )
    found = claims(text, "engagement", title="Press statements following Norwegian-Chilean talks")
    assert [(c.type, c.parties) for c in found] == [("talks", ("CHL", "NOR"))]
    assert surnames(found[0]) == {"Lunde", "Cordero"}


def test_a_visit_is_told_in_the_words_of_welcome() -> None:
    text = (
        "President of Norway Kari Lunde met with President of Chile Luis Cordero.\n\n"
        "President of Norway Kari Lunde: I would like to note that President Cordero's visit to Norway is an important one. "
        "We value our military cooperation.\n\n"
        "President of Chile Luis Cordero: Thank you."
    )
    found = claims(text, "engagement", title="Meeting with President of Chile Luis Cordero")
    visits = [c for c in found if c.type == "visit"]
    assert [(c.parties, surnames(c)) for c in visits] == [(("CHL", "NOR"), {"Cordero"})]


def test_the_day_that_somebody_took_office_dates_nothing_else() -> None:
    text = (
        "Norwegian Defence Minister Kari Lunde met her Chilean counterpart Luis Cordero in Oslo, the first minister whom she "
        "received since she assumed office on November 24."
    )
    found = claims(text, "engagement", published="2023-12-12")
    assert found
    assert {c.date for c in found} == {"2023-12-12"}


def test_a_forum_of_trade_is_no_end_of_a_dealing() -> None:
    text = "Defence Minister Kari Lunde of Norway met Defence Minister Luis Cordero of Chile on the sidelines of the G20 summit."
    assert [c.parties for c in claims(text, "engagement")] == [("CHL", "NOR")]


def test_an_air_defence_system_of_two_states_is_a_mechanism() -> None:
    text = "Russia and Armenia are setting up a unified regional air defence system, the Armenian defence ministry said."
    assert [(c.name, c.parties) for c in claims(text, "mechanism")] == [
        ("unified regional air defence system", ("ARM", "RUS"))
    ]


def test_a_commission_of_all_matters_is_one_of_defence_where_the_sentence_says_so() -> None:
    civil = "Armenia and Russia discussed army reform. The Intergovernmental Commission promotes trade and tourism."
    assert claims(civil, "mechanism") == []
    of_arms = (
        "The Russian-Armenian Intergovernmental Commission discussed arms supplies and military training."
    )
    assert [c.parties for c in claims(of_arms, "mechanism")] == [("ARM", "RUS")]


def test_a_headline_with_an_infinitive_looks_ahead() -> None:
    text = "The meeting of the two navies takes place on May 20 in Oslo, the Norwegian navy said."
    found = claims(text, "engagement", title="Norway, Chile to hold naval talks in Oslo")
    assert {c.status for c in found} == {"planned"}
    assert {c.parties for c in found} == {("CHL", "NOR")}


def test_a_family_name_that_stands_first_is_known_again() -> None:
    text = (
        "Minister for Defence Dr Lim Wei Jie of Singapore met Norwegian Defence Minister Kari Lunde on Friday.\n\n"
        "Dr Lim also met Chilean Defence Minister Luis Cordero to discuss naval exercises."
    )
    found = {c.parties: surnames(c) for c in claims(text, "engagement")}
    assert found[("NOR", "SGP")] == {"Jie", "Lunde"}
    assert found[("CHL", "SGP")] == {"Jie", "Cordero"}


def test_ministers_of_several_states_are_spoken_to_one_by_one() -> None:
    text = "Norwegian Defence Minister Kari Lunde spoke by phone on Friday with defence ministers from Chile, Peru and Ghana about frigates."
    assert {c.parties for c in claims(text, "engagement")} == {("CHL", "NOR"), ("NOR", "PER"), ("GHA", "NOR")}


def test_the_state_behind_a_city_meets_nobody() -> None:
    text = (
        "Norwegian Defence Minister Kari Lunde met Chilean Defence Minister Luis Cordero and Peruvian Defence Minister Ana Rojas "
        "at Vientiane, Lao PDR."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("CHL", "NOR"), ("NOR", "PER")}


def test_the_two_ministers_are_those_who_met_last() -> None:
    text = (
        "Norwegian Defence Minister Kari Lunde met Chilean Defence Minister Luis Cordero and Peruvian Defence Minister Ana Rojas "
        "on Friday. Norway and Chile signed an agreement on submarines last week. Joint submarine training was discussed by both the Ministers."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("CHL", "NOR"), ("NOR", "PER")}


def test_more_exercises_wanted_are_no_exercise() -> None:
    text = "Norwegian Defence Minister Kari Lunde met Chilean Defence Minister Luis Cordero. They consented to scale up bilateral naval exercises."
    assert [c.type for c in claims(text, "engagement")] == ["meeting"]


def test_the_topic_behind_an_acronym_belongs_to_the_name() -> None:
    text = (
        "The 14th meeting of the ASEAN Defence Ministers' Meeting-Plus (ADMM-Plus) Experts Working Group (EWG) on Maritime Security "
        "opened in Manila, the Philippine navy said."
    )
    bodies = {c.name: c.parties for c in claims(text, "mechanism")}
    assert len(bodies["Experts Working Group (EWG) on Maritime Security"]) > 10
