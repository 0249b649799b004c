"""Uses told by what they leave: wreckage, fragments, markings, footage and photographs of the weapon.

``Fragments found at the site came from an American-made bomb``, ``footage shows the strike was made with Chinese howitzers``:
no verb of fighting governs the equipment. The user is whoever fires, drops or strikes in the sentence, else in the sentences
before it; where bands without a state are the last to strike, nobody is claimed.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.items import Item
from communique.reading.scene import Scene
from communique.reading.stance import stance
from communique.reading.strikers import DONE_BY, striker
from communique.reading.syntax import Tree
from communique.reading.users import made
from communique.reading.uses import COMBAT, REHEARSAL, Employment, designated, victim

# What a weapon leaves where it struck, and the pictures that show it.
_REMAINS: Final = frozenset(
    "fragment remnant debris wreckage shrapnel casing remains tail fin number marking part piece component stabiliser stabilizer".split()
)
_PICTURES: Final = frozenset("footage video photo photograph image picture imagery".split())
_SHOWN: Final = re.compile(
    r"\b(?:show(?:s|ed|n|ing)?|identif\w+|confirm\w*|match\w*|consistent with|prove[sdn]?|belong(?:s|ed|ing)?|recover\w*|found|analy[sz]\w+|examin\w+|inspect\w+|"
    r"verif\w+|document\w*|manufactured|made|produced|traced|b(?:ears?|ore|earing)|seized|collected|suggest\w*|indicat\w+|reveal\w*|evidence|elements? of|came from|determin\w+|conclud\w+)\b"
)
# What is found in pieces was fired; aircraft and vehicles in pieces were lost.
_FIRED: Final = frozenset({"missiles", "munitions", "drones", "artillery", "air-defence", "small-arms"})
_LAUNCHERS: Final = re.compile(
    r"\b(?:launchers?|howitzers?|guns?|batter(?:y|ies)|radars?|systems?)$", re.IGNORECASE
)


_LOST: Final = re.compile(
    r"(?: [\w-]+){0,2},? (?:that |which )?(?:was |were )?(?:shot down|downed|destroyed|intercepted|brought down)\b"
)


def find_traces(scene: Scene, tree: Tree, items: list[Item]) -> list[Employment]:
    """The uses of which a sentence tells by their traces; none where it tells of a loss, a parade or no fight."""
    fired = [i for i in items if i.family in _FIRED and not i.vague]
    if not fired:
        return []
    traces = [
        t for t in tree.tokens if t.pos in ("NOUN", "PROPN") and (t.lemma in _REMAINS or t.lemma in _PICTURES)
    ]
    words = scene.text[tree.start : tree.end]
    if not traces or not _SHOWN.search(words) or REHEARSAL.search(words):
        return []
    above = [s for s in scene.layout.sentences if s.end <= tree.start][-2:]
    fought = COMBAT.search(words) or DONE_BY.search(words)
    if not fought and not any(COMBAT.search(scene.text[s.start : s.end]) for s in above):
        return []
    trigger = traces[0]
    read = stance(tree, trigger.i)
    found: list[Employment] = []
    for item in fired:
        foreign = made(scene, tree, item) or bool(item.said)
        if not (item.known or (designated(item, tree.start) and foreign) or foreign) or victim(tree, item):
            continue
        if _LOST.match(scene.text, item.end, tree.end):
            continue
        if _LAUNCHERS.search(item.name) and trigger.lemma in _REMAINS:
            continue
        by, inferred = striker(scene, tree, item)
        own = set(by) & {*item.said, *item.origins}
        if not by or (own and not item.known):
            continue
        found.append(Employment(item, trigger.i, by, None, (), read, inferred))
    return found
