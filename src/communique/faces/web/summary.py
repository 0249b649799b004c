"""The register at a glance: pairs with what goes on between them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from communique.analysis import RECENT, moments
from communique.model import Fact
from communique.vocabulary import MODES

# More parties than this make a matrix that nobody reads.
_WIDEST: Final = 14
# The tempo at which a shade begins, the second and darker ones; the first is for what is only of before.
SHADES: Final = (1, 3, 8, 20)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties: how many facts they share, by kind, the highest rung under contract, the latest day reported.

    ``tempo`` counts the facts that reports of the last two years tell of, up to the latest report of the register.
    """

    one: str
    other: str
    facts: int
    kinds: Counter[str]
    rung: int | None
    latest: str
    tempo: int

    @property
    def shade(self) -> int:
        """1 to 5, by the tempo."""
        return shade(self.tempo)


@dataclass(frozen=True, slots=True)
class Partner:
    """One party: its facts with others (or with one other), as a :class:`Pair` has them; ``others`` counts them."""

    code: str
    facts: int
    rung: int | None
    latest: str
    tempo: int
    others: int

    @property
    def shade(self) -> int:
        """1 to 5, by the tempo."""
        return shade(self.tempo)


def shade(tempo: int) -> int:
    """1 for what reports of the last two years do not tell of, 2 to 5 by how much they do."""
    return 1 + sum(tempo >= step for step in SHADES)


def pairs(facts: Sequence[Fact]) -> list[Pair]:
    """The pairs that facts relate, those with most facts first."""
    shared: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if moments.is_doubtful(fact):
            continue
        for ends in combinations(fact.members, 2):
            shared[ends].append(fact)
    today = moments.today(facts)
    made = [
        Pair(*ends, len(held), Counter(f.kind for f in held), _rung(held), _latest(held), _tempo(held, today))
        for ends, held in shared.items()
    ]
    return sorted(made, key=lambda pair: (-pair.facts, pair.one, pair.other))


def partners(facts: Sequence[Fact]) -> list[Partner]:
    """Every party with what goes on between it and others, those with most facts first."""
    held: defaultdict[str, list[Fact]] = defaultdict(list)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if moments.is_doubtful(fact) or len(fact.members) < 2:
            continue
        for code in fact.members:
            held[code].append(fact)
            others[code].update(fact.members)
    today = moments.today(facts)
    made = [
        Partner(code, len(own), _rung(own), _latest(own), _tempo(own, today), len(others[code]) - 1)
        for code, own in held.items()
    ]
    return sorted(made, key=lambda one: (-one.facts, one.code))


def partners_of(found: Sequence[Pair], code: str) -> list[Partner]:
    """The other ends of the pairs that a party is in."""
    own = [pair for pair in found if code in (pair.one, pair.other)]
    return [Partner(p.other if p.one == code else p.one, p.facts, p.rung, p.latest, p.tempo, 1) for p in own]


def _rung(facts: Sequence[Fact]) -> int | None:
    """The highest rung under contract."""
    rungs = [
        MODES.index(str(fact.slots["mode"]))
        for fact in facts
        if fact.kind == "programme" and moments.is_firm(fact) and fact.slots.get("mode") in MODES
    ]
    return max(rungs, default=None)


def _latest(facts: Sequence[Fact]) -> str:
    days = [day for fact in facts if (day := moments.latest(fact)) is not None]
    return max(days).isoformat() if days else ""


def _tempo(facts: Sequence[Fact], today: dt.date | None) -> int:
    if today is None:
        return 0
    return sum(1 for fact in facts if (day := moments.latest(fact)) is not None and day > today - RECENT)


def matrix(found: Sequence[Pair]) -> tuple[list[str], dict[tuple[str, str], Pair]]:
    """The parties with most facts, and the pairs among them by both orders."""
    weight: Counter[str] = Counter()
    for pair in found:
        weight.update({pair.one: pair.facts, pair.other: pair.facts})
    parties = sorted(sorted(weight, key=lambda code: (-weight[code], code))[:_WIDEST])
    inside = {(p.one, p.other): p for p in found if p.one in parties and p.other in parties}
    return parties, inside | {(other, one): pair for (one, other), pair in inside.items()}
