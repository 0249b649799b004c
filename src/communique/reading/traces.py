"""Uses told by what they leave: wreckage, fragments, markings, footage and photographs of the weapon.

``Fragments found at the site came from an American-made bomb``, ``footage shows the strike was made with Chinese howitzers``:
no verb of fighting governs the equipment. The user is whoever fires, drops or strikes in the sentence, else in the sentences
before it; where bands without a state are the last to strike, nobody is claimed.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.items import Item
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.stance import stance
from communique.reading.syntax import Tree
from communique.reading.users import BANDS_NAMED, frames, made
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
_DONE_BY: Final = re.compile(
    r"\b(?:fired|dropped|launched|used|carried out|conducted|flown|operated|unleashed|wielded|employed) by (?:the )?"
)
_BLOWS: Final = frozenset(
    "strike attack airstrike raid bombardment shelling bombing assault barrage salvo offensive".split()
)
_BACK: Final = 5  # sentences before the trace in which the one who struck is looked for


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
    if not COMBAT.search(words) and not any(COMBAT.search(scene.text[s.start : s.end]) for s in above):
        return []
    trigger = traces[0]
    read = stance(tree, trigger.i)
    found: list[Employment] = []
    for item in fired:
        foreign = made(scene, tree, item) or bool(item.said)
        if not (item.known or (designated(item, tree.start) and foreign) or foreign) or victim(tree, item):
            continue
        if _LAUNCHERS.search(item.name) and trigger.lemma in _REMAINS:
            continue
        by, inferred = _striker(scene, tree, item)
        own = set(by) & {*item.said, *item.origins}
        if not by or (own and not item.known):
            continue
        found.append(Employment(item, trigger.i, by, None, (), read, inferred))
    return found


def _striker(scene: Scene, tree: Tree, item: Item) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Who struck: told in the sentence, else in those before it, else who of the pair made nothing of it."""
    here = _striking(scene, tree, item)
    if here is not None:
        return here, ()
    before = [t for s, t in scene.trees.items() if s < tree.start][-_BACK:]
    for each in reversed(before):
        there = _striking(scene, each, item)
        if there is not None:
            return there, (("by", "report: who struck"),)
    rest = [p for p in scene.dyad if p not in (*item.origins, *item.said)]
    if len(rest) == 1 and len(scene.dyad) == 2 and not BANDS_NAMED.search(scene.text):
        return (rest[0],), (("by", "report: the other party of the pair"),)
    return (), ()


def _striking(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...] | None:
    """The state that a sentence tells to have struck; empty where it is a band; None where it tells of nobody."""
    words = scene.text[tree.start : tree.end]
    done = _DONE_BY.search(words)
    if done:
        after = words[done.end() : done.end() + 40]
        if BANDS_NAMED.match(after):
            return ()
        named = scene.inside(tree.start + done.end(), tree.start + done.end() + 45, "party", "body")
        if named and named[0].start <= tree.start + done.end() + 12:
            return named[0].parties[:1]
    for token in tree.tokens:
        heads: list[int] = []
        if token.pos == "NOUN" and token.lemma in _BLOWS:
            args = arguments(tree, token.i)
            heads = [h for label in ("poss", "mod", "by") for h in args.get(label, ())]
        elif token.pos == "VERB" and frames().get((token.lemma, "v")) in ("act", "wield"):
            args = arguments(tree, token.i)
            heads = [h for label in ("subj", "by") for h in args.get(label, ())]
            heads = [h for h in heads if not item.start <= tree[h].start < item.end]
        for head in heads:
            if BANDS_NAMED.search(tree[head].text):
                return ()
            parties = scene.parties_at(tree, head, refer=False)
            if parties and not any(
                m.kind == "equipment" for m in scene.inside(tree[head].start, tree[head].end)
            ):
                return parties[:1]
    return None
