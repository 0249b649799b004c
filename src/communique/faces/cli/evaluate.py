"""``communique evaluate``: how well the reader reads a folder of gold, in figures, tables and a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from communique.evaluation import Case, Reading, Scores, load_cases, read_cases, score
from communique.evaluation.calibration import Said, calibration, calibration_data, said, thresholds
from communique.evaluation.floors import (
    Floor,
    floors_json,
    load_floors,
    measured,
    name_of,
    raised,
    shortfalls,
)
from communique.evaluation.page import page
from communique.evaluation.report import as_data, error_lines, errors, table_lines
from communique.evaluation.verdicts import by_rule
from communique.faces.cli import options
from communique.faces.cli.group import DONE, REFUSED, say
from communique.faces.cli.merging import evaluate_merging
from communique.faces.cli.output import write_whole
from communique.faces.cli.screen import json_line, safe
from communique.faces.cli.tables import table_lines as columns

_file = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for, as click gives it."""

    folder: Path
    with_errors: bool
    rules: bool
    reliability: bool
    as_json: bool
    page_file: Path | None
    least: float | None
    floors: Path | None
    allow_lower: bool
    published: str | None
    workers: int
    merging: bool = False


@click.command("evaluate", epilog="Example: communique evaluate gold/working --rules")
@click.argument("folder", metavar="GOLD_FOLDER", type=click.Path(path_type=Path))
@click.option("--errors", "with_errors", is_flag=True, help="Every claim missed and every one too many.")
@click.option("--rules", is_flag=True, help="What the claims of each rule came to.")
@click.option("--calibration", "reliability", is_flag=True, help="Whether confidences keep their word.")
@click.option(
    "--merging", is_flag=True, help="Gold for merging: which claims are one thing, which reports copies."
)
@options.as_json
@click.option("--html", "page_file", type=_file, metavar="FILE", help="Write a page of texts with marks.")
@click.option(
    "--at-least", "least", type=float, metavar="FLOOR", help="Exit with 1 if the strict F1 is less."
)
@click.option("--pin", "floors", type=_file, metavar="FILE", help="Raise the floors in this file.")
@click.option("--allow-lower", is_flag=True, help="Let --pin lower a floor.")
@options.published
@click.option("--workers", type=click.IntRange(min=1), default=1, metavar="N", help="Read in N processes.")
def command(**given: Any) -> int:
    """Compare what the reader reads with gold, kind by kind.

    GOLD_FOLDER holds articles NAME.txt or NAME.html, each with a NAME.gold.json beside it. With --merging it
    holds reports and the tables things.csv and families.csv, or folders that do.
    """
    asked = Asked(**given)
    if asked.merging:
        return evaluate_merging(
            asked.folder,
            as_json=asked.as_json,
            with_errors=asked.with_errors,
            least=asked.least,
            pin=asked.floors,
            allow_lower=asked.allow_lower,
        )
    cases = load_cases(asked.folder)
    readings = list(read_cases(cases, asked.published, asked.workers))
    for reading in readings:
        if reading.problem:
            say(reading.problem)
    scores = score(cases, {one.name: one.data for one in readings if one.data is not None})
    if asked.as_json:
        click.echo(json_line(_data(asked, scores)))
    else:
        for line in _lines(asked, scores):
            click.echo(safe(line))
    _write_page(asked, cases, readings, scores)
    under = asked.least is not None and scores.strict["all"].f1 < asked.least
    return REFUSED if _pin(asked, cases, scores) or under else DONE


def _data(asked: Asked, scores: Scores) -> dict[str, Any]:
    """The figures, and under names of their own what else is asked for."""
    data = as_data(scores)
    if asked.with_errors:
        data["errors"] = [
            {"article": article.name, "error": mark, "claim": dict(claim)}
            for article in scores.outcomes
            for mark, claim in errors(article)
        ]
    if asked.rules:
        lines = by_rule(scores.outcomes)
        data["rules"] = [asdict(line) | {"read": line.read, "precision": line.precision} for line in lines]
    if asked.reliability:
        data["calibration"] = calibration_data(said(scores.outcomes))
    return data


def _lines(asked: Asked, scores: Scores) -> Iterator[str]:
    if asked.with_errors:
        yield from error_lines(scores)
    yield from table_lines(scores)
    if asked.rules:
        yield ""
        yield from _rule_lines(scores)
    if asked.reliability:
        yield ""
        yield from _calibration_lines(said(scores.outcomes))


def _rule_lines(scores: Scores) -> list[str]:
    header = ("rule", "read", "right", "near", "wrong", "allowed", "missed", "precision")
    rows = []
    for line in by_rule(scores.outcomes):
        counts = (line.read, line.right, line.near, line.wrong, line.allowed, line.missed)
        precision = "" if line.precision is None else f"{line.precision:.2f}"
        rows.append((line.rule, *(str(count or "") for count in counts), precision))
    return columns(header, rows)


def _calibration_lines(claims: Sequence[Said]) -> Iterator[str]:
    found = calibration(claims)
    rows = [
        (f"{b.low:.1f} to {b.high:.1f}", str(b.claims), f"{b.stated:.2f}", f"{b.kept:.2f}")
        for b in found.bins
    ]
    yield from columns(("confidence", "claims", "stated", "right"), rows)
    yield f"Brier score {found.brier:.3f}, expected calibration error {found.error:.3f}"
    yield ""
    chances = [
        (f"{t.least:.1f}", str(t.claims), f"{t.kept:.2f}", f"{t.of_all_right:.2f}")
        for t in thresholds(claims)
    ]
    yield from columns(("at least", "claims", "right", "of all right ones"), chances)


def _write_page(asked: Asked, cases: Sequence[Case], readings: Sequence[Reading], scores: Scores) -> None:
    if asked.page_file is not None:
        heading = f"The reader on {asked.folder.resolve().name}"
        write_whole(asked.page_file, page(cases, readings, scores, heading).encode())
        say(f"{asked.page_file} written")


def _pin(asked: Asked, cases: Sequence[Case], scores: Scores) -> bool:
    """Writes the floors if asked to; whether a figure lies under its floor all the same."""
    if asked.floors is None:
        return False
    floors = load_floors(asked.floors, Floor)
    name = name_of(asked.folder, asked.floors)
    now = measured(cases, scores)
    floors[name] = raised(floors.get(name), now, allow_lower=asked.allow_lower)
    write_whole(asked.floors, floors_json(floors).encode())
    low = shortfalls(floors[name], now)
    for problem in low:
        say(f"{name}: {problem}")
    say(f"{asked.floors}: floors of {name} pinned")
    return bool(low)
