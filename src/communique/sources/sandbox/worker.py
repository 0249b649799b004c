"""The process that parses: takes a file and says what it holds, one file after the other, behind its walls."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from communique.errors import SourceError
from communique.sources.base import Refusal
from communique.sources.feeds import read_feed
from communique.sources.limits import FEED_BYTES, PARSER_SECONDS
from communique.sources.opening import At, found_in
from communique.sources.opml import read_opml
from communique.sources.sandbox.walls import WallError, allow_seconds, raise_walls
from communique.sources.sandbox.wire import MEMORY, MEND, TIME, Answer, Done, Request, pack, take_request

# Python code is stopped a little before the system ends the whole process: a stop costs nothing.
_SOFT: Final = PARSER_SECONDS - 1.0
_AGAIN: Final = 0.25


class OutOfTime(BaseException):
    """The time for one thing is up; no handler of a library may take it for an error of its own."""


class Clock:
    """Stops Python code when the time for one thing is up, but never in the middle of an answer."""

    def __init__(self) -> None:
        self._armed = False
        signal.signal(signal.SIGPROF, self._stop)

    def begin(self) -> None:
        """Time starts anew for the next thing."""
        allow_seconds(PARSER_SECONDS)
        signal.setitimer(signal.ITIMER_PROF, _SOFT, _AGAIN)
        self._armed = True

    def end(self) -> None:
        """No more stops until the next beginning."""
        self._armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)

    @contextmanager
    def held(self) -> Iterator[None]:
        """No stop inside; it comes afterwards."""
        armed, self._armed = self._armed, False
        yield
        self._armed = armed

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self._armed:
            self.end()
            raise OutOfTime


def main(link: int) -> None:
    """Answers requests on the descriptor of a socket until the other side has gone."""
    channel = socket.socket(fileno=link)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Before the walls, because it takes a second, and what a parser loads later counts against its own limits.
    # Its guess at languages is not used, and would load a model and NumPy.
    sys.modules.setdefault("py3langid", None)  # type: ignore[arg-type]
    import trafilatura  # noqa: F401, PLC0415

    clock = Clock()
    raise_walls()
    while (taken := take_request(channel)) is not None:
        worn = False
        for answer in _answers(*taken, clock):
            with clock.held():
                channel.sendall(pack(answer))
            worn = isinstance(answer, Done) and answer.worn
        if worn:
            return


def _answers(request: Request, descriptor: int, clock: Clock) -> Iterator[Answer]:
    """What a request is answered with. Every way in which it can fail ends in a Refusal; Done is the last."""
    place, number = request.path, -1
    worn = broken = False
    clock.begin()
    try:
        with os.fdopen(descriptor, "rb") as file:
            file.seek(0)  # the place in the file is shared with the sender, who may send it a second time
            if request.task == "feed":
                yield read_feed(file.read(FEED_BYTES + 1), place)
            elif request.task == "opml":
                yield read_opml(file.read(FEED_BYTES + 1), place)
            else:
                for found in found_in(place, request.name, file, request.skip):
                    clock.begin()  # a row of a table inside an archive is a thing of its own, too
                    if isinstance(found, At):
                        place, number = found.path or request.path, found.number
                    if not isinstance(found, At) or found.path:
                        yield found
    except SourceError as error:
        yield Refusal.of(error)
    except OutOfTime:
        broken = True
        yield Refusal(place, TIME, MEND)
    except (MemoryError, RecursionError):
        broken = worn = True
        yield Refusal(place, MEMORY, MEND)
    except WallError as error:
        broken = True
        yield Refusal(place, f"made its parser reach out ({error})", "do not trust it")
    except Exception as error:  # noqa: BLE001 - the last line: whatever a parser fails with, the next file is still read
        broken = True
        yield Refusal(place, f"cannot be read: {type(error).__name__}: {str(error)[:200]}", MEND)
    finally:
        clock.end()
    yield Done(worn, number if broken and number >= 0 else None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
