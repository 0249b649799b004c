"""How far an engagement has gone, and when it was."""

from __future__ import annotations

from tests.reading.telling import claims


def _engagements(text: str, kind: str) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    return [(c.parties, c.status, c.date) for c in claims(text, "engagement") if c.type == kind]


def test_a_drill_that_is_scheduled_is_planned() -> None:
    text = "The ministers of Norway and Chile spoke of the Norwegian-Chilean naval exercise scheduled for March 2031."
    assert [status for _, status, _ in _engagements(text, "exercise")] == ["planned"]


def test_a_pact_that_was_signed_stays_signed_whatever_will_build_on_it() -> None:
    text = "Norway and Chile will share more naval data, building on the military agreement signed by Norway and Chile in 2019."
    assert [(parties, status) for parties, status, _ in _engagements(text, "agreement")] == [
        (("CHL", "NOR"), "held")
    ]


def test_on_the_eve_of_a_visit_it_lies_ahead() -> None:
    text = "President Kari Lunde of Norway spoke of arms on the eve of her visit to Chile."
    assert [status for _, status, _ in _engagements(text, "visit")] == ["planned"]


def test_meetings_counted_since_a_year_are_not_of_that_year() -> None:
    text = (
        "Defence Minister Kari Lunde of Norway met her Chilean counterpart Rosa Fuentes. This is the fifth meeting of the two "
        "ministers since 2001."
    )
    assert all((date or "") != "2001" for _, _, date in _engagements(text, "meeting"))


def test_two_exercises_of_a_sentence_keep_their_own_parties() -> None:
    text = (
        "Defence Minister Kari Lunde of Norway told of the joint exercises held by Norway and Chile last week and of the coming "
        "joint Norwegian-Peruvian military exercises in the Pacific."
    )
    assert {parties for parties, _, _ in _engagements(text, "exercise")} == {("CHL", "NOR"), ("NOR", "PER")}


def test_manoeuvres_of_two_are_told_by_their_names() -> None:
    text = "Norwegian-Chilean manoeuvres will take place off Bergen. The navy will send a frigate."
    assert [parties for parties, _, _ in _engagements(text, "exercise")] == [("CHL", "NOR")]


def test_the_current_visit_is_under_way_whatever_it_would_bring() -> None:
    text = (
        "President Kari Lunde of Norway and President Rosa Fuentes of Chile signed a military agreement. The current visit by the Chilean "
        "President to Norway would serve the two navies, President Lunde said."
    )
    assert {status for _, status, _ in _engagements(text, "visit")} == {"under-way"}


def test_whom_a_leader_visited_before_has_no_part_in_a_meeting_at_home() -> None:
    text = (
        "Following her return from a state visit to Chile, President Kari Lunde of Norway held a meeting on the defence of Mali "
        "at Oslo airport. Chile and Norway buy arms."
    )
    assert _engagements(text, "meeting") == []


def test_congratulations_on_an_inauguration_are_no_ceremony() -> None:
    text = (
        "President Kari Lunde of Norway congratulated Rosa Fuentes on her inauguration as President of Chile and hoped for military "
        "cooperation with Chile."
    )
    assert _engagements(text, "ceremony") == []
