"""Packages of aid: who gives one to whom, and what a later sentence says that it holds.

"Madrid announced a package for Kyiv. It includes four launchers": the second sentence names neither end. The
scene remembers the last package with both its ends; a sentence that opens with it, or with a pronoun for it,
and a word of containing gives those ends to all that it lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.model import Claim
from communique.reading.deals import Deal, frames
from communique.reading.direct_deals import EXPORTER
from communique.reading.holdings import Package
from communique.reading.items import Item
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.sought import Sought, small_sought
from communique.reading.stance import programme_status, stance
from communique.reading.syntax import Tree

_PACKAGE: Final = frozenset(
    "package aid assistance support tranche consignment shipment cargo donation instalment installment".split()
)
_TAKING: Final = frozenset("sign receive get secure obtain accept buy purchase conclude ink".split())
_MILITARY: Final = small_sought(
    r"\b(?:military|defen[cs]e|arms|weapons?|weaponry|security|army|armed|lethal|ammunition|artillery)\b"
)
# "The ministry reported that earlier deliveries included ammunition": what came before is there.
_EARLIER: Final = re.compile(
    r"^(?:[A-Z][^.;]{0,70}? (?:said|reported|added|noted|stated|recalled)(?: that)? )?(?:[Ee]arlier|[Pp]revious(?:ly announced)?|[Pp]ast|[Rr]ecent|[Pp]rior|[Oo]ther) "
    r"(?:[\w-]+ ){0,3}?(?:deliver(?:y|ies)|shipments?|donations?|packages?|batch(?:es)?|consignments?|aid|assistance|support|supplies)\b[^.;]{0,50}?"
    r"\b(?:includ\w+|contain\w*|compris\w+|consist\w*|cover\w*|were|was|featured)\b"
)
_HOLDS: Final = re.compile(
    r"^(?:[\"' ]*)(?:(?:It|They|This|These|Among (?:the items|them|(?:its|the) contents)|In (?:it|the (?:package|consignment|delivery|shipment))(?: of \w+)?(?: there)?|"
    r"With it|(?:Also )?[Pp]art of (?:it|the package)|On the list|That|Included|The(?: [\w-]+){0,4} (?:package|aid|assistance|tranche|consignment|shipment|cargo|"
    r"delivery|donation|support|list|equipment|batch|contents|items|contribution|gift)s?|"
    r"[A-Z]\w+(?:'s?)? (?:[\w-]+ ){0,3}(?:package|aid|assistance|consignment|shipment|donation|contribution|gift)s?)\b[^.;]{0,60}?"
    r"\b(?:includ\w+|contain\w*|compris\w+|consist\w*|held|holds|cover\w*|made up of|feature\w*|composed of|encompass\w*|list\w*|come|comes|came|go|went|are|is|were|was|bring\w*|provid\w+))\b"
)


def note_package(scene: Scene, tree: Tree) -> None:
    """Remember the package of this sentence, where both its ends are told."""
    if not _MILITARY.search(scene.small, tree.start, tree.end):
        return
    for token in tree.tokens:
        if token.pos != "NOUN" or token.lemma not in _PACKAGE:
            continue
        args = arguments(tree, token.i)
        to = [
            p for x in ("to", "for") for k in args.get(x, ()) for p in scene.parties_at(tree, k, refer=False)
        ]
        by = [
            p
            for x in ("by", "from", "poss", "mod", "light")
            for k in args.get(x, ())
            for p in scene.parties_at(tree, k, refer=x in ("poss", "light"))
            if p not in to
        ]
        if not to and tree[token.head].lemma in _TAKING and token.dep in ("dobj", "nsubjpass"):
            to = [p for k in args.get("light", ()) for p in scene.parties_at(tree, k)]
            by = [p for p in by if p not in to]  # "Argentina signed a U.S. arms package"
        if len(set(to)) == 1 and by and not stance(tree, token.i).denied and len(by[0]) == 3:
            scene.package = Package((by[0],), (to[0],), tree.start)
            return


_OF_PACKAGE: Final = Sought(
    r"\b(?:package|tranche|consignment|shipment|donation|gift|handover|military aid|military assistance|security assistance)s?\b",
    re.IGNORECASE,
)


# "The equipment, which includes": what was handed over just before.
_THE_GOODS: Final = re.compile(
    r"[\"' ]*(?:The|These|This)(?: [\w-]+){0,3}? (?:equipment|hardware|materiel|batch|delivery|list|contents|items|cargo|vehicles|weapons|gear)\b"
    r"[^.;]{0,40}?\b(?:includ|compris|consist|contain)"
)


def _ends_above(scene: Scene, tree: Tree, start: int) -> tuple[int, tuple[str, ...], tuple[str, ...]] | None:
    """The ends told in the sentence before; or not far above, where "China's donation" is of the one who gave there."""
    last = scene.last_ends
    if last is None or last[0] == start:
        return last
    owner = [m for m in scene.inside(tree.start, tree.start + 40, "party") if m.start == tree.start]
    own = bool(owner) and owner[0].parties == last[1] and tree.start - last[0] < _BACK
    return last if own else None


def _unowned(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """``The new package contains 30 carriers``: whose it is, the rest of the report tells."""
    before = next((t for t in sorted(scene.trees, reverse=True) if t < tree.start), None)
    start = tree.start if before is None else before
    told = any(d.linked and d.supplier and d.recipient for d in deals)
    ends = _ends_above(scene, tree, start)
    whole = ends is not None and _THE_GOODS.match(scene.text, tree.start)
    if told or not (whole or _OF_PACKAGE.search(scene.text, start, tree.end)):
        return []
    frame = frames()["package", "n"]
    found = [Deal(frame, item.head, item, stance(tree, item.head)) for item in items if not item.vague]
    above = ends[0] if ends else start
    come = _GIVEN.search(scene.text, above, tree.end) and not _TO_COME.search(scene.text, above, tree.end)
    for deal in found:
        deal.status = "delivered" if come else "planned"
        if ends is not None:
            deal.supplier, deal.recipient = ends[1:]
            deal.inferred["recipient"] = "sentence: before, for whom the package is"
    return found


def _came(deal: Deal) -> Deal:
    """What an earlier delivery held has come."""
    deal.status = "delivered"
    return deal


_WHOLE: Final = re.compile(r"\b(?:package|aid|assistance|support)s?$", re.IGNORECASE)
# The exporter was guessed from such words alone, so they must stand at the end of no other name.
_GUESSED: Final = ("supplier", EXPORTER)
_ANY_ARMS: Final = re.compile(
    r"(?:(?:more|new|other|military|defen[cs]e|lethal|heavy|export) )*(?:arms|weapons?|weaponry|munitions?|hardware|equipment|materiel|military (?:goods|products)|(?<=lethal )(?:military )?aid)",
    re.IGNORECASE,
)
_HELD: Final = ("supplier", "sentence: before, whose package it is")


def without_whole(claims: list[Claim]) -> list[Claim]:
    """A package is told by its items and "arms" at large by what is named, where the report names any between the same two."""
    programmes = [c for c in claims if c.kind == "programme"]
    held = {(c.supplier, c.recipient) for c in programmes if _HELD in c.inferred}
    named = [c for c in programmes if not _ANY_ARMS.fullmatch(c.equipment or "")]
    told = {(c.supplier, c.recipient, c.denied) for c in named if c.mode == "transfer"}
    pairs = {frozenset((*c.supplier, *c.recipient)) for c in named}

    def needless(claim: Claim) -> bool:
        ends = claim.supplier, claim.recipient
        if not _ANY_ARMS.fullmatch(claim.equipment or ""):
            return ends in held and _WHOLE.search(claim.equipment or "") is not None
        either = _GUESSED in claim.inferred and frozenset((*ends[0], *ends[1])) in pairs
        return either or (*ends, claim.denied) in told

    return [c for c in claims if c.kind != "programme" or not needless(c)]


# "The contract, worth 320 million, also includes": what was contracted for with it.
_CONTRACT: Final = re.compile(
    r"^[\"' ]*(?:The|That|This|Their|Its)(?: (?:[\w$€£-]|[.,](?=\d))+){0,5}? (?:deal|contract|agreement|order|sale|purchase|acquisition|procurement)\b,?[^;.]{0,80}?"
    r"\b(?:includ\w+|cover\w*|compris\w+|consist\w*|encompass\w*)\b"
)
# "valued the contract, which also includes engines, at": the same within a sentence.
_WHICH: Final = re.compile(
    r"\b(?:the|this|that) (?:deal|contract|agreement|order|sale|purchase),? (?:worth [^;.]{1,40}?, )?which (?:also )?(?:includes?|included|covers?|covered|comprises?)\b"
)
# "A frigate and missiles formed part of the price".
_PART_OF: Final = re.compile(
    r"\b(?:form(?:s|ed)?|are|is|were|was|make up|made up) (?:also |an? \w+ )?part of (?:it|the (?:\w+ )?(?:deal|contract|agreement|order|sale|purchase|price|bargain))(?=[.,;]|$)"
)
_CONTRACT_OF: Final = "sentence: before, whose contract it is"
# How far back (characters) the contract may have been told of.
_BACK: Final = 900


def _contracted(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """What else the contract that was told of holds, where the sentence says nothing of its ends."""
    if scene.last_ends is None or tree.start - scene.last_ends[0] > _BACK:
        return []
    _, sellers, buyers = scene.last_ends
    if not sellers and len(buyers) == 1 and buyers[0] in scene.dyad:
        sellers = tuple(p for p in scene.dyad if p != buyers[0])
    if len(sellers) == 1 and sellers[0] in scene.dyad and not set(buyers) & set(scene.dyad):
        buyers = tuple(p for p in scene.dyad if p != sellers[0])  # another buyer was told of in between
    said = any(d.linked and (d.frame.sense != "deal" or (d.supplier and d.recipient)) for d in deals)
    named = {p for m in scene.inside(tree.start, tree.end, "party") for p in m.parties if m.form == "name"}
    if said or len(sellers) != 1 or len(buyers) != 1 or named - {*sellers, *buyers}:
        return []
    frame = frames()["package", "n"]
    found = []
    for item in items:
        if item.vague or item.elliptic:
            continue
        held = stance(tree, item.head)
        deal = Deal(frame, item.head, item, held, sellers, buyers)
        deal.status = programme_status(held, "contracted", "deal")
        deal.inferred["supplier"] = deal.inferred["recipient"] = _CONTRACT_OF
        found.append(deal)
    return found


_LISTS: Final = Sought(
    r"\b(?:includ(?:es?|ed|ing)|compris(?:es?|ed|ing)|consist(?:s|ed|ing) of|contains?|contained|covers?)\b"
)
_HALTED: Final = re.compile(
    r"\b(?:halt|paus|suspend|fr[eo]ez|froze|withh[eo]ld|stopp?)\w*\b(?! (?:short|at nothing))", re.IGNORECASE
)
_GIVEN: Final = re.compile(
    r"\b(?:provided|sent|delivered|given|gave|donat(?:ed|es)|so far|shipped|hand(?:ed|s) over|presented|received|arrived)\b",
    re.IGNORECASE,
)
_TO_COME: Final = re.compile(
    r"\b(?:will|would|plans?|pledg\w+|promis\w+|announc\w+|approv\w+|to be|expected)\b", re.IGNORECASE
)


def _told_at_once(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """``A's military aid committed to B since then includes X, Y and Z``: both ends and the list in one sentence."""
    verb = _LISTS.search(scene.text, tree.start, tree.end)
    if verb is None or any(d.linked and d.supplier and d.recipient for d in deals):
        return []
    words = scene.text[tree.start : verb.start()]
    if not (_MILITARY.search(words) and _WHOLE_OF.search(words)):
        return []
    named = [m for m in scene.inside(tree.start, verb.start(), "party") if len(m.parties) == 1]
    to = {
        m.parties[0] for m in named if re.search(r"\b(?:to|for) (?:the )?$", scene.text[tree.start : m.start])
    }
    by = {m.parties[0] for m in named} - to
    if len(to) != 1 or len(by) != 1:
        return []
    frame = frames()["package", "n"]
    found = []
    for item in items:
        if item.start > verb.end() and not item.vague:
            deal = Deal(frame, item.head, item, stance(tree, item.head), tuple(by), tuple(to))
            deal.status = (
                "suspended" if _HALTED.search(words) else "delivered" if _GIVEN.search(words) else "planned"
            )
            found.append(deal)
    return found


