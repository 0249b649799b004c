"""``communique search``: documents that hold the words, and their claims that say them."""

from __future__ import annotations

from dataclasses import asdict

import click

from communique.faces.cli import options
from communique.faces.cli.asked import asked_register, check_period
from communique.faces.cli.facts import SHORT
from communique.faces.cli.group import DONE
from communique.faces.cli.screen import json_line, paint, safe, wrapped
from communique.faces.cli.words import claim_words
from communique.knowledge import load
from communique.register import Hit, Register
from communique.register.search import wanted_of


@click.command("search", epilog='Example: communique search "air defence" helicop*')
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="At most so many documents."
)
@options.when
@options.register
@options.as_json
def command(
    words: tuple[str, ...], limit: int, when: options.When, register: str | None, as_json: bool
) -> int:
    """Print the documents that hold all the WORDS, best first, and their claims that say one of them.

    Best are those that say all of it in the title, then those that say some of it there; of these the newest. An argument of several words is looked for as a phrase; helicop* finds what begins so. Accents and case do
    not matter.
    """
    query = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    if not wanted_of(query):
        raise click.UsageError("there is no word to look for in what was given")
    if any(when.period):
        check_period(*when.period)
    with asked_register(register, when.as_of) as opened:
        hits = opened.search(query, limit, *when.period)
        for hit in hits:
            click.echo(json_line(asdict(hit)) if as_json else "\n".join(_lines(opened, hit)) + "\n")
    if not hits and not as_json:
        click.echo("no document holds all these words")
    return DONE


def _lines(register: Register, hit: Hit) -> list[str]:
    name = load().name_of
    source = ", ".join(
        part for part in (safe(hit.publisher), hit.published or "undated", safe(hit.path)) if part
    )
    lines = [paint(line, bold=True) for line in wrapped(safe(hit.title) or "untitled")]
    lines += [paint(line, dim=True) for line in wrapped(f"{hit.document_id[:SHORT]} · {source}")]
    lines += wrapped(f"… {safe(hit.snippet)} …", "  ")
    for claim in hit.claims:
        lines += wrapped(f"{claim[:SHORT]} {claim_words(register.claim(claim).claim, name)}", "  - ", "    ")
    return lines
