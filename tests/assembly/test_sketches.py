from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.assembly.sketches import VERSION, Sketch, numbers_of, sketch

TEXT = (
    "Deal signed\n\nNEW DELHI, Oct 5 (Example Wire) - India and Russia concluded a contract for five regiments "
    "of the S-400 system.\n\nDmitry Shugaev told Interfax that deliveries begin in 2020. Nobody gave a price.\n\n"
    "(With inputs from PTI and ANI)"
)


def test_a_sketch_is_the_same_on_every_machine() -> None:
    """Registers keep sketches: whoever changes what a text gives must raise VERSION, then this figure."""
    assert VERSION == 1
    made = sketch(TEXT)
    bands, marks = (tuple(sorted(numbers_of(some))) for some in (made.bands, made.marks))
    told = [bands, sorted(made.runs), list(marks), [(c.start, c.end, c.name) for c in made.cues]]
    assert hashlib.sha256(repr(told).encode()).hexdigest() == DIGEST


DIGEST = "f23d210065f0a829301136a4d2e141a7346c6ea8b86072b4a1aece9b840f1b4e"


def test_paragraphs_are_spans_of_the_text() -> None:
    assert [TEXT[p.start : p.end].split()[0] for p in sketch(TEXT).paragraphs] == [
        "Deal",
        "NEW",
        "Dmitry",
        "(With",
    ]


def test_a_wrapped_line_ends_no_paragraph_but_a_line_that_ends_a_sentence_does() -> None:
    wrapped = "The two sides signed\na contract on Friday.\nThe price was not told."
    assert [wrapped[p.start : p.end] for p in sketch(wrapped).paragraphs] == [
        "The two sides signed\na contract on Friday.",
        "The price was not told.",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MOSCOW, August 7. /TASS/. The talks began.", "TASS"),
        ("The pact enters into force in May. —ANI", "ANI"),
        ("By Agence France-Presse", "Agence France-Presse"),
        ("PTI | New Delhi", "PTI"),
        ("Reuters contributed to this report.", "Reuters"),
        ("(Translated from Yonhap)", "Yonhap"),
        ("This story has been published from a PTI feed.", "PTI"),
        ("(With inputs from PTI and ANI)", "PTI and ANI"),
    ],
)
def test_credits_are_found(text: str, name: str) -> None:
    assert name in {cue.name for cue in sketch("A first line.\n" + text).cues if cue.credit}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talks go on, according to the state news agency SPA.", "SPA"),
        ("Shugaev told Interfax that they go on.", "Interfax"),
        ("The minister, as quoted by RIA Novosti, agreed.", "RIA Novosti"),
        ("The order is near, a Reuters report said.", "Reuters"),
        ("He agreed in an interview with Kommersant.", "Kommersant"),
    ],
)
def test_outlets_named_as_the_source_are_found_with_their_sentence(text: str, name: str) -> None:
    whole = f"Nobody spoke. {text} It rained."
    (cue,) = [cue for cue in sketch(whole).cues if not cue.credit and cue.name == name]
    assert whole[cue.start : cue.end] == text


@given(st.text(max_size=400))
def test_any_text_has_a_sketch_that_is_kept_and_found_again(text: str) -> None:
    made = sketch(text)
    assert Sketch.unpack(made.pack()) == made


@pytest.mark.parametrize("kept", [b"", b"no sketch", sketch(TEXT).pack()[:-4]])
def test_what_is_no_sketch_is_told_as_none(kept: bytes) -> None:
    assert Sketch.unpack(kept) is None
