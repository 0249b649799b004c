"""``communique add``: reads reports and records them, each whole or not at all."""

from __future__ import annotations

import threading
from contextlib import closing

import click

from communique.errors import CommuniqueError
from communique.faces.cli import options, web
from communique.faces.cli.group import DONE, INTERRUPTED, REFUSED, say
from communique.faces.cli.intake import Intake
from communique.faces.cli.progress import Progress, files_in
from communique.faces.cli.screen import json_line
from communique.faces.cli.working import reading, stoppable, until
from communique.pipeline import TOGETHER, ingest
from communique.register import Register
from communique.sources.web.address import is_address


@click.command("add", epilog="Example: communique add examples/ --register reports.db")
@click.argument("paths", metavar="[SOURCE...]", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--parquet",
    metavar="FOLDER",
    help="Record what `communique scale read -o FOLDER` has read, instead of SOURCE.",
)
@options.register
@options.published
@options.workers
@options.unordered
@options.as_json
@web.options
def command(
    paths: tuple[str, ...],
    parquet: str | None,
    register: str | None,
    published: str | None,
    workers: int,
    unordered: bool,
    as_json: bool,
    manners: web.Manners,
) -> int:
    """Read reports and record them in the register.

    SOURCE is a text or HTML file, a folder of them, or an https:// address. A report that is there already is not read again:
    after Ctrl-C, or whatever ended it, the same command goes on where it stopped.
    """
    if bool(paths) == bool(parquet):
        raise click.UsageError("Name a SOURCE, or --parquet and a folder.")
    progress = Progress(files_in(paths) if paths else None)
    with stoppable(progress.clear) as stopping, Register.open(register) as opened:
        try:
            if parquet:
                code = _record_stored(parquet, opened, progress, stopping)
            else:
                asked = manners.web(register, opened) if any(map(is_address, paths)) else None
                intake = Intake(paths, published, before=progress.clear, web=asked)
                with reading(workers, unordered=unordered) as reader, closing(intake):
                    ingest(opened, until(stopping, intake.items()), reader, progress.step, TOGETHER)
                code = intake.code
        except CommuniqueError:
            progress.clear()
            say(f"broken off: {progress.line()}")
            raise
    progress.clear()
    summary = json_line({"register": opened.place, **progress.to_json()}) if as_json else progress.line()
    click.echo(summary)
    if stopping.is_set():
        say("stopped; run the same command again to go on")
        return INTERRUPTED
    return REFUSED if progress.refused else code


def _record_stored(folder: str, register: Register, progress: Progress, stopping: threading.Event) -> int:
    """Records what a cluster has read."""
    from communique.scale.stored import Stored  # noqa: PLC0415 - needs an extra

    stored = Stored(folder)
    ingest(register, until(stopping, stored.items()), stored, progress.step, TOGETHER)
    return DONE
