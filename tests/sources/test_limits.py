"""The table of limits in the documentation is the one in the code."""

from __future__ import annotations

from pathlib import Path

from communique.sources import limits
from tests import markdown

DOCS = Path(__file__).parents[2] / "docs" / "sources.md"


def test_the_documentation_shows_every_limit_as_it_is() -> None:
    (table,) = (table for table in markdown.tables(DOCS) if table.header[0] == "limit")
    shown = {row[0].strip("`"): float(row[1].replace(",", "")) for row in table.rows}
    assert shown == {name: float(value) for name, value in vars(limits).items() if name.isupper()}
