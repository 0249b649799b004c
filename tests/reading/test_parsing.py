"""The fast way to trees gives those of spaCy's own, claim by claim and word by word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from communique.model import Claim, Document
from communique.reading import Reader, parsing
from communique.reading.parsing import Engine, analyse
from communique.sources import Refusal, read_sources
from tests.reading.plain import PlainReader, plainly_analysed

_ROOT = Path(__file__).parents[2]
_ODD = [
    "He isn't gonna  buy it, they said; let's go, y'all, ain't it so?",
    "There was a deal. C'mon, you got ta sign.",
    "India bought the S-400 (five regiments) for $5.43bn\u00a0in 2018 \u2014 and i did, too.",
    " ",
    "x",
    "The the THE Sold sold SOLD.",
]


@pytest.mark.parametrize("half", ["working", "test"])
def test_fast_and_slow_reading_make_the_same_claims_of_all_gold(half: str) -> None:
    fast, slow = Reader(), PlainReader()
    differing = 0
    for item in read_sources([str(_ROOT / "gold" / half)]):
        assert not isinstance(item, Refusal)
        differing += _told(fast.read(item)) != _told(slow.read(item))
    assert differing == 0


def _told(claims: list[Claim]) -> list[object]:
    return [claim.to_json() for claim in claims]


def test_words_are_those_of_spacy() -> None:
    assert list(analyse(_ODD)) == plainly_analysed(_ODD)


def test_words_are_the_same_when_old_ones_must_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_STRINGS", 0)
    monkeypatch.setattr(parsing, "_MOST_WORDS", 3)
    engine = Engine()
    for _ in range(3):
        assert list(engine.analyse(_ODD)) == plainly_analysed(_ODD)


def test_a_long_stream_of_new_words_does_not_fill_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "_MOST_STRINGS", 1)
    engine = Engine()
    strings = engine._vocab.strings
    list(engine.analyse(["Warm up."]))
    before = len(strings)
    for number in range(20):
        list(engine.analyse([f"Zqx{number}vk bought Wmp{number}rt from Ktt{number}lo."]))
    assert len(strings) == before


def test_the_command_line_of_spacy_is_there_for_who_wants_it() -> None:
    code = (
        "import sys\nfrom communique.reading.parsing import load_model\nload_model()\n"
        "assert 'spacy.cli' not in sys.modules and 'typer' not in sys.modules\n"
        "import spacy.cli\nassert spacy.cli.download.__module__ == 'spacy.cli.download'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_reader_keeps_nothing_of_a_text() -> None:
    reader = Reader()
    deal = Document(
        text="Norway sold Vietnam six patrol boats for $30 million in May 2020.", published="2021-01-01"
    )
    first = _told(reader.read(deal))
    reader.read(Document(text="Turkey will deliver drones to Kenya next year.", published="2024-01-01"))
    assert first
    assert _told(reader.read(deal)) == first
    assert parsing.engine() is parsing.engine()


def test_words_that_no_rule_names_are_told_by_tag_and_label_and_others_are_asked_for() -> None:
    engine = Engine()
    texts = [
        "Norway sold boats that it had built.",
        "Peru bought jets because nobody's would do.",
        "Chile's own ships sailed.",
        "Nothin' was said of tanks, though each of them cost more.",
    ]
    for text in texts * 2:
        assert list(engine.analyse([text])) == plainly_analysed([text])
    assert engine._named is not None
    assert "because" in engine._named
    assert engine._ruled
    rules = engine._exact[0].patterns
    assert parsing._named([*rules, {"patterns": [[{"LOWER": {"REGEX": "^z"}}]]}]) is None
