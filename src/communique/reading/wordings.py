"""Turns of phrase that change how far a thing has gone: the first to do it, not yet done, only wished to be said."""

from __future__ import annotations

from typing import Final

from communique.reading.syntax import Tree


def first_to(tree: Tree, index: int) -> bool:
    """``becomes the first country to ban``: it has."""
    token = tree[index]
    above = tree[token.head]
    became = (
        above.dep == "attr"
        and tree[above.head].lemma in ("become", "be")
        and tree[above.head].tag in ("VBZ", "VBD", "VBP")
    )
    ranked = any(
        tree[k].lemma in ("first", "second", "third", "latest", "last")
        for k in tree.children(above.i, "amod")
    )
    return token.tag == "VB" and token.dep in ("relcl", "acl") and became and ranked


def still(tree: Tree, index: int) -> bool:
    """``has not yet been signed``, ``no contract so far``: open rather than denied."""
    return any(
        (t.lemma == "yet" and t.i > 0 and t.head in (index, tree[index].head))
        or (t.lemma == "far" and tree[t.i - 1].lemma == "so" and t.i > 1)
        for t in tree.tokens
    )


_SAYING: Final = frozenset(
    "note say stress emphasise emphasize thank add remind recall inform congratulate mention tell point begin underline express".split()
)


def only_said(tree: Tree, at: int, step: str) -> bool:
    """``I would like to note that`` it was done: the wish is to say it."""
    above = tree[at].head
    wish = tree[tree[above].head]
    return (
        tree[above].lemma in _SAYING
        and tree[above].dep == "xcomp"
        and wish.lemma in ("like", "want", "wish", "have", "let")
        and step in ("ccomp", "dobj", "prep", "pobj", "advcl")
    )
