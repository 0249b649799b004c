from __future__ import annotations

from communique.assembly.syndication import containment, shingles, voices

WIRE = (
    "India and Russia on Friday concluded a contract for five regiments of the S-400 air defence system. "
    "The contract was signed on the margins of the annual summit in New Delhi between the two leaders. "
    "Deliveries are to begin within two years, the head of the air force said this week in the capital."
)
CUT = WIRE[: len(WIRE) * 2 // 3]
OTHER = (
    "Moscow will build frigates for the Indian Navy at a yard in Kaliningrad, an official told reporters. "
    "The first ship is expected in the second half of next year, after trials in the Baltic Sea are done."
)


def test_a_copy_and_a_shortened_copy_are_one_voice() -> None:
    found = voices(["c", "a", "b"], {"a": WIRE, "b": WIRE.upper(), "c": CUT})
    assert found == {"a": "a", "b": "a", "c": "a"}


def test_other_words_are_another_voice() -> None:
    assert voices(["a", "b"], {"a": WIRE, "b": OTHER}) == {"a": "a", "b": "b"}


def test_without_texts_every_document_speaks_for_itself() -> None:
    assert voices(["b", "a"]) == {"a": "a", "b": "b"}
    assert voices(["b", "a"], {"a": WIRE}) == {"a": "a", "b": "b"}


def test_empty_and_short_texts() -> None:
    assert shingles("") == frozenset()
    assert containment(shingles(""), shingles(WIRE)) == 0.0
    assert voices(["a", "b"], {"a": "", "b": ""}) == {"a": "a", "b": "b"}
    assert voices(["a", "b"], {"a": "Short note.", "b": "Short note!"}) == {"a": "a", "b": "a"}


def test_families_are_transitive() -> None:
    half, rest = WIRE[:170], WIRE[100:]
    found = voices(["a", "b", "c"], {"a": half, "b": WIRE, "c": rest})
    assert set(found.values()) == {"a"}
