"""Who reads, and how the user stops it: one process or several, Ctrl-C once or twice."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType
from typing import TypeVar

from communique.faces.cli.group import say
from communique.reading.attempts import AnyReader

_Item = TypeVar("_Item")


def reading(workers: int, *, unordered: bool = False) -> AbstractContextManager[AnyReader]:
    """The reader of this process, or a crew of several."""
    if workers == 1:
        from communique.reading import Reader  # noqa: PLC0415 - the one or the other

        return nullcontext(Reader())
    from communique.scale.crew import Crew  # noqa: PLC0415

    return Crew(workers, ordered=not unordered)


def until(stopping: threading.Event, items: Iterable[_Item]) -> Iterator[_Item]:
    """The items up to the one in hand when the user asked to stop."""
    for item in items:
        if stopping.is_set():
            return
        yield item


@contextmanager
def stoppable(clear: Callable[[], None]) -> Iterator[threading.Event]:
    """Ctrl-C asks to stop after the reports in hand; a second one stops at once."""
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
