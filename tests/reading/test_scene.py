"""What words refer to: named parties, bodies, both sides, the island, pronouns; who the report is about."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading import Reader
from communique.reading.scene import Scene
from communique.reading.syntax import Tree


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def at(scene: Scene, word: str) -> tuple[Tree, int]:
    for tree in scene.trees.values():
        for token in tree.tokens:
            if token.text == word:
                return tree, token.i
    raise AssertionError(word)


def means(reader: Reader, text: str, word: str) -> tuple[str, ...]:
    scene = reader.scene(Document(text=text, published="2024-05-05"))
    return scene.parties_at(*at(scene, word))


@pytest.mark.parametrize(
    ("text", "word", "parties"),
    [
        ("Seoul's arms agency sold Peru howitzers.", "agency", ("KOR",)),
        ("The Polish government bought tanks from South Korea.", "government", ("POL",)),
        ("Hanwha delivered howitzers to Norway.", "Hanwha", ("KOR",)),
        ("Japan and Italy held defence talks. Both sides signed a pact.", "sides", ("ITA", "JPN")),
        ("Greece ordered missiles from France. It will pay in May for the missiles.", "It", ("GRC",)),
        ("Brazil sold Chile rockets. The two countries signed a contract.", "countries", ("BRA", "CHL")),
        ("Spain sold frigates to Australia before the latter bought jets.", "latter", ("AUS",)),
    ],
)
def test_what_a_noun_phrase_speaks_for(
    reader: Reader, text: str, word: str, parties: tuple[str, ...]
) -> None:
    assert means(reader, text, word) == parties


def test_the_pair_that_a_report_is_about(reader: Reader) -> None:
    text = "Chile buys Spanish ships\n\nChile bought two ships from Spain. Peru and Bolivia watched. Spain and Chile signed in May."
    scene = reader.scene(Document(text=text, title="Chile buys Spanish ships"))
    assert set(scene.dyad) == {"CHL", "ESP"}


def test_who_sells_is_read_from_makers_and_origins(reader: Reader) -> None:
    scene = reader.scene(
        Document(
            text="Poland signed a contract with South Korea for K2 tanks and K9 howitzers made by Hanwha."
        )
    )
    assert scene.seller == "KOR"


def test_speakers_of_a_transcript_speak_for_their_state(reader: Reader) -> None:
    text = "Talks\n\nPeru and Chile met on defence.\n\nPresident of Peru Ana Ruiz: We delivered two ships to our neighbour."
    scene = reader.scene(Document(text=text, title="Talks"))
    assert scene.parties_at(*at(scene, "We")) == ("PER",)
