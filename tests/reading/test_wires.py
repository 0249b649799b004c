"""Calls and what was said over them."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    "text",
    [
        "In a phone call on Monday, the defence ministers of Peru and Serbia discussed military training.",
        "Kenyan Defence Minister Juan Perez told his Polish counterpart Ivan Petrov in a call that the helicopters had arrived.",
        "The call between Kenyan Defence Minister Juan Perez and Polish Defence Minister Ivan Petrov took place on Tuesday.",
        "The defence chiefs of Poland, Chile and Japan held phone talks Thursday to discuss measures of security cooperation.",
    ],
)
def test_told_over_the_telephone(text: str) -> None:
    assert {c.type for c in claims(text, "engagement")} == {"call"}


def test_a_courtesy_call_is_no_telephone() -> None:
    text = (
        "The Chilean army chief, General Juan Perez, called on Kenyan Defence Minister Ivan Petrov in Nairobi. "
        "During the call, both sides discussed matters of bilateral military cooperation."
    )
    assert "call" not in {c.type for c in claims(text, "engagement")}


@pytest.mark.parametrize(
    "text",
    [
        "Polish Defence Minister Juan Perez called his Kenyan counterpart Ivan Petrov on Monday to discuss arms deliveries.",
        "Defence Secretary Juan Perez of Poland called Kenyan Defence Minister Ivan Petrov last night about military ties.",
    ],
)
def test_one_calls_another(text: str) -> None:
    assert ("call", ("KEN", "POL")) in {(c.type, c.parties) for c in claims(text, "engagement")}


def test_who_is_called_something_is_not_rung() -> None:
    text = "Polish Defence Minister Juan Perez called Kenyan Defence Minister Ivan Petrov a friend of the Polish army."
    assert claims(text, "engagement") == []
