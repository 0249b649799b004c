from __future__ import annotations

from typing import Any

import pytest

from communique.briefs.stance import inferred, pick, told
from communique.model import Fact
from tests.assembly.reports import facts_of, one, programme, report


def _fact(*stances: dict[str, Any]) -> Fact:
    cited = []
    for number, stance in enumerate(stances):
        text = report(f"The S-400 was sold, report {number}.", f"2020-01-0{number + 1}", f"Paper {number}")
        cited += one(text, programme(text, "The S-400 was sold", "S-400", "contracted", **stance))
    (fact,) = facts_of(cited)
    return fact


@pytest.mark.parametrize(
    ("stances", "said"),
    [
        ([{}], "it is sold"),
        (
            [{"attribution": "Russian Defence Ministry"}],
            "according to the Russian Defence Ministry, it is sold",
        ),
        ([{"attribution": "Tass"}, {}], "it is sold"),
        ([{"attribution": "A"}, {"attribution": "B"}], "according to A and B, it is sold"),
        (
            [{"attribution": "A"}, {"attribution": "B"}, {"attribution": "C"}],
            "according to A and others, it is sold",
        ),
        ([{"hedge": "reported"}], "reportedly, it is sold"),
        ([{"hedge": "reported", "attribution": "A"}], "according to A, it is sold"),
        ([{"hedge": "possible"}], "it is said to be possible that it is sold"),
        ([{"hedge": "likely"}, {}], "it is sold"),
        (
            [{"denied": True, "attribution": "A"}],
            "according to A (1 January 2020), it is not the case that it is sold",
        ),
        ([{"inferred": {"supplier": "table"}}], "it is sold (supplier inferred)"),
        (
            [{"inferred": {"supplier": "table", "recipient": "report"}}],
            "it is sold (supplier and recipient inferred)",
        ),
    ],
)
def test_the_words_around_a_clause(stances: list[dict[str, Any]], said: str) -> None:
    fact = _fact(*stances)
    assert told("it is sold", fact.cited, fact) == said


def test_a_speaker_who_is_the_subject_is_not_named_twice() -> None:
    fact = _fact({"attribution": "Narendra Modi"})
    assert told("Narendra Modi met Vladimir Putin", fact.cited, fact) == "Narendra Modi met Vladimir Putin"


def test_only_slots_that_name_parties_are_marked() -> None:
    assert inferred(_fact({"inferred": {"status": "guess"}})) == ""


def test_picking_takes_the_earliest_and_the_latest_of_different_documents() -> None:
    cited = _fact({}, {}, {}, {}, {}).cited
    assert pick(cited) == (cited[0].claim_id, cited[3].claim_id, cited[4].claim_id)
    assert pick(cited, 1) == (cited[0].claim_id,)
    assert pick(()) == ()
