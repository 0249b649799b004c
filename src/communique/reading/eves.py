"""Meetings that only date another: ``talks, a day before the summit of A's president and B's``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_EVE: Final = re.compile(
    r"\b(?:(?:a|an|one|two|three|\d+|(?:a )?few|several) (?:day|week|hour|month|year)s? (?:before|after|ahead of)|"
    r"on the eve of|ahead of) (?:a|an|the|his|her|their|(?:[A-Z][\w-]+ ){0,4}[A-Z][\w-]+(?:'s|s')) (?:[\w-]+ ){0,3}?"
    r"(?:summit|meeting|talks|visit)\b"
)
_MEETINGS: Final = frozenset({"meeting", "talks", "visit", "call"})


def own_end(scene: Scene, tree: Tree, dealing: Dealing) -> int:
    """Where what is told of an engagement ends: before another that dates it, whose people are not its own."""
    match = _EVE.search(scene.text, tree[dealing.trigger].end, tree.end)
    if not match:
        return tree.end
    own = any(n.person.party in dealing.parties for n in scene.persons(tree.start, match.start()))
    return match.start() if own else tree.end


def only_the_eve(scene: Scene, tree: Tree, at: int, found: Sequence[Dealing]) -> bool:
    """Whether the word at an offset names the meeting by which one told before it in the sentence is dated."""
    if not any(d.type in _MEETINGS and tree[d.trigger].start < at for d in found):
        return False
    return any(m.start() < at < m.end() for m in _EVE.finditer(scene.text, tree.start, tree.end))
