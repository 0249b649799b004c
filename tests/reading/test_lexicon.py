"""What the automaton finds: variants of designations, ambiguous names, longest match, boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.knowledge import load
from communique.reading.lexicon import Lexicon, lexicon, spellings
from communique.reading.mentions import Mention, settle
from communique.reading.text import shadow


@pytest.fixture(scope="module")
def table() -> Lexicon:
    return lexicon(load())


def kinds(table: Lexicon, text: str) -> set[tuple[str, str]]:
    return {(m.kind, m.key) for m in table.find(text)}


@pytest.mark.parametrize("printed", ["Su-30MKI", "Su-30 MKI", "Su 30MKI", "Su30MKI", "Sukhoi-30MKI"])
def test_spellings_of_one_designation_are_one(table: Lexicon, printed: str) -> None:
    assert ("equipment", "Su-30MKI") in kinds(table, f"India flies the {printed} fighter.")


def test_plural_and_possessive_forms(table: Lexicon) -> None:
    assert ("equipment", "S-400") in kinds(table, "Two S-400s arrived.")
    assert ("party", "TUR") in kinds(table, "Ankara's offer stands.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Seoul will send tanks.", "KOR"),
        ("The Kremlin denied it.", "RUS"),
        ("Türkiye and its partners.", "TUR"),
        ("The British offer.", "GBR"),
    ],
)
def test_names_demonyms_and_seats_speak_for_states(table: Lexicon, text: str, code: str) -> None:
    found = [m for m in table.find(shadow(text)) if m.kind == "party"]
    assert [m.parties for m in found] == [(code,)]


@pytest.mark.parametrize("text", ["He reads The Times of India daily.", "Ships crossed the South China Sea."])
def test_names_inside_other_names_are_masked(table: Lexicon, text: str) -> None:
    assert not [m for m in table.find(text) if m.kind == "party"]


def test_words_inside_words_are_no_matches(table: Lexicon) -> None:
    assert not [m for m in table.find("Indianapolis and Omanhene") if m.kind == "party"]


def test_a_risky_name_needs_an_equipment_word_near(table: Lexicon) -> None:
    assert not [
        m for m in table.find("A patriot wept at the Patriot parade of old men") if m.kind == "equipment"
    ]
    assert [m for m in table.find("Spain sent Patriot missiles") if m.kind == "equipment"]


def test_aid_from_a_state_is_not_its_military(table: Lexicon) -> None:
    found = {(m.kind, m.text) for m in table.find("All U.S. military aid to Peru ended.")}
    assert ("party", "U.S.") in found
    assert ("noun", "military aid") in found


def test_spellings_keep_the_printed_form() -> None:
    assert {"MiG-29", "MiG29", "MiG 29"} <= spellings("MiG-29")


def test_the_longest_of_overlapping_mentions_wins() -> None:
    short = Mention(0, 5, "party", "South", "X")
    long = Mention(0, 11, "party", "South Korea", "KOR")
    assert settle([short, long]) == [long]
    mask = Mention(0, 11, "mask", "South Korea", "")
    assert settle([long, mask]) == [mask]


def test_a_table_of_what_can_be_in_a_text_finds_what_the_whole_one_finds() -> None:
    whole = Lexicon(load())
    whole.compile()
    folder = Path(__file__).parents[2] / "gold" / "working"
    texts = [shadow(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))[::4]]
    odd = "The SU-30 MKI, Su30mki and Ka\u00adlashnikov; Cote d'Ivoire, C\u00f4te d'Ivoire; EXERCISE YUDH ABHYAS; \u00df"
    for text in [*texts, shadow(odd), "", "."]:
        assert Lexicon(load()).find(text) == whole.find(text)


def test_capitals_are_printed_small_as_well() -> None:
    assert "Iris-T" in spellings("IRIS-T")
    assert "Mig-29" not in spellings("MiG-29")
