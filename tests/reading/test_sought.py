"""What is sought where words begin is what a pattern finds everywhere."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Document
from communique.reading import Reader
from communique.reading import sought as room
from communique.reading.sought import Sought, hold, in_small, let_go, part, small_sought
from communique.reading.text import layout
from communique.sources import read_sources

Reader()
_ALL = [one for one in gc.get_objects() if isinstance(one, Sought)]
_HELICOPTERS = Sought(r"\b(?:helicopters?|co-?operat\w+ with|[Tt]he (?:two|both))\b|(?<![\w-])jets?\b")
_WORDS = "helicopters helicopter co-operated cooperating with The the two both jet jets e-jet jet- with. HELICOPTER é".split()


@pytest.fixture(autouse=True)
def _free() -> Iterator[None]:
    yield
    let_go()


def _spans(found: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in found]


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span() if found else None


def test_all_patterns_of_the_rules_find_in_reports_what_they_find_anywhere() -> None:
    assert len(_ALL) > 50
    found = 0
    for item in read_sources(["gold/working"]):
        assert isinstance(item, Document)
        laid = layout(item.text, item.title)
        text = laid.folded
        small = hold(text)
        for one in _ALL:
            for words in (text, small):
                told = _spans(one.finditer(words))
                assert told == _spans(one.plain.finditer(words)), one.pattern
                found += len(told)
        for span in laid.sentences[:6]:
            words = part(text, span.start, span.end)
            assert words == text[span.start : span.end]
            for one in _ALL:
                assert _span(one.search(words)) == _span(one.plain.search(words)), one.pattern
                ends = span.start, span.end
                assert _span(one.search(text, *ends)) == _span(one.plain.search(text, *ends)), one.pattern
    assert found > 3000


@given(st.lists(st.sampled_from(_WORDS)), st.integers(0, 60), st.booleans())
def test_nor_is_anything_lost_of_any_words(words: list[str], start: int, held: bool) -> None:
    text = " ".join(words)
    plain = _HELICOPTERS.plain
    if held:
        hold(text)
    assert _spans(_HELICOPTERS.finditer(text)) == _spans(plain.finditer(text))
    assert _span(_HELICOPTERS.search(text, start)) == _span(plain.search(text, start))
    for end in (start + 10, start + 20):
        piece = part(text, start, end)
        assert piece == text[start:end]
        assert _span(_HELICOPTERS.search(piece)) == _span(plain.search(piece))
        assert _spans(_HELICOPTERS.finditer(piece)) == _spans(plain.finditer(piece))


def test_of_another_text_than_the_one_in_hand_it_is_asked_as_patterns_are() -> None:
    hold("No such words.")
    assert _span(_HELICOPTERS.search("Two helicopters.")) == (4, 15)
    assert part("Two helicopters.", 4, 15) == "helicopters"
    assert in_small("Two É") == "two é"


@pytest.mark.parametrize(
    "pattern", [r"\b(?:\w+ly|sold)\b", r"sold\b", r"\bsold|bought", r"\b(?:sold|-)", r"\b\d+ jets"]
)
def test_a_pattern_that_may_begin_anywhere_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="may begin anywhere"):
        Sought(pattern)


def test_in_small_letters_it_is_asked_of_the_text_in_small_letters() -> None:
    text = "MoUs were signed: a MOU on JETS"
    assert _spans(small_sought(r"\b(?:MoU|JETS)\b").finditer(hold(text))) == [(20, 23), (27, 31)]


def test_words_beyond_those_remembered_are_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_MOST", 2)
    text = "One two three helicopters, four helicopters"
    hold(text)
    assert _spans(_HELICOPTERS.finditer(text)) == [(14, 25), (32, 43)]
    assert len(room._TABLE._known) <= 2


def test_a_pattern_made_while_a_text_is_in_hand_finds_what_it_should() -> None:
    text = "A zeppelin came."
    hold(text)
    assert _span(Sought(r"\bzeppelins?\b").search(text)) == (2, 10)


def test_a_report_that_was_read_is_not_kept() -> None:
    reader = Reader()
    text = "OSLO - Norway signed a contract with Poland on Monday for 12 Black Hawk helicopters."
    assert reader.read(Document(text=text))
    assert room._TABLE.held.text == ""
