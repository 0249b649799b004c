"""The ladder drawn: five rungs, the lowest at the bottom, each programme a mark in the year it got there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from communique.analysis import Climb, Ladder, Standing
from communique.briefs.days import date_words
from communique.briefs.drawing import Band, Drawing, Labelled, Mark, Path, Rows, Scale, beside, scale
from communique.briefs.outline import RUNG_TITLES

_WIDTH: Final = 1040.0
_LEFT: Final = 158.0
_RIGHT: Final = 1028.0
_TOP: Final = 10.0
_ROW: Final = 19.0
_PAD: Final = 13.0
_LEAST: Final = 42.0
_AXIS: Final = 30.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A group of standings of one equipment on one rung: its label, its row and its place."""

    standings: tuple[Standing, ...]
    x: float
    row: int
    beside: Labelled

    @property
    def first(self) -> Standing:
        return self.standings[0]


def draw_ladder(ladder: Ladder) -> Drawing | None:
    """The drawing, or None where no programme has a year."""
    dated = [standing for standing in ladder.standings if standing.start is not None]
    axis = scale([standing.start for standing in dated if standing.start], _LEFT + 14, _RIGHT - 8)
    if axis is None:
        return None
    rungs = [_place(_groups(dated, rung), axis) for rung in range(len(RUNG_TITLES))]
    bands, marks, places = [], [], {}
    y = _TOP
    for rung in reversed(range(len(rungs))):
        rows = max((placed.row for placed in rungs[rung]), default=0) + 1
        height = max(_LEAST, rows * _ROW + 2 * _PAD - 6)
        bands.append(Band(y, height, RUNG_TITLES[rung], f"rung-{rung}"))
        first_row = y + (height - (rows - 1) * _ROW) / 2
        for placed in rungs[rung]:
            row_y = first_row + placed.row * _ROW
            marks += _marks(placed, axis, row_y)
            places.update({s.fact: (axis.x(s.start), row_y) for s in placed.standings if s.start})
        y += height
    return Drawing(
        width=_WIDTH,
        height=y + _AXIS,
        left=_LEFT,
        right=_RIGHT,
        bottom=y,
        ticks=axis.ticks(),
        bands=tuple(bands),
        marks=tuple(marks),
        paths=tuple(_climb(climb, places) for climb in ladder.climbs if _drawn(climb, places)),
    )


def _groups(standings: Sequence[Standing], rung: int) -> list[tuple[Standing, ...]]:
    """Orders of one equipment on one rung share a row and a label; the earliest group comes first."""
    groups: dict[str, list[Standing]] = {}
    for standing in sorted((s for s in standings if s.rung == rung), key=_when):
        groups.setdefault(standing.equipment, []).append(standing)
    return [tuple(group) for group in groups.values()]


def _when(standing: Standing) -> tuple[dt.date, str]:
    return (standing.start or dt.date.max, standing.fact)


def _place(groups: Sequence[tuple[Standing, ...]], axis: Scale) -> list[_Placed]:
    rows = Rows()
    placed = []
    for group in groups:
        xs = [axis.x(standing.start) for standing in group if standing.start]
        label = beside(xs[-1], group[0].equipment, _RIGHT)
        start = min(label.start, xs[0] - 5)
        if label.anchor == "end" and len(xs) > 1:
            label = beside(xs[0], group[0].equipment, 0)  # left of the first mark, clear of the others
            start = label.start
        placed.append(_Placed(group, xs[0], rows.place(start, max(label.end, xs[-1] + 5)), label))
    return placed


def _marks(placed: _Placed, axis: Scale, y: float) -> list[Mark]:
    """A mark for each order; the label stands beside one of them."""
    made = []
    labelled = len(placed.standings) - 1 if placed.beside.anchor == "start" else 0
    for index, standing in enumerate(placed.standings):
        if standing.start is None:
            continue
        made.append(
            Mark(
                x=axis.x(standing.start),
                y=y,
                shape="stopped" if standing.stopped else "firm" if standing.firm else "open",
                title=_title(standing),
                fact=standing.fact,
                label=standing.equipment if index == labelled else "",
                label_x=placed.beside.label_x,
                anchor=placed.beside.anchor,
                style=f"rung-{standing.rung}",
            )
        )
    return made


def _title(standing: Standing) -> str:
    """What the mark says when it is pointed at or read aloud."""
    day = date_words(standing.since)
    if not standing.since and standing.start:
        day = f"first reported {date_words(standing.start.isoformat())}"
    state = (
        "stopped"
        if standing.stopped
        else "under contract or further"
        if standing.firm
        else "not under contract"
    )
    return f"{standing.equipment}: {RUNG_TITLES[standing.rung].lower()}, {day}, {state}"


def _drawn(climb: Climb, places: dict[str, tuple[float, float]]) -> bool:
    return climb.lower.fact in places and climb.higher.fact in places


def _climb(climb: Climb, places: dict[str, tuple[float, float]]) -> Path:
    """A curve from the lower mark up to the higher one."""
    x1, y1 = places[climb.lower.fact]
    x2, y2 = places[climb.higher.fact]
    y1, y2 = y1 - 6, y2 + 7
    bend = (y1 - y2) * 0.55
    title = f"{climb.higher.equipment}: from {climb.lower.mode} to {climb.higher.mode}"
    return Path(
        f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y1 - bend:.1f} {x2:.1f} {y2 + bend:.1f} {x2:.1f} {y2:.1f}", title
    )
