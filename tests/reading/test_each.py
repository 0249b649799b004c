"""One who meets several, one after another."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims

_PAIRS = {("ESP", "TUR"), ("ITA", "TUR"), ("QAT", "TUR")}


@pytest.mark.parametrize(
    "text",
    [
        "Turkish Defence Minister Yasar Guler met one by one with his Italian, Spanish and Qatari colleagues.",
        "Turkish Defence Minister Yasar Guler is to sit down with his opposite numbers from Italy, Spain and Qatar.",
        "In Brussels Turkish Defence Minister Yasar Guler sees his counterparts from Italy, Spain and Qatar.",
        "Turkish Defence Minister Yasar Guler travelled to the NATO session. He is to meet the ministers of Italy, Spain and Qatar.",
    ],
)
def test_one_meeting_with_each(text: str) -> None:
    assert {c.parties for c in claims(text, "engagement") if c.type == "meeting"} == _PAIRS


def test_three_at_one_table_are_one_meeting() -> None:
    text = "The defence ministers of Turkey, Italy and Spain held talks in Brussels on Thursday."
    assert [c.parties for c in claims(text, "engagement")] == [("ESP", "ITA", "TUR")]


def test_a_city_where_it_happens_is_not_the_ministers() -> None:
    text = "In Vientiane Defence Minister Rajnath Singh held talks with his Australian counterpart Richard Marles."
    assert [c.parties for c in claims(text, "engagement")] == [("AUS", "IND")]


def test_a_meeting_with_the_ministers_of_several_is_one() -> None:
    text = "Turkish Defence Minister Yasar Guler said on Monday at a meeting with the ministers of Italy, Spain and Qatar that training would go on."
    assert [c.parties for c in claims(text, "engagement")] == [("ESP", "ITA", "QAT", "TUR")]


def test_another_meeting_in_the_same_sentence_is_with_one() -> None:
    text = (
        "Polish Defence Minister Juan Perez signed a defence agreement with Chile's President Ivan Petrov on Thursday "
        "before heading to Bogota for a meeting with Colombian President Ali Hasan."
    )
    met = [c.parties for c in claims(text, "engagement") if c.type == "meeting"]
    assert met == [("COL", "POL")]
