"""The map of the home page: states as shapes, shaded by tempo, each with the highest rung that it stands on.

The shapes are Natural Earth's (1:50m), projected and simplified beforehand by ``tools/map.py``; here they are only read.
Shades say nothing of sovereignty: areas that are disputed belong to no state's shade and are hatched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from communique.faces.web.summary import Partner

# The part of the world that is shown: x, y, width, height, in units of the picture.
VIEW: Final = (58.0, 0.0, 930.0, 424.0)
# A state with less room than this inside is a dot, so that it can be seen and pointed at.
_ROOM: Final = 2.2
_SIGN: Final = 6.6
_APART: Final = 2 * _SIGN + 1.2
# Where a sign goes that finds its place taken: ever wider around it.
_AROUND: Final = tuple(
    (dx * reach, dy * reach)
    for reach in (_APART, 1.6 * _APART, 2.2 * _APART)
    for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7))
)


@dataclass(frozen=True, slots=True)
class State:
    """A state as it lies: its SVG path, a place well inside it, and how far from its borders that is."""

    d: str
    x: float
    y: float
    room: float


@dataclass(frozen=True, slots=True)
class World:
    """The shapes: states by their codes, land without one, and disputed areas by name with who is party to it."""

    states: Mapping[str, State]
    others: tuple[str, ...]
    disputed: tuple[tuple[str, tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Shaded:
    """A state of the register on the map; ``sign_x`` and ``sign_y`` are where its rung stands, ``moved`` off its place."""

    partner: Partner
    state: State
    sign_x: float
    sign_y: float

    @property
    def dot(self) -> bool:
        """True for a state too small to be seen."""
        return self.state.room < _ROOM

    @property
    def moved(self) -> bool:
        """True where the sign stands beside its state."""
        return (self.sign_x, self.sign_y) != (self.state.x, self.state.y)


@dataclass(frozen=True, slots=True)
class Atlas:
    """What is drawn: shaded states, the outlines of all others in one path, lines to partners, who is not on it."""

    shaded: tuple[Shaded, ...]
    rest: str
    lines: tuple[tuple[str, str, int], ...]
    absent: tuple[Partner, ...]
    focus: State | None
    disputed: tuple[tuple[str, tuple[str, ...], str], ...]


@cache
def world() -> World:
    """The shapes that the package carries."""
    text = resources.files("communique.faces.web").joinpath("data/world.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return World(
        {code: State(*row) for code, row in data["states"].items()},
        tuple(data["others"]),
        tuple((one["name"], tuple(one["parties"]), one["d"]) for one in data["disputed"]),
    )


def atlas(partners: Sequence[Partner], focus: str | None = None) -> Atlas:
    """The map of parties; with ``focus``, of the partners of one party, and lines to them."""
    shapes = world()
    known = [one for one in partners if one.code in shapes.states]
    taken: list[tuple[float, float]] = []
    centre = shapes.states.get(focus or "")
    if centre is not None:
        taken.append((centre.x, centre.y))
    shaded = []
    # Large states keep their places; what lies close around them gives way.
    for one in sorted(known, key=lambda partner: (-shapes.states[partner.code].room, partner.code)):
        state = shapes.states[one.code]
        x, y = _place(state, taken) if one.rung is not None else (state.x, state.y)
        shaded.append(Shaded(one, state, x, y))
    drawn = {one.code for one in known} | ({focus} if focus else set())
    rest = "".join([*(s.d for code, s in shapes.states.items() if code not in drawn), *shapes.others])
    lines = [] if centre is None else [_line(centre, one) for one in shaded]
    absent = tuple(one for one in partners if one.code not in shapes.states)
    ordered = tuple(sorted(shaded, key=lambda one: (-one.partner.facts, one.partner.code)))
    return Atlas(ordered, rest, tuple(lines), absent, centre, shapes.disputed)


def _place(state: State, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """The nearest free place for a sign, its own where that is free."""
    left, top, width, height = VIEW
    for dx, dy in ((0.0, 0.0), *_AROUND):
        x, y = round(state.x + dx, 1), round(state.y + dy, 1)
        inside = left + _SIGN < x < left + width - _SIGN and top + _SIGN < y < top + height - _SIGN
        if inside and all((x - a) ** 2 + (y - b) ** 2 >= _APART**2 for a, b in taken):
            break
    else:
        x, y = state.x, state.y
    taken.append((x, y))
    return x, y


def _line(centre: State, one: Shaded) -> tuple[str, str, int]:
    """A bent line from the party looked at to a partner."""
    x1, y1, x2, y2 = centre.x, centre.y, one.state.x, one.state.y
    lift = min(60.0, 0.22 * abs(x2 - x1) + 8)
    d = f"M{x1:.1f} {y1:.1f}Q{(x1 + x2) / 2:.1f} {max(4.0, (y1 + y2) / 2 - lift):.1f} {x2:.1f} {y2:.1f}"
    return d, one.partner.code, one.partner.shade
