"""Who deals with whom, and through what: parties, the ties between them, and the bodies and lines that make a tie.

The drawing is plain geometry: parties on a circle, or, for one party, its partners beside what it deals through.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from communique.analysis import moments
from communique.model import Fact
from communique.vocabulary import KINDS, MODES

# A circle of more parties cannot be read; the table has all of them.
_MOST_PARTIES: Final = 30
_MOST_THINGS: Final = 26
# A fact that names more parties than this (a whole alliance) ties no two of them.
_CROWD: Final = 12
_SIZE: Final = 760.0
_RADIUS: Final = 285.0
_ROW: Final = 30.0
# One party's drawing: its width, and the columns of partners and of what they deal through.
_FAN: Final = 900.0
_LEFT: Final = 190.0
_RIGHT: Final = 470.0


@dataclass(frozen=True, slots=True)
class Through:
    """A body or a line of equipment that two parties deal through; ``rung`` where it is under contract."""

    kind: str
    name: str
    fact: str
    rung: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two parties: how many facts of each kind they share, and what they deal through, the highest rung first."""

    one: str
    other: str
    counts: dict[str, int]
    through: tuple[Through, ...]

    @property
    def facts(self) -> int:
        """All facts that the two share."""
        return sum(self.counts.values())

    @property
    def rung(self) -> int | None:
        """The highest rung under contract."""
        return max((one.rung for one in self.through if one.rung is not None), default=None)

    @property
    def pressed(self) -> bool:
        """True where one of them presses the other, or a third presses over their dealings."""
        return bool(self.counts.get("pressure"))

    def to_json(self) -> dict[str, Any]:
        """The public form."""
        through = [
            {
                "kind": t.kind,
                "name": t.name,
                "fact": t.fact,
                "mode": None if t.rung is None else MODES[t.rung],
            }
            for t in self.through
        ]
        return {
            "parties": [self.one, self.other],
            "facts": self.facts,
            "kinds": self.counts,
            "through": through,
        }


@dataclass(frozen=True, slots=True)
class Node:
    """A party or a thing in the drawing: where its dot is, and which way its name goes."""

    code: str
    x: float
    y: float
    anchor: str
    turn: float = 0.0
    fact: str = ""
    kind: str = "party"


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the drawing: its path, its weight (1 to 5), its rung, and what it joins."""

    d: str
    one: str
    other: str
    weight: int
    rung: int | None
    pressed: bool = False
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Web:
    """A drawing of nodes and edges; ``left_out`` parties or things have no room in it."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


def ties(facts: Sequence[Fact], of: str | None = None, through: str | None = None) -> list[Tie]:
    """The ties that facts make, those of most facts first; of one party, or through one kind of fact."""
    shared: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if moments.is_doubtful(fact) or moments.is_denied(fact) or len(fact.members) > _CROWD:
            continue
        if through is not None and fact.kind != through:
            continue
        for ends in combinations(fact.members, 2):
            if of is None or of in ends:
                shared[ends].append(fact)
    made = [_tie(ends, held) for ends, held in shared.items()]
    return sorted(made, key=lambda tie: (-tie.facts, tie.one, tie.other))


def _tie(ends: tuple[str, str], facts: Sequence[Fact]) -> Tie:
    counts = {kind: n for kind in KINDS if (n := sum(fact.kind == kind for fact in facts))}
    found: dict[tuple[str, str], Through] = {}
    for fact in facts:
        one = _through(fact)
        if one is None:
            continue
        known = found.get((one.kind, one.name))
        if known is None or _depth(one) > _depth(known):
            found[one.kind, one.name] = one
    ordered = sorted(found.values(), key=lambda one: (one.kind != "mechanism", -_depth(one), one.name))
    return Tie(*ends, counts, tuple(ordered))


def _depth(one: Through) -> int:
    return -1 if one.rung is None else one.rung


def _through(fact: Fact) -> Through | None:
    """What a fact says that its parties deal through, if that has a name."""
    slots = fact.slots
    if fact.kind == "mechanism":
        name = slots.get("name") or slots.get("acronym")
        return Through("mechanism", str(name), fact.id) if name else None
    if fact.kind != "programme" or slots.get("unnamed"):
        return None
    name = slots.get("line") or slots.get("equipment")
    firm = moments.is_firm(fact) and slots.get("mode") in MODES
    return (
        Through("programme", str(name), fact.id, MODES.index(slots["mode"]) if firm else None)
        if name
        else None
    )


def weight(facts: int) -> int:
    """1 to 5, by the number of facts."""
    return 1 + sum(facts >= step for step in (2, 5, 12, 30))


