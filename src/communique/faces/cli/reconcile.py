"""``communique reconcile``: a published register of arms transfers held against ours."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from communique.analysis.published import read_published
from communique.analysis.reconcile import OUTCOMES, Comparison, reconcile
from communique.assembly import catalogue
from communique.briefs.reconciliation import page
from communique.exports.files import csv_text
from communique.faces.cli import options
from communique.faces.cli.facts import SHORT
from communique.faces.cli.group import DONE, say
from communique.faces.cli.output import write_whole
from communique.faces.cli.screen import json_line
from communique.faces.cli.tables import table_lines
from communique.faces.cli.words import Name
from communique.knowledge import load
from communique.pipeline import assembled
from communique.register import Register

_HEADER = (
    "outcome",
    "supplier",
    "recipient",
    "equipment",
    "year",
    "differs",
    "theirs",
    "ours",
    "fact",
    "lines",
)


@click.command(
    "reconcile", epilog="Example: communique reconcile trade-register.csv --between Russia India --csv"
)
@click.argument("published", metavar="SIPRI_FILE", type=click.Path(readable=False))
@options.between
@click.option("--only", type=click.Choice(OUTCOMES), help="Print these lines only.")
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV with whole ids and codes of parties.")
@click.option(
    "--html", "page_file", metavar="FILE", help="Write a page with both sides and the sources of ours."
)
@options.register
def command(
    published: str,
    between: tuple[str, str] | None,
    only: str | None,
    as_json: bool,
    as_csv: bool,
    page_file: str | None,
    register: str | None,
) -> int:
    """Hold SIPRI's trade register against ours: what agrees, what differs, what is missing here or there.

    SIPRI_FILE is the CSV that SIPRI's arms transfers database lets you download, in its layout of up to 2025 or
    the one from 2026 on; a line stands for each deal. Only pairs of states that the file names are compared.
    """
    if as_json and as_csv:
        raise click.UsageError("choose one of --json and --csv")
    knowledge = load()
    pair = knowledge.pair(*between) if between else None
    deals = read_published(Path(published), knowledge)
    if pair:
        deals = [deal for deal in deals if {deal.supplier, deal.recipient} == set(pair)]
    with Register.open(register, create=False, read_only=True) as opened:
        rows = reconcile(deals, assembled(opened, knowledge), catalogue(knowledge))
    counts = Counter(row.outcome for row in rows)
    rows = [row for row in rows if only is None or row.outcome == only]
    if page_file:
        write_whole(Path(page_file), page(rows, Path(published).name, knowledge).encode("utf-8", "replace"))
        say(f"written to {page_file}")
    _print(rows, knowledge.name_of, as_json=as_json, as_csv=as_csv, quiet=page_file is not None)
    say(", ".join(f"{counts[outcome]} {outcome.replace('-', ' ')}" for outcome in OUTCOMES))
    return DONE


def _print(rows: list[Comparison], name: Name, *, as_json: bool, as_csv: bool, quiet: bool) -> None:
    if as_json:
        for row in rows:
            click.echo(json_line(_json(row)))
    elif as_csv:
        click.echo(csv_text(_HEADER, [_cells(row, str, whole=True) for row in rows]), nl=False)
    elif rows and not quiet:
        click.echo("\n".join(table_lines(_HEADER, [_cells(row, name, whole=False) for row in rows])))


def _cells(row: Comparison, name: Name, *, whole: bool) -> list[str]:
    deal, fact = row.deal, row.fact
    slots = fact.slots if fact else {}
    supplier = [deal.supplier] if deal else list(slots.get("supplier", ()))
    recipient = [deal.recipient] if deal else list(slots.get("recipient", ()))
    year = str(deal.year or "") if deal else str(slots.get("date") or "")[:4]
    return [
        row.outcome.replace("-", " "),
        ", ".join(map(name, supplier)),
        ", ".join(map(name, recipient)),
        deal.designation if deal else str(slots.get("equipment", "")),
        year,
        *("; ".join(getattr(one, part) for one in row.differences) for part in ("field", "theirs", "ours")),
        (fact.id if whole else fact.id[:SHORT]) if fact else "",
        ", ".join(map(str, deal.lines)) if deal else "",
    ]


def _json(row: Comparison) -> dict[str, Any]:
    deal = row.deal
    return {
        "outcome": row.outcome,
        "published": None
        if deal is None
        else {
            "supplier": deal.supplier,
            "recipient": deal.recipient,
            "designation": deal.designation,
            "year": deal.year,
            "ordered": deal.ordered,
            "delivered": deal.delivered,
            "delivery_years": list(deal.delivery_years),
            "local_production": deal.licensed,
            "uncertain": sorted(deal.uncertain),
            "lines": list(deal.lines),
        },
        "fact": row.fact.id if row.fact else None,
        "differences": [
            {"field": one.field, "published": one.theirs, "ours": one.ours, "claims": list(one.claims)}
            for one in row.differences
        ],
    }
