"""``communique serve``: the register in a browser, and as an HTTP API."""

from __future__ import annotations

import click

from communique.errors import CommuniqueError
from communique.faces.cli import options
from communique.faces.cli.group import DONE, say
from communique.register import Register


@click.command("serve", epilog="Example: communique serve --port 8400")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="0 takes a free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="Another host name to answer to, for a proxy in front.",
)
@options.tlp
@options.register
def command(port: int, host: str, names: tuple[str, ...], marking: str, register: str | None) -> int:
    """Show the register in a browser: pairs, briefs, facts, reports with their claims marked, search.

    What is in doubt can be decided there too. The same answers are under /api/v1 as JSON. Nobody is asked for a
    password: listen on the loopback address, or put a proxy that asks in front. No other host is asked. Ctrl-C ends it.
    """
    try:
        import uvicorn  # noqa: PLC0415 - an extra: only who serves has it

        from communique.faces.web import create_app  # noqa: PLC0415
        from communique.faces.web.app import LOOPBACK  # noqa: PLC0415
    except ImportError as error:
        raise CommuniqueError(
            "serve", "the web libraries are not installed", "pip install 'communique[web]'"
        ) from error
    # A register that cannot be opened is told before anybody looks.
    Register.open(register, create=False, read_only=True).close()
    app = create_app(register, (*LOOPBACK, host, *names), marking)
    server = uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
    )
    if host not in LOOPBACK:
        say(f"{host} can be reached from other machines, and nobody is asked for a password")
    _announce(server, host)
    server.run()
    return DONE


def _announce(server: object, host: str) -> None:
    """Says the address once the port is known: 0 takes a free one."""
    startup = server.startup  # type: ignore[attr-defined]

    async def told(sockets: object = None) -> None:
        await startup(sockets=sockets)
        for one in getattr(server, "servers", []):
            for socket in one.sockets:
                shown = f"[{host}]" if ":" in host else host
                say(f"http://{shown}:{socket.getsockname()[1]}/ (Ctrl-C ends it)")
                return

    server.startup = told  # type: ignore[attr-defined]
