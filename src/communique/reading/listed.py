"""What is said once for a whole list of equipment: whose make it is, and where it comes from."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading.item import Item
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_FURTHER: Final = re.compile(r"s?,? (?:and|or|as well as) (?:(?!the |its |their |an? )[\w-]+ ){0,3}")


def told_of_all(scene: Scene, tree: Tree, items: list[Item]) -> list[Item]:
    """``Turkish-made patrol ships and interceptor vessels``: the origin is said of all that is joined."""
    for at in range(1, len(items)):
        first, item = items[at - 1], items[at]
        joined = _FURTHER.fullmatch(scene.text[first.end : max(first.end, item.start)])
        plain = not (item.said or item.known or item.source or item.vague or item.origins)
        if joined and plain and first.said and not first.known:
            items[at] = replace(item, said=first.said)
    for at in range(len(items) - 1, 0, -1):
        first, item = items[at - 1], items[at]
        joined = _FURTHER.fullmatch(scene.text[first.end : max(first.end, item.start)])
        if joined and item.source and not (first.source or first.known or first.said or first.origins):
            items[at - 1] = replace(first, source=item.source)  # "jets and helicopters from B"
    whole = next((i for i in items if i.source and _HOLDING.search(scene.text, i.end, tree.end)), None)
    if whole is not None and not whole.known:
        listed = _HOLDING.search(scene.text, whole.end, tree.end)
        after = listed.end() if listed else tree.end
        items = [
            replace(i, source=whole.source) if i.start >= after and not (i.source or i.said) else i
            for i in items
        ]
    return items


# "six warplanes from Russia, which include five L-39s": all that is listed comes from there.
_HOLDING: Final = re.compile(
    r"(?<=[,(-]) ?(?:(?:which|that) )?(?:includ(?:e|es|ed|ing)|compris(?:e|es|ed|ing)|among them|such as|namely|consist(?:s|ed|ing)? of)\b"
)
