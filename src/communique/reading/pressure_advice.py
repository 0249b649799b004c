"""What somebody says that another should leave: ``B should refrain from buying``, ``it is important that B avoid``.

No verb of asking governs what is to be forgone: it stands with a modal, or under an adjective of importance, and whoever
says so asks it. The sentence is looked at only where it has such a modal or adjective.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading import pressers as sides
from communique.reading.control import appealed, told_to
from communique.reading.pressing import DEALING, Found, Frame
from communique.reading.quoting import quoted_by
from communique.reading.roles import arguments
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

ADVICE: Final = Frame("should", "v", "advice", "demand", "demanded")
_MODALS: Final = (
    "should",
    "must",
    "ought",
    "important",
    "essential",
    "vital",
    "imperative",
    "crucial",
    "appeal",
    " call ",
    "request",
    " plea ",
    "demand ",
)
_OUGHT: Final = frozenset("should must ought".split())
_FORGOING: Final = frozenset(
    "refrain avoid desist abstain forgo forego shun rethink reconsider abandon drop scrap cancel stop halt end cease reverse return remove "
    "withdraw dismantle choose give".split()
)
# Done with a dealing: not to do it is to forgo it.
_DEALING_VERBS: Final = frozenset(
    "buy purchase acquire procure deploy activate sell supply send export deliver arm join host operate proceed provide".split()
)
_WEIGHTY: Final = frozenset("important essential vital imperative critical crucial necessary".split())
_PRIVATE: Final = re.compile(
    r"\b(?:senators?|lawmakers?|congress(?:man|woman)|MPs?|activists?|campaigners?|groups?|Watch|Amnesty|analysts?|experts?|professor|former|retired|opposition|think tank|editorial)\b"
)


def advised(scene: Scene, tree: Tree) -> list[tuple[int, Found | None]]:
    """Whom somebody tells, by a modal or an adjective of importance, to forgo a dealing; empty for nearly all sentences.

    None stands where a private voice says so: nobody presses, and the dealing is not stopped either.
    """
    small = scene.small[tree.start : tree.end]
    if not any(word in small for word in _MODALS):
        return []
    found: list[tuple[int, Found | None]] = []
    for token in tree.tokens:
        if token.pos != "VERB":
            continue
        if (called := _called_upon(scene, tree, token.i)) is not None:
            found.append((token.i, called))
            continue
        if not _forgone(tree, token.i):
            continue
        args = arguments(tree, token.i)
        on = sides.of_labels(scene, tree, args, ("subj",), refer=False)
        words = scene.text[token.end : tree.end]
        if not on or not DEALING.search(words):
            continue
        by = _voice(scene, tree, token.i)
        if by is None:
            found.append((token.i, None))
        elif by and not set(by) & set(on):
            found.append((token.i, Found(by, on[:1])))
    return found


def _called_upon(scene: Scene, tree: Tree, at: int) -> Found | None:
    """``made an appeal to B to stop arming C``: whose appeal it is asks B; None where it is none, or of no dealing."""
    if tree[at].lemma not in _FORGOING or not DEALING.search(scene.text[tree[at].end : tree.end]):
        return None
    told = told_to(tree, at)
    if told is None or not appealed(tree, told):
        return None
    over = tree[tree[told].head].head
    noun = next((k for k in tree.children(over, "dobj")), over) if tree[over].pos == "VERB" else over
    on = scene.parties_at(tree, told, refer=False)
    args = arguments(tree, noun)
    by = sides.of_labels(scene, tree, args, ("poss", "mod", "light", "by"))
    return Found(by, on[:1]) if by and on and not set(by) & set(on) else None


def _forgone(tree: Tree, at: int) -> bool:
    """Whether a verb is of leaving something, under a modal of duty or an adjective of importance."""
    lemma, negated = tree[at].lemma, bool(tree.children(at, "neg"))
    if not ((lemma in _FORGOING and not negated) or (lemma in _DEALING_VERBS and negated)):
        return False
    if lemma == "give" and not tree.children(at, "prt"):
        return False
    if any(tree[k].text.lower() in _OUGHT for k in tree.children(at, "aux")):
        return True
    if tree[at].dep == "xcomp" and tree[tree[at].head].text.lower() == "ought":
        return True
    return tree[at].dep == "ccomp" and any(
        tree[k].lemma in _WEIGHTY for k in (tree[at].head, *tree.children(tree[at].head, "acomp"))
    )


def _voice(scene: Scene, tree: Tree, at: int) -> tuple[str, ...] | None:
    """Who says it: the subject of the verb of saying above, or whoever is quoted; None for a private voice."""
    for verb in tree.ancestors(at):
        if tree[verb].pos != "VERB":
            continue
        heads = [h for h in arguments(tree, verb).get("subj", ()) if h != at]
        words = " ".join(tree[k].text for h in heads for k in tree.subtree(h))
        if not heads or tree[verb].dep not in ("ROOT", "conj", "ccomp", "parataxis"):
            continue
        return None if _PRIVATE.search(words) else sides.speaker(scene, tree, arguments(tree, verb))
    voice = quoted_by(scene.text, scene.persons(tree[at].end, tree.end), tree[at].start)
    return (voice,) if voice else ()
