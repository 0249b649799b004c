"""The parties that arguments of a trigger speak for, lists of customers spelt out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from communique.reading.items import Item
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# Arms for these, or from these, are no dealing of the state that they are named after.
_NO_STATE: Final = frozenset(
    "rebel militant militia insurgent separatist guerrilla gang cartel smuggler terrorist mercenary fighter dealer trafficker".split()
)


_RIVALS: Final = frozenset(
    "rival competitor contender bidder competition opposition pressure challenger".split()
)


def _beaten(scene: Scene, item: Item, offset: int) -> bool:
    """Whether a seller stands with what lost ("chose the A over the B from C")."""
    return bool(re.search(r"\b(?:over|instead of|rather than)\b", scene.text[item.end : offset]))


def parties(scene: Scene, tree: Tree, args: Args, labels: Iterable[str], item: Item) -> tuple[str, ...]:
    """The parties in the first of these arguments that speaks for any."""
    for label in labels:
        found: list[str] = []
        for head in args.get(label, ()):
            if item.start <= tree[head].start < item.end and label not in ("poss",):
                continue
            if label == "from" and tree[head].lemma in _RIVALS:
                continue  # "after close competition from an American rival"
            if tree[head].lemma in _NO_STATE or (label == "from" and _beaten(scene, item, tree[head].start)):
                continue
            refer = label not in ("mod", "in", "at", "into")
            named = _listed_states(scene, tree, head) or scene.parties_at(tree, head, refer=refer)
            found += [p for p in named if p not in found]
        if found:
            return tuple(found)
    return ()


_SEVERAL: Final = frozenset(
    "country nation state customer operator buyer user military ally partner force government".split()
)
_INCLUDING: Final = re.compile(
    r"(?: [\w-]+){0,5}?,? ?[(-]? ?(?:including|such as|among them|namely|notably|(?:with )?the others? being|:)(?: the)? "
)
_AND: Final = re.compile(
    r"(?:'s)?(?: [a-z]+){0,2}(?:,| and|, and| as well as|, as well as)(?: also)?(?: the)? "
)


def _listed_states(scene: Scene, tree: Tree, head: int) -> tuple[str, ...]:
    """``to six countries, including A, B and C``: the states that a plural noun is said to stand for."""
    token = tree[head]
    if token.lemma not in _SEVERAL or token.tag != "NNS":
        return ()
    match = _INCLUDING.match(scene.text, token.end, tree.end)
    if match is None:
        return ()
    found: list[str] = []
    end = match.end()
    for mention in scene.inside(match.end(), tree.end, "party"):
        if mention.start != end or len(mention.parties) != 1:
            break
        found.append(mention.parties[0])
        onward = _AND.match(scene.text, mention.end, tree.end)
        if onward is None:
            break
        end = onward.end()
    return tuple(dict.fromkeys(found))


def union(scene: Scene, tree: Tree, args: Args, labels: Iterable[str], item: Item) -> tuple[str, ...]:
    """All parties in any of these arguments: those who make something together."""
    found: list[str] = []
    for label in labels:
        found += [p for p in parties(scene, tree, args, (label,), item) if p not in found]
    return tuple(found)