def circle(found: Sequence[Tie]) -> Web:
    """The parties with most facts on a circle, each beside one that it deals with where that can be."""
    weights: defaultdict[str, int] = defaultdict(int)
    for tie in found:
        weights[tie.one] += tie.facts
        weights[tie.other] += tie.facts
    chosen = sorted(weights, key=lambda code: (-weights[code], code))[:_MOST_PARTIES]
    order = _beside(chosen, found)
    middle = _SIZE / 2
    nodes = {}
    for place, code in enumerate(order):
        angle = 2 * math.pi * place / len(order) - math.pi / 2
        left = math.cos(angle) < -1e-9
        turn = math.degrees(angle) + (180 if left else 0)
        x, y = middle + _RADIUS * math.cos(angle), middle + _RADIUS * math.sin(angle)
        nodes[code] = Node(code, round(x, 1), round(y, 1), "end" if left else "start", round(turn, 1))
    edges = [
        Edge(_chord(nodes[t.one], nodes[t.other]), t.one, t.other, weight(t.facts), t.rung, t.pressed)
        for t in reversed(found)
        if t.one in nodes and t.other in nodes
    ]
    return Web(_SIZE, _SIZE, tuple(nodes.values()), tuple(edges), len(weights) - len(chosen))


def _beside(codes: Sequence[str], found: Sequence[Tie]) -> list[str]:
    """An order in which each stands beside who it has most to do with of those that are left."""
    shared = {frozenset((tie.one, tie.other)): tie.facts for tie in found}
    left = list(codes)
    order = left[:1]
    while len(order) < len(codes):
        left.remove(order[-1])
        order.append(
            max(left, key=lambda code: (shared.get(frozenset((order[-1], code)), 0), -left.index(code)))
        )
    return order


def _chord(one: Node, other: Node) -> str:
    """A line bent towards the middle, the more the farther its ends are apart."""
    middle = _SIZE / 2
    pull = 0.25
    x = middle + ((one.x + other.x) / 2 - middle) * pull
    y = middle + ((one.y + other.y) / 2 - middle) * pull
    return f"M{one.x} {one.y}Q{x:.1f} {y:.1f} {other.x} {other.y}"


def fan(found: Sequence[Tie], of: str) -> Web:
    """One party's partners on the left, and on the right what it deals with them through."""
    joined = [(tie.other if tie.one == of else tie.one, one) for tie in found for one in tie.through]
    # Each partner has its say before the first one fills the drawing.
    turn: Counter[str] = Counter()
    ranked: list[tuple[int, int, tuple[str, str]]] = []
    for partner, one in joined:
        turn[partner] += 1
        ranked.append((turn[partner], len(ranked), (one.kind, one.name)))
    chosen = set(list(dict.fromkeys(key for _, _, key in sorted(ranked)))[:_MOST_THINGS])
    things = {(one.kind, one.name): one for _, one in reversed(joined) if (one.kind, one.name) in chosen}
    order = list(dict.fromkeys(key for _, one in joined if (key := (one.kind, one.name)) in chosen))
    drawn = [(partner, one) for partner, one in joined if (one.kind, one.name) in chosen]
    height = max(len(order), len({partner for partner, _ in drawn}), 1) * _ROW + 20
    right = {key: _spread(place, len(order), height) for place, key in enumerate(order)}
    left = _levels(drawn, right, height)
    nodes = [Node(code, _LEFT, y, "end") for code, y in left.items()]
    nodes += [
        Node(key[1], _RIGHT, right[key], "start", 0.0, things[key].fact, things[key].kind) for key in order
    ]
    edges = []
    for partner, one in drawn:
        y1, y2 = left[partner], right[one.kind, one.name]
        d = f"M{_LEFT} {y1}C{_LEFT + 130} {y1} {_RIGHT - 130} {y2} {_RIGHT} {y2}"
        edges.append(Edge(d, partner, one.name, 2, one.rung, False, one.fact))
    left_out = len({(one.kind, one.name) for _, one in joined}) - len(order)
    return Web(_FAN, height, tuple(nodes), tuple(edges), left_out)


def _levels(
    drawn: Sequence[tuple[str, Through]], right: dict[tuple[str, str], float], height: float
) -> dict[str, float]:
    """Each partner beside the middle of its things, none nearer to the next than a row, none below the drawing."""
    own: defaultdict[str, list[float]] = defaultdict(list)
    for partner, one in drawn:
        own[partner].append(right[one.kind, one.name])
    wanted = sorted((sum(places) / len(places), partner) for partner, places in own.items())
    levels: dict[str, float] = {}
    last = -_ROW / 2
    for place, partner in wanted:
        last = max(place, last + _ROW)
        levels[partner] = round(last, 1)
    lowest = height - _ROW / 2
    for partner in reversed(levels):
        levels[partner] = min(levels[partner], round(lowest, 1))
        lowest = levels[partner] - _ROW
    return levels


def _spread(place: int, count: int, height: float) -> float:
    return round((place + 0.5) * height / max(1, count), 1)
