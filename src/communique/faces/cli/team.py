"""``communique team``: accounts and keys for ``serve --team``, and what was done with them."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from typing import Any, Final

import click

from communique.faces.cli import options
from communique.faces.cli.group import DONE, say
from communique.faces.cli.screen import json_line, safe
from communique.team import Team, accounts_of
from communique.team.store import SCOPES

_scope: Final = click.Choice(SCOPES)
_HERE: Final = "command line"
_LONGEST_LINE: Final = 4096

accounts: Final = click.option(
    "--accounts",
    metavar="URL",
    help="Where the accounts lie; COMMUNIQUE_ACCOUNTS, else a file beside the register, or the register's server.",
)


def _with_team(command: Callable[..., int]) -> Callable[..., int]:
    """The options that say where the accounts lie; gives the command the open accounts as ``team``."""

    @wraps(command)
    def opening(register: str | None, accounts: str | None, **others: Any) -> int:
        making = command.__name__ == "add"
        with Team.open(accounts_of(register, accounts), create=making) as team:
            return command(team=team, **others)

    return options.register(accounts(opening))


@contextmanager
def _noted(team: Team, what: str, subject: str) -> Iterator[None]:
    """Writes into the audit log what was done, once it is done."""
    yield
    try:
        actor = getpass.getuser()
    except (OSError, KeyError):
        actor = "unknown"
    team.note(actor, _HERE, what, subject)


def _asked_password(from_stdin: bool) -> str:
    if from_stdin:
        line = sys.stdin.buffer.readline(_LONGEST_LINE)
        return line.decode("utf-8", "surrogateescape").rstrip("\r\n")
    given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return given


@click.group("team", epilog="Example: communique team add ana --scope review; communique serve --team")
def command() -> None:
    """Who may use `communique serve --team`: read sees all pages, review decides, admin sees the team and what was done.

    A password is kept as a hash by argon2id, a key as a digest; neither can be read again.
    """


_stdin: Final = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from a line of standard input."
)


@command.command("add", epilog="Example: communique team add ana --scope review")
@click.argument("name")
@click.option("--scope", type=_scope, default="read", show_default=True, help="What the account may do.")
@click.option("--no-password", is_flag=True, help="An account for programs, which has keys alone.")
@_stdin
@_with_team
def add(team: Team, name: str, scope: str, no_password: bool, from_stdin: bool) -> int:
    """Make an account; asks for its password."""
    with _noted(team, f"added account, scope {scope}", name):
        team.add(name, scope, None if no_password else _asked_password(from_stdin))
    say(f"{name} may {scope}")
    return DONE


@command.command("list", epilog="Example: communique team list")
@options.as_json
@_with_team
def list_accounts(team: Team, as_json: bool) -> int:
    """Print the accounts."""
    for one in team.accounts():
        data = {name: value for name, value in asdict(one).items() if name != "number"}
        state = f"disabled {one.disabled[:10]}" if one.disabled else ""
        by = "" if one.password else "keys only"
        words = "  ".join(
            part for part in (f"{one.name:<20}", f"{one.scope:<6}", one.made[:10], by, state) if part
        )
        click.echo(json_line(data) if as_json else words)
    return DONE


@command.command("disable", epilog="Example: communique team disable ana")
@click.argument("name")
@_with_team
def disable(team: Team, name: str) -> int:
    """Keep an account out from now on; its sessions and keys open nothing."""
    with _noted(team, "disabled account", name):
        team.disable(name)
    say(f"{name} is out")
    return DONE


@command.command("enable", epilog="Example: communique team enable ana")
@click.argument("name")
@_with_team
def enable(team: Team, name: str) -> int:
    """Let an account in again."""
    with _noted(team, "enabled account", name):
        team.enable(name)
    say(f"{name} may sign in again")
    return DONE


@command.command("scope", epilog="Example: communique team scope ana admin")
@click.argument("name")
@click.argument("scope", type=_scope)
@_with_team
def scope(team: Team, name: str, scope: str) -> int:
    """Change what an account may do; its keys may no more than that."""
    with _noted(team, f"changed scope to {scope}", name):
        team.set_scope(name, scope)
    say(f"{name} may {scope}")
    return DONE


@command.command("password", epilog="Example: communique team password ana")
@click.argument("name")
@_stdin
@_with_team
def password(team: Team, name: str, from_stdin: bool) -> int:
    """Give an account another password; its sessions end."""
    with _noted(team, "replaced password", name):
        team.set_password(name, _asked_password(from_stdin))
    say(f"{name} has another password")
    return DONE


@command.command("key", epilog="Example: communique team key ana --label 'feed reader' --scope read")
@click.argument("name")
@click.option("--label", default="", metavar="TEXT", help="What the key is for.")
@click.option("--scope", type=_scope, help="What the key may do; as much as its account unless given.")
@_with_team
def key(team: Team, name: str, label: str, scope: str | None) -> int:
    """Make a key for programs and print it; it is shown this once."""
    id, shown = team.add_key(name, label, scope)
    with _noted(team, f"made key {id}", name):
        click.echo(shown)
    say(f"key {id} of {name}: keep it now, it is not shown again")
    return DONE


@command.command("keys", epilog="Example: communique team keys")
@options.as_json
@_with_team
def keys(team: Team, as_json: bool) -> int:
    """Print the keys, without what opens."""
    for one in team.all_keys():
        state = f"revoked {one.revoked[:10]}" if one.revoked else ""
        words = f"{one.id}  {one.account:<20}  {one.scope:<6}  {one.made[:10]}  {one.label}  {state}"
        click.echo(json_line(asdict(one)) if as_json else safe(words.rstrip()))
    return DONE


@command.command("revoke", epilog="Example: communique team revoke 0c33f4436a3f")
@click.argument("key", metavar="KEY")
@_with_team
def revoke(team: Team, key: str) -> int:
    """End a key, by its id."""
    with _noted(team, "revoked key", key):
        team.revoke(key)
    say(f"key {key} opens nothing any more")
    return DONE


@command.command("audit", epilog="Example: communique team audit --limit 20")
@click.option(
    "--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True, help="At most so many."
)
@options.as_json
@_with_team
def audit(team: Team, limit: int, as_json: bool) -> int:
    """Print what was done, the latest first."""
    for one in team.audited(limit):
        words = f"{one.at[:19]}  {one.actor}  {one.address}  {one.what}  {one.subject}"
        click.echo(json_line(asdict(one)) if as_json else safe(words.rstrip()))
    return DONE
