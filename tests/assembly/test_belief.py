from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.assembly import assemble, catalogue, sketch
from communique.assembly.belief import weighed
from communique.assembly.citing import voices
from communique.assembly.ground import Ground
from communique.knowledge import load
from communique.model import Cited, Document, Fact, Judgement, Source
from tests.assembly.reports import facts_of, knowledge, one, programme, report

WIRE = (
    "India and Russia on Friday concluded a contract for five regiments of the S-400 air defence system. "
    "Vladimir Putin met Narendra Modi in New Delhi. The United States has threatened sanctions over the deal."
)
# The chance that a source of each grade errs in all that it says, as the table has it.
ERROR = {"A": 0.01, "B": 0.03, "C": 0.05, "D": 0.15, "E": 0.40, "F": 0.07}
UNKNOWN = 1 - ERROR["F"]


def _told(
    publisher: str, published: str | None = "2018-10-05", text: str = "", **slots: Any
) -> tuple[Document, list[Cited]]:
    """A report of its own words and its claim, read at 0.8 unless told otherwise."""
    # Without a text of its own, a report shares no run of words with any other.
    apart = ["The S-400 was ordered.", *(f"{publisher} {published} {n}" for n in range(12))]
    words = text or " ".join(apart)
    document = report(words, published, publisher)
    given_slots = {"confidence": 0.8, "status": "contracted", **slots}
    return document, one(document, programme(document, "S-400", "S-400", **given_slots))


def _fact(*told: tuple[Document, list[Cited]]) -> Fact:
    (fact,) = facts_of([item for _, cited in told for item in cited], *[document for document, _ in told])
    return fact


def _belief(*told: tuple[Document, list[Cited]]) -> float:
    belief = _fact(*told).belief
    assert belief is not None
    return belief


def _sources(fact: Fact) -> tuple[Source, ...]:
    assert fact.weighing is not None
    return fact.weighing.sources


def test_one_report_of_an_unknown_publisher() -> None:
    fact = _fact(_told("Sample Wire"))
    assert fact.belief == pytest.approx(UNKNOWN * 0.8, abs=0.001)
    assert fact.weighing is not None
    assert (fact.weighing.likelihood, fact.weighing.reliability, fact.weighing.credibility) == (
        "likely",
        "F",
        6,
    )


def test_independent_sources_are_a_noisy_or() -> None:
    wrong = 1 - UNKNOWN * 0.8
    assert _belief(_told("One"), _told("Two")) == pytest.approx(1 - wrong**2, abs=0.001)


def test_reports_of_one_publisher_err_alike() -> None:
    """Their chance errors multiply, the publisher's own does not: it stays below what two sources would give."""
    twice = _belief(_told("One"), _told("One", "2018-10-09"))
    assert twice == pytest.approx(UNKNOWN * (1 - 0.2**2), abs=0.001)
    assert _belief(_told("One")) < twice < _belief(_told("One"), _told("Two"))


def test_reports_that_name_no_publisher_are_one_source() -> None:
    (source,) = _sources(_fact(_told("", "2018-10-05"), _told("", "2019-01-01")))
    assert (source.publishers, source.voices) == (("",), 2)


@pytest.mark.parametrize(
    ("publisher", "grade"), [("Reuters", "B"), ("Sputnik", "D"), ("A paper nobody knows", "F")]
)
def test_the_grade_of_the_publisher_counts(publisher: str, grade: str) -> None:
    fact = _fact(_told(publisher, supplier="FRA"))
    assert _sources(fact)[0].reliability == grade
    assert fact.belief == pytest.approx((1 - ERROR[grade]) * 0.8, abs=0.001)


def test_a_users_table_overrides_the_grade(tmp_path: Path) -> None:
    (tmp_path / "publishers.csv").write_text(
        "name,reliability,source\nSample Wire,A,own notes\n", encoding="utf-8"
    )
    document, cited = _told("Sample Wire")
    (fact,) = assemble(cited, load(tmp_path), {document.id: sketch(document.text)})
    assert _sources(fact)[0].reliability == "A"
    assert fact.belief == pytest.approx((1 - ERROR["A"]) * 0.8, abs=0.001)


def test_media_of_a_state_that_is_spoken_of_are_a_party() -> None:
    own, other = _fact(_told("TASS")), _fact(_told("TASS", supplier="FRA"))
    assert (_sources(own)[0].party, _sources(other)[0].party) == (True, False)
    assert own.belief is not None
    assert other.belief is not None
    assert own.belief < other.belief


def test_how_directly_it_is_told_counts() -> None:
    own = _belief(_told("One"))
    assert _belief(_told("One", attribution="Defence Ministry")) == own
    unnamed = _belief(_told("One", attribution="defence sources"))
    hearsay = _belief(_told("One", hedge="reported"))
    possible = _belief(_told("One", hedge="possible"))
    assert own > unnamed > hearsay > possible


def test_an_old_story_told_again_counts_less() -> None:
    fresh, late = _told("One", "2018-10-06", date="2018-10-05"), _told("One", "2024-10-06", date="2018-10-05")
    assert _belief(late) == pytest.approx(_belief(fresh) * 0.94, abs=0.002)


