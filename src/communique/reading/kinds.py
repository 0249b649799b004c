"""Kinds that only stand for the types named behind them, and former owners named in front of equipment."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from communique.reading.item import Item
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_SUCH_AS: Final = re.compile(
    r"s?(?: \([A-Z-]{2,8}\))?(?: systems?)?,? (?:such as|namely|like|for example|e\.g\.) (?:the |its |an? )?(?:[A-Z]\w+ )?"
)


# "missile systems Iskander", "tanks T-72": the kind in front of its type, as translations have it.
_IN_FRONT: Final = re.compile(r"s? (?:systems? |complex(?:es)? |launchers? |vehicles? )?")


def without_kinds(scene: Scene, items: list[Item]) -> list[Item]:
    """``other fighter aircraft, such as the MiG-29``, ``tanks T-72``: the kind is told by what it stands for."""
    found: list[Item] = []
    count = None
    for i, item in enumerate(items):
        after = items[i + 1] if i + 1 < len(items) else None
        counted = replace(item, quantity=count) if count and not item.quantity else item
        count = None
        if after is not None and after.known and not item.known and item.end <= after.start:
            gap = scene.text[item.end : after.start]
            if _SUCH_AS.fullmatch(gap):
                continue
            if _IN_FRONT.fullmatch(gap) and scene.text[after.start].isupper():
                count = counted.quantity
                continue
        found.append(counted)
    return found


_EX: Final = re.compile(r"\b(?:[Ee]x-|[Ff]ormer(?:ly)? )(?:the )?$")
_TO_NOUN: Final = re.compile(r"(?:'s)?(?: \([A-Z]+\))?(?: [\w'()-]+){0,6} ?-?")


_OF_OURS: Final = re.compile(r"\bof our (?:[\w-]+ ){0,2}$")


def of_ours(scene: Scene, tree: Tree, start: int) -> tuple[str, ...]:
    """``19 of our F-16s``: those of whose state the speaker is."""
    if not _OF_OURS.search(scene.text, max(tree.start, start - 40), start):
        return ()
    voice = scene.speaker_at(start)
    return (voice,) if voice else ()


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
