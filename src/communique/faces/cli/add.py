"""``communique add``: reads reports and records them, each whole or not at all."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType
from typing import Any, Final, TypeVar

import click

from communique.errors import CommuniqueError
from communique.faces.cli import options, web
from communique.faces.cli.group import INTERRUPTED, REFUSED, say
from communique.faces.cli.intake import Intake
from communique.faces.cli.screen import counted, json_line, safe, width
from communique.pipeline import Step, ingest
from communique.reading import Reader
from communique.register import Register
from communique.sources import Refusal
from communique.sources.web.address import is_address

_Item = TypeVar("_Item")

# Seconds between two reports of progress: on a terminal, and elsewhere.
_LIVE: Final = 0.2
_LOGGED: Final = 10.0


class Progress:
    """Counts of what became of the reports, told on standard error while it goes on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.added = self.known = self.claims = 0
        self.refused: list[Refusal] = []
        self._clock = clock
        self._begun = self._told = clock()
        self._live = sys.stderr.isatty()

    @property
    def read(self) -> int:
        """How many reports have been taken in hand: the sum of what became of them."""
        return self.added + self.known + len(self.refused)

    @property
    def seconds(self) -> float:
        """The time since the beginning."""
        return self._clock() - self._begun

    def step(self, step: Step) -> None:
        """Counts one report; says why it was refused, and tells how far things are now and then."""
        if step.refusal is not None:
            self.refused.append(step.refusal)
            self.clear()
            say(str(step.refusal))
        elif step.outcome == "added":
            self.added, self.claims = self.added + 1, self.claims + step.claims
        else:
            self.known += 1
        if self._clock() - self._told >= (_LIVE if self._live else _LOGGED):
            self._told = self._clock()
            self._tell(step.path)

    def clear(self) -> None:
        """Wipes the line of progress off a terminal, so that a message can stand there."""
        if self._live:
            click.echo("\r\033[K", nl=False, err=True)

    def line(self) -> str:
        """The counts in words."""
        rate = self.read / self.seconds if self.seconds else 0.0
        done = f"{self.added} new with {counted(self.claims, 'claim')}, {self.known} already there"
        return f"{self.read} read in {self.seconds:.1f} s ({rate:.1f}/s): {done}, {len(self.refused)} refused"

    def to_json(self) -> dict[str, Any]:
        """The counts as JSON data, with what was refused and why."""
        refused = [asdict(refusal) for refusal in self.refused]
        counts = {"read": self.read, "new": self.added, "claims": self.claims, "known": self.known}
        return {**counts, "refused": refused, "seconds": round(self.seconds, 3)}

    def _tell(self, path: str) -> None:
        if self._live:
            self.clear()
            click.echo(f"{self.line()} · {safe(path)}"[: width() - 1], nl=False, err=True)
        else:
            say(self.line())


@click.command("add", epilog="Example: communique add examples/ --register reports.db")
@click.argument("paths", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(readable=False))
@options.register
@options.published
@options.as_json
@web.options
def command(
    paths: tuple[str, ...], register: str | None, published: str | None, as_json: bool, manners: web.Manners
) -> int:
    """Read reports and record them in the register.

    SOURCE is a text or HTML file, a folder of them, or an https:// address. A report that is there already is not read again:
    after Ctrl-C, or whatever ended it, the same command goes on where it stopped.
    """
    progress = Progress()
    with Register.open(register) as opened, _stoppable(progress.clear) as stopping:
        asked = manners.web(register, opened) if any(map(is_address, paths)) else None
        intake = Intake(paths, published, before=progress.clear, web=asked)
        reader = Reader()
        try:
            ingest(opened, _until(stopping, intake.items()), reader, progress.step)
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
    return REFUSED if progress.refused else intake.code


def _until(stopping: threading.Event, items: Iterable[_Item]) -> Iterator[_Item]:
    """The items up to the one in hand when the user asked to stop."""
    for item in items:
        if stopping.is_set():
            return
        yield item


@contextmanager
def _stoppable(clear: Callable[[], None]) -> Iterator[threading.Event]:
    """Ctrl-C asks to stop after the report in hand; a second one stops at once."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()
        clear()
        say("stopping after the report in hand; Ctrl-C again stops at once")

    if threading.current_thread() is not threading.main_thread():
        yield stopping  # only the main thread may take signals
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGINT, before)
