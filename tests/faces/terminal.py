"""A program on a real pseudo-terminal: what it shows, and keys for it."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faces.program import COMMUNIQUE, environment

_PATIENCE = 60.0
_STYLE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Terminal:
    """The side of the pseudo-terminal at which a person sits."""

    def __init__(self, process: int, side: int) -> None:
        self._process, self._side = process, side
        self._ended: int | None = None
        self.seen = ""

    def press(self, key: str) -> None:
        """Presses one key as soon as the program listens for one: it throws away what was typed before."""
        end = time.monotonic() + _PATIENCE
        while termios.tcgetattr(self._side)[3] & termios.ICANON:
            assert time.monotonic() < end, f"never listened for a key: {self.seen}"
            time.sleep(0.01)
        os.write(self._side, key.encode())

    def type(self, line: str) -> None:
        """Types a line that was asked for."""
        os.write(self._side, f"{line}\n".encode())

    def until(self, pattern: str) -> str:
        """Waits until the pattern is shown; what was shown up to its end, which is not looked at again."""
        end = time.monotonic() + _PATIENCE
        while True:
            plain = _STYLE.sub("", self.seen).replace("\r", "")
            if match := re.search(pattern, plain):
                self.seen = plain[match.end() :]
                return plain[: match.end()]
            assert time.monotonic() < end, f"never showed {pattern!r}, but:\n{plain}"
            assert self._more(), f"ended without {pattern!r}:\n{plain}"

    def code(self) -> int:
        """Waits for the end of the program; its exit code."""
        while self._more():
            pass
        if self._ended is None:
            self._ended = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        return self._ended

    def _more(self) -> bool:
        ready, _, _ = select.select([self._side], [], [], _PATIENCE)
        try:
            data = os.read(self._side, 65536) if ready else b""
        except OSError:  # the other side is closed
            data = b""
        self.seen += data.decode("utf-8", "replace")
        return bool(data)

    def hang_up(self) -> None:
        """Closes the terminal, which ends a program that still runs."""
        os.close(self._side)
        if self._ended is None:
            os.waitpid(self._process, 0)


@contextmanager
def terminal(*words: str | Path, cwd: Path) -> Iterator[Terminal]:
    """Runs ``communique`` in a folder on a terminal of its own."""
    process, side = pty.fork()
    if process == 0:
        os.chdir(cwd)
        line = [str(word) for word in words]
        os.execve(COMMUNIQUE, [str(COMMUNIQUE), *line], environment(TERM="xterm"))  # noqa: S606 - our own program
        sys.exit(1)
    opened = Terminal(process, side)
    try:
        yield opened
    finally:
        opened.hang_up()
