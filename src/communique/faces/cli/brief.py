"""``communique brief``: the sourced answer for a pair of parties, from reports or from the register."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from communique.briefs import BINARY, FORMATS, answer, render, render_binary
from communique.faces.cli import options
from communique.faces.cli.asked import asked_register, check_period
from communique.faces.cli.group import DONE, REFUSED, say
from communique.faces.cli.intake import Intake
from communique.faces.cli.output import write_whole
from communique.faces.cli.screen import counted, json_safe, safe
from communique.knowledge import load
from communique.pipeline import Step, ingest
from communique.register import Register


@click.command("brief", epilog="Example: communique brief India Russia examples/ --format html -o brief.html")
@click.argument("parties", metavar="PARTY PARTY", nargs=2)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False))
@options.when
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to write it."
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
@options.tlp
@options.published
@options.register
def command(
    parties: tuple[str, str],
    paths: tuple[str, ...],
    when: options.When,
    form: str,
    output: str | None,
    marking: str,
    published: str | None,
    register: str | None,
) -> int:
    """Print how two parties deal with each other in defence, each sentence with the claims behind it.

    PARTY is a name, a demonym or a code: India, Russian, IND, "South Korea", NATO. With PATHs, the reports
    named are read into memory; without, the register answers.
    """
    if form in BINARY and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text; name a file with -o")
    if paths and register:
        raise click.UsageError("name reports or a register, not both")
    if paths and when.as_of:
        raise click.UsageError("--as-of asks a register; reports that are named are read as they are")
    check_period(*when.period)
    knowledge = load()
    pair = knowledge.pair(*parties)
    reading = Intake(paths, published)
    with Register.in_memory() if paths else asked_register(register, when.as_of) as opened:
        code = _take_in(opened, reading) if paths else DONE
        made = answer(opened, knowledge, pair, *when.period)
    if form in BINARY:
        _write_file(render_binary(made, form, knowledge, marking), output)
    else:
        _write(render(made, form, knowledge, marking), form, output)
    return code


def _take_in(register: Register, reading: Intake) -> int:
    """Reads the reports into a register in memory; says what was refused."""
    from communique.reading import Reader  # noqa: PLC0415 - heavy, and a register answers without it

    refused = 0

    def tell(step: Step) -> None:
        nonlocal refused
        if step.refusal is not None:
            refused += 1
            say(str(step.refusal))

    outcomes = ingest(register, reading.items(), Reader(), tell)
    say(f"{counted(outcomes['added'], 'report')} read, {refused} refused")
    return REFUSED if refused else reading.code


def _write_file(data: bytes, output: str | None) -> None:
    if output is None or output == "-":
        sys.stdout.buffer.write(data)
        return
    write_whole(Path(output), data)
    say(f"written to {output}")


def _write(text: str, form: str, output: str | None) -> None:
    if form == "json":
        text = json_safe(text)
    elif form not in ("html", "csl"):
        text = "\n".join(safe(line) for line in text.split("\n"))
    text = text if text.endswith("\n") else f"{text}\n"
    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    write_whole(Path(output), text.encode("utf-8", "replace"))
    say(f"written to {output}")
