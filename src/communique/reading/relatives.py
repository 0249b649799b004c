"""What the pronouns of relative clauses stand for: ``under which``, ``whose``, ``the things that A gave``."""

from __future__ import annotations

from typing import Final

from communique.reading.control import PASSIVE, SUBJECT
from communique.reading.syntax import Tree

Args = dict[str, list[int]]
_NOMINAL: Final = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")


def fill_gap(tree: Tree, index: int, args: Args, passive: bool) -> None:
    """What stands before a relative clause is its object, but for one that hangs on a preposition."""
    token = tree[index]
    if piped(tree, index):
        if not passive and (stolen := _stolen(tree, index)):
            args["obj"] = stolen
        for label in ("to", "from", "with", "for", "by"):
            if any(tree[k].lemma in ("which", "whom") for k in args.get(label, ())):
                args[label] = antecedents(tree, token.head)  # "the countries to which it is sold"
    elif token.dep == "relcl" and "obj" not in args and not passive and is_transitive_gap(tree, index, args):
        args["obj"] = antecedents(tree, token.head)
    elif token.dep == "relcl":
        _for_antecedents(tree, index, args)
    slot = "obj" if passive else "subj"
    if token.dep == "ccomp" and set(args.get(slot, ())) & set(_stolen(tree, token.head)):
        args[slot] = [tree[token.head].head]


# Nouns that stand for what is named on the other side of "are": "the things that A gave were".
_STANDING: Final = frozenset(
    "thing item good good weapon arm armament equipment system material materiel gift product hardware article country "
    "nation state customer vehicle type asset".split()
)
_NAMING: Final = frozenset("be include comprise number feature count".split())


def antecedents(tree: Tree, head: int) -> list[int]:
    """``Rifles were among the things that A gave``: the things, and what is said to be among them."""
    at, named = head, [head]
    if tree[head].lemma not in _STANDING:
        return named
    if tree[head].dep == "pobj" and tree[tree[head].head].lemma == "among":
        at = tree[head].head
    above = tree[at].head
    placed = tree[at].dep in ("prep", *SUBJECT, *PASSIVE) or tree[head].lemma in (
        "country",
        "nation",
        "state",
    )
    if tree[above].lemma in _NAMING and placed:
        named += [k for k in tree.children(above, *SUBJECT, *PASSIVE, "attr", "dobj") if k not in named]
    return named


def _for_antecedents(tree: Tree, index: int, args: Args) -> None:
    """Put what a relative clause is about in the place of its pronoun."""
    gift = any(tree[k].lemma in ("that", "which") for k in args.get("iobj", ()))
    if gift and args.get("obj"):
        args["iobj"], args["obj"] = args["obj"], antecedents(tree, tree[index].head)  # "that A gave B"
    elif args.get("obj") == [tree[index].head]:
        args["obj"] = antecedents(tree, tree[index].head)


def piped(tree: Tree, index: int) -> bool:
    """Whether a clause hangs on its noun by a preposition: ``the contract under which A acquires``."""
    preps = tree.children(index, "prep") if tree[index].dep == "relcl" else []
    return any(
        p < index and any(tree[k].lemma in ("which", "whom") for k in tree.children(p, "pobj")) for p in preps
    )


def _stolen(tree: Tree, index: int) -> list[int]:
    """``under which A acquires jets was signed``: the jets, that the parse gives to the second verb."""
    found = [
        kid
        for verb in (tree.children(index, "ccomp") if piped(tree, index) else ())
        for kid in tree.children(verb, *PASSIVE, *SUBJECT)
        if index < kid < verb
    ]
    return found[:1]


def is_transitive_gap(tree: Tree, index: int, args: Args) -> bool:
    """In "the jets that Poland bought" the head noun fills the object; not in "the ministry that said"."""
    return tree[index].head not in args.get("subj", ())


def owner_of(tree: Tree, at: int) -> int:
    """``its rival, Kosovo, whose purchase of``: the noun right before the pronoun, else the pronoun itself."""
    before = at - 1
    if tree[at].lemma != "whose":
        return at
    while before > 0 and tree[before].pos == "PUNCT":
        before -= 1
    return before if before >= 0 and tree[before].pos in _NOMINAL else at
