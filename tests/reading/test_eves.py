"""Meetings that only date another: their people are not those of the one that is told."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    "eve",
    [
        "a day before the summit of President Emmanuel Macron and Chancellor Friedrich Merz",
        "ahead of the talks between President Emmanuel Macron and Chancellor Friedrich Merz",
        "on the eve of President Emmanuel Macron's visit to Chancellor Friedrich Merz",
    ],
)
def test_who_meets_afterwards_is_no_participant(eve: str) -> None:
    text = f"Defence ministers Catherine Vautrin of France and Boris Pistorius of Germany held talks in Berlin on Thursday, {eve}."
    talks = claims(text, "engagement")[0]
    assert {p.name for p in talks.participants} == {"Catherine Vautrin", "Boris Pistorius"}
    assert talks.level == "minister"


def test_of_two_offices_the_one_held_on_the_day() -> None:
    text = "India's defence minister Rajnath Singh met Belousov in New Delhi on Thursday to discuss arms supplies."
    talks = claims(text, "engagement", published="2025-12-05")[0]
    assert {p.office for p in talks.participants if p.party == "RUS"} == {"Defence Minister"}
