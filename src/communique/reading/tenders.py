"""Tenders: who invites bids, and what each bidder offers him.

"The ministry received four offers. Two came from the United States, for new F-16s, while Sweden put forward its
offer for Gripens; Italy proposed Eurofighters": who would get them is told once, and each offer names its bidder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from communique.reading.deals import Deal, frames
from communique.reading.items import Item
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_BIDDING: Final = Sought(
    r"\b(?:tenders?|bids?|bidders?|bidding|requests? for (?:proposals?|information|tenders?|offers?)|RFPs?|RFIs?|shortlist\w*|short list|competition)\b"
)
_CALLS: Final = frozenset("tender bid offer proposal competition request".split())
_INVITING: Final = frozenset(
    "receive seek invite request launch relaunch issue open reopen hold run announce start restart cancel evaluate review assess".split()
)
# "Sweden once again put forward its offer for new Gripen jets", "Italy proposed second-hand Eurofighter jets".
_OFFERED: Final = re.compile(
    r"(?:'s)?(?: [\w.'-]+){0,2}?(?: (?:has|had|have|is|was|are|once again|again|also|now|itself|then|reportedly))*"
    r" (?:offer(?:ed|s|ing)?(?: (?:was|is|came|comes))?(?: for)?|propos(?:ed|es|ing)|pitch(?:ed|es|ing)|bid(?:ding)? with|"
    r"(?:put forward|submitted|made|tabled|presented|placed) (?:an?|its|two|three|the)(?: [\w-]+)? (?:offers?|bids?|proposals?)(?: ?-)?(?: for)?)"
    r"(?: (?!and\b|or\b|to\b|by\b|from\b|that\b|which\b|of\b)[\w-]+){0,5} ?"
)
_CAME_FROM: Final = re.compile(
    r"\b(?:offers?|bids?|proposals?) (?:came|come|was|were|is|are)?(?: (?:made|submitted|received|placed))? ?(?:from|by) (?:the )?$"
)
_NEXT: Final = re.compile(r"s?,? (?:and|or) (?:[\w-]+ ){0,3}")
_FIRMS: Final = ("company", "yard", "bureau")


def tenderer(scene: Scene) -> str | None:
    """The state that invites bids in a report; None where no tender is told of, or of several states."""
    if not _BIDDING.search(scene.text):
        return None
    found: Counter[str] = Counter()
    for tree in scene.trees.values():
        for token in tree.tokens:
            if token.lemma not in _CALLS or token.pos not in ("NOUN", "PROPN"):
                continue
            args = arguments(tree, token.i)
            heads = list(args.get("poss", ())) if token.lemma in ("tender", "competition") else []
            if tree[token.head].lemma in _INVITING and token.dep in ("dobj", "nsubjpass", "pobj"):
                heads += args.get("light", ()) or arguments(tree, token.head).get("subj", ())
            found.update(p for k in heads for p in scene.parties_at(tree, k) if len(p) == 3)
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        ranked = Counter(_asked(scene)).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


_TO_SELL: Final = re.compile(
    r"\b(?:bid|bids|offers?|offered|proposals?|competing)\b[^.;]{0,40}? to (?:sell|supply|provide|deliver)\b[^.;]{0,60}? to (?:the )?$"
)


def _asked(scene: Scene) -> list[str]:
    """``submitted bids to sell jets to A's air force``: to whom all would sell."""
    return [
        m.parties[0]
        for tree in scene.trees.values()
        for m in scene.inside(tree.start, tree.end, "party")
        if len(m.parties) == 1 and _TO_SELL.search(scene.text[tree.start : m.start])
    ]


def offered(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """What a sentence tells that bidders offer to who invited them, as far as no deal tells of it."""
    if scene.tenderer is None:
        return []
    found: list[Deal] = []
    last: tuple[Item, str] | None = None
    for item in items:
        bidder = _bidder(scene, tree, item)
        if (
            bidder is None
            and last
            and _NEXT.fullmatch(scene.text[last[0].end : max(last[0].end, item.start)])
        ):
            bidder = last[1] if last[1] in (item.said or item.origins) else None
        if bidder is None or item.vague or not item.known:
            continue
        last = item, bidder
        told = [d for d in deals if d.item.start == item.start and (d.supplier or d.recipient)]
        if told or bidder == scene.tenderer:
            continue
        deal = Deal(
            frames()["offer", "v"], item.head, item, stance(tree, item.head), (bidder,), (scene.tenderer,)
        )
        deal.status = "proposed"
        deal.inferred["recipient"] = "report: who invited the offers"
        found.append(deal)
    return found


def _bidder(scene: Scene, tree: Tree, item: Item) -> str | None:
    """Whose offer the words before an item tell of."""
    named = [
        m
        for m in scene.inside(tree.start, item.start, "party", "body")
        if len(m.parties) == 1 and len(m.parties[0]) == 3 and (m.kind == "party" or m.form in _FIRMS)
    ]
    for mention in reversed(named[-3:]):
        between = scene.text[mention.end : item.start]
        if _OFFERED.fullmatch(between):
            return mention.parties[0]
        if _CAME_FROM.search(scene.text[tree.start : mention.start]) and _FOR.fullmatch(between):
            return mention.parties[0]
    return None


_FOR: Final = re.compile(r",? (?:for|with|of) (?:[\w-]+ ){0,4}")
