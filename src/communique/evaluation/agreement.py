"""Whether a claim that was read agrees with one of gold, slot by slot.

What identifies a claim of each kind, what a strict comparison adds, and how each slot is compared. A slot
that gold leaves out asks for nothing; a list in a slot of one value means that any of them is right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from communique.evaluation.numerals import numbers
from communique.evaluation.spelling import is_empty, items, same_equipment, same_name, words

# A claim as JSON data, of gold or of the reader.
Data = Mapping[str, Any]

IDENTITY: Final[dict[str, tuple[str, ...]]] = {
    "engagement": ("parties", "type"),
    "mechanism": ("name",),
    "programme": ("equipment", "recipient"),
    "use": ("equipment", "by"),
    "pressure": ("by", "on"),
    "posture": ("parties", "direction"),
}
STRICTER: Final[dict[str, tuple[str, ...]]] = {
    "engagement": ("participants",),
    "mechanism": ("parties",),
    "programme": ("supplier", "mode"),
    "use": ("operation",),
    "pressure": ("instrument", "about"),
    "posture": (),
}
# Slots that decide nothing and are counted on claims that match.
COUNTED: Final = ("status", "date", "place", "quantity", "value", "attribution", "level")

_NEAR_TYPES: Final = (
    frozenset({"meeting", "talks"}),
    frozenset({"agreement", "contract"}),
    frozenset({"visit", "port-call"}),
)
_MADE_TOGETHER: Final = frozenset({"licensed-production", "co-production", "co-development"})
# How many parties must agree exactly; above that number half of all that either names is enough.
_EXACT: Final = {"parties": 2, "by": 1, "on": 1}
_HALF: Final = 0.5
_YEAR, _MONTH = 4, 7


def agrees(slot: str, gold: Data, read: Data) -> bool:
    """Whether one slot of the claim that was read is as gold has it; an empty slot of gold always is."""
    return is_empty(gold.get(slot)) or _COMPARISONS.get(slot, _same_word)(slot, gold, read)


def same_claim(gold: Data, read: Data, slots: tuple[str, ...]) -> bool:
    """Whether two claims agree in these slots. What is denied never agrees with what is asserted."""
    if bool(gold.get("denied")) != bool(read.get("denied")):
        return False
    return all(agrees(slot, gold, read) for slot in slots)


def states(value: object) -> set[str]:
    """Codes of parties as a set, in capitals."""
    return {str(item).strip().upper() for item in items(value)} - {""}


def _same_states(slot: str, gold: Data, read: Data) -> bool:
    return states(gold[slot]) == states(read.get(slot))


def _near_states(slot: str, gold: Data, read: Data) -> bool:
    wanted, found = states(gold[slot]), states(read.get(slot))
    if len(wanted) <= _EXACT[slot]:
        return wanted == found
    return len(wanted & found) / len(wanted | found) >= _HALF


def _same_recipient(slot: str, gold: Data, read: Data) -> bool:
    """Partners of a joint programme need not be named as its receivers."""
    if not states(read.get(slot)) and states(gold[slot]) <= states(gold.get("supplier")):
        return True
    return _same_states(slot, gold, read)


def _same_supplier(slot: str, gold: Data, read: Data) -> bool:
    """Where a thing is made together, the state that builds at home may or may not count as a supplier."""
    if _MADE_TOGETHER.intersection(items(gold.get("mode"))):
        home = states(gold.get("recipient")) | states(read.get("recipient"))
        abroad = states(gold[slot]) - home
        if abroad and abroad == states(read.get(slot)) - home:
            return True
    return _same_states(slot, gold, read)


def _same_type(slot: str, gold: Data, read: Data) -> bool:
    found = set(items(read.get(slot)))
    near = {word for group in _NEAR_TYPES if group & found for word in group}
    return any(word in found | near for word in items(gold[slot]))


def _same_people(slot: str, gold: Data, read: Data) -> bool:
    """Whether half of the people whom gold names are named, by any part of the name."""
    wanted, found = _names(gold[slot]), _names(read.get(slot))
    if not wanted:
        return True
    return sum(any(one & other for other in found) for one in wanted) / len(wanted) >= _HALF


def _names(people: object) -> list[set[str]]:
    named = (person.get("name", "") if isinstance(person, dict) else person for person in items(people))
    return [set(words(name).split()) for name in named if name]


def _same_date(slot: str, gold: Data, read: Data) -> bool:
    """Equal as far as both go, and the one read no coarser than the month that gold knows."""
    wanted, found = _start(gold[slot]), _start(read.get(slot))
    shared = min(len(wanted), len(found))
    if shared < _YEAR or len(found) < min(_MONTH, len(wanted)):
        return False
    return wanted[:shared] == found[:shared]


def _start(date: object) -> str:
    value = date.get("start") if isinstance(date, dict) else date
    return str(value) if value else ""


def _same_number(slot: str, gold: Data, read: Data) -> bool:
    found = numbers(read.get(slot))
    return bool(found) and found[0] in numbers(gold[slot])


def _same_title(slot: str, gold: Data, read: Data) -> bool:
    found = read.get(slot)
    if isinstance(found, dict):
        found = found.get("name") or found.get("source")
    return same_name(gold[slot], found)


def _same_things(slot: str, gold: Data, read: Data) -> bool:
    return same_equipment(gold[slot], read.get(slot))


def _same_word(slot: str, gold: Data, read: Data) -> bool:
    return not {words(w) for w in items(gold[slot])}.isdisjoint(words(r) for r in items(read.get(slot)))


_COMPARISONS: Final[dict[str, Callable[[str, Data, Data], bool]]] = {
    "parties": _near_states,
    "by": _near_states,
    "on": _near_states,
    "about": _same_states,
    "supplier": _same_supplier,
    "recipient": _same_recipient,
    "equipment": _same_things,
    "name": _same_title,
    "operation": _same_title,
    "place": _same_title,
    "attribution": _same_title,
    "participants": _same_people,
    "type": _same_type,
    "date": _same_date,
    "quantity": _same_number,
    "value": _same_number,
}
