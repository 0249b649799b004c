"""``communique evaluate --merging``: how well claims and copies are brought together, in figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from communique.evaluation.floors import (
    MergingFloor,
    floors_json,
    load_floors,
    merging_measured,
    raised,
    shortfalls,
)
from communique.evaluation.merging import Merging, Pairs, measure
from communique.evaluation.merging_gold import Gold, gold_folders, load_gold
from communique.faces.cli.group import DONE, REFUSED, say
from communique.faces.cli.output import write_whole
from communique.faces.cli.screen import json_line, safe
from communique.faces.cli.tables import table_lines

_HEADER = ("", "pairs in gold", "brought together", "right", "precision", "recall", "F1")


def evaluate_merging(
    folder: Path,
    *,
    as_json: bool,
    with_errors: bool,
    least: float | None,
    pin: Path | None,
    allow_lower: bool,
) -> int:
    """Measures the folder, or each folder of gold in it; prints, pins, and gives the exit code."""
    golds = {path.name: load_gold(path) for path in gold_folders(folder)}
    found = {name: measure(gold) for name, gold in golds.items()}
    if as_json:
        click.echo(json_line({name: _data(one, with_errors=with_errors) for name, one in found.items()}))
    else:
        for name, one in found.items():
            for line in _lines(name, one, with_errors=with_errors):
                click.echo(safe(line))
    under = least is not None and min(one.merging.f1 for one in found.values()) < least
    low = _pin(pin, golds, found, allow_lower=allow_lower) if pin is not None else False
    return REFUSED if under or low else DONE


def _lines(name: str, found: Merging, *, with_errors: bool) -> Iterator[str]:
    yield f"{name}: {found.anchors} statements in gold, {found.unread} of them not read"
    yield f"{found.labelled} of {found.claims} claims compared"
    rows = [("claims", found.merging), ("claims of different reports", found.across)]
    rows += [(f"  {kind}", pairs) for kind, pairs in found.kinds.items()]
    rows.append(("copies among reports", found.families))
    yield from table_lines(_HEADER, [_row(label, pairs) for label, pairs in rows])
    if with_errors:
        yield from found.wrong
    yield ""


def _row(label: str, pairs: Pairs) -> tuple[str, ...]:
    counts = (str(pairs.gold), str(pairs.made), str(pairs.both))
    return (label, *counts, f"{pairs.precision:.3f}", f"{pairs.recall:.3f}", f"{pairs.f1:.3f}")


def _data(found: Merging, *, with_errors: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "merging": _figures(found.merging),
        "across": _figures(found.across),
        "families": _figures(found.families),
        "kinds": {kind: _figures(pairs) for kind, pairs in found.kinds.items()},
        "statements": found.anchors,
        "unread": found.unread,
        "compared": found.labelled,
        "claims": found.claims,
    }
    return data | ({"errors": list(found.wrong)} if with_errors else {})


def _figures(pairs: Pairs) -> dict[str, float]:
    return {
        "gold": pairs.gold,
        "made": pairs.made,
        "right": pairs.both,
        "precision": pairs.precision,
        "recall": pairs.recall,
        "f1": pairs.f1,
    }


def _pin(path: Path, golds: Mapping[str, Gold], found: Mapping[str, Merging], *, allow_lower: bool) -> bool:
    """Writes the floors; whether a figure lies under its floor all the same."""
    floors = load_floors(path, MergingFloor)
    low = False
    for name, gold in golds.items():
        now = merging_measured(gold.digest, found[name])
        floors[name] = raised(floors.get(name), now, allow_lower=allow_lower)
        for problem in shortfalls(floors[name], now):
            low = True
            say(f"{name}: {problem}")
    write_whole(path, floors_json(floors).encode())
    say(f"{path}: floors of {', '.join(golds)} pinned")
    return low
