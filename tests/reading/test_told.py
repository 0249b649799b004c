"""Designations beside their ends, told without a word of passing."""

from __future__ import annotations

import pytest

from tests.reading.dealt import dealt
from tests.reading.telling import claims

LEAD = "Mauritius signed a contract with India's HAL for a Dhruv helicopter. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LEAD + "Three Do 228 planes from India are in service.", True),
        (LEAD + "India and Mauritius held an exercise with Do 228 planes.", False),
        (LEAD + "A Do 228 was destroyed in a storm.", False),
        (LEAD + "India pushed its Do 228 at a contest and lost.", False),
    ],
)
def test_words_of_loss_and_exercise_keep_a_mention_from_counting(text: str, told: bool) -> None:
    assert any("228" in name for name, *_ in dealt(text)) is told


def test_a_second_receiver_named_beside_the_equipment() -> None:
    found = dealt(
        "Bulgaria ordered F-16 jets from the United States. The line has built two F-16 jets for Slovakia."
    )
    assert {r for _, _, r, _ in found} == {"BGR", "SVK"}


def test_what_a_sentence_calls_joint_is_made_together() -> None:
    text = (
        "Pakistan has sold three JF-17 fighters to Nigeria, the air force said. "
        "The JF-17 is a joint project between Pakistan and China."
    )
    modes = {(claim.mode, claim.supplier) for claim in claims(text, "programme")}
    assert ("co-development", ("CHN", "PAK")) in modes
