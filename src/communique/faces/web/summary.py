"""The register at a glance: pairs with what goes on between them, and who and what is named in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from communique.analysis import moments
from communique.knowledge import Knowledge
from communique.model import Fact
from communique.vocabulary import MODES

# More parties than this make a matrix that nobody reads.
_WIDEST: Final = 14
_SHADES: Final = (1, 3, 8, 20, 50)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties: how many facts they share, by kind, the highest rung under contract, the latest day reported."""

    one: str
    other: str
    facts: int
    kinds: Counter[str]
    rung: int | None
    latest: str

    @property
    def shade(self) -> int:
        """0 to 5, by the number of facts."""
        return sum(self.facts >= step for step in _SHADES)


@dataclass(frozen=True, slots=True)
class Named:
    """A person, a mechanism, a piece of equipment or a publisher, with the facts that name it."""

    name: str
    note: str
    facts: tuple[Fact, ...]
    count: int


def pairs(facts: Sequence[Fact]) -> list[Pair]:
    """The pairs that facts relate, those with most facts first."""
    shared: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if moments.is_doubtful(fact):
            continue
        for ends in combinations(fact.members, 2):
            shared[ends].append(fact)
    made = [_pair(ends, held) for ends, held in shared.items()]
    return sorted(made, key=lambda pair: (-pair.facts, pair.one, pair.other))


def _pair(ends: tuple[str, str], facts: Sequence[Fact]) -> Pair:
    rungs = [
        MODES.index(str(fact.slots["mode"]))
        for fact in facts
        if fact.kind == "programme" and moments.is_firm(fact) and fact.slots.get("mode") in MODES
    ]
    days = [day for fact in facts if (day := moments.latest(fact)) is not None]
    latest = max(days).isoformat() if days else ""
    return Pair(*ends, len(facts), Counter(f.kind for f in facts), max(rungs, default=None), latest)


def matrix(found: Sequence[Pair]) -> tuple[list[str], dict[tuple[str, str], Pair]]:
    """The parties with most facts, and the pairs among them by both orders."""
    weight: Counter[str] = Counter()
    for pair in found:
        weight.update({pair.one: pair.facts, pair.other: pair.facts})
    parties = sorted(sorted(weight, key=lambda code: (-weight[code], code))[:_WIDEST])
    inside = {(p.one, p.other): p for p in found if p.one in parties and p.other in parties}
    return parties, inside | {(other, one): pair for (one, other), pair in inside.items()}


def people(facts: Sequence[Fact], knowledge: Knowledge) -> list[Named]:
    """Who took part in engagements, by name and party."""
    held: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    offices: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for fact in facts:
        for person in fact.slots.get("participants", ()):
            key = (str(person["name"]), str(person.get("party", "")))
            held[key].append(fact)
            offices[key].update([str(person["office"])] if person.get("office") else [])
    return _named(
        held,
        lambda key: ", ".join(
            part for part in (*(o for o, _ in offices[key].most_common(1)), knowledge.name_of(key[1])) if part
        ),
    )


def mechanisms(facts: Sequence[Fact], knowledge: Knowledge) -> list[Named]:
    """Bodies, treaties and formats."""
    held: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind == "mechanism":
            name = str(fact.slots.get("name") or fact.slots.get("acronym") or "unnamed")
            held[name, ", ".join(map(knowledge.name_of, fact.slots.get("parties", ())))].append(fact)
    return _named(held, lambda key: key[1])


def equipment(facts: Sequence[Fact]) -> list[Named]:
    """Lines of equipment in programmes and uses."""
    held: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if (
            fact.kind in ("programme", "use")
            and not fact.slots.get("unnamed")
            and not moments.is_doubtful(fact)
        ):
            name = str(fact.slots.get("line") or fact.slots.get("equipment") or "")
            if name:
                held[name, str(fact.slots.get("family") or "").replace("-", " ")].append(fact)
    return _named(held, lambda key: key[1])


def publishers(facts: Sequence[Fact]) -> list[Named]:
    """Who published the reports, by the number of facts that they tell."""
    held: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for name in {item.publisher or "no publisher" for item in fact.cited}:
            held[name, ""].append(fact)
    return _named(held, lambda key: key[1])


def _named(held: dict[tuple[str, str], list[Fact]], note: Callable[[tuple[str, str]], str]) -> list[Named]:
    made = [Named(key[0], note(key), tuple(facts), len(facts)) for key, facts in held.items()]
    return sorted(made, key=lambda one: (-one.count, one.name))
