"""Second-hand equipment: who sells it is not who made it.

"Chile received Dutch frigates under a contract with the Netherlands", "bought the F-16s from Denmark": the
table knows the maker, the report the seller. A deal named beside the verb tells the seller of what passes under
it; whoever is once told as the seller of a type to a buyer stays its seller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from communique.knowledge import fold
from communique.reading.deals import Deal
from communique.reading.item import Item
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_UNDER: Final = re.compile(
    r"\b(?:under|through|via|as part of|thanks to|based on|in line with|following|after|pursuant to|in) (?:an? |the |its |their |this )?"
    r"(?:[\w$€£.,-]+ ){0,6}?(?:deal|contract|agreement|accord|arrangement|order|purchase|transaction|sale)s?"
    r"(?: (?:signed|concluded|made|reached|struck|inked|sealed)(?: (?:in|last|this) [\w ]{3,20}?)?)?(?: worth [^,;]{1,30}?)? with (?:the )?"
)
# What passes from one to another, whoever made it.
_PASSING: Final = ("receive", "arrival")


def sold_under(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """``received jets under a deal with Denmark``: with whom the deal is made sells them, the buyer apart."""
    if deal.supplier or not deal.recipient or deal.frame.sense not in _PASSING:
        return ()
    match = _UNDER.search(scene.text, max(deal.item.end, tree[deal.trigger].end), tree.end)
    if match is None:
        return ()
    for mention in scene.inside(match.end(), min(tree.end, match.end() + 60), "party", "body"):
        if mention.start - match.end() <= 2 and mention.form != "organisation":
            return tuple(p for p in mention.parties if p not in deal.recipient and len(p) == 3)[:1]
    return ()


_OLD: Final = re.compile(r"\b(?:second-?hand|used|surplus|refurbished)(?: [\w.-]+){0,5} ?$")


def passed_on(scene: Scene, tree: Tree, deal: Deal) -> None:
    """``A and B signed a letter whereby A buys 24 second-hand US-built jets``: B sells them, and not who built them."""
    makers = {*deal.item.origins, *deal.item.said}
    if not deal.supplier or not set(deal.supplier) <= makers or len(deal.recipient) != 1:
        return
    if not _OLD.search(scene.text, max(tree.start, deal.item.start - 60), deal.item.start):
        return
    named = {p for m in scene.inside(tree.start, deal.item.start, "party") for p in m.parties}
    others = [p for p in scene.dyad if p in named and p not in makers and p not in deal.recipient]
    if len(others) == 1 and deal.frame.sense in ("receive", "deal"):
        deal.supplier = (others[0],)


def bare(name: str) -> str:
    """The letters and digits of a type's name: "Leopard 2 A4" and "Leopard 2A4" are one, "P-3C" is a P-3."""
    return re.sub(r"[^a-z0-9]", "", fold(name))


def bare_of(scene: Scene, item: Item) -> str:
    """The bare name of an item by its key in the table, where it has one."""
    key = next((m.key for m in scene.inside(item.start, item.end, "equipment")), item.name)
    return bare(key)


def resale(scene: Scene, name: str, buyers: Iterable[str] = ()) -> tuple[str, str] | None:
    """Who is told to hand over equipment of this bare name, and to whom (one of these, where any is given)."""
    wanted = set(buyers)
    for (known, buyer), giver in scene.givers.items():
        if (not wanted or buyer in wanted) and (known in name or name in known):
            return giver, buyer
    return None


def giver_of(scene: Scene, name: str, buyers: Iterable[str] = ()) -> str | None:
    """Who is told to hand over equipment of this bare name (to one of these buyers, where any is given)."""
    found = resale(scene, name, buyers)
    return found[0] if found else None


_USED: Final = re.compile(
    r"\b(?:second-?hand|surplus|former(?:ly)?|ex-(?!US\b)\w+|used (?:[\w-]+ ){0,2}(?:jets|aircraft|tanks|fighters|[A-Z][A-Za-z-]*\d\w*)|decommissioned|from (?:its|their) (?:own )?(?:stocks?|fleet|air force|inventor)\w*|"
    r"sale of (?:\w+ ){0,3}(?:moderni[sz]ed|upgraded)|its (?:old|ageing|aging|retired))\b",
    re.IGNORECASE,
)


def second_hand(scene: Scene, deal: Deal) -> str | None:
    """``Romania and Portugal signed the agreement ... received the first F-16s``: no maker is told of, an owner is.

    Only where the maker's state is nowhere in the report, the report tells of used equipment and of one pair.
    """
    makers = set(deal.item.origins)
    if not (deal.item.known and makers and len(deal.recipient) == 1) or makers & set(scene.weights):
        return None
    if deal.frame.sense not in ("supply", "receive", "arrival", "deal") or not _USED.search(scene.text):
        return None
    rest = [p for p in scene.dyad if p not in deal.recipient]
    turned = rest and (deal.recipient[0], rest[0]) in scene.flows
    return rest[0] if len(rest) == 1 and len(scene.dyad) == 2 and len(rest[0]) == 3 and not turned else None
