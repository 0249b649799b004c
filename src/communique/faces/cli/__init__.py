"""The command line: ``communique read|add|brief|list|show|search|export|reconcile|verify``.

Each command is a module of its own, imported only when it is called: ``communique --help`` imports none.
"""

from __future__ import annotations

from typing import Final

import click

from communique import __version__
from communique.faces.cli.group import Commands, Front

# Name, module, and what `communique --help` says of it.
COMMANDS: Final = {
    "read": ("communique.faces.cli.read", "The claims of each report; stores nothing."),
    "add": ("communique.faces.cli.add", "Read reports and record them in the register."),
    "watch": ("communique.faces.cli.watch", "Follow feeds; record and tell what is new."),
    "brief": ("communique.faces.cli.brief", "The sourced answer for a pair of parties."),
    "list": ("communique.faces.cli.listing", "What the register holds of one sort."),
    "show": ("communique.faces.cli.show", "One fact, claim or document, with its sources."),
    "search": ("communique.faces.cli.search", "Documents and claims that hold the words."),
    "export": ("communique.faces.cli.export", "Facts, claims and sources as files for other programs."),
    "reconcile": ("communique.faces.cli.reconcile", "A published register of transfers held against ours."),
    "serve": ("communique.faces.cli.serve", "The register in a browser, and as an HTTP API."),
    "team": ("communique.faces.cli.team", "Accounts and keys for `serve --team`, and what was done."),
    "mcp": ("communique.faces.cli.mcp", "The register for assistants (Model Context Protocol)."),
    "review": ("communique.faces.cli.review", "What is in doubt; accept, reject, edit, merge, split, undo."),
    "evaluate": ("communique.faces.cli.evaluate", "Precision and recall of the reader against gold."),
    "scale": (
        "communique.faces.cli.scale",
        "Read archives on a cluster, into files that `add --parquet` records.",
    ),
    "prepare": ("communique.faces.cli.prepare", "Make the briefs of busy pairs ahead of the question."),
    "verify": ("communique.faces.cli.verify", "Recompute every hash and invariant of the register."),
}

main = Front(
    name="communique",
    commands=Commands(COMMANDS),
    help="Reports in, sourced answers out: who deals with whom in defence, told by the reports that say so.",
    epilog="Example: communique brief India Russia examples/",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        click.Option(["--debug"], is_flag=True, expose_value=False, help="Show the traceback of a failure.")
    ],
)
click.version_option(__version__, prog_name="communique")(main)
