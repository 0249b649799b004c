"""Who leaves a programme made together: "India withdrew from the joint development of the fighter with Russia".

The programme is over for those who made it together; what the sentence says of its making is told as cancelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from communique.reading.deals import Deal, Frame
from communique.reading.goods import items_under
from communique.reading.items import Item
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_LEAVING: Final = frozenset("withdraw exit quit leave abandon".split())
# These leave only with a particle ("pull out of", "walk away from").
_WITH_PARTICLE: Final = frozenset("pull drop back walk bow opt".split())
_VENTURE: Final = frozenset(
    "programme program project partnership development consortium scheme venture co-development".split()
)
_PLACES: Final = ("from", "of", "out", "obj", "away")
_EXIT: Final = Frame("withdraw", "v", "develop", "co-development", "cancelled", "", (), (), (), "")


def exits(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """The joint programmes that a sentence tells somebody has left; deals that it tells of them become cancelled."""
    found: list[Deal] = []
    for token in tree.tokens:
        if token.pos != "VERB" or not _leaves(tree, token.i):
            continue
        held = stance(tree, token.i)
        if held.denied or held.phase in ("proposed", "planned", "negotiating", "requested"):
            continue
        heads = [k for k in tree.subtree(token.i) if tree[k].lemma in _VENTURE and k > token.i]
        for item in items_under(tree, heads, [i for i in items if not i.vague]) if heads else ():
            told = [d for d in deals if d.item is item and d.frame.sense in ("develop", "make")]
            for deal in told:
                deal.status = "cancelled"
            if not told:
                found += _left(scene, tree, token.i, heads, item)
    return found


def _leaves(tree: Tree, at: int) -> bool:
    particles = {tree[k].lemma for k in tree.children(at, "prt", "advmod", "prep")}
    lemma = tree[at].lemma
    return lemma in _LEAVING or (lemma in _WITH_PARTICLE and bool(particles & {"out", "away"}))


def _left(scene: Scene, tree: Tree, at: int, heads: Sequence[int], item: Item) -> list[Deal]:
    """The programme as it was: whoever leaves, and those with whom."""
    leavers = [p for k in arguments(tree, at).get("subj", ()) for p in scene.parties_at(tree, k)]
    withs = [p for h in (at, *heads) for p in tree.children(h, "prep") if tree[p].lemma == "with"]
    others = [
        q for p in withs for k in tree.children(p, "pobj") for q in scene.parties_at(tree, k, refer=False)
    ]
    makers = tuple(dict.fromkeys((*leavers, *others, *item.origins)))
    if not leavers or len(makers) < 2:
        return []
    deal = Deal(_EXIT, at, item, stance(tree, at), makers, (), "co-development", "cancelled")
    deal.inferred["supplier"] = "sentence: who left, and whom"
    return [deal]
