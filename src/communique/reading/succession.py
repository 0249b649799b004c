"""Arms that are to come: in the place of older ones ("is replacing its tanks with Korean K2s"), or on order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from communique.reading.deals import Deal, Frame
from communique.reading.goods import items_under
from communique.reading.items import Item
from communique.reading.roles import Args, arguments, is_passive
from communique.reading.scene import Scene
from communique.reading.stance import programme_status, stance
from communique.reading.syntax import Tree

_REPLACE: Final = Frame(
    "replace", "v", "receive", "transfer", "planned", "", ("from",), ("subj",), ("with",), ""
)


def succeeding(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """The deals by which new arms of another's make come in the place of a state's old ones."""
    found: list[Deal] = []
    told = {deal.item.start for deal in deals if deal.linked}
    for token in tree.tokens:
        if token.lemma != "replace" or token.pos != "VERB":
            continue
        args = arguments(tree, token.i)
        passive = is_passive(tree, token.i)
        new = items_under(tree, [*args.get("with", ()), *(args.get("by", ()) if passive else ())], items)
        active = not new and not passive
        new = items_under(tree, args.get("subj", ()), items) if active else new
        buyers = _buyers(scene, tree, args, owned=active or passive)
        for item in new:
            makers = set(item.source or item.said or item.origins)
            if item.vague or item.start in told or not makers or makers & set(buyers) or len(buyers) != 1:
                continue
            held = stance(tree, token.i)
            deal = Deal(_REPLACE, token.i, item, held, item.source or item.said, buyers)
            deal.status = programme_status(held, _REPLACE.status, _REPLACE.sense)
            found.append(deal)
    return found


_ON_ORDER: Final = Frame("order", "n", "receive", "transfer", "contracted", "sale", (), (), (), "")


def awaited(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """``A has 24 Korean tanks on order``: what the verb above has, for its subject."""
    found: list[Deal] = []
    told = {deal.item.start for deal in deals if deal.linked}
    for token in tree.tokens:
        if token.lemma != "order" or token.dep != "pobj" or tree[token.head].lemma != "on":
            continue
        verb = next((k for k in tree.ancestors(token.i) if tree[k].pos in ("VERB", "AUX")), None)
        if verb is None or tree[verb].lemma not in ("have", "be", "remain", "keep"):
            continue
        args = arguments(tree, verb)
        goods = items_under(
            tree, args.get("obj" if tree[verb].lemma in ("have", "keep") else "subj", ()), items
        )
        who = [k for k in (*args.get("subj", ()), *args.get("for", ())) if not items_under(tree, [k], items)]
        buyers = tuple(dict.fromkeys(p for k in who for p in scene.parties_at(tree, k)))
        for item in goods:
            if item.vague or item.start in told or len(buyers) != 1 or set(buyers) & set(item.origins):
                continue
            found.append(Deal(_ON_ORDER, token.i, item, stance(tree, verb), item.source or item.said, buyers))
            found[-1].status = "contracted"
    return found


def _buyers(scene: Scene, tree: Tree, args: Args, owned: bool) -> tuple[str, ...]:
    """Whose arms are replaced: the subject's, or their owner's where the new ones are the subject."""
    heads = args.get("obj", ()) if owned else args.get("subj", ())
    if not owned:
        return tuple(dict.fromkeys(p for k in heads for p in scene.parties_at(tree, k)))
    owners = [k for head in heads for k in tree.children(head, "poss")]
    return tuple(dict.fromkeys(p for k in owners for p in scene.parties_at(tree, k)))
