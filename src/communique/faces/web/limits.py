"""How often somebody may ask: buckets that fill again with time, one for each address or account."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from math import ceil
from threading import Lock
from typing import Final

_MOST: Final = 10_000


class Limit:
    """So many at once, and as many again in so many seconds; of each key apart, for the latest 10,000 keys."""

    def __init__(self, many: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._many: Final = float(many)
        self._rate: Final = many / seconds
        self._clock: Final = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock: Final = Lock()

    def take(self, key: str) -> int:
        """Takes one; 0, or the seconds to wait where none is left."""
        now = self._clock()
        with self._lock:
            left, at = self._left.pop(key, (self._many, now))
            left = min(self._many, left + (now - at) * self._rate)
            enough = left >= 1
            self._left[key] = (left - 1 if enough else left, now)
            while len(self._left) > _MOST:
                self._left.popitem(last=False)
        return 0 if enough else max(1, ceil((1 - left) / self._rate))

    def give(self, key: str) -> None:
        """Gives one back."""
        with self._lock:
            if key in self._left:
                left, at = self._left[key]
                self._left[key] = (min(self._many, left + 1), at)
