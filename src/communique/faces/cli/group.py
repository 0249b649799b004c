"""The front of all commands: imports each when it is called, and ends every failure in one clear line."""

from __future__ import annotations

import errno
import gc
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from importlib import import_module
from typing import Any, Final, TextIO, cast

import click

from communique.errors import CommuniqueError, JudgementError, PartyError
from communique.faces.cli.screen import safe

DONE: Final = 0
REFUSED: Final = 1
MISUSED: Final = 2
INTERRUPTED: Final = 130

# Tables and models are made once and stay: looking for garbage among them at Python's own pace costs a tenth.
_COLLECT: Final = (50_000, 20, 50)

_DEBUG: Final = "COMMUNIQUE_DEBUG"
_MENDS: Final = {
    errno.ENOSPC: "make room there, then run the same command again",
    errno.EDQUOT: "make room there, then run the same command again",
    errno.EFBIG: "make room there, then run the same command again",
    errno.EROFS: "name a place that can be written",
    errno.EACCES: "name a place where you may write",
    errno.EPERM: "name a place where you may write",
    errno.ENOENT: "check the name",
}


class Commands(MutableMapping[str, click.Command]):
    """Commands by name, each imported when it is first asked for.

    ``table`` gives for each name the module and a line about it; the command is the module's ``command``.
    """

    def __init__(self, table: Mapping[str, tuple[str, str]]) -> None:
        self._table = dict(table)
        self._loaded: dict[str, click.Command] = {}

    def summary(self, name: str) -> str:
        """The line about a command, without importing it."""
        return self._table[name][1]

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            command = cast("click.Command", import_module(self._table[name][0]).command)
            command.short_help = self.summary(name)
            self._loaded[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._table[name] = (command.__module__, command.get_short_help_str())
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._table[name]
        self._loaded.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class Front(click.Group):
    """A group whose commands return their exit code, and whose failures are one line each."""

    commands: MutableMapping[str, click.Command]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which a newcomer needs them."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, from their lines alone: help imports nothing."""
        commands = cast("Commands", self.commands)
        with formatter.section("Commands"):
            formatter.write_dl([(name, commands.summary(name)) for name in commands])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Runs a command and exits: 0 done, 1 something was refused or failed, 2 wrong usage, 130 stopped."""
        words = list(sys.argv[1:] if args is None else args)
        gc.set_threshold(*_COLLECT)
        extra["standalone_mode"] = False
        _replace_what_cannot_be_printed(sys.stdout, sys.stderr)
        try:
            code = super().main(words, *rest, **extra)
            sys.stdout.flush()
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last handler, for all
            code = _spoken(error, debug="--debug" in words or bool(os.environ.get(_DEBUG)))
        if args is None:
            gc.freeze()  # the process ends: no need to look for garbage among tables and models once more
        sys.exit(code if isinstance(code, int) else DONE)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; that nobody reads on (``| head``) ends it quietly."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _hang_up()
            return DONE
        return code


def _spoken(error: BaseException, *, debug: bool) -> int:
    """Says what went wrong on standard error; the exit code that goes with it."""
    if debug:
        traceback.print_exception(error)
    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
            return MISUSED
        case click.ClickException():
            error.show()
            return error.exit_code
        case click.Abort() | KeyboardInterrupt():
            say("stopped")
            return INTERRUPTED
        case BrokenPipeError():
            _hang_up()
            return DONE
        case CommuniqueError():
            say(str(error))
            return MISUSED if isinstance(error, PartyError | JudgementError) else REFUSED
        case OSError():
            say(_of_system(error))
            return REFUSED
    mend = "please report it, with what the same command prints under COMMUNIQUE_DEBUG=1"
    say(f"unexpected {type(error).__name__}: {error} ({mend})")
    return REFUSED


def say(line: str) -> None:
    """One line of the program's own on standard error."""
    click.echo(f"communique: {safe(line)}", err=True)


def _of_system(error: OSError) -> str:
    place = str(error.filename or "standard output")
    problem = error.strerror or type(error).__name__
    return str(CommuniqueError(place, problem, _MENDS.get(error.errno or 0, "")))


def _hang_up() -> None:
    """Points standard output at nothing, so that the interpreter does not complain when it flushes it."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        sys.stdout = cast("TextIO", open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


def _replace_what_cannot_be_printed(*streams: Any) -> None:
    """A terminal of another encoding gets question marks, not a failure."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
