"""Engagements that will not be: talks that are ended, requests to meet that are turned down."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_REBUFF: Final = re.compile(
    r"\b(?:reject|refus|declin|rebuff|snub|turn(?:s|ed|ing)? down)\w*\b(?: [\w'.-]+){0,4}? (?:requests?|invitations?|offers?|proposals?|bids?|calls?)\b"
)


def broken_off(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """``will end talks with B``, ``rejects a request for a meeting``: there will be none."""
    above = tree[tree[dealing.trigger].head]
    to_come = any(tree[k].text.lower() in ("will", "to") for k in tree.children(above.i, "aux"))
    if above.lemma == "end" and above.pos == "VERB" and to_come:
        return dealing.type in ("talks", "exercise")
    talks = dealing.type in ("talks", "meeting", "visit") and tree[dealing.trigger].pos == "NOUN"
    return talks and _REBUFF.search(scene.text, tree.start, tree[dealing.trigger].start) is not None
