"""``communique mcp``: the register for assistants, over standard input and output."""

from __future__ import annotations

import click

from communique.errors import CommuniqueError
from communique.faces.cli import options
from communique.faces.cli.group import DONE
from communique.register import Register


@click.command("mcp", epilog="Example: communique mcp --register communique.db")
@options.register
def command(register: str | None) -> int:
    """Serve the register to an assistant that speaks the Model Context Protocol, on standard input and output.

    Its tools are brief, list, show, search and read; none of them writes. Words of reports are marked as untrusted.
    Needs pip install 'communique[mcp]'. Name this command in the assistant's configuration.
    """
    try:
        from communique.faces.assistant import server  # noqa: PLC0415 - an extra: only who serves has it
    except ImportError as error:
        raise CommuniqueError(
            "mcp", "the protocol's library is not installed", "pip install 'communique[mcp]'"
        ) from error
    # A register that cannot be opened is told before an assistant waits for it.
    Register.open(register, create=False, read_only=True).close()
    server(register).run()
    return DONE
