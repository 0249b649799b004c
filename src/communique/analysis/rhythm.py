"""How often and how broadly: engagements by quarter and level, families of equipment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.analysis import moments
from communique.assembly import dates
from communique.model import Fact
from communique.vocabulary import LEVELS

_DID_TAKE_PLACE = ("held", "under-way")


@dataclass(frozen=True, slots=True)
class Quarter:
    """Engagements held in one quarter (``2025-Q3``), by level from the highest; ``""`` where none is told."""

    name: str
    counts: tuple[tuple[str, int], ...]
    facts: tuple[str, ...]

    @property
    def total(self) -> int:
        """All engagements of the quarter."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Tempo:
    """Quarters in which engagements were held, in order, and how many no report places in a quarter."""

    quarters: tuple[Quarter, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Family:
    """A family of equipment: how many programmes and lines the relation has in it, and which facts."""

    name: str
    programmes: int
    lines: tuple[str, ...]
    facts: tuple[str, ...]


def tempo(facts: Sequence[Fact]) -> Tempo:
    """Engagements that took place, by quarter and level."""
    held = [f for f in facts if f.kind == "engagement" and f.slots.get("status") in _DID_TAKE_PLACE]
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    undated = 0
    for fact in held:
        if moments.is_denied(fact):
            continue
        date = moments.told(fact)
        day = dates.day(date)
        if day is None or dates.precision(date) < dates.MONTH:
            undated += 1
        else:
            groups[f"{day.year}-Q{(day.month + 2) // 3}"].append(fact)
    return Tempo(tuple(_quarter(name, groups[name]) for name in sorted(groups)), undated)


def _quarter(name: str, facts: Sequence[Fact]) -> Quarter:
    counts = Counter(str(fact.slots.get("level") or "") for fact in facts)
    order = {level: place for place, level in enumerate(LEVELS)}
    ranked = sorted(counts.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return Quarter(name, tuple(ranked), tuple(sorted(fact.id for fact in facts)))


def breadth(facts: Sequence[Fact]) -> tuple[Family, ...]:
    """The families that programmes span, the broadest first; programmes of no known family are left out."""
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        family = fact.slots.get("family")
        if fact.kind == "programme" and family and not moments.is_denied(fact):
            groups[str(family)].append(fact)
    families = [
        Family(
            name,
            len(members),
            tuple(sorted({str(fact.slots.get("line", "")) for fact in members})),
            tuple(sorted(fact.id for fact in members)),
        )
        for name, members in groups.items()
    ]
    return tuple(sorted(families, key=lambda f: (-len(f.lines), -f.programmes, f.name)))
