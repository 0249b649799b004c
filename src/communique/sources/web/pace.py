"""Good manners in time: how long to wait before a host is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable


class Pace:
    """When each host was last asked; ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> float:
        """The seconds still to wait so that ``delay`` lie between two requests to a host."""
        last = self._last.get(host)
        return 0.0 if last is None else max(0.0, last + delay - self._clock())

    def asked(self, host: str) -> None:
        """Notes that a host is being asked now."""
        self._last[host] = self._clock()
