"""Which type each buyer gets, told in brackets behind his name: "jets to Qatar (F-15s) and Kuwait (F/A-18s)"."""

from __future__ import annotations

from dataclasses import replace

from communique.knowledge import split
from communique.reading.deals import Deal
from communique.reading.scene import Scene
from communique.reading.syntax import Tree


def typed(scene: Scene, tree: Tree, deal: Deal) -> Deal:
    """This deal in a common noun, with the designation that stands in brackets right behind its one buyer."""
    item = deal.item
    if item.known or item.vague or len(deal.recipient) != 1:
        return deal
    for mention in scene.inside(item.end, tree.end, "party"):
        if mention.parties != deal.recipient or scene.text[mention.end : mention.end + 2] != " (":
            continue
        named = next(iter(scene.inside(mention.end + 2, min(tree.end, mention.end + 60), "equipment")), None)
        if named is not None and named.start - mention.end <= len(" (the "):
            row = named.row
            known = replace(
                item,
                name=scene.document.text[named.start : named.end],
                family=row.get("family") or item.family,
                origins=split(row.get("origins", "")) or named.parties,
                known=True,
            )
            return replace(deal, item=known)
    return deal
