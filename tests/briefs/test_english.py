from __future__ import annotations

import pytest

from communique.briefs import english


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("India", "India"),
        ("United States", "the United States"),
        ("Netherlands", "the Netherlands"),
        ("Central African Republic", "the Central African Republic"),
        ("NATO", "NATO"),
        ("EU", "the EU"),
        ("SCO", "the SCO"),
        ("the Philippines", "the Philippines"),
    ],
)
def test_articles_of_names(name: str, said: str) -> None:
    assert english.the(name) == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("Russian Defence Ministry", "the Russian Defence Ministry"),
        ("the Kremlin", "the Kremlin"),
        ("senior Russian official", "a senior Russian official"),
        ("official", "an official"),
        ("South Korean adviser", "a South Korean adviser"),
        ("Israeli official", "an Israeli official"),
        ("Turkish lawmaker", "a Turkish lawmaker"),
        ("head of Rostec", "the head of Rostec"),
        ("officials here", "officials here"),
        ("Experts", "experts"),
        ("Donald Trump", "Donald Trump"),
        ("defence ministry sources", "defence ministry sources"),
        ("Foreign Minister Sergey Lavrov", "Foreign Minister Sergey Lavrov"),
    ],
)
def test_articles_of_speakers(printed: str, said: str) -> None:
    assert english.speaker(printed) == said


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("SAM system", "SAM systems"),
        ("fighter aircraft", "fighter aircraft"),
        ("battery", "batteries"),
        ("torpedo", "torpedoes"),
        ("MANPADS", "MANPADS"),
        ("UAV", "UAVs"),
        ("hovercraft", "hovercraft"),
        ("close-in weapon system (naval)", "close-in weapon systems (naval)"),
        ("ballistic missile", "ballistic missiles"),
        ("gas turbine", "gas turbines"),
        ("", ""),
    ],
)
def test_plurals(noun: str, many: str) -> None:
    assert english.plural(noun) == many


def test_lists_numbers_and_possessives() -> None:
    assert english.join([]) == ""
    assert english.join(["a"]) == "a"
    assert english.join(["a", "b"]) == "a and b"
    assert english.join(["a", "b", "c"]) == "a, b and c"
    assert [english.number(n) for n in (1, 12, 13, 35000, 0, 2.5)] == [
        "one",
        "twelve",
        "13",
        "35,000",
        "0",
        "2.5",
    ]
    assert english.possessive("India") == "India’s"
    assert english.possessive("the United States") == "the United States’"
    assert english.counted(1, "report") == "one report"
    assert english.counted(14, "report") == "14 reports"
    assert english.article("exercise") == "an exercise"


def test_sentences_begin_large_and_end_once() -> None:
    assert english.sentence("the  supply\nis late.") == "The supply is late."
    assert english.sentence("") == ""