def test_a_denial_weighs_against_and_a_named_one_more() -> None:
    said = _told("One")
    denial: dict[str, Any] = {"published": "2018-10-06", "denied": True}
    alone = _belief(said)
    unnamed = _belief(said, _told("Two", attribution="officials", **denial))
    named = _belief(said, _told("Two", attribution="Ministry of Defence", **denial))
    assert alone > unnamed > named
    grounds = _fact(said, _told("Two", attribution="Ministry of Defence", **denial)).weighing
    assert grounds is not None
    assert [one.publishers for one in grounds.against] == [("Two",)]
    assert grounds.denial > 0


def test_a_denial_of_an_earlier_time_takes_nothing_off() -> None:
    said = _told("One", "2018-10-05")
    assert _belief(said, _told("Two", "2017-01-01", denied=True)) == _belief(said)


def test_what_all_deny_is_believed_as_denied() -> None:
    assert _fact(_told("One", denied=True)).belief == _belief(_told("One"))


def test_a_doubtful_reading_is_unlikely_at_most() -> None:
    fact = _fact(_told("Reuters", confidence=0.49))
    assert fact.slots["doubtful"]
    assert fact.belief is not None
    assert fact.belief < 0.45
    assert fact.weighing is not None
    assert fact.weighing.likelihood in ("unlikely", "very unlikely")


def test_confirmed_takes_two_independent_sources() -> None:
    def credibility(*told: tuple[Document, list[Cited]]) -> int:
        weighing = _fact(*told).weighing
        assert weighing is not None
        return weighing.credibility

    sure: dict[str, Any] = {"confidence": 0.98}
    assert credibility(_told("Reuters", **sure)) == 2
    assert credibility(_told("Reuters", **sure), _told("Reuters", "2018-10-07", **sure)) == 2
    assert credibility(_told("Reuters", **sure), _told("Sample Wire", **sure)) == 1
    copies = [_told(name, text=WIRE, **sure) for name in ("Reuters", "Agence France-Presse", "Bloomberg")]
    assert credibility(*copies) == 2


_NAMES = st.sampled_from(["Reuters", "TASS", "Sputnik", "Bloomberg", "Unknown One", "Unknown Two", ""])
# The day of the original more often than any other: that is where nobody knows who was first.
_DAYS = st.sampled_from(["2018-10-05", "2018-10-05", "2018-10-06", "2021-01-01", None])
_SURE = st.floats(0.02, 0.98)


@settings(max_examples=150, deadline=None)
@given(
    original=st.tuples(_NAMES, _SURE),
    others=st.lists(
        st.tuples(_NAMES, st.sampled_from(["2018-09-01", "2018-10-05", "2019-01-01"]), _SURE), max_size=3
    ),
    copies=st.lists(st.tuples(_NAMES, _DAYS, _SURE), min_size=1, max_size=6),
)
def test_copies_of_a_wire_story_never_raise_belief(
    original: tuple[str, float],
    others: list[tuple[str, str, float]],
    copies: list[tuple[str, str | None, float]],
) -> None:
    """Whoever prints it again, the same day, later or without a day, and however surely it is read there."""
    first = _told(original[0], "2018-10-05", WIRE, confidence=original[1])
    own = [_told(name, day, confidence=sure) for name, day, sure in others]
    printed = [
        _told(name, day, f"{WIRE} {number}", confidence=sure)
        for number, (name, day, sure) in enumerate(copies)
    ]
    assert _belief(first, *own, *printed) <= _belief(first, *own)


@pytest.mark.parametrize("day", ["2018-10-06", "2024-01-01", None])
def test_a_copy_that_came_later_changes_nothing(day: str | None) -> None:
    first = _told("Reuters", text=WIRE)
    again = _told("Unknown One", day, f"{WIRE} Again.", confidence=0.3)
    assert _belief(first, again) == _belief(first)


def test_a_copy_that_is_read_more_surely_takes_no_doubt_away() -> None:
    first = _told("Reuters", text=WIRE, confidence=0.49)
    again = _told("Reuters", "2018-10-05", f"{WIRE} Again.", confidence=0.9)
    assert _belief(first, again) == _belief(first) < 0.45


def test_an_independent_report_does_raise_it() -> None:
    """The property above would hold for a belief that nothing raises."""
    first = _told("Reuters", text=WIRE)
    assert _belief(first, _told("Unknown One", "2019-01-01")) > _belief(first)


def test_an_analyst_who_accepts_a_fact_is_believed() -> None:
    document, cited = _told("Sample Wire", confidence=0.2)
    (fact,) = facts_of(cited, document)
    accepted = Judgement("accept", "fact", fact.id, "an analyst", "2025-01-01T00:00:00Z", "seen the contract")
    ground = Ground(knowledge(), catalogue(knowledge()), voices(cited, {}, knowledge())[0])
    assert fact.belief is not None
    assert fact.belief < 0.5
    assert weighed(replace(fact, judgements=(accepted,)), ground).belief == 0.95
