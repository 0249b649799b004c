"""Reading by several processes: bounded, in the order of the reports, and none is lost when a process dies.

Reports go out in packs, a few packs for each process, and come back in the order in which they went, or as soon
as they are read. To hand over a pack costs as much as to look through an article that says nothing, so a pack is as large as
takes a moment to read: many reports where few have anything to say, few where all have. A process that dies takes nothing with
it: what was in its hands is read again, one report at a time, and only a report on which a process dies alone is given up, with
the reason.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Final, Self

from communique.model import Claim, Document
from communique.reading import Reader
from communique.reading.attempts import AnyReader, Read, attempt

# Reports, and characters of them, that go to a process together: at first, and at most.
_PACK: Final = 16
_MOST: Final = 128
_CHARACTERS: Final = 60_000
_LEAST_CHARACTERS: Final = 5_000
_MOST_CHARACTERS: Final = 1_000_000
# Seconds that a pack is to take to read, and that its first report waits for others to come.
_MOMENT: Final = 0.06
_PATIENCE: Final = 0.5
# Packs that wait for each process, the one in hand included.
_WAITING: Final = 3


@dataclass(slots=True, eq=False)
class _Pack:
    """What travels together: items in their order, of which only the documents are sent."""

    items: list[Any] = field(default_factory=list)
    characters: int = 0
    begun: float = field(default_factory=time.monotonic)
    future: Future[_Answer] | None = None

    @property
    def documents(self) -> list[Document]:
        return [item for item in self.items if isinstance(item, Document)]


@dataclass(slots=True)
class _Size:
    """How large a pack is to be; what packs took to read tells."""

    reports: int = _PACK
    characters: int = _CHARACTERS

    def filled(self, pack: _Pack) -> bool:
        """Whether a pack is to go out."""
        if len(pack.items) >= self.reports or pack.characters >= self.characters:
            return True
        return time.monotonic() - pack.begun > _PATIENCE

    def learn(self, pack: _Pack, seconds: float) -> None:
        """Takes a step towards packs of a moment: never more than twice or half of what it was."""
        step = min(2.0, max(0.5, _MOMENT / max(seconds, 1e-6)))
        if step > 1 and len(pack.items) < self.reports and pack.characters < self.characters:
            return  # it was no full one
        self.reports = round(min(_MOST, max(1, self.reports * step)))
        self.characters = round(min(_MOST_CHARACTERS, max(_LEAST_CHARACTERS, self.characters * step)))


class Crew:
    """Processes that read; ``with`` ends them, whatever happens.

    ``make`` makes the reader of each process: a function at the top of a module, or a class. Reports come back in
    their order, unless ``ordered`` is false: then none waits for another that takes longer.
    """

    def __init__(self, workers: int, make: Callable[[], AnyReader] = Reader, *, ordered: bool = True) -> None:
        self.workers: Final = workers
        self.ordered: Final = ordered
        self._make = make
        self._here = make()
        self._pool: ProcessPoolExecutor | None = None

    @property
    def version(self) -> str:
        """The version of the reader that all processes are."""
        return self._here.version

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dismiss()

    def read(self, document: Document) -> list[Claim]:
        """The claims of one document, read in this process."""
        return self._here.read(document)

    def read_all(self, items: Iterable[Any]) -> Iterator[tuple[Any, Read | None]]:
        """Each item, a document with what was read in it; whatever else comes by is passed on.

        No more is taken from ``items`` than a few packs ahead of what is given out.
        """
        waiting: deque[_Pack] = deque()
        size = _Size()
        for pack in _packs(items, size):
            waiting.append(pack)
            self._send(pack)
            while len(waiting) >= self.workers * _WAITING or self._ready(waiting):
                yield from self._opened(waiting, size)
        while waiting:
            yield from self._opened(waiting, size)

    def _ready(self, waiting: deque[_Pack]) -> bool:
        """Whether a pack can be given out without waiting."""
        return any(map(_done, waiting)) if not self.ordered else bool(waiting) and _done(waiting[0])

    def _next(self, waiting: deque[_Pack]) -> _Pack:
        """The pack to be given out now: the oldest, or the oldest that has been read."""
        if self.ordered:
            return waiting[0]
        if not any(map(_done, waiting)):
            wait_for([pack.future for pack in waiting if pack.future], return_when=FIRST_COMPLETED)
        return next(filter(_done, waiting))

    def _opened(self, waiting: deque[_Pack], size: _Size) -> Iterator[tuple[Any, Read | None]]:
        """One pack with what came of it; if a process died, everything sent is sent again with care."""
        first = self._next(waiting)
        waiting.remove(first)
        try:
            answer = first.future.result() if first.future else _Answer([], _MOMENT)
            size.learn(first, answer.seconds)
            read = iter(answer.read)
        except BrokenProcessPool:
            self._dismiss()
            read = iter([self._alone(document) for document in first.documents])
            for pack in waiting:
                if not _succeeded(pack):
                    self._send(pack)
        for item in first.items:
            yield item, next(read) if isinstance(item, Document) else None

    def _alone(self, document: Document) -> Read:
        """One document with nothing else in hand, so that it is known whose fault it is if the process dies."""
        try:
            return self._crew().submit(_read, [document]).result().read[0]
        except BrokenProcessPool:
            self._dismiss()
            return Read(
                failure="the process that read it was ended (by the system, for want of memory, or by hand)"
            )

    def _send(self, pack: _Pack) -> None:
        documents = pack.documents
        if not documents:
            return
        try:
            pack.future = self._crew().submit(_read, documents)
        except BrokenProcessPool as error:
            pack.future = Future()
            pack.future.set_exception(error)

    def _crew(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers,
                mp_context=multiprocessing.get_context("forkserver"),
                initializer=_begin,
                initargs=(self._make,),
            )
        return self._pool

    def _dismiss(self) -> None:
        """Ends the processes; what they still have in hand is let go."""
        pool, self._pool = self._pool, None
        if pool is not None:
            processes = list((getattr(pool, "_processes", None) or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            for process in processes:
                process.join()


def _packs(items: Iterable[Any], size: _Size) -> Iterator[_Pack]:
    pack = _Pack()
    for item in items:
        pack.items.append(item)
        pack.characters += len(item.text) if isinstance(item, Document) else 0
        if size.filled(pack):
            yield pack
            pack = _Pack()
    if pack.items:
        yield pack


def _done(pack: _Pack) -> bool:
    return pack.future is None or pack.future.done()


def _succeeded(pack: _Pack) -> bool:
    return pack.future is None or (pack.future.done() and pack.future.exception() is None)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was read in the documents of a pack, and how many seconds of the processor that took."""

    read: list[Read]
    seconds: float


# What follows runs in the processes of a crew.

_READER: list[AnyReader] = []


def _begin(make: Callable[[], AnyReader]) -> None:
    """Makes the reader of this process; Ctrl-C is for the process that leads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _READER[:] = [make()]
    gc.freeze()  # tables stay: no need to look for garbage among them


def _end_with(sentinel: int) -> None:
    """Ends this process when the one that leads is gone, however it went."""
    wait([sentinel])
    os._exit(1)


def _read(documents: list[Document]) -> _Answer:
    begun = time.process_time()
    read = [attempt(_READER[0], document) for document in documents]
    return _Answer(read, time.process_time() - begun)
