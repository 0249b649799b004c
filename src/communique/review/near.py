"""Facts that may be one and were not held together: what speaks for it, in words, and how much.

These are questions to an analyst, never answers: nothing is merged because of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from rapidfuzz.fuzz import token_set_ratio

from communique.assembly import dates
from communique.assembly.engagements import NEAR_TYPES
from communique.assembly.people import shared
from communique.model import Fact

# What facts of one kind must have in common to be looked at as a pair.
_BLOCK: Final = {
    "engagement": ("parties",),
    "mechanism": ("parties",),
    "programme": ("line",),
    "use": ("line", "by"),
    "pressure": ("by", "on"),
    "posture": (),
}
# A block of more facts than this says that what they have in common is no sign.
_CROWD: Final = 60
_DAYS: Final = 7
_ALIKE: Final = 80.0

Sign = tuple[float, str]


def near_pairs(facts: Iterable[Fact]) -> Iterator[tuple[Fact, Fact, float, str]]:
    """Pairs of facts with how likely it is that they are one (0 to 1) and why, in a fixed order."""
    blocks: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        names = _BLOCK[fact.kind]
        if names and all(fact.slots.get(name) for name in names) and not fact.slots.get("unnamed"):
            blocks[fact.kind, repr([fact.slots[name] for name in names])].append(fact)
    for (kind, _), block in sorted(blocks.items()):
        if len(block) > _CROWD:
            continue
        for one, other in combinations(sorted(block, key=lambda fact: fact.id), 2):
            signs = list(_SIGNS[kind](one, other))
            score = sum(weight for weight, _ in signs)
            if score >= 0.5:
                yield one, other, min(score, 1.0), ", ".join(words for _, words in signs)


def _engagement(one: Fact, other: Fact) -> Iterator[Sign]:
    kinds = [NEAR_TYPES.get(str(fact.slots.get("type")), fact.slots.get("type")) for fact in (one, other)]
    if kinds[0] != kinds[1]:
        yield -1.0, "another kind of meeting"  # a visit and the talks in its course are two things
    yield 0.1, "the same parties"
    yield from _days(one, other)
    yield from _equal(one, other, "type", 0.2)
    yield from _equal(one, other, "place", 0.2)
    people = [tuple(p for item in fact.cited for p in item.claim.participants) for fact in (one, other)]
    if all(people):
        common = shared(people[0], people[1])
        yield (0.2, "the same persons") if common else (-0.3, "other persons")


def _mechanism(one: Fact, other: Fact) -> Iterator[Sign]:
    yield 0.1, "the same parties"
    names = [str(fact.slots.get("name") or fact.slots.get("acronym") or "") for fact in (one, other)]
    alike = token_set_ratio(*names) if all(names) else 0.0
    if alike >= _ALIKE:
        yield 0.5 * alike / 100, f"names alike: {names[0]}, {names[1]}"


def _programme(one: Fact, other: Fact) -> Iterator[Sign]:
    yield 0.2, f"the same line: {one.slots['line']}"
    for slot in ("supplier", "recipient"):
        ends = [set(fact.slots.get(slot, ())) for fact in (one, other)]
        if ends[0] and ends[1]:
            yield (0.1, f"the same {slot}") if ends[0] == ends[1] else (-0.6, f"another {slot}")
    yield from _equal(one, other, "mode", 0.1)
    yield from _equal(one, other, "equipment", 0.1)
    for slot, name in (("quantity", "number"), ("value", "amount")):
        numbers = [(fact.slots.get(slot) or {}).get(name) for fact in (one, other)]
        if None not in numbers:
            yield (0.2, f"the same {slot}") if numbers[0] == numbers[1] else (-0.1, f"another {slot}")
    yield from _days(one, other)


def _use(one: Fact, other: Fact) -> Iterator[Sign]:
    yield 0.3, "the same equipment and user"
    yield from _days(one, other)
    yield from _equal(one, other, "against", 0.2)


def _pressure(one: Fact, other: Fact) -> Iterator[Sign]:
    yield 0.2, "the same parties"
    yield from _equal(one, other, "instrument", 0.3)
    yield from _days(one, other)


_SIGNS: Final = {
    "engagement": _engagement,
    "mechanism": _mechanism,
    "programme": _programme,
    "use": _use,
    "pressure": _pressure,
}


def _equal(one: Fact, other: Fact, slot: str, weight: float) -> Iterator[Sign]:
    left, right = one.slots.get(slot), other.slots.get(slot)
    if left and right and _plain(left) == _plain(right):
        yield weight, f"the same {slot}"


def _days(one: Fact, other: Fact) -> Iterator[Sign]:
    """Days that fit or are near; what lies further apart speaks against."""
    left, right = (dates.bounds(str(fact.slots.get("date") or "")) for fact in (one, other))
    if left is None or right is None:
        return
    if dates.near(left, right):
        yield 0.3, "days that fit each other"
    elif dates.near(left, right, _DAYS):
        yield 0.2, "days of one week"
    else:
        yield -0.4, "days apart"


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def kinds() -> Sequence[str]:
    """The kinds of which pairs are looked at; postures of a year are one already."""
    return tuple(_SIGNS)
