"""Uses: equipment was used in an operation or fight; tests, exercises and mere ownership are not uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.items import Item
from communique.reading.roles import arguments, expand
from communique.reading.scene import Scene
from communique.reading.stance import Stance, stance
from communique.reading.syntax import Tree


@dataclass(frozen=True, slots=True)
class Employment:
    """A use in the making."""

    item: Item
    trigger: int
    by: tuple[str, ...]
    operation: str | None
    against: tuple[str, ...]
    stance: Stance
    inferred: tuple[tuple[str, str], ...] = ()


_VERBS: Final = frozenset("use employ deploy fire launch fly operate utilise utilize rely unleash".split())
_ACTS: Final = frozenset(
    "down destroy strike hit intercept neutralise neutralize repel kill sink attack bomb shell engage target knock shoot prove play help see perform".split()
)
_COMBAT: Final = re.compile(
    r"\b(?:against|attacks?|attacked|airstrikes?|strikes?|struck|shot down|shoot down|shooting down|downed|downing|combat|conflict|war|battle\w*|fighting|insurgents?|rebels?|militants?|"
    r"terrorists?|destroy\w*|intercept\w*|neutrali[sz]\w*|fired (?:at|on)|bomb(?:ed|ing)|hit|offensive|invasion|Operation|repel\w*|killed|targets?)\b"
)
_NOT_COMBAT: Final = re.compile(
    r"\b(?:exercises?|drills?|tests?|tested|test-fired|trials?|training|parade|simulat\w+|demonstrat\w+|display\w*|capable of|designed to|can (?:hit|strike|carry))\b",
    re.IGNORECASE,
)


def find_uses(scene: Scene, tree: Tree, items: list[Item]) -> list[Employment]:
    """Every combat use that a sentence tells of, with the user and the operation."""
    words = scene.text[tree.start : tree.end]
    operations = scene.inside(tree.start, tree.end, "operation")
    named = re.search(r"\bOperation [A-Z][\w-]+(?: [A-Z][\w-]+)?", words)
    operation = operations[0].text if operations else named[0] if named else None
    if not (_COMBAT.search(words) or operation) or _NOT_COMBAT.search(words):
        return []
    found = []
    for item in items:
        if item.vague:
            continue
        trigger = _trigger(tree, item)
        if trigger is None:
            continue
        by, inferred = _user(scene, tree, trigger, item, operations[0].parties if operations else ())
        if by and (set(by) != set(item.origins) or operation):
            found.append(Employment(item, trigger, by, operation, (), stance(tree, trigger), inferred))
    return found


def _trigger(tree: Tree, item: Item) -> int | None:
    """The verb that uses the item, or that the item, as means, does to a target."""
    for token in tree.tokens:
        if token.lemma in _VERBS and token.pos in ("VERB", "NOUN"):
            args = arguments(tree, token.i)
            heads = [*args.get("obj", ()), *args.get("of", ()), *args.get("on", ())]
            if any(item.head in tree.subtree(h, stop=lambda t: t.dep in ("relcl", "advcl")) for h in heads):
                return token.i
        if token.lemma in _ACTS and token.pos == "VERB":
            args = arguments(tree, token.i)
            means = [*args.get("subj", ()), *args.get("with", ()), *args.get("by", ())]
            if any(item.head in expand(tree, h) or item.head == h for h in means):
                return token.i
    return None


def _user(
    scene: Scene, tree: Tree, trigger: int, item: Item, known: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    args = arguments(tree, trigger)
    for label in ("subj", "poss", "by", "light"):
        for head in args.get(label, ()):
            if item.start <= tree[head].start < item.end:
                continue
            named = scene.parties_at(tree, head)
            if named:
                return named[:1], ()
    owner = [
        k
        for k in tree.children(item.head, "poss", "amod", "compound")
        if scene.parties_at(tree, k, refer=False)
    ]
    for k in owner:
        parties = scene.parties_at(tree, k, refer=False)
        if parties and not set(parties) & set(item.origins):
            return parties[:1], ()
    if known:
        return known[:1], (("by", "table: party of the operation"),)
    rest = [p for p in scene.dyad if p not in item.origins]
    if len(rest) == 1:
        return tuple(rest), (("by", "report: the other party of the pair"),)
    return (), ()
