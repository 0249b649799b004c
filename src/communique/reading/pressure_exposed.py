"""Who is hit by a lever that hangs over somebody: faced, feared, risked, or what he is subject to."""

from __future__ import annotations

from typing import Final

from communique.reading import pressers as sides
from communique.reading.pressing import without
from communique.reading.roles import Args, arguments, is_passive
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_FACING: Final = frozenset("face risk fear invite incur".split())
_PROSPECT: Final = frozenset("fear risk danger prospect spectre specter threat".split())
# "could be subject to sanctions", "was threatened with sanctions", "may be hit by tariffs"
_UNDER: Final = frozenset(
    "subject vulnerable liable open exposed expose threaten hit slap target strike punish".split()
)
_SAYING: Final = frozenset(
    "warn insist say tell caution threaten announce declare signal add remind stress note".split()
)


def exposed(
    scene: Scene, tree: Tree, at: int, args: Args, by: sides.Parties, on: sides.Parties
) -> tuple[sides.Parties, sides.Parties]:
    """``B could face sanctions for buying from C``, ``dropped the deal for fear of US sanctions``, ``subject to sanctions``: B is hit."""
    over = tree[tree[at].head].head
    behind = tree[at].dep == "pobj"
    if behind and not on and tree[over].lemma in _UNDER and tree[tree[at].head].lemma in ("to", "with", "by"):
        return _under(scene, tree, at, over, by)
    risk = behind and tree[tree[at].head].lemma == "of" and tree[over].lemma in _PROSPECT
    if not risk and not {tree[v].lemma for v in args.get("verb", ())[:1]} & _FACING:
        return by, on
    by = sides.of_labels(scene, tree, args, ("poss", "by", "mod"), refer=False)
    doing = next((k for k in tree.ancestors(at) if arguments(tree, k).get("subj")), None)
    whose = arguments(tree, doing) if doing is not None else {}
    hit = (
        sides.of_labels(scene, tree, whose, ("subj",))
        if risk
        else sides.of_labels(scene, tree, args, ("light",))
    )
    return by, without(hit, by) or on


def _under(
    scene: Scene, tree: Tree, at: int, over: int, by: sides.Parties
) -> tuple[sides.Parties, sides.Parties]:
    """Who is subject to a lever, and whose it is: its adjective's, else whoever says so above."""
    state = over if tree[over].pos == "VERB" else tree[over].head
    args = arguments(tree, state)
    passive = tree[over].pos == "VERB" and is_passive(tree, over)
    if tree[over].pos == "VERB" and not passive:
        own = sides.of_labels(scene, tree, args, ("subj",))
        hit = without(sides.of_labels(scene, tree, args, ("obj",)), own)
        return (by or own, hit) if hit else (by, own if tree[over].lemma == "expose" else ())
    hit = sides.of_labels(scene, tree, args, ("obj",) if passive else ("subj",))
    for verb in tree.ancestors(state):
        if by or tree[verb].lemma not in _SAYING:
            continue
        by = sides.of_labels(scene, tree, arguments(tree, verb), ("subj",), refer=False)
        by = by if not set(by) & set(hit) else ()
    return by, without(hit, by)


def under_it(
    scene: Scene, tree: Tree, at: int, by: sides.Parties, on: sides.Parties
) -> tuple[sides.Parties, sides.Parties]:
    """``put B under sanctions``, ``B is under an embargo``: the sides in the clause that the lever stands under."""
    doing = tree[tree[at].head].head
    if tree[tree[at].head].lemma != "under" or tree[doing].pos not in ("VERB", "AUX"):
        return by, on
    outer = arguments(tree, doing)
    on = on or without(sides.of_labels(scene, tree, outer, ("obj",) if "obj" in outer else ("subj",)), by)
    if "obj" in outer:
        by = by or without(sides.of_labels(scene, tree, outer, ("subj", "by")), on)
    return by, on