# "Four systems and 30 tanks are in it": the list before its package.
_HELD_IN: Final = re.compile(
    r"\b(?:are|is|were|was|will be)(?: all)?(?: also)? (?:in it|part of (?:it|the (?:package|aid|delivery|consignment|shipment))|"
    r"on (?:the|its) list|among (?:its|the) contents|included(?: in (?:it|the (?:package|aid|delivery|consignment|shipment))|(?=[.,;]|$)))(?=[.,;]|\W*$| too| as well)"
)
_WHOLE_OF: Final = re.compile(
    r"\b(?:packages?|aid|assistance|support|donations?|contributions?|help|deliveries)\b"
)


def packaged(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """What the package spoken of holds, where a sentence lists it and says nothing else of its ends."""
    package = scene.package
    text = scene.text
    if _CONTRACT.match(text[tree.start : tree.end]) or any(
        pattern.search(text, tree.start, tree.end) for pattern in (_WHICH, _PART_OF)
    ):
        return _contracted(scene, tree, items, deals)
    at_once = _told_at_once(scene, tree, items, deals)
    if at_once:
        return at_once
    earlier = _EARLIER.match(scene.text[tree.start : tree.end]) is not None
    if earlier and package is None:
        return [_came(deal) for deal in _unowned(scene, tree, items, deals)]
    if not (
        earlier
        or _HOLDS.match(scene.text[tree.start : tree.end])
        or _HELD_IN.search(scene.text, tree.start, tree.end)
    ):
        return []
    if package is None or tree.start - package.start > 900 or tree.start == package.start:
        return _unowned(scene, tree, items, deals) if package is None else []
    ends = {p for d in deals for p in (*d.supplier, *d.recipient) if d.linked and d.supplier and d.recipient}
    named = {p for m in scene.inside(tree.start, tree.end, "party") for p in m.parties if m.form == "name"}
    if (ends or named) - {*package.supplier, *package.recipient}:
        return []
    frame = frames()["package", "n"]
    found = []
    for item in items:
        deal = Deal(frame, item.head, item, stance(tree, item.head), package.supplier, package.recipient)
        deal.status = "delivered" if earlier else "planned"
        deal.inferred["supplier"] = _HELD[1]
        deal.inferred["recipient"] = "sentence: before, for whom the package is"
        found.append(deal)
    return found
