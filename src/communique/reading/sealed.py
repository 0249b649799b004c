"""What a contract told of in the sentence before holds, and for whom: "Signed on Monday ... The deal covers 12 radars"."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.deals import Deal, frames
from communique.reading.items import Item
from communique.reading.scene import Scene
from communique.reading.stance import programme_status, stance
from communique.reading.syntax import Tree

_PAPER: Final = re.compile(
    r"\b(?:contracts?|agreements?|deals?|orders?|memorand(?:um|a)|letter of intent)\b", re.IGNORECASE
)
_HOLDS: Final = re.compile(
    r"[\"' ]*(?:Under (?:it|the (?:contract|deal|agreement|terms))|(?:It|This|The (?:[\w-]+ ){0,2}?(?:contract|deal|agreement|order))"
    r" (?:also |would |will )?(?:covers?|compris\w+|includ\w+|provid\w+ for|envisag\w+|consists? of|calls? for|is for|involves?|foresees?))\b"
)
_FIRMS: Final = ("company", "yard", "bureau")


@lru_cache(maxsize=1)
def _ranks() -> tuple[frozenset[str], ...]:
    """Those who live off exporting arms, and those who export some, from ``data/exporters.csv``."""
    text = resources.files("communique.reading").joinpath("data", "exporters.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return tuple(
        frozenset(row["iso3"] for row in rows if row["rank"] == rank)
        for rank in sorted({row["rank"] for row in rows})
    )


def seller_of(pair: Sequence[str], ranks: int = 2) -> str | None:
    """Of two states the one of an earlier rank of exporters; None where both are of one rank, or neither of any."""
    for rank in _ranks()[:ranks]:
        found = [p for p in pair if p in rank]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def of_two(deal: Deal) -> None:
    """``A and B agreed on the sale of howitzers``: of the two who deal, the maker sells, else who exports arms."""
    pair = tuple(dict.fromkeys((*deal.supplier, *deal.recipient)))
    one_sided = len(pair) == 2 and not (deal.supplier and deal.recipient)
    if not one_sided or deal.frame.pos != "n" or deal.frame.sense not in ("supply", "receive"):
        return
    made = [p for p in pair if p in (*deal.item.said, *deal.item.origins)]
    seller = made[0] if len(made) == 1 else None if deal.item.origins else seller_of(pair)
    if seller is not None:
        deal.supplier, deal.recipient = (seller,), tuple(p for p in pair if p != seller)


def sealed_before(scene: Scene, tree: Tree) -> tuple[str, str] | None:
    """(seller, buyer) of the contract that the sentence before tells of; None where it names none, or others too."""
    start = max((s for s in scene.trees if s < tree.start), default=None)
    if start is None or not _PAPER.search(scene.text, start, tree.start):
        return None
    named = scene.inside(start, tree.start, "party", "body")
    pair = list(dict.fromkeys(p for m in named for p in m.parties if len(p) == 3))
    if len(pair) != 2:
        return None
    firms = {p for m in named if m.form in _FIRMS for p in m.parties}
    seller = next(iter(firms)) if len(firms) == 1 else seller_of(pair)
    if seller is None:
        return None
    return seller, next(p for p in pair if p != seller)


def sealed(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """The deals of a sentence; where it names neither end, those of the contract named just before that hold its things."""
    told = list(deals)
    own = not scene.text.startswith("It ", tree.start)  # what "it" provides for is not its own
    if not items or (own and any(d.linked and (d.supplier or d.recipient) for d in told)):
        return told
    if not _HOLDS.match(scene.text, tree.start, tree.end):
        return told
    ends = sealed_before(scene, tree)
    if ends is None or scene.inside(tree.start, tree.end, "party"):
        return told
    frame = frames()["contract", "n"]
    found = []
    for item in items:
        if item.vague or (item.origins and ends[0] not in item.origins):
            continue
        held = stance(tree, item.head)
        deal = Deal(frame, item.head, item, held, (ends[0],), (ends[1],))
        deal.status = programme_status(held, frame.status, frame.sense)
        deal.inferred["supplier"] = "sentence: before, whose contract it is"
        deal.inferred["recipient"] = "sentence: before, whose contract it is"
        found.append(deal)
    return found or told
