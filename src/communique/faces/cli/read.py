"""``communique read``: the claims of each report, beside the words that say them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby

import click

from communique.faces.cli import options, web
from communique.faces.cli.group import INTERRUPTED, say
from communique.faces.cli.intake import Intake
from communique.faces.cli.screen import beside, counted, json_line, paint, safe, wrapped
from communique.faces.cli.words import HEADINGS, Name, claim_words
from communique.faces.cli.working import reading, stoppable, until
from communique.knowledge import load
from communique.model import Claim, Document
from communique.reading.attempts import is_readable, read_each
from communique.sources import Refusal
from communique.sources.web.address import is_address
from communique.vocabulary import KINDS


@click.command("read", epilog="Example: communique read examples/ --json")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(readable=False))
@options.published
@options.workers
@options.unordered
@options.as_json
@web.options
def command(
    paths: tuple[str, ...],
    published: str | None,
    workers: int,
    unordered: bool,
    as_json: bool,
    manners: web.Manners,
) -> int:
    """Print the claims of each report; store nothing.

    PATH is a text or HTML file, a folder of them, or an https:// address. Each claim stands beside the words that say it; with
    --json, there is one object for each report and line.
    """
    asked = manners.web(None, None) if any(map(is_address, paths)) else None
    intake = Intake(paths, published, web=asked)
    name = load().name_of
    reports = claims = 0
    unread: Counter[str] = Counter()
    crew = reading(workers, unordered=unordered)
    with closing(intake), crew as reader, stoppable(lambda: None) as stopping:
        for document, read in read_each(reader, until(stopping, intake.documents())):
            if read is None or read.failure:
                problem = f"the reader fails on it: {read.failure if read else ''}"
                intake.refuse(Refusal(document.path, problem, "please report it"))
                continue
            reports, claims = reports + 1, claims + len(read.claims)
            if not is_readable(document):
                unread[document.language] += 1
            _print(document, read.claims, name, as_json)
    said = f"{counted(reports, 'report')} read, {counted(claims, 'claim')}, {intake.refused} refused"
    by = ", ".join(f"{code} {count}" for code, count in unread.most_common())
    say(f"{said}; {sum(unread.values())} of them not for their language ({by})" if unread else said)
    if stopping.is_set():
        say("stopped")
        return INTERRUPTED
    return intake.code


def _print(document: Document, claims: Sequence[Claim], name: Name, as_json: bool) -> None:
    if as_json:
        from communique.assembly import cite  # noqa: PLC0415 - 0.1 s that only this form needs

        said = [{"id": cited.claim_id, **cited.claim.to_json()} for cited in cite(document, claims)]
        click.echo(json_line({"path": document.path, "document": document.to_json(), "claims": said}))
    else:
        click.echo("\n".join(report_lines(document, claims, name)) + "\n")


def report_lines(document: Document, claims: Sequence[Claim], name: Name) -> list[str]:
    """A report and its claims for a person, grouped by kind."""
    lines = heading_lines(document)
    if not claims:
        return [*lines, "  no claims"]
    ranked = sorted(claims, key=lambda claim: KINDS.index(claim.kind))
    for kind, group in groupby(ranked, key=lambda claim: claim.kind):
        lines += ["", paint(f"  {HEADINGS[kind]}", bold=True)]
        for claim in group:
            lines += claim_lines(claim, name)
    return lines


def heading_lines(document: Document) -> list[str]:
    """Title, publisher, day and path of a document."""
    first = next((line for line in document.text.splitlines() if line.strip()), "")
    title = safe(document.title or first)
    source = ", ".join(part for part in (safe(document.publisher), document.published or "undated") if part)
    lines = [paint(line, bold=True) for line in wrapped(title if len(title) <= 300 else f"{title[:300]}…")]
    return [*lines, *(paint(line, dim=True) for line in wrapped(f"{source} · {safe(document.path)}"))]


def claim_lines(claim: Claim, name: Name) -> list[str]:
    """A claim beside its quotes, and what the reader has to say about it."""
    quotes = " … ".join(f"“{safe(span.quote)}”" for span in claim.evidence)
    inferred = ", ".join(f"{slot} inferred from {source}" for slot, source in claim.inferred)
    aside = "; ".join(part for part in (inferred, f"rule {claim.rule}" if claim.rule else "") if part)
    lines = beside(claim_words(claim, name), quotes, "    ")
    return [*lines, *(paint(line, dim=True) for line in wrapped(safe(aside), "      "))] if aside else lines
