"""Lists whose items stand in lines of their own: "The package consists of:" and a bullet for each thing.

The line that opens the list tells who gives to whom; what stands behind a bullet and says nothing of its ends has those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.deals import Deal, frames
from communique.reading.holdings import Listing
from communique.reading.items import Item
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_OPENS: Final = Sought(
    r"\b(?:includ\w+|consist\w*|compris\w+|contain\w*|cover\w*|following|are|is|send|provide|deliver|supply|donate|receive|list\w*|of)\b[^:.]{0,60}:\s*$"
)
_BULLET: Final = re.compile(r"(?:^|\n)[ \t]*(?:[-*\u2022\u00b7\u25cf\u25aa>]|\d{1,2}[.)])[ \t]*$|\n[ \t]*$")
# So far (characters) do an opening line and what it lists stand apart.
_REACH: Final = 1500


def bulleted(scene: Scene, tree: Tree, items: Sequence[Item], deals: Sequence[Deal]) -> list[Deal]:
    """What a line of a list tells of, where the line that opens the list tells its ends."""
    words = scene.text[tree.start : tree.end + 2]
    if words.rstrip().endswith(":") and _OPENS.search(words.rstrip()):
        scene.listing = _listing(scene, tree, deals)
        return []
    if not _of_list(scene, tree):
        scene.listing = None
        return []
    listing = scene.listing
    if listing is None and _opened(scene, tree):
        listing = scene.listing = _listing(scene, tree, ())
    if listing is None or tree.start - listing.start > _REACH:
        return []
    if any(d.linked and (d.supplier or d.recipient) for d in deals):
        return []
    frame = frames()["package", "n"]
    found = []
    for item in items:
        if item.vague or item.elliptic or item.serves:
            continue
        deal = Deal(frame, item.head, item, stance(tree, item.head), listing.supplier, listing.recipient)
        deal.status = listing.status
        deal.inferred["supplier"] = deal.inferred["recipient"] = "sentence: before, whose list it is"
        found.append(deal)
    return found


# A longer line (characters) is a sentence of its own; one without a bullet must be a mere name.
_LINE: Final = 220
_BARE: Final = 110


def _of_list(scene: Scene, tree: Tree) -> bool:
    """Whether a sentence is a line of its own, as those of lists are."""
    found = _BULLET.search(scene.text[max(0, tree.start - 6) : tree.start])
    words = scene.text[tree.start : tree.end]
    if found is None:
        return False
    marked = bool(found[0].strip())
    return len(words) < (_LINE if marked else _BARE) and (marked or not words.rstrip().endswith("."))


def _opened(scene: Scene, tree: Tree) -> bool:
    """Whether the lines above go back to one that opens a list, none of them a sentence."""
    lines = [line.strip() for line in scene.text[max(0, tree.start - _REACH) : tree.start].split("\n")][:-1]
    for line in reversed([line for line in lines if line]):
        if line.endswith(":"):
            return _OPENS.search(line) is not None
        if line.endswith(".") or len(line) > _LINE:
            return False
    return False


def _listing(scene: Scene, tree: Tree, deals: Sequence[Deal]) -> Listing | None:
    """The ends of what an opening line goes on to list: its own, its package's, or those of the last deal."""
    own = next((d for d in deals if d.linked and d.supplier and d.recipient), None)
    if own is not None:
        return Listing(own.supplier, own.recipient, tree.start, own.status or "planned")
    package = scene.package
    if package is not None and tree.start - package.start < _REACH:
        return Listing(package.supplier, package.recipient, tree.start, "planned")
    if scene.last_ends is not None and tree.start - scene.last_ends[0] < _REACH and scene.last_ends[2]:
        return Listing(scene.last_ends[1], scene.last_ends[2], tree.start, "planned")
    return None
