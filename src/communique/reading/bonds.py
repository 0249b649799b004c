"""Whose bond it is: ``A's ties with B and C``, ``deepened its partnership with B``, ``weakening relations with former ruler B``.

With whom a bond is stands behind it; whose it is stands before it, else it is the subject's, else whoever the report spoke of.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading import pressers
from communique.reading.roles import arguments, expand
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# How far (characters) behind the bond its "with" stands, where the parse hangs it on the verb.
_NEAR: Final = 40
# "Trainers arrive in A as relations with B worsen": A's, where they come to.
_COMING: Final = frozenset("arrive land".split())
_BEFORE: Final = ("poss", "amod", "compound", "nmod")


def bonded(scene: Scene, tree: Tree, start: int, end: int, bond: re.Pattern[str]) -> list[tuple[str, ...]]:
    """The pairs of the bond between two offsets of the text, one for each partner; empty where nobody stands behind *with*."""
    at = next(
        (t.i for t in reversed(tree.tokens) if start <= t.start and t.end <= end and bond.fullmatch(t.text)),
        None,
    )
    if at is None:
        return []
    while tree[at].dep == "compound":
        at = tree[at].head
    partners = _partners(scene, tree, at)
    owners = [o for o in _owners(scene, tree, at, partners) if o not in partners] if partners else []
    return [tuple(sorted((owner, partner))) for owner in owners for partner in partners]


def _partners(scene: Scene, tree: Tree, at: int) -> list[str]:
    """The parties that *with* behind a bond names, each once."""
    preps = [k for k in tree.children(at, "prep") if tree[k].lemma == "with"]
    heads = [h for k in preps for o in tree.children(k, "pobj") for h in expand(tree, o)]
    if not heads:
        behind = arguments(tree, tree[at].head).get("with", [])
        heads = [h for h in behind if tree[at].end < tree[h].start]
        if heads and tree[heads[0]].start - tree[at].end > _NEAR:
            return []
    found: list[str] = []
    for head in heads:
        mine = scene.inside(tree[head].start, tree[head].end, "party")
        if not any(m.form == "organisation" for m in mine):
            found += [p for p in scene.parties_at(tree, head, refer=False) if p not in found]
    return found


def _owners(scene: Scene, tree: Tree, at: int, partners: list[str]) -> tuple[str, ...]:
    """Whose bond it is: told before it, else the subject above it, else whoever the report spoke of last."""
    for kid in tree.children(at, *_BEFORE):
        named = [p for m in scene.inside(tree[kid].start, tree[kid].end, "party") for p in m.parties]
        if not named and tree[kid].dep == "poss":
            named = list(scene.parties_at(tree, kid))
        if named:
            return tuple(named)
    for verb in tree.ancestors(at):
        if tree[verb].pos not in ("VERB", "AUX"):
            continue
        args = arguments(tree, verb)
        if tree[verb].lemma in _COMING and (there := pressers.of_labels(scene, tree, args, ("in", "at"))):
            return there
        inside = {k for h in args.get("subj", ()) for k in tree.subtree(h)}
        subject = pressers.of_labels(scene, tree, args, ("subj",)) if at not in inside else ()
        if subject and not set(subject) & set(partners):
            return subject
    main = [party for party, _ in scene.weights.most_common(2)]
    spoken = [p for p in (*scene.topic_before(tree.start), *main) if p not in partners]
    return tuple(spoken[:1])
