"""The table of triggers is sound: what a row says can be read and means something."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from communique.reading.deals import Frame, frames
from communique.vocabulary import MODES, STATUSES

SENSES = {"supply", "receive", "deal", "sustain", "make", "develop", "halt", "clear", "arrival", "none"}
NEEDS = {"", "recipient", "supplier", "origin", "ends", "both", "from"}


def rows() -> list[tuple[str, str]]:
    text = resources.files("communique.reading").joinpath("data", "programme_frames.csv").read_text("utf-8")
    return [(row["lemma"], row["pos"]) for row in csv.DictReader(text.splitlines())]


def test_no_row_is_said_twice() -> None:
    assert len(rows()) == len(set(rows())) == len(frames())


@pytest.mark.parametrize("frame", frames().values(), ids=lambda f: f"{f.lemma}/{f.pos}")
def test_a_row_says_what_the_reader_knows(frame: Frame) -> None:
    assert frame.sense in SENSES
    assert frame.pos in ("v", "n")
    if frame.sense != "none":
        assert frame.needs in NEEDS
        assert frame.mode in MODES
        assert frame.status in STATUSES["programme"]
        assert frame.equipment
