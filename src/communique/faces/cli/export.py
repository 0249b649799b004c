"""``communique export``: the register, or what it says of a pair, as files for other programs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from communique import __version__
from communique.briefs import facts_between
from communique.briefs.dyad import in_period
from communique.briefs.marking import MEANINGS
from communique.errors import ExportError
from communique.exports import FORMATS, View, exporter
from communique.exports.files import whole
from communique.faces.cli import options
from communique.faces.cli.asked import asked_register, check_period
from communique.faces.cli.group import DONE, say
from communique.faces.cli.screen import counted, json_line
from communique.knowledge import load
from communique.pipeline import assembled


@click.command("export", epilog="Example: communique export --format csv --between India Russia -o out/")
@click.option(
    "--format",
    "form",
    required=True,
    metavar="|".join(FORMATS),
    help="csv (Frictionless package), parquet, jsonld (W3C annotations, PROV), ftm (FollowTheMoney), "
    "plover (event records), sipri (shaped as its trade register).",
)
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where the files go; made if needed.")
@options.between
@options.when
@click.option(
    "--quote",
    type=click.IntRange(0, 2000),
    default=300,
    show_default=True,
    help="Greatest length of a quote in characters; 0 leaves the words out.",
)
@options.tlp
@options.as_json
@options.register
def command(
    form: str,
    output: str,
    between: tuple[str, str] | None,
    when: options.When,
    quote: int,
    marking: str,
    as_json: bool,
    register: str | None,
) -> int:
    """Write facts, claims, quotes and sources as files that other programs read.

    The texts of reports are not passed on: quotes are, each with its place in the text and the text's SHA-256.
    Files of the same names in FOLDER are replaced, each as a whole.
    """
    writer = exporter(form)
    check_period(*when.period)
    knowledge = load()
    pair = knowledge.pair(*between) if between else None
    with asked_register(register, when.as_of) as opened:
        facts = facts_between(opened, knowledge, pair) if pair else assembled(opened, knowledge)
        facts = sorted(in_period(facts, *when.period), key=lambda fact: (fact.kind, fact.id))
        documents = opened.documents_of(item.document_id for fact in facts for item in fact.cited)
    made = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    view = View(facts, documents, knowledge, made, __version__, quote, marking)
    folder = folder_for(output)
    files = [*writer.write(view, folder), *_marked(folder, marking)]
    say(f"{counted(len(facts), 'fact')} from {counted(len(documents), 'report')} written to {output}")
    if as_json:
        click.echo(
            json_line(
                {"files": [str(path) for path in files], "facts": len(facts), "documents": len(documents)}
            )
        )
    else:
        for path in files:
            click.echo(path)
    return DONE


def _marked(folder: Path, marking: str) -> list[Path]:
    """A file that says with whom the others may be shared: some formats have no place for it."""
    path = folder / "TLP.txt"
    if not marking:
        return []
    with whole(path) as out:
        out.write(f"{marking}\n{MEANINGS[marking]}\n")
    return [path]


def folder_for(name: str) -> Path:
    """The folder of that name, made if it is not there; raises ExportError where it cannot be."""
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot be made a folder: {error.strerror or error}"
        raise ExportError(name, problem, "name another with -o") from error
    return folder
