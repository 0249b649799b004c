"""What is let through to the parser, and what stops before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Document
from communique.reading import Reader, gate
from communique.reading.gate import passes
from communique.reading.seeking import beginnings
from communique.reading.text import Span, shadow


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    "text",
    [
        "Norway sold Vietnam six patrol boats.",
        "The defence ministers of Peru and Chile met in Lima.",
        "Seoul and Warsaw ink tank pact.",
        "The Australian frigate HMAS Anzac is alongside in Manila.",
        "Kenya will get drones from Turkey.",
    ],
)
def test_reports_on_dealings_are_parsed(reader: Reader, text: str) -> None:
    assert reader.scene(Document(text=text)).trees


@pytest.mark.parametrize(
    "text",
    [
        "A storm hit the coast of Peru on Monday and left thousands without power.",
        "The film festival opened with a comedy; critics from France praised it.",
        "Shares rose by two percent.",
    ],
)
def test_other_news_is_not_parsed(reader: Reader, text: str) -> None:
    assert not reader.scene(Document(text=text)).trees


def test_only_sentences_that_could_hold_a_claim_are_parsed(reader: Reader) -> None:
    text = "Norway sold Vietnam six patrol boats. The weather was fine. Hanoi paid in full for the boats."
    parsed = {text[t.start : t.end] for t in reader.scene(Document(text=text)).trees.values()}
    assert "The weather was fine." not in parsed


def test_what_no_word_of_defence_stands_near_is_not_parsed(reader: Reader) -> None:
    far = " ".join(f"The minister of trade of Peru met bankers of Chile on day {n}." for n in range(20))
    text = f"The navies of Peru and Chile held an exercise. {far} Peru bought Chilean frigates."
    parsed = [text[t.start : t.end] for t in reader.scene(Document(text=text)).trees.values()]
    assert parsed[0].startswith("The navies")
    assert parsed[-1].startswith("Peru bought")
    assert len(parsed) == 6 + 5


def test_the_first_look_lets_pass_whatever_the_gate_would() -> None:
    careful = Reader()
    careful.lexicon.compile()
    folder = Path(__file__).parents[2] / "gold" / "working"
    lines = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    passed = 0
    for line in lines:
        document = Document(text=line)
        passing = passes(shadow(line), careful.lexicon.find(shadow(line)))
        passed += passing
        assert careful.promising(document) or not passing, line
    assert 0 < passed < len(lines)


@pytest.mark.parametrize("text", ["", "Shares rose.", "The home side from Peru won the final against Chile."])
def test_the_first_look_lets_other_news_go(text: str) -> None:
    careful = Reader()
    careful.lexicon.compile()
    assert not careful.promising(Document(text=text))


WORDS = "defence armada Navy naval navigate forces forced army armistice patrol patrol-boats coast guard coastguards arms harms treaty treats".split()


@given(
    st.lists(
        st.sampled_from(
            [
                *WORDS,
                "meetings of",
                "the",
                "heads",
                "export control",
                "a",
                "jet",
                "jets",
                "jetty",
                "counter-terror",
                "air force",
                "-",
                ".",
            ]
        ),
        max_size=8,
    )
)
def test_the_quick_look_for_words_of_defence_sees_what_the_pattern_sees(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        assert gate.speaks_of_defence(text) == (gate._DEFENCE.search(text.lower()) is not None)
        spans = [Span(0, len(text) // 2, 0, "body"), Span(len(text) // 2, len(text), 0, "body")]
        spoken = gate._spoken(text.lower(), spans)
        for at, span in enumerate(spans):
            found = gate._SIGNAL.search(text.lower(), span.start, span.end)
            assert (at in spoken) == (found is not None)


def test_every_word_of_defence_has_its_beginning() -> None:
    assert min(map(len, beginnings(gate._SIGNAL_WORDS))) >= 3
    begun = beginnings(gate._DEFENCE_WORDS)
    assert min(map(len, begun)) >= 3
    for word in (
        "armoured",
        "munitions",
        "status of forces",
        "treaties",
        "armies",
        "coast guards",
        "counter-terrorism",
    ):
        assert any(word.startswith(one.lower()) for one in begun), word


def test_one_passing_word_opens_only_what_stands_around_it() -> None:
    idle = "Prices in Egypt rose and talks on wheat were held. " * 12
    text = f"{idle}The exercise hall of a school in Cuba was opened. {idle}"
    spans = Reader().looked(Document(text=text))[2]
    assert 1 <= len(spans) <= 3
    assert any("exercise hall" in text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "The presidents of Peru and Chile discussed counterterrorism.",
        'Peru bought frigates from Chile. "I conveyed our concern at the sale," the minister of Bolivia said.',
    ],
)
def test_words_without_a_hyphen_and_of_concern_are_looked_for(reader: Reader, text: str) -> None:
    assert len(reader.scene(Document(text=text)).trees) == text.count(". ") + 1


def test_a_passing_word_near_the_beginning_opens_the_beginning(reader: Reader) -> None:
    text = (
        "The presidents of Peru and Chile met in Lima. They spoke of trade and of wheat. "
        "Peacekeeping on the border was also discussed. The weather was fine."
    )
    parsed = [text[t.start : t.end] for t in reader.scene(Document(text=text)).trees.values()]
    assert parsed[0].startswith("The presidents")
