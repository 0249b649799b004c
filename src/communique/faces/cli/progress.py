"""How far long work has come: counts, rate and the time left while it goes on, and one summary at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from communique.faces.cli.group import say
from communique.faces.cli.screen import counted, safe, width
from communique.pipeline import Step
from communique.sources import Refusal
from communique.sources.files import is_folder, members
from communique.sources.web.address import is_address

# Seconds between two reports of progress: on a terminal, and elsewhere.
_LIVE: Final = 0.2
_LOGGED: Final = 10.0
# Files counted ahead, at most; beyond, the time left is not told.
_COUNTED: Final = 200_000
# Seconds before a rate says anything about the time left.
_SETTLED: Final = 3.0


def files_in(paths: Sequence[str]) -> int | None:
    """How many files there are to go through; None where they are too many to count first."""
    count = 0
    for name in paths:
        if is_address(name):
            count += 1
            continue
        path = Path(name)
        inside = members(path) if is_folder(path) else iter([path])
        count += sum(1 for _ in islice(inside, _COUNTED + 1 - count))
        if count > _COUNTED:
            return None
    return count


class Progress:
    """Counts of what became of the reports; each is counted once, as new, already there or refused."""

    def __init__(self, files: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.added = self.known = self.relevant = self.claims = 0
        self.unread: Counter[str] = Counter()
        self.refused: list[Refusal] = []
        self._files, self._past, self._file = files, 0, ""
        self._clock = clock
        self._begun = self._told = clock()
        self._live = sys.stderr.isatty()

    @property
    def read(self) -> int:
        """How many reports have come in: the sum of what became of them."""
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
            self.added += 1
            self.relevant += step.claims > 0
            self.claims += step.claims
            if step.unread:
                self.unread[step.unread] += 1
        else:
            self.known += 1
        self._pass(step.path.partition("!")[0])
        if self._clock() - self._told >= (_LIVE if self._live else _LOGGED):
            self._told = self._clock()
            self._tell(step.path)

    def clear(self) -> None:
        """Wipes the line of progress off a terminal, so that a message can stand there."""
        if self._live:
            click.echo("\r\033[K", nl=False, err=True)

    def line(self) -> str:
        """The counts in words; the first three add up to what came in."""
        rate = self.read / self.seconds if self.seconds else 0.0
        whole = f"{self.added} new + {self.known} already there + {len(self.refused)} refused"
        told = f"{self.relevant} relevant with {counted(self.claims, 'claim')}"
        if self.unread:
            by = ", ".join(f"{code} {count}" for code, count in self.unread.most_common())
            told += f", {sum(self.unread.values())} unread for their language ({by})"
        return f"{self.read} in = {whole}; {told}; {self.seconds:.1f} s ({rate:.1f}/s)"

    def left(self) -> str:
        """About how long it will still take, in words; empty where that cannot be said."""
        if not self._files or self._past < 2 or self.seconds < _SETTLED:
            return ""
        seconds = self.seconds / self._past * max(0, self._files - self._past)
        if seconds < 90:
            return f", about {seconds:.0f} s left"
        minutes = seconds / 60
        return f", about {minutes:.0f} min left" if minutes < 90 else f", about {minutes / 60:.1f} h left"

    def to_json(self) -> dict[str, Any]:
        """The counts as JSON data, with what was refused and why."""
        refused = [asdict(refusal) for refusal in self.refused]
        counts = {"read": self.read, "new": self.added, "known": self.known}
        told = {"relevant": self.relevant, "claims": self.claims, "unread": dict(self.unread)}
        return {**counts, **told, "refused": refused, "seconds": round(self.seconds, 3)}

    def _pass(self, file: str) -> None:
        """Counts files: a container holds many reports."""
        if file != self._file:
            self._file, self._past = file, self._past + 1

    def _tell(self, path: str) -> None:
        if self._live:
            rate = self.read / self.seconds if self.seconds else 0.0
            counts = (
                f"{self.read} in: {self.added} new, {self.relevant} relevant, {len(self.refused)} refused"
            )
            self.clear()
            line = f"{counts}; {rate:.1f}/s{self.left()} · {safe(path)}"
            click.echo(line[: width() - 1], nl=False, err=True)
        else:
            say(self.line() + self.left())
