"""A strip over all the years of a pair, by which a period is chosen: how much reports place in each year or quarter.

Each bar is a link: the first chooses its time, the next extends the period to its own. A small script lets the period be
drawn with a pointer; without it the links and the form do the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from communique.analysis import moments
from communique.assembly import dates
from communique.faces.web.house import When
from communique.model import Fact

WIDTH: Final = 1040.0
HEIGHT: Final = 78.0
_LEFT: Final = 158.0
_RIGHT: Final = 1028.0
_BARS: Final = 52.0
# A span of no more years than this is cut in quarters.
_FEW_YEARS: Final = 5
# The room that a label takes, in units of the picture.
_YEAR_LABEL: Final = 46
_QUARTER_LABEL: Final = 64
_KINDS: Final = ("engagement", "programme", "pressure")


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: what it counts, where it lies."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a quarter: its place, its counts, whether it is chosen, and the period that its link asks for."""

    label: str
    since: str
    until: str
    x: float
    width: float
    total: int
    parts: tuple[Part, ...]
    chosen: bool
    ask_since: str
    ask_until: str
    tick: bool


def strip(facts: Sequence[Fact], when: When) -> tuple[Bar, ...]:
    """The bars from the first year told of to the last; none where nothing is dated."""
    counts: Counter[tuple[str, str]] = Counter()
    days = [(day, kind) for fact in facts if not _left_out(fact) for day, kind in _days(fact)]
    if not days:
        return ()
    first, last = min(day for day, _ in days).year, max(day for day, _ in days).year
    quarters = last - first < _FEW_YEARS
    for day, kind in days:
        counts[_label(day, quarters), kind] += 1
    labels = _labels(first, last, quarters)
    unit = _BARS / max(sum(counts[label, kind] for kind in _KINDS) for label in labels)
    step = (_RIGHT - _LEFT) / len(labels)
    every = max(1, round((_QUARTER_LABEL if quarters else _YEAR_LABEL) / step))
    chosen = [label for label in labels if (when.since or when.until) and when.covers(_ends(label)[0])]
    bars = []
    for place, label in enumerate(labels):
        parts = _parts({kind: counts[label, kind] for kind in _KINDS}, unit)
        ends = sorted({label, *chosen}, key=labels.index) if len(chosen) == 1 else [label]
        bars.append(
            Bar(
                label, *_ends(label), round(_LEFT + place * step, 1), round(step, 1),
                sum(counts[label, kind] for kind in _KINDS), parts, label in chosen,
                _ends(ends[0])[0], _ends(ends[-1])[1], place % every == 0,
            )
        )  # fmt: skip
    return tuple(bars)


def _parts(counts: dict[str, int], unit: float) -> tuple[Part, ...]:
    """The stretches of a bar, one upon the other."""
    parts = []
    y = _BARS + 2
    for kind, count in counts.items():
        if count:
            height = round(count * unit, 1)
            y = round(y - height, 1)
            parts.append(Part(kind, y, height))
    return tuple(parts)


def _left_out(fact: Fact) -> bool:
    return moments.is_doubtful(fact) or moments.is_denied(fact)


def _days(fact: Fact) -> Iterator[tuple[dt.date, str]]:
    """The days that a fact takes place on: of a programme those of its dated steps, of a pressure that of its first report."""
    if fact.kind == "programme":
        for when, _, claims in fact.slots.get("history", []):
            day = dates.day(when)
            if day is not None and moments.tells_day(fact, when, claims):
                yield day, "programme"
    elif fact.kind in ("engagement", "use", "pressure"):
        told = moments.told(fact) or (fact.cited[0].published if fact.kind == "pressure" else None)
        day = dates.day(told)
        if day is not None:
            yield day, "pressure" if fact.kind == "pressure" else "engagement"


def _label(day: dt.date, quarters: bool) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}" if quarters else str(day.year)


def _labels(first: int, last: int, quarters: bool) -> list[str]:
    years = range(first, last + 1)
    return [f"{year}-Q{q}" for year in years for q in (1, 2, 3, 4)] if quarters else [str(y) for y in years]


def _ends(label: str) -> tuple[str, str]:
    """The period of a bar, as an address has it."""
    year, _, quarter = label.partition("-Q")
    if not quarter:
        return year, year
    month = int(quarter) * 3
    return f"{year}-{month - 2:02}", f"{year}-{month:02}"
