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
