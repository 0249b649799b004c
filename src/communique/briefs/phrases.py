"""The sentence patterns of the data tables: looked up by mode, terms and status, and filled in.

A pattern holds names in braces (``{S}`` supplier, ``{R}`` recipient, ``{P}`` all partners, ``{E}``
equipment, ``{Q}`` the number of it) and verbs that agree with one of them: ``[S:supplies|supply]``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

_AGREEMENT: Final = re.compile(r"\[(\w+):([^|\]]*)\|([^\]]*)\]")
_NAME: Final = re.compile(r"\{(\w+)\}")


@cache
def _table(name: str) -> dict[tuple[str, ...], str]:
    text = resources.files("communique.briefs").joinpath("data", f"{name}.csv").read_text("utf-8")
    lines = csv.reader(text.splitlines(), strict=True)
    next(lines)
    return {tuple(cells[:-1]): cells[-1] for cells in lines if cells}


def pattern(table: str, keys: Sequence[str]) -> str:
    """The pattern of a table for some keys; what is not there is looked for with keys left open.

    Keys are opened from the second last (terms), then the last (status), then all.
    """
    rows = _table(table)
    for candidate in _openings(tuple(keys)):
        if candidate in rows:
            return rows[candidate]
    raise LookupError(f"{table}.csv has no row for {keys!r} and no open row")


def _openings(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    if len(keys) == 3:
        first, second, third = keys
        return [keys, (first, "", third), (first, second, ""), (first, "", ""), ("", "", "")]
    if len(keys) == 2:
        return [keys, (keys[0], ""), ("", "")]
    return [keys]


def fill(text: str, names: Mapping[str, str], many: Mapping[str, bool]) -> str:
    """A pattern with its names, and with verbs that agree with one or many."""
    agreed = _AGREEMENT.sub(lambda m: m[3] if many.get(m[1], False) else m[2], text)
    return _NAME.sub(lambda m: names.get(m[1], ""), agreed)
