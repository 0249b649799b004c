"""Who takes part in a programme made by others: "a 20% partner in the KF-21", "joined the development of the jet"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.deals import Deal, Frame
from communique.reading.items import Item
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_PART: Final = Sought(
    r"\b(?:participat(?:es?|ed|ing|ion)|partners?(?:ing)?|partnership|stakes?|shares?|takes? part|took part|taking part|invest(?:s|ed|ing)?) in "
    r"(?:the |its |their |a |joint )*(?:(?:development|co-development)(?: (?:program(?:me)?|project))? of (?:the |its |a |new )*)?(?:[\w-]+ ){0,4}?$|"
    r"\b(?:joins?|joined|joining) (?:the |a |joint )*(?:[\w-]+ ){0,3}?(?:development|program(?:me)?|project)(?: (?:program(?:me)?|project))? (?:of|for) (?:the |its |a |new )*(?:[\w-]+ ){0,4}?$",
    re.IGNORECASE,
)
_VENTURE: Final = re.compile(
    r"s?(?: [\w-]+){0,4}? (?:program(?:me)?|project|effort|development|consortium|venture)\b", re.IGNORECASE
)
_DEVELOPING: Final = re.compile(
    r"\bdevelopment\b|\bdesign\b|\bprogram(?:me)?\b|\bproject\b|\beffort\b", re.IGNORECASE
)
# "the joint KF-21 fighter project", "a joint fighter project called KF-X".
_JOINT: Final = Sought(r"\bjoint(?:ly developed)? (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_CALLED: Final = Sought(
    r"\bjoint (?:[\w-]+ ){0,4}(?:program(?:me)?|project|venture)\b[^.;]{0,40}? (?:called|named|dubbed|known as|code-?named) (?:the )?$",
    re.IGNORECASE,
)
_SHARED: Final = Frame("develop", "v", "develop", "co-development", "", "", (), (), (), "")
_TAKING_PART: Final = Frame(
    "participate", "v", "share", "co-development", "in-production", "", (), (), (), ""
)


def joined(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """The programmes of one maker in which a sentence tells that another state takes part."""
    found: list[Deal] = []
    for item in items:
        if not item.known or not item.origins or any(d.item is item and d.linked for d in deals):
            continue
        before = scene.text[tree.start : item.start]
        part = _PART.search(before)
        if part is None or not (_DEVELOPING.search(part[0]) or _VENTURE.match(scene.text, item.end)):
            continue
        held = stance(tree, item.head)
        partners = _partners(scene, tree, item)
        if partners and not held.denied:
            deal = Deal(
                _TAKING_PART, item.head, item, held, item.origins, partners, "co-development", "in-production"
            )
            deal.inferred["recipient"] = "sentence: who takes part in it"
            found.append(deal)
    return found


def together(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """The joint project of the maker of a thing and the one other state that the sentence or the report names."""
    found: list[Deal] = []
    for item in items:
        one = item.known and len(item.origins) == 1 and not item.joint
        if not one or any(d.item is item and d.frame.sense in ("share", "develop") for d in (*deals, *found)):
            continue
        before = scene.text[tree.start : item.start]
        named = _JOINT.search(before) is not None and _VENTURE.match(scene.text, item.end)
        if not (named or _CALLED.search(before)):
            continue
        held = stance(tree, item.head)
        partners = _partners(scene, tree, item)
        if partners and not held.denied:
            makers = tuple(sorted((*item.origins, *partners)))
            deal = Deal(_SHARED, item.head, item, held, makers, (), "co-development", "")
            deal.inferred["supplier"] = "sentence: whose joint project it is"
            found.append(deal)
    return found


def _partners(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...]:
    """The states that the sentence names beside the makers; none named, the one that the report is about."""
    named = [
        p
        for m in scene.inside(tree.start, tree.end, "party")
        for p in m.parties
        if m.form != "organisation" and p not in item.origins and p not in item.said
    ]
    if named:
        return tuple(dict.fromkeys(named))[:1]
    main = [p for p in scene.dyad if p not in item.origins]
    return tuple(main[:1])
