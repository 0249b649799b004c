"""Words of many meanings, and the companions that make them words of dealing ("hand over", "turn to A for")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from communique.reading.deals import Frame
from communique.reading.ends import given_to
from communique.reading.roles import arguments, particle
from communique.reading.scene import Scene
from communique.reading.syntax import Token, Tree


def turns_to(tree: Tree, verb: int) -> bool:
    """``turned to A for tanks``: looks to A for them; nothing is turned over."""
    preps = {tree[k].lemma for k in tree.children(verb, "prep", "dative")}
    return {"to", "for"} <= preps and not tree.children(verb, "dobj", "nsubjpass", "prt")


def incomplete(scene: Scene, tree: Tree, token: Token, frame: Frame) -> bool:
    """Whether a word of many meanings lacks the companion that makes it one of dealing ("hand over", "look to")."""
    if frame.lemma in ("hand", "turn"):
        return not (
            particle(tree, token.i, "over")
            or tree.children(token.i, "dative", "iobj")
            or (tree.children(token.i, "nsubjpass") and tree.children(token.i, "dobj"))
            or given_to(scene, tree, token.i, tree.end)
            or _to_a_party(scene, tree, token.i)
        )
    if frame.lemma in _COMPANIONS:
        return not _COMPANIONS[frame.lemma](tree, token.i)
    if frame.lemma == "take" and any(
        tree[k].lemma in ("out", "back") for k in tree.children(token.i, "prep", "prt", "advmod")
    ):
        return True  # "took the last of its jets out of service", "vowed to take the island back"
    if frame.lemma == "package":
        return any(tree[k].lemma in _PENAL for k in arguments(tree, token.i).get("of", ()))
    if frame.lemma == "enter":
        return not any(tree[k].lemma == "service" for k in tree.children(token.i, "dobj"))
    if frame.lemma == "sign":
        return bool(tree.children(token.i, "dobj"))  # the paper that is signed says what for
    if frame.lemma == "leave":
        return bool(tree.children(token.i, "neg"))
    if frame.lemma == "request" and frame.pos == "n":
        return bool(
            tree.children(token.i, "acl", "relcl")
        )  # "a request to allow shipments": leave is asked for
    if frame.lemma == "look":
        return not any(tree[k].lemma == "to" for k in tree.children(token.i, "prep"))
    if frame.lemma == "present":
        return not any(tree[k].lemma == "to" for k in tree.children(token.i, "prep", "dative"))
    return False


# Who is to have, or would like to have, something; who is told to have it told nothing of how he came by it.
_WISHING: Final = frozenset("be want like wish hope love prefer ask expect seek aim intend let go".split())


def _to_have(tree: Tree, at: int) -> bool:
    """``is to have``, ``would like to have``, ``let it have``, ``has six frigates in mind``."""
    token = tree[at]
    bare = token.tag == "VB" and not any(tree[k].tag == "MD" for k in tree.children(at, "aux"))
    if bare and token.dep in ("xcomp", "ccomp", "ROOT") and tree[token.head].lemma in _WISHING:
        return True
    return any(
        tree[k].lemma == "mind"
        for t in tree.tokens[at:]
        if t.lemma == "in"
        for k in tree.children(t.i, "pobj")
    )


def _aimed(tree: Tree, at: int) -> bool:
    """``has its eye on``, ``set its sights on``."""
    return tree[tree[at].head].lemma in ("have", "set", "cast", "keep", "fix", "train", "turn", "lay")


def _itself(tree: Tree, at: int) -> bool:
    return any(tree[k].lemma in ("itself", "themselves") for k in tree.children(at, "dobj"))


def _owned(tree: Tree, at: int) -> bool:
    return any(tree[k].lemma in ("property", "possession") for k in tree.children(at, "attr", "dobj"))


def _bought(tree: Tree, at: int) -> bool:
    """Whether what is paid is no fee, tribute or visit."""
    return not any(tree[k].lemma in _FEES for k in tree.children(at, "dobj", "nsubjpass"))


_FEES: Final = frozenset(
    "fee royalty tribute attention visit call respect homage compliment penalty fine heed".split()
)
_COMPANIONS: Final[dict[str, Callable[[Tree, int], bool]]] = {
    "have": _to_have,
    "eye": lambda tree, at: tree[at].pos == "VERB" or _aimed(tree, at),
    "sight": _aimed,
    "treat": _itself,
    "become": _owned,
    "pay": _bought,
}


def _to_a_party(scene: Scene, tree: Tree, verb: int) -> bool:
    """``handed its first tanks to Ukraine``: something passes to somebody."""
    preps = [p for p in tree.children(verb, "prep", "dative") if tree[p].lemma == "to"]
    return bool(tree.children(verb, "dobj", "nsubjpass")) and any(
        scene.parties_at(tree, k, refer=False) for p in preps for k in tree.children(p, "pobj")
    )


# What a package of is no aid.
_PENAL: Final = frozenset("sanction measure restriction reform penalty tariff".split())
