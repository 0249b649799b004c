"""Characters that nobody sees, words of two alphabets, texts that nobody wrote."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.sources import Notice, Refusal
from communique.sources.limits import DOCUMENT_CHARACTERS, WORD_CHARACTERS
from communique.sources.unseen import mixed_words, seen


def _seen(text: str, title: str = "") -> Document:
    (document,) = (
        item for item in seen(iter([Document(text=text, title=title)])) if isinstance(item, Document)
    )
    return document


@pytest.mark.parametrize(
    "char", [*"\x00\x08\x1b\x7f\x85\xad\u061c\u200b\u200e\u202a\u202e\u2060\u2066\u2069\ufeff", "\U000e0041"]
)
def test_what_nobody_sees_is_taken_out(char: str) -> None:
    document = _seen(f"Ind{char}ia and Rus{char}sia met.", f"A{char}B")
    assert (document.text, document.title) == ("India and Russia met.", "AB")


@pytest.mark.parametrize(
    "text",
    [
        "India\tand\nRussia",
        "र\u094d\u200dय",
        "می\u200cخواهم",
        "Défense, “quoted” – 5 £",
        "日本 と 米国",
        "🇮🇳",
    ],
)
def test_what_belongs_to_a_text_stays(text: str) -> None:
    assert _seen(text).text == text


def test_joiners_between_latin_letters_go() -> None:
    assert _seen("In\u200cdia and Rus\u200dsia").text == "India and Russia"


def test_tricks_are_told() -> None:
    (notice, _) = seen(iter([Document(text="Their \u202eaissuR\u202c ally", path="a.txt")]))
    assert isinstance(notice, Notice)
    assert notice.problem == "2 characters that hide text or turn its order were taken out"
    assert len(list(seen(iter([Document(text="soft\u00adhyphen")])))) == 1, "what typesetters use is no trick"


def test_words_of_two_alphabets_are_found_and_left_as_they_are() -> None:
    assert mixed_words("Rus\u0455ia, Россия and Russia met Indi\u0430; 5 μm, Su-30МКИ.") == [
        "Rus\u0455ia",
        "Indi\u0430",
    ]
    assert _seen("Rus\u0455ia met.").text == "Rus\u0455ia met."


def test_endless_texts_and_words_are_refused() -> None:
    for text, words in (
        ("India " * (DOCUMENT_CHARACTERS // 6 + 1), "a text of"),
        ("a" * (WORD_CHARACTERS + 1), "a word of"),
    ):
        (refusal,) = seen(iter([Document(text=text, path="a.txt")]))
        assert isinstance(refusal, Refusal)
        assert refusal.problem.startswith(words)
    assert _seen("中" * (WORD_CHARACTERS + 1)).text, "some scripts have no spaces"
