"""What is let through to the parser, and what stops before it."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading import Reader


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
