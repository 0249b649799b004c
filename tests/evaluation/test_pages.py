"""The pages on accuracy, knowledge and extending say what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from communique.evaluation.floors import Floor, figures
from communique.knowledge import load
from communique.knowledge.tables import KEYS
from tests import markdown
from tests.evaluation.conftest import GOLD, ROOT

ACCURACY = ROOT / "docs" / "accuracy.md"
KNOWLEDGE = ROOT / "docs" / "knowledge.md"
EXTENDING = ROOT / "docs" / "extending.md"
MEASURED = (ACCURACY, KNOWLEDGE, GOLD / "README.md", ROOT / "docs" / "belief.md")


def _sections(page: Path) -> dict[str, str]:
    """The parts of a page under headings of the third rank, by heading."""
    parts = re.split(r"^### (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading: body.split("\n## ")[0] for heading, body in zip(parts[1::2], parts[2::2], strict=True)}


def _tables_of(heading: str) -> list[str]:
    return [name for name in re.findall(r"`(\w+)`", heading) if name in KEYS]


DOCUMENTED = [
    (table, body) for heading, body in _sections(KNOWLEDGE).items() for table in _tables_of(heading)
]


def _rows(body: str) -> list[tuple[list[str], str, str]]:
    """Columns, meaning and example of each line of a table of columns."""
    found = []
    for line in body.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if len(cells) == 3 and cells[0].startswith("`"):
            found.append((re.findall(r"`([^`]+)`", cells[0]), cells[1], cells[2]))
    return found


def test_every_table_is_documented() -> None:
    assert sorted(table for table, _ in DOCUMENTED) == sorted(KEYS)


@pytest.mark.parametrize(("table", "body"), DOCUMENTED, ids=lambda value: value if value in KEYS else "")
def test_columns_are_those_of_the_table(table: str, body: str) -> None:
    told = {column for columns, _, _ in _rows(body) for column in columns}
    has = set(load().rows(table)[0]) - {"source"}
    assert has <= told
    # Exercises and operations share a section.
    assert told <= has | (
        set(load().rows("operations")[0]) | set(load().rows("exercises")[0]) if "by" in told else has
    )


@pytest.mark.parametrize(("table", "body"), DOCUMENTED, ids=lambda value: value if value in KEYS else "")
def test_examples_are_in_the_table(table: str, body: str) -> None:
    """Every piece of an example stands in one of the columns that the line is about."""
    tables = ("exercises", "operations") if table in ("exercises", "operations") else (table,)
    cells = [
        (column, piece)
        for name in tables
        for row in load().rows(name)
        for column, cell in row.items()
        for piece in (cell, *cell.split(";"))
    ]
    known = set(cells)
    for columns, _, example in _rows(body):
        for piece in re.split(r"[;,] ?", example):
            assert not piece or any((column, piece.strip()) in known for column in columns), (columns, piece)


@pytest.mark.parametrize("page", MEASURED, ids=lambda page: str(page.relative_to(ROOT)))
def test_figures_are_filled_in(page: Path) -> None:
    """benchmarks/accuracy.py --write puts tables between the marks; none is left empty."""
    text = page.read_text(encoding="utf-8")
    filled = re.findall(r"<!-- figures: ([\w-]+) -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert len(filled) == text.count("<!-- figures: ") == text.count("<!-- end -->") > 0
    assert [name for name, content in filled if not content.strip()] == []


def test_the_page_claims_no_more_than_is_pinned() -> None:
    """The test half on the page and its floors are one measurement, give or take later progress."""
    floors = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["test"]
    (line,) = re.findall(r"^\| test half \|(.+)\|$", ACCURACY.read_text(encoding="utf-8"), re.MULTILINE)[:1]
    told = [float(cell) for cell in line.split("|")[2:5]]
    for figure, value in zip(figures(Floor), told, strict=True):
        assert value <= floors[figure] + 0.0006, (
            f"{figure}: the page says {value}, pinned is {floors[figure]}"
        )


def test_every_table_of_rules_is_told() -> None:
    data = ROOT / "src" / "communique" / "reading" / "data"
    told = {code for _, code in markdown.prose_code(EXTENDING)} | {
        code for _, code in markdown.prose_code(ACCURACY)
    }
    missing = [path.name for path in data.glob("*.csv") if not any(code.endswith(path.name) for code in told)]
    assert missing == []


def test_gold_readme_names_both_batches() -> None:
    """Each batch with its first and its last case, over both halves."""
    names = sorted(
        path.name[:5] for half in ("working", "test", "fresh") for path in (GOLD / half).glob("*.gold.json")
    )
    text = (GOLD / "README.md").read_text(encoding="utf-8")
    for batch in {name[0] for name in names}:
        own = [name for name in names if name[0] == batch]
        assert f"`{own[0]}` to `{own[-1]}`" in text
