"""Engagements that will not be: talks that are ended, requests to meet that are turned down."""

from __future__ import annotations

import re
from dataclasses import replace
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


_OFF: Final = re.compile(
    r"\b(?:will|would|did|does|do) not (?:now )?(?:take place|be held|go ahead|happen)\b"
)
_LATER: Final = re.compile(r"\b(?:as scheduled|for now|new date|later date)\b")


def called_off(scene: Scene, tree: Tree, dealing: Dealing) -> None:
    """``will not take place as scheduled``: what is denied there is put off or cancelled."""
    denied = dealing.stance.denied
    if dealing.status == "cancelled" and broken_off(scene, tree, dealing):
        dealing.stance = replace(dealing.stance, denied=False)
    if denied and _OFF.search(scene.text, tree.start, tree.end):
        dealing.stance = replace(dealing.stance, denied=False)
        later = _LATER.search(scene.text[tree.start : tree.end + 250])
        dealing.status = "postponed" if later else "cancelled"
