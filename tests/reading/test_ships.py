"""Ships under their own flag are sent, not supplied."""

from __future__ import annotations

import pytest

from communique.model import Document
from tests.reading.telling import reader


def _supplied(text: str) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    claims = reader().read(Document(text=text, title="", published="2017-04-25"))
    return [(c.equipment, c.supplier, c.recipient) for c in claims if c.kind == "programme"]


@pytest.mark.parametrize(
    "text",
    [
        "The United States sends the USS Michigan to South Korea amid tension with the North.",
        "The US Navy sends the aircraft carrier USS Carl Vinson to Japan for an exercise.",
    ],
)
def test_a_ship_that_sails_under_its_own_flag_is_not_supplied(text: str) -> None:
    assert _supplied(text) == []


def test_a_ship_that_is_handed_over_is_supplied() -> None:
    text = "The United States sent the decommissioned frigate USS Taylor to Taiwan, which had bought it."
    assert any(recipient == ("TWN",) for _, _, recipient in _supplied(text))
    text = "The United States transferred the frigate USS Boone to the Philippines in 2011."
    assert [ends[1:] for ends in _supplied(text)] == [(("USA",), ("PHL",))]


def test_one_sentence_with_a_patrol_aircraft_is_looked_at() -> None:
    text = "Japan delivered two patrol aircraft to Malaysia on Monday."
    assert [ends[1:] for ends in _supplied(text)] == [(("JPN",), ("MYS",))]


def test_exercises_that_are_suspended_withhold_nothing() -> None:
    def pressures(text: str) -> list[str | None]:
        claims = reader().read(Document(text=text, title="", published="2018-06-22"))
        return [claim.instrument for claim in claims if claim.kind == "pressure"]

    assert (
        pressures("The Pentagon announces the suspension of joint military exercises with South Korea.") == []
    )
    assert pressures("Washington announced the suspension of arms sales to Seoul.") == ["embargo"]


def test_a_type_that_begins_as_a_ship_does_is_no_ship() -> None:
    text = "Germany will send the IRIS-T air defence system to Ukraine, the chancellor said."
    assert [ends[1:] for ends in _supplied(text)] == [(("DEU",), ("UKR",))]
