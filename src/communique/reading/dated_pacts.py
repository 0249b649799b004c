"""Pacts told by their noun alone, with a year: "a 2009 accord with B" was signed, "approved a deal" was not."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.relevance import strong_words
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_DATED: Final = re.compile(
    r"^(?:(?!\b(?:said|says|told|and|but|while|when|which|that|who)\b)[^.;]){0,60}?\b(?:of|in|from|since|to|dated) "
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December) )?(?:19|20)\d\d\b"
)


_UNDOING: Final = frozenset(
    "end terminate suspend violate scrap cancel withdraw breach abandon leave quit denounce annul revoke expire update replace".split()
)


def _cleared(tree: Tree, at: int) -> bool:
    """``approved an arms deal with B in 2017``: the seller's authorities have, and nobody has signed it yet."""
    return tree[at].dep == "dobj" and tree[tree[at].head].lemma in (
        "approve",
        "clear",
        "authorize",
        "authorise",
    )


def dated(scene: Scene, tree: Tree, at: int, args: Args) -> bool:
    """``a 2009 accord with B``, ``an agreement of 2010``, ``the pact in force since 2015``: past and done."""
    if tree[at].tag in ("NNS", "NNPS") or any(tree[k].lemma in ("no", "new") for k in tree.kids[at]):
        return False
    if tree[tree[at].head].lemma in _UNDOING or (tree[at].lemma == "deal" and _cleared(tree, at)):
        return False
    words = tree.subtree(at)
    before = scene.text[tree[words[0]].start : tree[at].start]
    after = scene.text[tree[at].end : tree.end]
    told = re.search(r"\b(?:19|20)\d\d\b", before) or _DATED.match(after)
    if not told and tree[at].dep == "pobj" and tree[tree[at].head].lemma in ("in", "under", "by", "with"):
        indefinite = any(tree[k].lemma in ("a", "an") for k in tree.children(at, "det"))
        if indefinite and strong_words(scene.text, tree[words[0]].start, tree[at].end):
            told = re.search(r"\b(?:19|20)\d\d\b", scene.text[tree.start : tree.end])
    return bool(told) and bool(
        strong_words(scene.text, tree[words[0]].start, min(tree.end, tree[at].end + 60))
    )
