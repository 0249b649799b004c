"""Several engagements in one sentence or report: which stand apart, and who belongs to which."""

from __future__ import annotations

from tests.reading.telling import claims, surnames


def _met(text: str) -> list[tuple[tuple[str, ...], frozenset[str]]]:
    return [(c.parties, frozenset(surnames(c))) for c in claims(text, "engagement")]


def test_whom_one_person_meets_he_meets_one_by_one() -> None:
    found = _met(
        "Norwegian Defence Minister Kari Lunde met her Danish counterpart Lars Holm and Defence Minister Eva "
        "Lind of Sweden in Oslo on Friday to discuss frigates."
    )
    assert (("DNK", "NOR"), frozenset({"Lunde", "Holm"})) in found
    assert (("NOR", "SWE"), frozenset({"Lunde", "Lind"})) in found


def test_counterparts_on_the_margins_of_a_summit_are_met_apart() -> None:
    found = _met(
        "Defence Minister Kari Lunde of Norway held discussions with her Dutch and Danish counterparts on the sidelines "
        "of a NATO summit in Madrid."
    )
    assert {parties for parties, _ in found} == {("DNK", "NOR"), ("NLD", "NOR")}


def test_a_trilateral_meeting_stays_one() -> None:
    found = _met(
        "Norwegian Defence Minister Kari Lunde met Danish Defence Minister Lars Holm and Swedish Defence "
        "Minister Eva Lind for trilateral talks on submarines."
    )
    assert [parties for parties, _ in found] == [("DNK", "NOR", "SWE")]


def test_different_people_of_one_state_are_met_apart() -> None:
    found = _met(
        "Chilean Defence Minister Rosa Fuentes met Peruvian Defence Minister Luis Cordero on military training. "
        "Fuentes also held talks with Peruvian Foreign Minister Ana Rojas on naval cooperation."
    )
    assert [people for _, people in found] == [{"Fuentes", "Cordero"}, {"Fuentes", "Rojas"}]


def test_rounds_told_in_one_breath_are_each_one() -> None:
    found = claims(
        "The navies of Kenya and Tanzania held joint military drills in March 2019 and October 2021.",
        "engagement",
    )
    assert [c.date for c in found if c.type == "exercise"] == ["2019-03", "2021-10"]


def test_both_are_those_who_dealt_in_the_same_sentence() -> None:
    found = claims(
        "Ghana quarrels with Togo over fishing. Ghana signed a defence agreement with Benin, and the two countries "
        "are holding joint military drills.",
        "engagement",
    )
    assert {(c.type, c.parties) for c in found} == {
        ("agreement", ("BEN", "GHA")),
        ("exercise", ("BEN", "GHA")),
    }


def test_pacts_with_each_of_several_are_one_each() -> None:
    text = "Peru had signed such military pacts with Kenya and Poland."
    assert {c.parties for c in claims(text, "engagement")} == {("KEN", "PER"), ("PER", "POL")}


def test_who_is_on_a_visit_stands_right_before() -> None:
    text = "Peruvian Defence Minister Juan Perez met Kenyan Defence Minister Ivan Petrov on an official visit to Peru."
    assert ("visit", ("KEN", "PER")) in {(c.type, c.parties) for c in claims(text, "engagement")}


def test_a_stop_of_a_visit_is_no_visit_of_its_own() -> None:
    text = (
        "A Kenyan military delegation arrived in Lima on Monday. "
        "The delegation will visit the naval academy in Callao on Tuesday."
    )
    assert [(c.type, c.status) for c in claims(text, "engagement")] == [("visit", "held")]
