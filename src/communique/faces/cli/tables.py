"""Rows as a table for a person, fitted to the terminal, and as CSV that a spreadsheet only displays."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Sequence
from typing import Final

from communique.exports import files
from communique.faces.cli.screen import paint, safe, width

_GAP: Final = "  "
_LEAST: Final = 6


def table_lines(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table with columns as wide as their words; on a terminal cells are wrapped so that it fits."""
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(header)]
    if sys.stdout.isatty():
        widths = _fitted(widths, width() - len(_GAP) * (len(widths) - 1))
    lines = [paint(line, bold=True) for line in _row(header, widths)]
    return lines + [line for row in cells for line in _row(row, widths)]


def csv_text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """CSV as the exports write it, with nothing in it that a terminal obeys."""
    return files.csv_text(header, [[safe(cell) for cell in row] for row in rows])


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Widths that fit into the room: the widest columns give way first."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _LEAST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    lines = []
    for index in range(max(map(len, columns))):
        parts = [column[index] if index < len(column) else "" for column in columns]
        padded = (f"{part:<{size}}" for part, size in zip(parts, widths, strict=True))
        lines.append(_GAP.join(padded).rstrip())
    return lines
