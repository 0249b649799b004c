"""The timeline drawn: engagements by level, steps of programmes, uses and pressures over the years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from communique.analysis.moments import is_denied, is_doubtful, tells_day, told
from communique.assembly import dates
from communique.briefs.days import date_words
from communique.briefs.drawing import Band, Drawing, Mark, Rows, Scale, beside, scale
from communique.briefs.programmes import STATUS_WORDS, stages
from communique.model import Fact
from communique.vocabulary import LEVELS

_WIDTH: Final = 1040.0
_LEFT: Final = 158.0
_RIGHT: Final = 1028.0
_TOP: Final = 10.0
_AXIS: Final = 30.0
_DOT: Final = 11.0
_ROW: Final = 17.0
_PAD: Final = 12.0
_LEAST: Final = 30.0
_MOST_STEPS: Final = 36
# Levels of engagement folded into lanes, highest first.
_LANES: Final = (
    ("Leaders", ("head-of-state", "head-of-government")),
    ("Ministers", ("minister", "deputy-minister")),
    ("Chiefs, officials", LEVELS[LEVELS.index("deputy-minister") + 1 :]),
    ("Level not told", ("",)),
)


@dataclass(frozen=True, slots=True)
class _Moment:
    day: dt.date
    label: str
    title: str
    fact: str
    shape: str


def draw_timeline(
    facts: Sequence[Fact], names: Callable[[Fact], str], since: str | None = None, until: str | None = None
) -> Drawing | None:
    """The drawing, or None where nothing has a date. ``names`` says what a fact is called in passing.

    With ``since`` or ``until`` (EDTF) only what lies in that period is drawn.
    """
    opening, closing = dates.bounds(since), dates.bounds(until)
    first, last = opening[0] if opening else dt.date.min, closing[1] if closing else dt.date.max

    def inside(moments: list[_Moment]) -> list[_Moment]:
        return [one for one in moments if first <= one.day <= last]

    known = [fact for fact in facts if not is_denied(fact)]
    lanes = [(title, inside(_engagements(known, levels, names)), False) for title, levels in _LANES]
    lanes += [
        ("Programme steps", inside(_steps(known))[:_MOST_STEPS], True),
        ("Use", inside(_others(known, "use", names)), True),
        ("Pressure", inside(_others(known, "pressure", names)), True),
    ]
    lanes = [lane for lane in lanes if lane[1]]
    axis = scale([moment.day for _, moments, _ in lanes for moment in moments], _LEFT + 14, _RIGHT - 8)
    if axis is None:
        return None
    bands, marks = [], []
    y = _TOP
    for number, (title, moments, labelled) in enumerate(lanes):
        height, made = _lane(moments, axis, y, labelled)
        bands.append(Band(y, height, title, "odd" if number % 2 else "even"))
        marks += made
        y += height
    return Drawing(_WIDTH, y + _AXIS, _LEFT, _RIGHT, y, axis.ticks(), tuple(bands), tuple(marks))


def _lane(moments: Sequence[_Moment], axis: Scale, y: float, labelled: bool) -> tuple[float, list[Mark]]:
    """Marks of one lane in as many rows as they need, and the height of the lane."""
    rows = Rows()
    step = _ROW if labelled else _DOT
    placed = []
    for moment in sorted(moments, key=lambda m: (m.day, m.label, m.fact)):
        x = axis.x(moment.day)
        label = moment.label if labelled else ""
        place = beside(x, label, _RIGHT, 4.0)
        start, end = (place.start, place.end) if labelled else (x - 1.0, x + 1.0)
        placed.append((moment, x, place, rows.place(start, end)))
    height = max(_LEAST, (rows.count - 1) * step + 2 * _PAD)
    first = y + (height - (rows.count - 1) * step) / 2
    return height, [
        Mark(
            x=x,
            y=first + row * step,
            shape=moment.shape,
            title=moment.title,
            fact=moment.fact,
            label=moment.label if labelled else "",
            label_x=place.label_x,
            anchor=place.anchor,
        )
        for moment, x, place, row in placed
    ]


def _engagements(facts: Sequence[Fact], levels: Sequence[str], names: Callable[[Fact], str]) -> list[_Moment]:
    """Engagements with a day in a known year; those only planned or called off are hollow."""
    made = []
    for fact in facts:
        if fact.kind != "engagement" or str(fact.slots.get("level") or "") not in levels:
            continue
        day = dates.day(told(fact))
        if day is not None:
            took_place = fact.slots.get("status") in ("held", "under-way")
            made.append(_Moment(day, "", names(fact), fact.id, "firm" if took_place else "open"))
    return made


def _steps(facts: Sequence[Fact]) -> list[_Moment]:
    """Steps of programmes whose day a report tells, those of the best attested programmes first."""
    ordered = sorted(
        (f for f in facts if f.kind == "programme" and not (f.slots.get("unnamed") or is_doubtful(f))),
        key=lambda f: (-f.voices, f.id),
    )
    made: list[_Moment] = []
    for fact in ordered:
        for when, status, claims in stages(fact):
            day = dates.day(when)
            if day is None or not tells_day(fact, when, claims):
                continue
            label = f"{fact.slots.get('equipment')} {STATUS_WORDS[status]}"
            setback = status in ("delayed", "suspended", "cancelled")
            early = status in ("proposed", "requested", "planned", "approved", "negotiating")
            shape = "stopped" if setback else "open" if early else "firm"
            if all((other.day, other.label) != (day, label) for other in made):
                made.append(_Moment(day, label, f"{label}, {date_words(when)}", fact.id, shape))
    return made


def _others(facts: Sequence[Fact], kind: str, names: Callable[[Fact], str]) -> list[_Moment]:
    made = []
    for fact in facts:
        date = told(fact) or (fact.cited[0].published if kind == "pressure" else None)
        day = dates.day(date)
        if fact.kind != kind or day is None:
            continue
        label = f"{fact.slots.get('instrument') or fact.slots.get('equipment') or kind}"
        if kind == "pressure" and fact.slots.get("status"):
            label = f"{label} {fact.slots['status']}"
        made.append(_Moment(day, label, f"{names(fact)}, {date_words(date)}", fact.id, "firm"))
    return made
