"""Reading knowledge tables: CSV files with a header line, lists inside a cell joined by ``;``.

A user's own folder of tables with the same names and columns is laid over ours row by row: a row with a
known key replaces ours in the columns that it has, others are added. Nothing is read at import time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib import resources
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from communique.errors import KnowledgeError

Row = Mapping[str, str]

# Table -> the columns that identify a row; the columns that must be there.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "states": ("iso3",),
    "state_codes": ("iso3", "system", "code", "from"),
    "ambiguous": ("term", "reading", "when", "words"),
    "organisations": ("code",),
    "offices": ("office", "level"),
    "persons": ("name", "office", "from"),
    "places": ("place",),
    "bodies": ("name",),
    "equipment": ("designation",),
    "equipment_kinds": ("noun",),
    "mechanisms": ("name",),
    "operations": ("name",),
    "exercises": ("name",),
    "publishers": ("name",),
    "belief": ("part", "name"),
    "instruments": ("phrase",),
}

# A user's table may be long, but a cell of a megabyte is a mistake or an attack.
_MAX_CELL: Final = 20_000


def split(cell: str) -> tuple[str, ...]:
    """The items of a list cell, trimmed, empties dropped."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())


def read_table(name: str, overlay: Path | None = None) -> list[Row]:
    """All rows of a table, ours first, the overlay's laid over them by key.

    Raises KnowledgeError if a file is not CSV, lacks a key column, or has rows of the wrong width.
    """
    rows: dict[Any, Row] = {}
    columns: tuple[str, ...] = ()
    key_of = itemgetter(*KEYS[name])
    for place, text in _sources(name, overlay):
        for row in _parse(place, text, KEYS[name]):
            columns = columns or tuple(row)
            # A user's table may leave out columns that it has nothing to say on: there ours stands.
            identity = key_of(row)
            whole = tuple(row) == columns and identity not in rows
            rows[identity] = row if whole else {**rows.get(identity, dict.fromkeys(columns, "")), **row}
    return list(rows.values())


def digest(overlay: Path | None) -> str:
    """SHA-256 (hex) of all tables as they are written, with the user's folder laid over them."""
    sha = sha256()
    for name in KEYS:
        for place, text in _sources(name, overlay):
            sha.update(f"{Path(place).name} {len(text)} {text}".encode())
    return sha.hexdigest()


def _sources(name: str, overlay: Path | None) -> Iterator[tuple[str, str]]:
    ours = resources.files("communique.knowledge").joinpath("data", f"{name}.csv")
    if ours.is_file():
        yield f"{name}.csv", ours.read_text(encoding="utf-8")
    if overlay is not None:
        theirs = overlay / f"{name}.csv"
        if theirs.is_file():
            try:
                yield str(theirs), theirs.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise KnowledgeError(
                    str(theirs), f"cannot be read: {error}", "save it as UTF-8 CSV"
                ) from error


def _parse(place: str, text: str, keys: tuple[str, ...]) -> Iterator[Row]:
    lines = csv.reader(text.splitlines(), strict=True)
    try:
        header = next(lines, None)
        if header is None:
            return
        missing = [key for key in keys if key not in header]
        if missing:
            raise KnowledgeError(f"{place}:1", f"column {missing[0]!r} is missing", "see docs/knowledge.md")
        for cells in lines:
            if not any(cells):
                continue
            if len(cells) != len(header) or max(map(len, cells)) > _MAX_CELL:
                problem = f"{len(cells)} cells where the header has {len(header)}"
                raise KnowledgeError(f"{place}:{lines.line_num}", problem, "quote cells that hold commas")
            yield dict(zip(header, map(str.strip, cells), strict=True))
    except csv.Error as error:
        raise KnowledgeError(f"{place}:{lines.line_num}", str(error), "save it as plain CSV") from error
