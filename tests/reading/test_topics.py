"""What is spoken about takes no part in the talks; what is wished for did not take place."""

from __future__ import annotations

from communique.reading.topics import is_topic, only_wished
from tests.reading.telling import claims

_TITLE = "Telephone conversation with President of Chile Rosa Fuentes"


def test_a_state_whose_situation_is_discussed_is_none_of_those_who_discuss_it() -> None:
    text = (
        "President of Norway Kari Lunde had a telephone conversation with President of Chile Rosa Fuentes.\n\n"
        "The discussion covered the situation in Libya and the crisis in Libya's south. The presidents also spoke of "
        "military cooperation."
    )
    found = claims(text, "engagement", title=_TITLE)
    assert {(c.parties, c.type) for c in found} == {(("CHL", "NOR"), "call")}


def test_a_conversation_with_two_is_one_of_three() -> None:
    text = (
        "President of Norway Kari Lunde had a telephone conversation with President of Chile Rosa Fuentes and President "
        "of Peru Ana Quispe. They spoke of arms control and of their armed forces."
    )
    found = claims(text, "engagement", title="Telephone conversation with Rosa Fuentes and Ana Quispe")
    assert {c.parties for c in found if c.type == "call"} == {("CHL", "NOR", "PER")}


def test_what_is_only_wished_for_is_no_talks() -> None:
    wished = "They noted the importance of further close interaction on arms."
    held = "They held an interaction on arms."
    assert only_wished(wished, "interaction", 0, wished.index("interaction"))
    assert not only_wished(held, "interaction", 0, held.index("interaction"))


def test_a_topic_is_told_by_the_words_before_it() -> None:
    text = "They spoke of the situation in Libya and of jets for Libya."
    assert is_topic(text, text.index("Libya"))
    assert not is_topic(text, text.rindex("Libya"))


def test_of_one_mind_on_what_is_nobody_signs_anything() -> None:
    text = "Norway and Chile both agreed that this shows how close the security of the two navies is."
    assert [c for c in claims(text, "engagement") if c.type == "agreement"] == []
    signed = "Norway and Chile agreed that their navies will share a base in the Arctic."
    assert [c.parties for c in claims(signed, "engagement") if c.type == "agreement"] == [("CHL", "NOR")]
