"""Kinds that only stand for the types named behind them, and former owners named in front of equipment."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.item import Item
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_SUCH_AS: Final = re.compile(
    r"s?(?: \([A-Z-]{2,8}\))?(?: systems?)?,? (?:such as|namely|like|for example|e\.g\.) (?:the |its |an? )?(?:[A-Z]\w+ )?"
)


def without_kinds(scene: Scene, items: list[Item]) -> list[Item]:
    """``other fighter aircraft, such as the MiG-29``: the kind is told by what it is said to stand for."""
    return [
        item
        for i, item in enumerate(items)
        if item.known
        or i + 1 == len(items)
        or not items[i + 1].known
        or not _SUCH_AS.fullmatch(scene.text[item.end : max(item.end, items[i + 1].start)])
    ]


_EX: Final = re.compile(r"\b(?:[Ee]x-|[Ff]ormer(?:ly)? )(?:the )?$")
_TO_NOUN: Final = re.compile(r"(?:'s)?(?: \([A-Z]+\))?(?: [\w'()-]+){0,6} ?-?")


def former_owner(scene: Scene, tree: Tree, start: int) -> tuple[str, ...]:
    """``ex-Royal Netherlands Navy frigates``, ``former Danish F-16s``: whose they were sells them."""
    for mention in reversed(scene.inside(max(tree.start, start - 70), start, "party", "body")):
        before = scene.text[max(tree.start, mention.start - 12) : mention.start]
        if (
            _EX.search(before)
            and mention.form in ("name", "demonym", "service")
            and len(mention.parties) == 1
        ):
            return mention.parties if _TO_NOUN.fullmatch(scene.text[mention.end : start]) else ()
    return ()
