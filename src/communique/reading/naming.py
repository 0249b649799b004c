"""What a bare common noun names: "the howitzer" after the K9, "these jets" after the Rafale.

A definite noun without adjectives of its own takes the designation of the last equipment of its family that
the report named before; the count and the place of the noun stay.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from communique.knowledge import Knowledge, Row, split
from communique.reading.items import Item
from communique.reading.mentions import Mention
from communique.reading.scene import Scene
from communique.reading.ships import flag

_DEFINITE: Final = re.compile(
    r"\b(?:the|these|those|such|both|its|their|of the)(?: (?:first|last|next|remaining|other|new|two|three|four|five|six|\d+))* $",
    re.IGNORECASE,
)
# Families whose common nouns stand for one another ("jets" of a trainer, "vehicles" of armour).
AKIN: Final[dict[str, frozenset[str]]] = {
    "vehicles": frozenset({"armour", "vehicles"}),
    "combat-aircraft": frozenset(
        {"combat-aircraft", "trainer-aircraft", "transport-aircraft", "special-mission-aircraft"}
    ),
    "air-defence": frozenset({"air-defence"}),
}


def name_definites(scene: Scene, items: list[Item]) -> list[Item]:
    """The items of a sentence, bare definite nouns given the designation that they stand for."""
    named = [_named(scene, item) if _bare(item) else _this_weapon(scene, item) for item in items]
    for at, item in enumerate(items):
        first = next((k for k in range(at) if items[k].name == item.name and named[k].known), None)
        if item.elliptic and not item.known and first is not None:
            model = named[first]  # "four of the jets; the remaining 14": of the type that the jets are
            named[at] = replace(
                item,
                name=model.name,
                family=model.family,
                origins=model.origins,
                joint=model.joint,
                known=True,
            )
    return [
        _repeated(item, named[:at]) if _bare(item) and item.quantity else item
        for at, item in enumerate(named)
    ]


def _repeated(item: Item, before: list[Item]) -> Item:
    """``66 F-16 aircraft to A, eight aircraft to B``: the same noun, counted again, is the same equipment."""
    model = next((b for b in reversed(before) if not b.vague), None)
    if model is None or not model.known or model.noun != item.noun or not model.quantity:
        return item
    return replace(
        item, name=model.name, family=model.family, origins=model.origins, joint=model.joint, known=True
    )


def _bare(item: Item) -> bool:
    return (
        not item.known
        and not item.vague
        and not item.elliptic
        and not item.said
        and len(item.name.split()) <= 2
        and item.name.islower()
        and "-" not in item.name
    )


# "this weapon system": the one thing named last, whatever its family.
_THIS: Final = re.compile(r"\b(?:this|the) (?:same )?$", re.IGNORECASE)
_ANY_WEAPON: Final = frozenset({"weapon", "weapon system", "weapons system", "missile system"})


def _this_weapon(scene: Scene, item: Item) -> Item:
    if item.elliptic or item.said or item.name.lower() not in _ANY_WEAPON:
        return item
    if not _THIS.search(scene.text[max(0, item.start - 14) : item.start]):
        return item
    before = [m for m in scene.mentions if m.kind == "equipment" and m.end <= item.start]
    if not before or flag(before[-1].text) or not before[-1].parties:
        return item
    return _called(scene, item, before[-1])


def _called(scene: Scene, item: Item, found: Mention) -> Item:
    return replace(
        item,
        name=scene.document.text[found.start : found.end],
        family=found.row.get("family") or item.family,
        origins=found.parties,
        joint=found.row.get("joint") == "yes" or len(found.parties) > 1,
        known=True,
        vague=False,
    )


def _named(scene: Scene, item: Item) -> Item:
    if not _DEFINITE.search(scene.text[max(0, item.start - 30) : item.start]):
        return item
    if scene.tenderer is not None and not item.quantity:
        return item  # several types compete: "the jets" are any of them
    found = _antecedent(scene, item)
    if found is None:
        return item
    return _called(scene, item, found)


# "The aircraft" are whatever flies, "the platforms" whatever was told of.
_FLYING: Final = frozenset({"helicopters", "drones"})


def _antecedent(scene: Scene, item: Item) -> Mention | None:
    families = AKIN.get(item.family or "", frozenset({item.family or ""}))
    if item.noun == "aircraft":
        families |= _FLYING
    before = [
        m
        for m in (_in_programme(scene, m) for m in scene.mentions if m.end <= item.start)
        if m.kind == "equipment" and m.row.get("family") in families
    ]
    if item.noun.endswith("s") or item.quantity:
        before = [m for m in before if not flag(m.text)]  # one ship with her name is not what several are
    return before[-1] if before else None


_CODE: Final = re.compile(r"[A-Z]{1,4}-?\d+[A-Z]?\b")


@lru_cache(maxsize=4)
def _designations(knowledge: Knowledge) -> dict[str, Row]:
    return {row["designation"]: row for row in knowledge.rows("equipment")}


def _in_programme(scene: Scene, mention: Mention) -> Mention:
    """The type that a programme is called after ("the F-35 programme"), else the mention itself."""
    code = _CODE.match(mention.text) if mention.kind == "mechanism" else None
    row = _designations(scene.knowledge).get(code[0]) if code else None
    if code is None or row is None:
        return mention
    end = mention.start + len(code[0])
    return Mention(mention.start, end, "equipment", code[0], code[0], split(row["origins"]), "table", row)
