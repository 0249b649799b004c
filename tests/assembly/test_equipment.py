from __future__ import annotations

import pytest

from communique.assembly import catalogue
from tests.assembly.reports import knowledge

CATALOGUE = catalogue(knowledge())


@pytest.mark.parametrize(
    ("printed", "designation"),
    [
        ("S-400", "S-400"),
        ("S-400 Triumf air defence systems", "S-400"),
        ("S 400", "S-400"),
        ("Su-30 MKI", "Su-30MKI"),
        ("Su-30MKIs", "Su-30MKI"),
        ("T-90s", "T-90"),
        ("T-90S", "T-90S"),
        ("BrahMos missiles", "BrahMos"),
    ],
)
def test_a_printed_name_has_one_designation(printed: str, designation: str) -> None:
    item = CATALOGUE.item(printed)
    assert item.name == designation
    assert item.known
    assert not item.generic


def test_variants_share_a_line_and_numbers_are_no_variants() -> None:
    assert CATALOGUE.item("Su-30MKI").line == CATALOGUE.item("Su-30").line == "Su-30"
    assert CATALOGUE.item("T-90S").line == "T-90"
    assert CATALOGUE.item("S-400").line == "S-400"
    assert CATALOGUE.item("Ka-226T").line != CATALOGUE.item("Ka-28").line


@pytest.mark.parametrize(
    "words",
    ["drones", "Drones", "missile deal", "Missile Deal", "fighter jets", "Russian tanks", "Indian frigates",
     "advanced defence technologies", "155 mm howitzers", "5th generation fighter", "the package"],
)  # fmt: skip
def test_generic_words_name_nothing(words: str) -> None:
    assert CATALOGUE.item(words).generic


@pytest.mark.parametrize(
    "words", ["Zhuk-77 radar", "Kamov helicopters", "Admiral Smirnov frigate", "2S99 guns"]
)
def test_a_proper_word_makes_a_name(words: str) -> None:
    assert not CATALOGUE.item(words).generic


def test_joint_products_know_their_makers() -> None:
    item = CATALOGUE.item("BrahMos")
    assert item.joint
    assert set(item.origins) == {"IND", "RUS"}
