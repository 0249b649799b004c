"""Nothing that a document holds is obeyed by the terminal."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.faces.cli import screen
from communique.faces.cli.screen import beside, json_line, safe, wrapped

OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “words” ąñ 印度", "plain – “words” ąñ 印度"),
        ("red \x1b[31mtext\x1b[0m", "red ␡[31mtext␡[0m"),
        ("bell\x07 back\x08 title\x1b]0;x\x07", "bell␡ back␡ title␡]0;x␡"),
        ("one\x9b31mbyte", "one␡31mbyte"),
        ("evil\u202eltr", "evil␡ltr"),
        ("two\r\nlines\u2028more", "two lines more"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text())
def test_nothing_obeyed_is_left(text: str) -> None:
    assert not OBEYED.search(safe(text))


@given(st.text())
def test_json_keeps_every_value_and_holds_nothing_obeyed(text: str) -> None:
    line = json_line({"quote": text})
    assert not OBEYED.search(line)
    assert json.loads(line) == {"quote": text}
    line.encode()


def test_two_columns_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    claim, quote = "S-400: Russia to India; " * 4, "“a contract for five systems” " * 4
    monkeypatch.setenv("COLUMNS", "120")
    wide = beside(claim, quote)
    assert wide[0].startswith("  S-400")
    assert "“a contract" in wide[0]
    assert max(map(len, wide)) <= 120
    monkeypatch.setenv("COLUMNS", "60")
    narrow = beside(claim, quote)
    assert "“a contract" not in narrow[0]
    assert max(map(len, narrow)) <= 60


def test_a_word_longer_than_the_line_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, beside("x" * 500, "y" * 500))) <= 40
    assert wrapped("", "  ") == ["  "]


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert screen.paint("words", bold=True) == "words"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert screen.paint("words", bold=True) == "\x1b[1mwords\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert screen.paint("words", bold=True) == "words"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert screen.paint("words", bold=True) == "words"
