"""Plain geometry for the drawings: a scale of years, rows of labels that do not overlap, marks and paths.

Units are those of the SVG's view box. Nothing here knows what is drawn.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

# Width of a character of the labels, a little more than the widest of the usual sans-serif faces needs.
CHARACTER: Final = 6.5
_GAP: Final = 8.0
_MOST_TICKS: Final = 14


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Band:
    """A horizontal strip with its name: a rung, a lane."""

    y: float
    height: float
    label: str
    style: str = ""

    @property
    def middle(self) -> float:
        """Where the name stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign at a place, with its label, the words that a reader hears, and the fact that it links to."""

    x: float
    y: float
    shape: str
    title: str
    fact: str = ""
    label: str = ""
    label_x: float = 0.0
    anchor: str = "start"
    style: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A line: the ``d`` of an SVG path and its words."""

    d: str
    title: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing, ready to be written as SVG."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places: from the first of January of the first year to the end of the last year."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day lies."""
        start, end = dt.date(self.first, 1, 1), dt.date(self.last, 12, 31)
        share = (day - start).days / max(1, (end - start).days)
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Years, every one of them or every second, fifth, tenth, so that they can be read."""
        span = self.last - self.first + 1
        step = next((s for s in (1, 2, 5, 10, 20, 50) if span / s <= _MOST_TICKS), 100)
        years = [year for year in range(self.first, self.last + 1) if year % step == 0 or step == 1]
        return tuple(Tick(self.x(dt.date(year, 1, 1)), str(year)) for year in years)


def scale(days: list[dt.date], left: float, right: float) -> Scale | None:
    """A scale over all days, three years at least; None for no day."""
    if not days:
        return None
    first, last = min(days).year, max(days).year
    while last - first < 2:
        first, last = first - 1, last + (1 if last - first < 1 else 0)
    return Scale(first, last, left, right)


@dataclass(slots=True)
class Rows:
    """Rows of one band; each thing goes to the first row where its extent is free."""

    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def place(self, start: float, end: float) -> int:
        """The number of the row, the first being 0."""
        for number, row in enumerate(self.taken):
            if all(end + _GAP <= other[0] or start >= other[1] + _GAP for other in row):
                row.append((start, end))
                return number
        self.taken.append([(start, end)])
        return len(self.taken) - 1

    @property
    def count(self) -> int:
        """How many rows are in use."""
        return len(self.taken)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Where a mark's label goes, and what the two take up together."""

    label_x: float
    anchor: str
    start: float
    end: float


def beside(x: float, label: str, right: float, radius: float = 5.0) -> Labelled:
    """A label to the right of a mark, or to the left where the drawing ends."""
    width = len(label) * CHARACTER
    if x + radius + 4 + width <= right:
        return Labelled(x + radius + 4, "start", x - radius, x + radius + 4 + width)
    return Labelled(x - radius - 4, "end", x - radius - 4 - width, x + radius)
