"""Which names of bodies are a standing format, and who has a part in a great one."""

from __future__ import annotations

from tests.reading.telling import claims


def _names(text: str) -> list[str]:
    return [c.name or "" for c in claims(text, "mechanism")]


def test_a_ministerial_that_is_one_meeting_is_no_format() -> None:
    text = "At the Japan-Fiji Defense Ministerial Meeting, the two ministers spoke of their navies."
    assert _names(text) == []
    standing = "The fourth Japan-Fiji Defense Ministerial Dialogue on the navies was held in Suva."
    assert len(_names(standing)) == 1


def test_of_a_great_body_those_count_whom_the_report_names() -> None:
    text = "Armenia and Belarus spoke of arms at a session of the CSTO Collective Security Council."
    (found,) = claims(text, "mechanism")
    assert found.parties == ("ARM", "BLR")


def test_the_plain_words_stand_for_the_treaty_that_is_named() -> None:
    text = (
        "The UK has signed a defence agreement with Japan. The Reciprocal Access Agreement with Japan lets the UK train "
        "its troops in Japan."
    )
    assert _names(text) == ["Reciprocal Access Agreement"]


def test_a_conference_by_telephone_is_a_call() -> None:
    text = "Defence Minister Kari Lunde of Norway held a video conference with her Chilean counterpart Rosa Fuentes."
    assert [(c.parties, c.type) for c in claims(text, "engagement")] == [(("CHL", "NOR"), "call")]
    press = "Defence Minister Kari Lunde of Norway held a press conference with her Chilean counterpart Rosa Fuentes."
    assert [c for c in claims(press, "engagement") if c.type == "call"] == []


def test_the_organisation_whose_official_the_headline_names_is_a_mechanism() -> None:
    title = "President Lunde met with the Secretary General of the Collective Security Treaty Organisation"
    text = (
        "They discussed the work of the CSTO, in particular the military cooperation of Armenia and Belarus."
    )
    found = [c.name for c in claims(text, "mechanism", title=title)]
    assert found == ["Collective Security Treaty Organisation"]
