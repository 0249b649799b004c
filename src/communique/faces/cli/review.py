"""``communique review``: what is in doubt, and what an analyst decides about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

import click

from communique.errors import JudgementError
from communique.faces.cli import options, walk
from communique.faces.cli.doubts import doubt_lines, open_to
from communique.faces.cli.facts import SHORT
from communique.faces.cli.group import DONE
from communique.faces.cli.judged import decisions_json, judgement_line, judgement_words
from communique.faces.cli.screen import counted, json_line, safe, wrapped
from communique.knowledge import load
from communique.model import Judgement
from communique.register import Register
from communique.review import Desk, history

_reason: Final = click.option(
    "--reason", default="", metavar="TEXT", help="Why; kept with the judgement and shown."
)


def _signed(command: Callable[..., Judgement]) -> Callable[..., int]:
    """The options of every judgement, given to the command as one desk; prints what was recorded."""

    @wraps(command)
    def recording(register: str | None, reason: str, actor: str | None, as_json: bool, **others: Any) -> int:
        with _desk(register or click.get_current_context().obj, reason, actor) as desk:
            made = command(desk, **others)
        words = f"judgement {made.id[:SHORT]}: {judgement_words(made)}"
        click.echo(json_line(made.to_json()) if as_json else "\n".join(wrapped(words, "", "    ")))
        return DONE

    for option in (options.register, options.as_json, options.signed_as, _reason):
        recording = option(recording)
    return recording


@contextmanager
def _desk(register: str | None, reason: str, actor: str | None) -> Iterator[Desk]:
    with _opened(register, reason, actor) as opened:
        yield Desk(opened, load(), safe(reason))


@contextmanager
def _opened(register: str | None, reason: str, actor: str | None) -> Iterator[Register]:
    if len(reason) > options.LONGEST:
        raise click.UsageError(f"--reason takes at most {options.LONGEST} characters")
    with Register.open(register, create=False, actor=actor) as opened:
        yield opened


@click.group(
    "review",
    invoke_without_command=True,
    epilog="Example: communique review --limit 10; communique review reject 0c33f4436a3f --reason 'a model, not a sale'",
)
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="At most so many questions.",
)
@click.option(
    "--list", "as_list", is_flag=True, help="Print the questions on a terminal too, and ask nothing."
)
@options.signed_as
@_reason
@options.as_json
@options.register
@click.pass_context
def command(context: click.Context, /, register: str | None, **given: Any) -> int:
    """Go through what is in doubt, least sure first, and decide each question with one key; or print it.

    On a terminal the questions are asked one by one. Elsewhere, and with --list or --json, they are printed with the
    ids that the judgements below take. A judgement is signed, dated and has a reason; it stands beside what
    the sources say, holds when a newer reader reads them again, and can be undone.
    """
    if context.invoked_subcommand is not None:
        context.obj = register
        return DONE
    if not (given["as_list"] or given["as_json"]) and sys.stdin.isatty() and sys.stdout.isatty():
        with _opened(register, given["reason"], given["actor"]) as opened:
            return walk.through(opened, load(), safe(given["reason"]))
    return _listed(register, given["limit"], given["as_json"])


def _listed(register: str | None, limit: int, as_json: bool) -> int:
    with Register.open(register, create=False, read_only=True) as opened:
        found = Desk(opened, load()).doubts
    for doubt in found[:limit]:
        lines = [*doubt_lines(doubt, load().name_of), *open_to(doubt)]
        click.echo(json_line(doubt.to_json()) if as_json else "\n".join(lines))
    if not as_json:
        more = f"; the first {limit} are shown, --limit shows more" if len(found) > limit else ""
        click.echo(f"{counted(len(found), 'question')} in doubt{more}")
    return DONE


@command.command(
    "accept", epilog="Example: communique review accept 0c33f4436a3f --reason 'as the ministry says'"
)
@click.argument("wanted", metavar="ID")
@_signed
def accept(desk: Desk, wanted: str) -> Judgement:
    """A claim or a fact is right; a pair in doubt is one fact, a claim in doubt is of its fact."""
    return desk.accept(wanted)


@command.command(
    "reject", epilog="Example: communique review reject 0c33f4436a3f --reason 'a model, not a sale'"
)
@click.argument("wanted", metavar="ID")
@_signed
def reject(desk: Desk, wanted: str) -> Judgement:
    """A claim, a fact or a whole document is wrong; a pair in doubt is two facts, a claim in doubt of another one."""
    return desk.reject(wanted)


@command.command(
    "edit",
    epilog="Example: communique review edit 0c33f4436a3f status=delivered 'quantity=5 squadrons' value=",
)
@click.argument("wanted", metavar="ID")
@click.argument("slots", metavar="SLOT=VALUE...", nargs=-1, required=True)
@_signed
def edit(desk: Desk, wanted: str, slots: tuple[str, ...]) -> Judgement:
    """Set slots of a claim (what it says) or of a fact (what holds); nothing after the = empties a slot.

    Parties are names or codes, parted by commas; the data model tells the slots of each kind and their values.
    """
    words: dict[str, str] = {}
    for item in slots:
        slot, equals, value = item.partition("=")
        if not equals or not slot.strip():
            raise JudgementError(item, "sets nothing", "write SLOT=VALUE, such as status=delivered")
        words[slot.strip()] = value
    return desk.edit(wanted, words)


@command.command(
    "merge", epilog="Example: communique review merge 0c33f4436a3f 8d1f9a40c2be --reason 'one visit'"
)
@click.argument("wanted", metavar="ID ID...", nargs=-1, required=True)
@_signed
def merge(desk: Desk, wanted: tuple[str, ...]) -> Judgement:
    """Facts are one; it keeps the id of the first."""
    if len(wanted) < 2:
        raise click.UsageError("name two facts or more")
    return desk.merge(wanted)


@command.command(
    "split", epilog="Example: communique review split 0c33f4436a3f 8d1f9a40c2be --reason 'a second order'"
)
@click.argument("wanted", metavar="FACT")
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@_signed
def split(desk: Desk, wanted: str, claims: tuple[str, ...]) -> Judgement:
    """Claims of a fact are not of it; they become a fact of their own."""
    return desk.split(wanted, claims)


@command.command(
    "undo", epilog="Example: communique review undo 0c33f4436a3f --reason 'the report was right'"
)
@click.argument("wanted", metavar="JUDGEMENT")
@_signed
def undo(desk: Desk, wanted: str) -> Judgement:
    """Take a judgement back; an undo is a judgement too, and can be undone."""
    return desk.undo(wanted)


@command.command("log", epilog="Example: communique review log")
@options.as_json
@options.register
def log(as_json: bool, register: str | None) -> int:
    """Print every judgement, oldest first: what was decided, by whom, why, and whether it holds.

    One that waits is about claims that no present reading makes; it holds again when one does.
    """
    named = register or click.get_current_context().obj
    with Register.open(named, create=False, read_only=True) as opened:
        found = history(opened)
    for one in found:
        click.echo(
            json_line(decisions_json([one])[0])
            if as_json
            else "\n".join(wrapped(judgement_line(one), "", "    "))
        )
    if not found and not as_json:
        click.echo("nothing was decided yet")
    return DONE
