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


def in_speech(scene: Scene, tree: Tree) -> bool:
    """Whether a sentence stands in the transcript or below its start."""
    first = next((b.start for b in scene.layout.blocks if b.role == "speech"), None)
    return first is not None and tree.start >= first


def plainly_told(scene: Scene, tree: Tree, dealing: Dealing) -> bool:
    """What a speaker tells as done, with both ends named or as done with the guest at his side."""
    guessed = dealing.inferred.get("parties", "").startswith("report")
    done = dealing.status in ("held", "under-way") and not dealing.stance.hedge
    ours = (
        dealing.type in ("agreement", "contract")
        and set(dealing.parties) == set(scene.dyad)
        and _OURS.search(scene.text, tree.start, tree.end) is not None
    )
    return done and (not guessed or ours or dealing.type == "visit") and dealing.lemma != "dialogue"
