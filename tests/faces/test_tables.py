"""Tables for people, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from communique.faces.cli.tables import csv_text, table_lines

ROWS = [["1", "S-400", "Russia"], ["2", "a very long name of some equipment " * 4, "India"]]


def test_a_table_that_is_piped_keeps_each_row_on_one_line() -> None:
    lines = table_lines(["id", "equipment", "supplier"], ROWS)
    assert len(lines) == 3
    assert lines[0].split() == ["id", "equipment", "supplier"]
    assert lines[1].index("Russia") == lines[2].index("India")


def test_a_table_on_a_terminal_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    lines = table_lines(["id", "equipment", "supplier"], ROWS)
    assert max(map(len, lines)) <= 60
    column = " ".join(line[4 : lines[0].index("supplier")].strip() for line in lines)
    assert column.count("very") == 4
    assert column.count("equipment") == 5


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =cmd|'/c calc'!A1"]
)
def test_no_cell_is_a_formula(cell: str) -> None:
    _, row = csv.reader(io.StringIO(csv_text(["a"], [[cell]]), newline=""))
    assert row[0].startswith("'")
    assert row[0][1:].strip() == cell.strip()


def test_no_cell_makes_a_row_or_reaches_the_terminal() -> None:
    assert csv_text(["a"], [["one\rtwo\nthree\x1b[31m"]]) == "a\none two three␡[31m\n"


def test_csv_brings_every_cell_back() -> None:
    rows = [['with "quotes"', "with, comma", "with; semicolon"], ["", "S-400", "ä"]]
    assert list(csv.reader(io.StringIO(csv_text(["a", "b", "c"], rows)))) == [["a", "b", "c"], *rows]
