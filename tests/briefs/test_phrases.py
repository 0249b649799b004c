from __future__ import annotations

import csv
from importlib import resources

import pytest

from communique.briefs.phrases import fill, pattern
from communique.vocabulary import DIRECTIONS, INSTRUMENTS, MODES, STATUSES, TERMS

NAMES = {"S": "Russia", "R": "India", "R_own": "India’s", "P": "India and Russia",
         "E": "tanks", "Q": "five tanks",
         "B": "the United States", "O": "India", "A": " over oil", "F": " the ladder"}  # fmt: skip


def _rows(name: str) -> list[list[str]]:
    text = resources.files("communique.briefs").joinpath("data", f"{name}.csv").read_text("utf-8")
    return [row for row in csv.reader(text.splitlines(), strict=True) if row][1:]


def test_the_tables_hold_only_words_of_the_vocabulary() -> None:
    for mode, terms, status, _ in _rows("programmes"):
        assert mode in ("", *MODES)
        assert terms in ("", *TERMS)
        assert status in ("", *STATUSES["programme"])
    for instrument, status, _ in _rows("pressures"):
        assert instrument in ("", *INSTRUMENTS)
        assert status in ("", *STATUSES["pressure"])
    assert {row[0] for row in _rows("postures")} == set(DIRECTIONS)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("status", ["", *STATUSES["programme"]])
def test_every_mode_and_status_has_a_clause(mode: str, status: str) -> None:
    for terms in ("", *TERMS):
        clause = fill(pattern("programmes", (mode, terms, status)), NAMES, {"P": True})
        assert not set("{}[]|") & set(clause)
        assert "India" in clause


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_instrument_has_a_clause(instrument: str) -> None:
    for status in ("", *STATUSES["pressure"]):
        clause = fill(pattern("pressures", (instrument, status)), NAMES, {"B": False})
        assert clause.startswith("the United States ")
        assert "India" in clause


def test_verbs_agree_with_one_and_many() -> None:
    text = "{S} [S:supplies|supply] {R}"
    assert fill(text, NAMES, {"S": False}) == "Russia supplies India"
    assert fill(text, {**NAMES, "S": "Russia and China"}, {"S": True}) == "Russia and China supply India"


def test_names_are_never_read_as_patterns() -> None:
    assert fill("{S} met", {"S": "{R} [S:a|b]"}, {}) == "{R} [S:a|b] met"


def test_a_table_without_an_open_row_is_a_mistake_that_shows() -> None:
    with pytest.raises(LookupError):
        pattern("postures", ("sideways",))
