"""The program's side: keeps processes that parse, gives them files, and says what became of each."""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from communique.errors import SourceError
from communique.sources.base import Item, Refusal
from communique.sources.feeds import Feed
from communique.sources.language import with_languages
from communique.sources.limits import PARSER_DEATHS, PARSER_SILENCE
from communique.sources.opening import At
from communique.sources.opml import Subscription
from communique.sources.sandbox.wire import (
    MEMORY,
    MEND,
    TIME,
    Answer,
    Done,
    Request,
    WireError,
    answers,
    send_request,
)
from communique.sources.unseen import seen

Subscriptions: TypeAlias = tuple[Subscription, ...]

_MODULE: Final = "communique.sources.sandbox.worker"
# Bytes taken from the system at once.
_ARRIVING: Final = 1 << 18
_KEPT_VARIABLES: Final = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to parse: its open descriptor, what it is called in messages, and its bare name."""

    descriptor: int
    path: str
    name: str


class Parser:
    """One process that parses. It takes a second to start, so it is kept and asked again."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        ours, theirs = socket.socketpair()
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment |= {
            "PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - see the import
                [sys.executable, "-P", "-m", _MODULE, str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,  # Ctrl-C is for the program, not for its parser
            )
        self._link = ours
        self._silent = False
        self._come, self._given = b"", 0

    def ask(self, request: Request, descriptor: int) -> None:
        """Sends a request; its answers come in the order of the requests."""
        try:
            send_request(self._link, request, descriptor)
        except OSError:
            return  # it has gone; whoever waits for its answer learns why

    def answers(self, place: str) -> Iterator[Answer]:
        """The answers to the oldest request. Raises EOFError or WireError where the process has failed."""
        yield from answers(self._receive, place)

    def end(self) -> str:
        """Ends the process, and says why it could not go on."""
        self._link.close()
        if self._process.poll() is None and not self._waited():
            self._process.kill()
        code = self._process.wait()
        if self._silent:
            return f"gave no sign of life for {PARSER_SILENCE:.0f} seconds"
        if code == -getattr(signal, "SIGXCPU", 0):
            return TIME
        return MEMORY if code == -signal.SIGKILL else f"brought its parser down (exit code {code})"

    def _waited(self) -> bool:
        """Whether the process ends by itself, as it does when nobody can ask any more."""
        if self._silent:
            return False
        try:
            self._process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _receive(self, most: int) -> bytes:
        """Up to so many bytes of what came; answers are short, so many are taken from the system at once."""
        if self._given == len(self._come):
            self._come, self._given = self._arrived(), 0
        piece = self._come[self._given : self._given + most]
        self._given += len(piece)
        return piece

    def _arrived(self) -> bytes:
        ready, _, _ = select.select([self._link], [], [], PARSER_SILENCE)
        if not ready:
            self._silent = True
            raise EOFError
        try:
            return self._link.recv(_ARRIVING)
        except OSError as error:
            raise EOFError from error


class Sandbox:
    """Runs jobs through a process that parses, starting another where one has failed."""

    def __init__(self) -> None:
        self._parser: Parser | None = None
        self._waiting: deque[Job] = deque()

    def close(self) -> None:
        """Ends the process; the next job starts another."""
        if self._parser is not None:
            self._parser.end()
            self._parser = None

    @property
    def owner(self) -> int:
        """The process that started the parser; a fork of it must not use it."""
        return self._parser.owner if self._parser else os.getpid()

    def submit(self, job: Job) -> None:
        """Sends a file to be parsed; what it holds is asked for later, in the order of the files."""
        self._ask(job)
        self._waiting.append(job)

    def next_items(self) -> Iterator[Item]:
        """What the oldest file that was submitted holds, from as many processes as that takes."""
        job = self._waiting.popleft()
        for deaths in range(1, PARSER_DEATHS + 1):
            end = yield from self._answered(job)
            if end.broken is None and not end.worn:
                return
            # What was sent ahead is lost with the process, or stands before what is still to come of this file.
            self.close()
            going_on = end.broken is not None and deaths < PARSER_DEATHS
            if going_on:
                self._ask(job, (end.broken or 0) + 1)
            elif end.broken is not None:
                problem = f"given up after {deaths} members that cannot be parsed"
                yield Refusal(job.path, problem, "unpack it, and name its files")
            for other in self._waiting:
                self._ask(other)
            if not going_on:
                return

    def answers(self, job: Job, task: str) -> Iterator[Item | Feed | Subscriptions]:
        """What one job is answered with."""
        self._ask(job, task=task)
        end = yield from self._answered(job)
        if end.worn:
            self.close()

    def _answered(self, job: Job) -> Generator[Any, None, Done]:
        """The answers to the oldest request; returns how it ended, which a failure of the process tells too."""
        last: At | None = None
        try:
            for answer in self._present().answers(job.path):
                if isinstance(answer, Done):
                    return answer
                if isinstance(answer, At):
                    last = answer
                else:
                    yield answer
        except (EOFError, WireError) as error:
            why = self._present().end()
            self._parser = None
            told = f"its parser gave {error}" if isinstance(error, WireError) else why
            yield Refusal(last.path if last else job.path, told, MEND)
        return Done(worn=True, broken=last.number if last else None)

    def _ask(self, job: Job, skip: int = 0, task: str = "items") -> None:
        self._present().ask(Request(task, job.path, job.name, skip), job.descriptor)

    def _present(self) -> Parser:
        if self._parser is None:
            self._parser = Parser()
        return self._parser


_idle: deque[Sandbox] = deque()


@contextmanager
def borrowed() -> Iterator[Sandbox]:
    """A sandbox for the time of a block; kept for the next one unless the block was left in the middle."""
    box = _take() or Sandbox()
    try:
        yield box
    except BaseException:
        box.close()
        raise
    _idle.append(box)


def _take() -> Sandbox | None:
    """An idle sandbox of this very process; those that a fork inherited belong to its parent."""
    while _idle:
        box = _idle.pop()
        if box.owner == os.getpid():
            return box
    return None


@atexit.register
def close_all() -> None:
    """Ends every idle process; those of a parent of this one are left to it."""
    while (box := _take()) is not None:
        box.close()


def items_of(raw: bytes, place: str, name: str = "") -> Iterator[Item]:
    """Everything in bytes that are no file, parsed behind the walls; ``name`` decides where they leave it open."""
    with borrowed() as box, _job(raw, place, name) as job:
        box.submit(job)
        yield from with_languages(seen(box.next_items()))


def feed_of(raw: bytes, place: str) -> Feed:
    """The feed in the bytes, parsed behind the walls. Raises SourceError where they are none."""
    found = _answer(raw, place, "feed")
    if not isinstance(found, Feed):
        raise SourceError(place, "is no feed")
    return found


def subscriptions_of(raw: bytes, place: str) -> Subscriptions:
    """The feeds that an OPML file lists, parsed behind the walls. Raises SourceError where it is none."""
    found = _answer(raw, place, "opml")
    if not isinstance(found, tuple):
        raise SourceError(place, "is no list of feeds")
    return found


def _answer(raw: bytes, place: str, task: str) -> Item | Feed | Subscriptions:
    with borrowed() as box, _job(raw, place, "") as job:
        found = list(box.answers(job, task))
    first = found[0] if found else Refusal(place, "was not answered")
    if isinstance(first, Refusal):
        raise SourceError(first.path, first.problem, first.mend)
    return first


@contextmanager
def _job(raw: bytes, place: str, name: str) -> Iterator[Job]:
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(raw)
        yield Job(file.fileno(), place, name)
