"""``communique prepare``: the facts and briefs of pairs made ahead of the question."""

from __future__ import annotations

import click

from communique.briefs.asking import LEAST_KEPT, asked_before, prepare
from communique.faces.cli import options
from communique.faces.cli.group import DONE, say
from communique.faces.cli.screen import counted, json_line, safe
from communique.knowledge import load
from communique.register import Kept, Register


@click.command("prepare", epilog="Example: communique prepare --between India Russia")
@click.option(
    "--between",
    nargs=2,
    multiple=True,
    metavar="PARTY PARTY",
    help="A pair to prepare; may be given again. Else every pair whose facts were kept before.",
)
@click.option(
    "--busy", is_flag=True, help=f"Every pair that {LEAST_KEPT:,} claims or more name, the busiest first."
)
@options.as_json
@options.register
def command(between: tuple[tuple[str, str], ...], busy: bool, as_json: bool, register: str | None) -> int:
    """Make the facts and briefs of busy pairs anew where reports have come, so that the next question need not.

    Answers are the same with it or without it. After `add` or `watch`, or by the clock, it saves the first question after
    new reports the seconds that a pair with thousands of claims takes; after much was added, `--busy`. Pairs with few
    claims keep nothing.
    """
    knowledge = load()
    pairs = [knowledge.pair(*pair) for pair in between]
    with Register.open(register, create=False) as opened:
        busiest = Kept(opened).busy_pairs(LEAST_KEPT) if busy else []
        wanted = [*dict.fromkeys([*pairs, *busiest])] if pairs or busy else asked_before(opened)
        for pair in wanted:
            prepare(opened, knowledge, pair)
            say(f"{knowledge.name_of(pair[0])} and {knowledge.name_of(pair[1])}")
    if as_json:
        click.echo(json_line({"prepared": [list(pair) for pair in wanted]}))
    else:
        click.echo(f"{safe(opened.place)}: {counted(len(wanted), 'pair')} prepared")
    return DONE
