"""Blocks, datelines, speakers and sentences; offsets stay those of the original."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.text import layout, shadow


def sentences(text: str, title: str = "") -> list[str]:
    found = layout(text, title)
    return [text[s.start : s.end] for s in found.sentences]


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("LIMA, Apr 3 (ANI) - Peru will buy two ships.", "Lima", "Apr 3", "ANI"),
        ("New Delhi [India], March 16 (ANI): The talks began.", "New Delhi", "March 16", "ANI"),
        ("HANOI/PARIS (Reuters) - The two signed a pact.", "Hanoi", None, "Reuters"),
        ("Moscow, Aug 6 (Wire) Russia's deputy minister met the envoy.", "Moscow", "Aug 6", "Wire"),
        ("ANKARA: Turkey sold drones.", "Ankara", None, None),
        ("OSLO -- Norway handed over two boats.", "Oslo", None, None),
        ("Suva, 7 July 2025. New Zealand delivered two boats.", "Suva", "7 July 2025", None),
        ("Thimphu, June 2, 2025. Bhutan and India signed.", "Thimphu", "June 2, 2025", None),
    ],
)
def test_datelines_are_found_and_taken_off(
    line: str, place: str, date: str | None, agency: str | None
) -> None:
    found = layout(f"A headline\n\n{line}", "A headline")
    assert (found.dateline.place, found.dateline.date, found.dateline.agency) == (place, date, agency)
    first = found.sentences[1]
    assert not found.folded[first.start : first.end].startswith(line[:4])


@pytest.mark.parametrize(
    "line",
    [
        "On 7 July. New Zealand delivered two boats.",
        "The Ministry, 7 July 2025. New Zealand delivered two boats.",
        "Suva, 7 July 2025 saw the arrival of two boats.",
    ],
)
def test_a_day_without_place_year_or_stop_is_no_dateline(line: str) -> None:
    assert layout(f"A headline\n\n{line}", "A headline").dateline.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Park met Gen. Silva in the U.S. Navy yard.",
        "The India-U.S. Military Cooperation Group met in Delhi.",
        "The deal is worth Rs. 5,100 crore.",
        "Mr. Ito and Dr. Rao signed it on Jan. 5.",
    ],
)
def test_abbreviations_do_not_end_sentences(text: str) -> None:
    assert sentences(text) == [text]


def test_the_abbreviation_of_a_state_may_end_a_sentence() -> None:
    assert sentences("It was bought from the U.S. The jets arrived.") == [
        "It was bought from the U.S.",
        "The jets arrived.",
    ]


def test_headline_bullets_and_noise() -> None:
    text = "Oslo, Bonn ink pact\n\nSynopsis\n- Closer ties.\n\nNorway and Germany signed it.\n\nAlso read: sport\n\n(With inputs from PTI)"
    found = layout(text, "Oslo, Bonn ink pact")
    roles = {text[b.start : b.end]: b.role for b in found.blocks}
    assert roles["Oslo, Bonn ink pact"] == "title"
    assert roles["Closer ties."] == "summary"
    assert roles["Also read: sport"] == "noise"
    assert found.agency_credit == "PTI"


def test_speakers_of_a_transcript_are_labels_not_text() -> None:
    text = "Talks\n\nPresident of Peru Ana Ruiz: We delivered two ships.\n\nShe smiled."
    found = layout(text, "Talks")
    spoken = [s for s in found.sentences if s.speaker]
    assert [text[s.start : s.end] for s in spoken] == ["We delivered two ships."]
    assert spoken[0].speaker == "President of Peru Ana Ruiz"


def test_source_credits_at_the_end_are_left_out() -> None:
    assert sentences("Chile buys tanks. (Reuters) (AP)") == ["Chile buys tanks."]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_laid_out_within_its_bounds(text: str) -> None:
    folded = shadow(text)
    assert len(folded) == len(text)
    found = layout(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found.sentences)
    starts = [s.start for s in found.sentences]
    assert starts == sorted(starts)
