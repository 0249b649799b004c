"""What a sieve holds back, the patterns behind it would not have found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Document
from communique.reading import gate
from communique.reading.matters import MATTERS
from communique.reading.postures import phrases
from communique.reading.seeking import Sieve, beginnings
from communique.sources import read_sources

_PATTERNS = [phrase.pattern for phrase in phrases()] + [matter.words for matter in MATTERS]


@pytest.mark.parametrize(
    ("pattern", "begun"),
    [
        (r"\b(?:tanks?)\b|\b(?:jets?|guns)\b", ["guns", "jet", "tank"]),
        (r"\b(?:(?:war)?ships?|(?:ab|c?d)s? of)\b", ["ab of", "abs of", "cd of", "cds of", "d of", "ds of", "ship", "warship"]),
        (r"(?<![\w-])(?:at|to) (?:rock bottom|a low)\b", ["at a low", "at rock bottom", "to a low", "to rock bottom"]),
        (r"\b(?:[Mm]useum|d[eé]tente|a[^b]c|x[a-d]y)\b", ["Museum", "a", "detente", "détente", "museum", "x"]),
        (r"\b(?:co-?operat\w+|eas(?:e|ing)|re+d|go{2}d|(?:no)* more)\b", [" more", "co-operat", "cooperat", "ease", "easing", "go", "no", "re"]),
        (r"\b(?:\w+ly|sold)\b", [""]),
    ],
)  # fmt: skip
def test_beginnings_are_those_of_all_that_may_match(pattern: str, begun: list[str]) -> None:
    assert beginnings(pattern) == begun


def test_nothing_that_a_pattern_finds_in_reports_is_held_back() -> None:
    sieve = Sieve([pattern.pattern for pattern in _PATTERNS])
    found = 0
    for item in read_sources(["gold/working", "examples"]):
        assert isinstance(item, Document)
        text = item.text.encode("ascii", "replace").decode()
        counted = sieve.counted(text.lower())
        for number, pattern in enumerate(_PATTERNS):
            told = {match.start() for match in pattern.finditer(text)}
            assert len(told) <= counted[number]
            found += len(told)
    assert found > 300


@given(
    st.lists(
        st.sampled_from(
            "ties cooled sour soured cut off all hit them so hard at a low ebb back burner".split()
        )
    )
)
def test_nor_of_any_words(words: list[str]) -> None:
    text = " ".join(words)
    counted = Sieve([pattern.pattern for pattern in _PATTERNS]).counted(text)
    for number, pattern in enumerate(_PATTERNS):
        assert not pattern.search(text) or counted[number]


def test_words_are_passed_over_that_only_hold_a_beginning_within() -> None:
    sieve = Sieve([r"\b(?:arms|tanks?)\b", r"\b(?:tanks? of|sold)\b"])
    assert sieve.counted("farms were unsold, outranked") == {}
    assert sieve.counted("tanks for arms") == {0: 2}
    assert sieve.counted("tanks of old, unsold") == {0: 1, 1: 1}
    assert list(sieve.starts("a tank and arms")) == [2, 11]


def test_every_word_that_could_tell_of_a_dealing_has_its_beginning() -> None:
    for word in re.findall(
        r"[a-z]{4,}", "purchased signs supplied delivering handed licences visited agreement"
    ):
        assert any(word.startswith(one) for one in beginnings(gate._TRIGGER.pattern)), word
