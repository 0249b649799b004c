"""Who "the ministers" are after three or more have met: all of them, and not the two that were named last."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_ALL: Final = re.compile(
    r"(?:^|(?<=, ))[Mm]inisters\b|\b(?:[Tt]he (?:three |four |five )?(?:[a-z]+ ){0,2}?(?:ministers|chiefs|leaders|sides|parties|countries|nations|allies|officials|navies|"
    r"militaries|armies|envoys|generals|commanders|delegations|presidents|secretaries)|[Tt]hey|[Tt]heir|all (?:three|four))\b"
)
# So far (characters) below the words that told of it a meeting of three is still what "the ministers" were at.
_REACH: Final = 1800


def note(scene: Scene, start: int, made: list[Dealing]) -> None:
    """Remember the meetings, talks and calls of three or more, for what is told of them below."""
    scene.circles += [(start, d.parties, d.type) for d in made if len(d.parties) > _PAIR and d.type in _MET]


_PAIR: Final = 2
_MET: Final = ("meeting", "talks", "call")


def whole(scene: Scene, tree: Tree, dealing: Dealing, found: list[str]) -> list[str]:
    """``The defence chiefs agreed``, below a call of three: all of them, where the sentence names none of them."""
    told = [(start, pair) for start, pair, _ in scene.circles if 0 < tree.start - start < _REACH]
    if not told or len(found) > _PAIR or dealing.type not in (*_MET, "agreement", "exercise"):
        return found
    if not _ALL.search(scene.text, tree.start, tree.end):
        return found
    since, circle = told[-1]
    named = {p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties}
    named |= {n.person.party for n in scene.persons(tree.start, tree.end) if n.person.party}
    # Who stands in no word of the sentence was guessed: from those who dealt last, and that was this circle.
    guessed = not set(found) & named and not any(since < at < tree.start for at, _, _ in scene.dealt)
    return list(circle) if (guessed or set(found) < set(circle)) and not named & set(circle) else found
