"""The words by which documents are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.register.terms import Phrase, joined, phrases, places, stem, terms


def _words(text: str) -> list[str]:
    return [term.word for term in terms(text)]


def test_case_accents_and_the_plural_do_not_matter() -> None:
    assert _words("Écoles of ŁÓDŹ: missiles, DELIVERIES") == _words("ecole of lodz missile delivery")


def test_a_designation_is_its_parts() -> None:
    assert _words("S-400s and Su-30MKI_2") == ["s", "400", "and", "su", "30mki", "2"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("helicopters", "helicopter"),
        ("missiles", "missile"),
        ("deliveries", "delivery"),
        ("glass", "glass"),
        ("apparatus", "apparatus"),
        ("ins", "ins"),
        ("its", "its"),
        ("aerials", "aerial"),
    ],
)
def test_only_the_plural_is_taken_off(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_terms_say_where_they_stand() -> None:
    text = "The naïve S-400s."
    assert [text[term.start : term.end] for term in terms(text)] == ["The", "naïve", "S", "400s"]


@given(st.text() | st.text("aBs -_'1\u00e9\u0301\u0131", max_size=400) | st.text("aSs e-", max_size=300))
def test_joined_words_are_the_words(text: str) -> None:
    for one in (text, text * 30):
        assert joined(one) == " ".join(term.word for term in terms(one))


@pytest.mark.parametrize("part", ["a ", "ab-", "s1 ", "glasses " + "x" * 120 + "s "])
def test_joined_words_end_where_the_words_do(part: str) -> None:
    for length in (90_000, 99_999, 100_000, 100_001, 600_000):
        text = (part * (length // len(part) + 1))[:length]
        assert joined(text) == " ".join(term.word for term in terms(text))


def test_a_very_long_text_is_indexed_up_to_a_bound() -> None:
    found = list(terms("word " * 500_000))
    assert 40_000 < len(found) < 50_000
    assert max(len(term.word) for term in terms("x" * 5_000)) == 100


def test_words_quotes_and_beginnings_are_told_apart() -> None:
    assert phrases('S-400 "joint ventures" helicop* "') == [
        Phrase(("s", "400")),
        Phrase(("joint", "venture")),
        Phrase(("helicop",), prefix=True),
    ]
    assert phrases("* ** --- \"\" '' ()") == []


def test_phrases_are_found_in_the_text() -> None:
    text = "Joint work, then a joint venture; joint ventures."
    hits = places(phrases('"joint venture"'), list(terms(text)))
    assert [text[start:end] for start, end, _ in hits] == ["joint venture", "joint ventures"]


@given(st.text(max_size=200))
def test_any_text_has_words_that_stand_in_it(text: str) -> None:
    for term in terms(text):
        assert 0 <= term.start < term.end <= len(text)
        assert term.word.isalnum()
    assert all(word.isalnum() for phrase in phrases(text) for word in phrase.words)
