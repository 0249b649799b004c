"""What is let through to the parser, and what stops before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import Document
from communique.reading import Reader
from communique.reading.gate import passes
from communique.reading.text import shadow


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    "text",
    [
        "Norway sold Vietnam six patrol boats.",
        "The defence ministers of Peru and Chile met in Lima.",
        "Seoul and Warsaw ink tank pact.",
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
