"""What only says a meeting again: "met to discuss", "issues that they have to discuss", "they" after one met several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from communique.reading.dealing import Dealing
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_SPEAKING: Final = frozenset("discuss exchange talk confer share compare review".split())
_MET: Final = ("meeting", "talks", "call")


def without_echoes(scene: Scene, tree: Tree, found: Sequence[Dealing]) -> list[Dealing]:
    """These engagements of a sentence but for the verbs of speaking that tell no further one."""
    return [d for d in found if not (_is_speaking(tree, d) and _echoes(scene, tree, d, found))]


def _is_speaking(tree: Tree, dealing: Dealing) -> bool:
    token = tree[dealing.trigger]
    return token.pos == "VERB" and token.lemma in _SPEAKING and dealing.type in _MET


def _echoes(scene: Scene, tree: Tree, dealing: Dealing, found: Sequence[Dealing]) -> bool:
    at = dealing.trigger
    to = any(tree[k].lemma == "to" for k in tree.children(at, "aux"))
    if to and any(d.type in _MET and d.trigger < at for d in found if d is not dealing):
        return True  # "will hold separate meetings with A to discuss"
    if dealing.stance.ahead and "relcl" in (tree[at].dep, tree[tree[at].head].dep):
        return True  # "the issues that they have to discuss"
    before = [start for start, _, _ in scene.dealt if start < tree.start]
    subjects = {tree[k].lemma for k in arguments(tree, at).get("subj", ())}
    return bool(subjects & {"they", "both"}) and before.count(before[-1]) > 1 if before else False
