"""Arms that one state buys for another: ``ordered 21 helicopters from B, for the army of C``."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Deal
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_FORCES: Final = (
    r"(?:armed forces|army|military|air force|navy|national guard|marines?|forces|troops|soldiers|"
    r"(?:defen[cs]e )?ministry|government|police|border guards?)"
)
_FOR: Final = re.compile(
    rf"\b(?:for|on behalf of)(?: use by)? (?:the )?(?:(?:\w+ )?{_FORCES} of (?:the )?)?$"
)
# Behind a bare name nothing may follow that makes it somebody's task, war or front.
_BARE: Final = re.compile(
    r"^(?:[.,;]|$| (?:in|and|by|under|as|at|from|with|after|which|that|worth|last|this|on)\b)"
)
_OWNED: Final = re.compile(rf"^(?:'s?|’s?)? (?:[\w-]+ ){{0,2}}?{_FORCES}\b")
_BUYING: Final = frozenset(
    "buy purchase order procure acquire obtain pay fund finance contract sign secure source".split()
)


def bought_for(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Who is to have the arms receives them; who pays gives them, unless he buys from a third."""
    if deal.frame.lemma not in _BUYING or len(deal.recipient) != 1:
        return
    buyer = deal.recipient[0]
    user = _user(scene, tree, deal)
    paying = deal.frame.lemma in ("pay", "fund", "finance")
    if user is None or user == buyer or (user in deal.item.origins and not paying):
        return
    foreign = [p for p in deal.supplier if p not in (buyer, user)]
    deal.supplier = tuple(foreign) or (buyer,)
    deal.recipient = (user,)


def _user(scene: Scene, tree: Tree, deal: Deal) -> str | None:
    """The state whose forces are named behind "for" after the arms."""
    start = max(deal.item.end, tree[deal.trigger].end)
    for mention in scene.inside(start, tree.end, "party"):
        if len(mention.parties) != 1 or not _FOR.search(scene.text, tree.start, mention.start):
            continue
        rest = scene.text[mention.end : tree.end]
        told = "of" in scene.text[max(start, mention.start - 8) : mention.start].split()
        if told or _OWNED.search(rest) or (mention.form == "name" and _BARE.search(rest)):
            return mention.parties[0]
    return None
