"""``communique serve``: the register in a browser, and as an HTTP API."""

from __future__ import annotations

import socket
from contextlib import nullcontext
from typing import Any, Final

import click

from communique.errors import CommuniqueError
from communique.faces.cli import options
from communique.faces.cli.group import DONE, say
from communique.faces.cli.team import accounts as accounts_option
from communique.register import Register
from communique.team import Team, accounts_of

# Whose word about who asks is taken: a variable of the environment must not widen it.
_HERE: Final = "127.0.0.1,::1"


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
@click.option("--team", is_flag=True, help="Ask everybody to sign in or show a key; see `communique team`.")
@accounts_option
@click.option("--certificate", type=click.Path(), metavar="FILE", help="TLS: the certificate (PEM).")
@click.option("--certificate-key", type=click.Path(), metavar="FILE", help="TLS: its key (PEM).")
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="A proxy on this machine adds TLS, and tells who asks (X-Forwarded-For).",
)
@options.tlp
@options.register
def command(
    port: int, host: str, names: tuple[str, ...], marking: str, register: str | None, **given: Any
) -> int:
    """Show the register in a browser: pairs, briefs, facts, reports with their claims marked, search, review.

    The same answers are under /api/v1 as JSON. Without --team nobody is asked for a password, and only this machine
    is listened to. With it, other machines may ask too, over TLS. No other host is asked. Ctrl-C ends it.
    """
    try:
        import uvicorn  # noqa: PLC0415 - an extra: only who serves has it

        from communique.faces.web import create_app  # noqa: PLC0415
        from communique.faces.web.app import LOOPBACK  # noqa: PLC0415
    except ImportError as error:
        raise CommuniqueError(
            "serve", "the web libraries are not installed", "pip install 'communique[web]'"
        ) from error
    tls = {"ssl_certfile": given["certificate"], "ssl_keyfile": given["certificate_key"]}
    if host not in LOOPBACK:
        _refuse_open_doors(host, team=given["team"], safe=bool(given["certificate"] or given["behind_proxy"]))
    # A register that cannot be opened is told before anybody looks.
    Register.open(register, create=False, read_only=True).close()
    with _team(register, given["accounts"]) if given["team"] else nullcontext() as team:
        app = create_app(register, (*LOOPBACK, host, *names), marking, team)
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", server_header=False, access_log=False,
            proxy_headers=given["behind_proxy"], forwarded_allow_ips=_HERE, **{name: path for name, path in tls.items() if path},
        )  # fmt: skip
        try:
            config.load()  # the certificate among the rest
        except OSError as error:
            problem = f"certificate and key cannot be read: {error.strerror or error}"
            raise CommuniqueError(str(given["certificate"]), problem, "give files in PEM") from error
        server = uvicorn.Server(config)
        with _listening(host, port) as listening:
            _announce(server, host, "https" if given["certificate"] else "http")
            server.run(sockets=[listening])
    return DONE


def _listening(host: str, port: int) -> socket.socket:
    """The socket that is listened on. Raises CommuniqueError where the address is taken or is none of ours."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, place = found[0][0], found[0][4]
        return socket.create_server((str(place[0]), port), family=family)
    except OSError as error:
        mend = "choose another --port (0 takes a free one) or --host"
        problem = f"cannot be listened on: {str(error.strerror or error).partition(' (')[0]}"
        raise CommuniqueError(f"{host}:{port}", problem, mend) from error


def _refuse_open_doors(host: str, *, team: bool, safe: bool) -> None:
    """Other machines are listened to only where they must sign in, and nobody on the way reads their passwords."""
    if not team:
        mend = "sign people in: communique team add NAME, then serve --team"
        raise CommuniqueError(
            host, "can be reached from other machines, and nobody would be asked who they are", mend
        )
    if not safe:
        mend = "give --certificate and --certificate-key, or --behind-proxy where a proxy here adds TLS"
        raise CommuniqueError(host, "would get passwords in the clear", mend)


def _team(register: str | None, accounts: str | None) -> Team:
    """The accounts; that there are none is told before anybody tries to sign in."""
    team = Team.open(accounts_of(register, accounts), create=False)
    if not team.accounts():
        raise CommuniqueError(team.place, "nobody has an account", "communique team add NAME --scope admin")
    return team


def _announce(server: object, host: str, scheme: str) -> None:
    """Says the address once the port is known: 0 takes a free one."""
    startup = server.startup  # type: ignore[attr-defined]

    async def told(sockets: object = None) -> None:
        await startup(sockets=sockets)
        for one in getattr(server, "servers", []):
            for bound in one.sockets:
                shown = f"[{host}]" if ":" in host else host
                say(f"{scheme}://{shown}:{bound.getsockname()[1]}/ (Ctrl-C ends it)")
                return

    server.startup = told  # type: ignore[attr-defined]
