"""What makes a dealing a defence matter."""

from __future__ import annotations

import pytest

from communique.reading.people import Person
from communique.reading.relevance import is_trade, strong_words
from tests.reading.telling import claims


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the defence ministry and the navy", 2),
        ("the UN Security Council and social security", 0),
        ("a defence lawyer in court", 0),
        ("joint drills and peacekeepers", 2),
    ],
)
def test_martial_words_that_count(text: str, count: int) -> None:
    assert strong_words(text, 0, len(text)) == count


def test_rank_or_portfolio_makes_the_trade() -> None:
    assert is_trade([Person("A B", rank="General")])
    assert is_trade([Person("A B", portfolio="defence")])
    assert not is_trade([Person("A B", portfolio="finance")])


def test_leaders_who_speak_of_trade_alone_are_left() -> None:
    text = "President of Ghana Kofi Mensah met President of Togo Ama Lawson in Accra. They spoke of cocoa and roads."
    assert claims(text, "engagement") == []


def test_leaders_count_where_defence_comes_up() -> None:
    text = (
        "President of Ghana Kofi Mensah met President of Togo Ama Lawson in Accra. They spoke of roads. "
        "The talks went over schools and ports. In the evening there was music. "
        "The presidents also reviewed military cooperation and the training of the army of Togo."
    )
    assert ("GHA", "TGO") in {claim.parties for claim in claims(text, "engagement")}


def test_free_trade_talks_are_left() -> None:
    text = "Chile suspended talks on a free trade agreement with Peru."
    assert claims(text, "engagement") == []
