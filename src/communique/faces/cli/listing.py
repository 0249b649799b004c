"""``communique list``: what the register holds of one sort, as a table, CSV or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

import click

from communique.analysis.moments import began
from communique.briefs import facts_between
from communique.briefs.dyad import in_period
from communique.briefs.large import facts_by_pair, too_large
from communique.faces.cli import options
from communique.faces.cli.asked import asked_register, check_period
from communique.faces.cli.facts import SHORT, fact_json, header, row
from communique.faces.cli.group import DONE
from communique.faces.cli.screen import json_line
from communique.faces.cli.tables import csv_text, table_lines
from communique.knowledge import Knowledge, load
from communique.model import Document, Fact
from communique.pipeline import assembled
from communique.register import Register
from communique.vocabulary import SUBJECTS

_SUBJECTS: Final = (*SUBJECTS, "documents", "refusals")
_DOCUMENT: Final = ("id", "published", "publisher", "title", "url", "path", "language")
_REFUSAL: Final = ("path", "problem", "at")


@click.command("list", epilog="Example: communique list programmes --between India Russia --csv")
@click.argument("subject", metavar="SUBJECT", type=click.Choice(_SUBJECTS))
@options.between
@options.when
@click.option(
    "--min-belief",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="NUMBER",
    help="Only facts believed at least so, from 0 to 1.",
)
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV with whole ids and codes of parties.")
@options.register
def command(
    subject: str,
    between: tuple[str, str] | None,
    when: options.When,
    min_belief: float,
    as_json: bool,
    as_csv: bool,
    register: str | None,
) -> int:
    """Print what the register holds of one sort, oldest first.

    SUBJECT is engagements, mechanisms, programmes, uses, pressures, postures (facts, merged from all the
    reports that tell of them), documents, or refusals: what could not be taken in, and why. The ids are those
    that `show` takes.
    """
    if as_json and as_csv:
        raise click.UsageError("choose one of --json and --csv")
    if subject in {"documents", "refusals"} and min_belief:
        raise click.UsageError(
            "--min-belief asks of facts; documents and refusals are not believed or doubted"
        )
    check_period(*when.period)
    knowledge = load()
    pair = knowledge.pair(*between) if between else None
    with asked_register(register, when.as_of) as opened:
        if subject == "refusals":
            refused = opened.refusals()
            objects = [json_line(asdict(one)) for one in refused]
            _print(
                objects if as_json else None,
                _REFUSAL,
                [[one.path, one.problem, one.at] for one in refused],
                as_csv,
            )
            return DONE
        if subject == "documents":
            documents = list(opened.documents(pair, *when.period))
            _print(
                [json_line(document.to_json()) for document in documents] if as_json else None,
                _DOCUMENT,
                _rows(documents, as_csv),
                as_csv,
            )
            return DONE
        name = str if as_csv else knowledge.name_of
        lines = [
            (_place(fact), json_line(fact_json(fact)) if as_json else "", row(fact, name, for_program=as_csv))
            for found in _facts(opened, knowledge, pair)
            for fact in chosen(found, SUBJECTS[subject], when.period)
            if (fact.belief or 0.0) >= min_belief
        ]
    lines.sort(key=lambda line: line[0])
    head = header(SUBJECTS[subject], for_program=as_csv)
    _print([line for _, line, _ in lines] if as_json else None, head, [line for _, _, line in lines], as_csv)
    return DONE


def _facts(register: Register, knowledge: Knowledge, pair: tuple[str, str] | None) -> Iterable[list[Fact]]:
    """The facts asked for: at once, or of a register that is too large for that some at a time."""
    if pair is not None:
        return [facts_between(register, knowledge, pair)]
    return facts_by_pair(register, knowledge) if too_large(register) else [assembled(register, knowledge)]


def _place(fact: Fact) -> tuple[dt.date, str]:
    return (began(fact) or dt.date.max, fact.id)


def chosen(facts: list[Fact], kind: str, period: tuple[str | None, str | None]) -> list[Fact]:
    """The facts of a kind and a period, in the order of time, undated ones last."""
    found = [fact for fact in in_period(facts, *period) if fact.kind == kind]
    return sorted(found, key=_place)


def _rows(documents: list[Document], as_csv: bool) -> list[list[str]]:
    rows = [
        [doc.id, doc.published or "", doc.publisher, doc.title, doc.url, doc.path, doc.language]
        for doc in documents
    ]
    return rows if as_csv else [[row[0][:SHORT], *row[1:6], _language(row[6])] for row in rows]


def _language(code: str) -> str:
    """A language as the table shows it: what is not in English is kept and not read."""
    return code if code == "en" else f"{code}, unread"


def _print(objects: list[str] | None, head: tuple[str, ...], rows: list[list[str]], as_csv: bool) -> None:
    if objects is not None:
        for line in objects:
            click.echo(line)
    elif as_csv:
        click.echo(csv_text(head, rows), nl=False)
    elif rows:
        if head[-1] == "decided" and not any(row[-1] for row in rows):
            head, rows = head[:-1], [row[:-1] for row in rows]
        click.echo("\n".join(table_lines(head, rows)))
    else:
        click.echo("nothing found")
