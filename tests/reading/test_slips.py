"""Lists that the parse breaks."""

from __future__ import annotations

from tests.reading.telling import claims


def test_a_participle_before_a_noun_is_no_second_verb() -> None:
    text = "South Korea will supply K2 battle tanks and wheeled armored vehicles to Chile."
    found = {(c.equipment, c.recipient) for c in claims(text, "programme")}
    assert found == {("K2", ("CHL",)), ("wheeled armored vehicles", ("CHL",))}
