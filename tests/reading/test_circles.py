"""Who "the ministers" are after three have met."""

from __future__ import annotations

from tests.reading.telling import claims


def test_all_three_go_on() -> None:
    text = (
        "The defence chiefs of Poland, Chile and Japan met in Warsaw on Thursday. "
        "Polish Defence Minister Juan Perez called Japan and Chile close partners. "
        "The defence chiefs agreed to hold joint military drills."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("CHL", "JPN", "POL")}


def test_two_that_are_named_are_two() -> None:
    text = (
        "The defence ministers of Poland, Chile and Japan met in Warsaw on Thursday. "
        "The ministers of Poland and Chile also signed a defence cooperation agreement."
    )
    found = {(c.type, c.parties) for c in claims(text, "engagement")}
    assert ("agreement", ("CHL", "POL")) in found


def test_they_are_those_who_met_and_not_a_body_named_since() -> None:
    text = (
        "The three ministers, Juan Perez of Peru, Ivan Petrov of Serbia and Ali Hasan of Egypt, held talks on military "
        "cooperation in Lima. They will meet again in May."
    )
    assert {c.parties for c in claims(text, "engagement")} == {("EGY", "PER", "SRB")}
