"""What a speech in a transcript tells: the speakers talk of much that they wish, the report above says what took place."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# What the speaker and his guest did that day.
_OURS: Final = re.compile(
    r"\b[Ww]e (?:have |had |also )*(?:just |today )*(?:signed|concluded)\b|\b(?:just|today) signed\b|\bsigned (?:just now|today)\b"
)

_TODAY: Final = re.compile(r" (?:today|here|now|earlier today|this (?:morning|afternoon|evening))\b")


def in_speech(scene: Scene, tree: Tree) -> bool:
    """Whether a sentence stands in the transcript or below its start."""
    first = next((b.start for b in scene.layout.blocks if b.role == "speech"), None)
    return first is not None and tree.start >= first


def plainly_told(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """What a speaker tells as done, with both ends named or as done with the guest at his side."""
    guessed = dealing.inferred.get("parties", "").startswith("report")
    done = dealing.status in ("held", "under-way") and not dealing.stance.hedge
    signed = dealing.type in ("agreement", "contract")
    ours = _OURS.search(scene.text, tree.start, tree.end) if signed else None
    that_day = ours is not None and (
        "today" in ours[0] or "just" in ours[0] or _TODAY.match(scene.text, ours.end()) is not None
    )
    with_whom = (that_day and _guest(scene, tree, dealing)) or (
        ours is not None and _named(scene, tree, dealing)
    )
    return done and (not guessed or with_whom or dealing.type == "visit") and dealing.lemma != "dialogue"


def _guest(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """Whether the two were told to meet above."""
    return any(
        at < tree.start and dealing.parties == pair and kind in ("meeting", "talks", "visit")
        for at, pair, kind in scene.dealt
    )


def _named(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """``We also signed a contract for assembling the jets in B``: the other is named in the sentence."""
    inside = {p for m in scene.inside(tree.start, tree.end, "party", "place") for p in m.parties}
    return bool(inside & set(dealing.parties))
